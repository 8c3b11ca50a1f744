import { emptyAsk, emptyGroup, linesIn, type AskTexts } from './askTexts';
import { drawRules } from './gates';

// The request as far as it was written, for a reload of this tab. Identity numbers are kept nowhere: whoever comes
// back writes them again.

const place = 'trading.draw-request';

export function keepAsk(texts: AskTexts): void {
  const kept: AskTexts = {
    ...texts,
    avoidedPersons: '',
    avoidedBefore: linesIn(texts.avoidedPersons) || texts.avoidedBefore,
    buyerSeats: texts.buyerSeats.map(seat => ({ ...seat, id: '' })),
  };
  try {
    sessionStorage.setItem(place, JSON.stringify(kept));
  } catch {
    /* a browser that keeps nothing still shows the form */
  }
}

export function dropAsk(): void {
  try {
    sessionStorage.removeItem(place);
  } catch {
    /* there was none */
  }
}

/** What was kept, or an empty form; of another version's only what is of its kind. */
export function keptAsk(): AskTexts {
  const empty = emptyAsk();
  try {
    const kept = JSON.parse(sessionStorage.getItem(place) ?? '{}') as Record<string, unknown>;
    const known = Object.entries(kept).filter(([key, value]) => isOfKind(value, empty[key as keyof AskTexts]));
    const texts = { ...empty, ...Object.fromEntries(known) };
    const isWhole =
      drawRules.some(rules => rules.id === texts.rules) &&
      texts.groups.every(group => isOfKind(group, emptyGroup())) &&
      texts.buyerSeats.every(seat => isOfKind(seat, { unit: '', id: '' }));
    return isWhole ? texts : empty;
  } catch {
    return empty;
  }
}

/** Whether a value has the type of a sample, and of an object's parts each. */
function isOfKind(value: unknown, sample: unknown): boolean {
  if (Array.isArray(sample) || Array.isArray(value)) return Array.isArray(sample) && Array.isArray(value);
  if (typeof value !== typeof sample || value === null || sample === undefined) return false;
  return typeof sample !== 'object' || sample === null
    ? true
    : Object.entries(sample).every(([key, part]) => isOfKind((value as Record<string, unknown>)[key], part));
}
