import { hex } from '../seal/bytes';
import { random } from '../seal/suite';
import { emptyGroup, linesIn, type AskTexts } from './askTexts';
import { drawRules } from './gates';

// A request, or an import, as far as it was written, for a reload of this tab. Identity numbers are kept nowhere: who
// comes back writes them again.

/** Where each of the two forms is kept. */
const forms = { request: 'trading.draw-request', import: 'trading.draw-import' } as const;
type Form = keyof typeof forms;

const idOf = (form: Form) => `${forms[form]}-id`;

/**
 * The id of the draw that a form becomes. A copy of the tab has the same one, so of two that publish the second is
 * told that it stands already.
 */
export function keptId(form: Form = 'request'): string {
  try {
    const kept = sessionStorage.getItem(idOf(form));
    if (kept && /^[0-9a-f]{32}$/.test(kept)) return kept;
  } catch {
    /* a browser that keeps nothing copies nothing */
  }
  return newId(form);
}

/** An id of its own: what is written in the form becomes another draw. */
export function newId(form: Form = 'request'): string {
  const id = hex(random(16));
  try {
    sessionStorage.setItem(idOf(form), id);
  } catch {
    /* as above */
  }
  return id;
}

export function keepAsk(texts: AskTexts, form: Form = 'request'): void {
  const kept = {
    ...texts,
    ...('experts' in texts ? { experts: '' } : {}),
    avoidedPersons: '',
    avoidedBefore: linesIn(texts.avoidedPersons) || texts.avoidedBefore,
    buyerSeats: texts.buyerSeats.map(seat => ({ ...seat, id: '' })),
  };
  try {
    sessionStorage.setItem(forms[form], JSON.stringify(kept));
  } catch {
    /* a browser that keeps nothing still shows the form */
  }
}

export function dropAsk(form: Form = 'request'): void {
  try {
    sessionStorage.removeItem(forms[form]);
    sessionStorage.removeItem(idOf(form));
  } catch {
    /* there was none */
  }
}

/** What was kept, or an empty form; of another version's only what is of its kind. */
export function keptAsk<T extends AskTexts>(empty: T, form: Form = 'request'): T {
  try {
    const kept = JSON.parse(sessionStorage.getItem(forms[form]) ?? '{}') as Record<string, unknown>;
    const known = Object.entries(kept).filter(([key, value]) => isOfKind(value, empty[key as keyof T]));
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
