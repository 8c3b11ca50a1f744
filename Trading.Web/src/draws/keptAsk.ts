import { emptyAsk, type AskTexts } from './askTexts';

// The request as far as it was written, for a reload of this tab. Identity numbers are kept nowhere: whoever comes
// back writes them again.

const place = 'trading.draw-request';

export function keepAsk(texts: AskTexts): void {
  const kept: AskTexts = {
    ...texts,
    avoidedPersons: '',
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
    const isOfKind = ([key, value]: [string, unknown]) =>
      key in empty && shapeOf(value) === shapeOf(empty[key as keyof AskTexts]);
    return { ...empty, ...Object.fromEntries(Object.entries(kept).filter(isOfKind)) };
  } catch {
    return empty;
  }
}

const shapeOf = (value: unknown): string => (Array.isArray(value) ? 'list' : typeof value);
