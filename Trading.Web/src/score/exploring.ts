import type { Language } from '../i18n';
import type { Answer, Fault, Filing, Result } from './answer';

// The page as one value. Texts that cannot be scored stay as they are, and so does the last result beside them until
// there is another one.

export interface Exploring {
  text: string;
  language: Language;
  /** The bid whose price is looked at, by its index in the file; null: the first that can be. */
  bid: number | null;
  /** Another price for it, fen or millionths; null: that of the file. */
  price: number | null;
  /** Its price in the file, once that is known. */
  filed: number | null;
  /** Of which ask there is an answer. */
  answered: Ask | null;
  result: Result | null;
  fault: Fault | null;
  /** Terms without bids, before K is drawn. */
  filing: Filing | null;
  /** What is wrong with the other price; the result is then that of the price before. */
  priceFault: Fault | null;
  trouble: unknown;
}

/** What the server is asked. */
export interface Ask {
  tender: string;
  language: Language;
  bid: number;
  price: number | null;
}

export type Said =
  | { said: 'text'; text: string }
  | { said: 'file'; text: string }
  | { said: 'language'; language: Language }
  | { said: 'bid'; bid: number }
  | { said: 'price'; price: number | null }
  | { said: 'answered'; ask: Ask; answer: Answer }
  | { said: 'failed'; ask: Ask; cause: unknown }
  | { said: 'unreadable'; cause: unknown }
  | { said: 'again' };

export const start = (language: Language): Exploring => ({
  text: '',
  language,
  bid: null,
  price: null,
  filed: null,
  answered: null,
  result: null,
  fault: null,
  filing: null,
  priceFault: null,
  trouble: null,
});

/** What has to be asked now; null where there is nothing to ask, or the answer is there. */
export function askOf(e: Exploring): Ask | null {
  if (e.text.trim() === '') return null;
  const ask = asked(e);
  return e.answered && isSame(ask, e.answered) ? null : ask;
}

export function next(e: Exploring, s: Said): Exploring {
  switch (s.said) {
    case 'text':
      return s.text === e.text ? e : typed(e, s.text);
    case 'file':
      return { ...start(e.language), text: s.text };
    case 'language':
      return { ...e, language: s.language };
    case 'bid':
      return s.bid === e.bid ? e : { ...e, bid: s.bid, price: null, filed: null, priceFault: null };
    case 'price':
      return { ...e, price: s.price === e.filed ? null : s.price };
    case 'answered':
      return isSame(s.ask, asked(e)) ? answered(e, s.ask, s.answer) : e;
    case 'failed':
      return isSame(s.ask, asked(e)) ? { ...e, answered: s.ask, trouble: s.cause } : e;
    case 'unreadable':
      return { ...e, trouble: s.cause };
    case 'again':
      return { ...e, answered: null, trouble: null };
  }
}

/** The bid whose price is looked at, where it can be another one. */
export function bidOf({ bid, result }: Exploring): number | null {
  if (!result) return bid;
  const bids = result.shown.bids;
  if (bid !== null && bids[bid]?.canVary) return bid;
  const best = result.explained.rows.map(row => bids.findIndex(b => b.bid === row.bid && b.canVary)).find(i => i >= 0);
  return best ?? null;
}

// Who types goes on with the same file: the last result stays beside it until the next one is there, and so does the
// choice of the bid.
const typed = (e: Exploring, text: string): Exploring => ({
  ...e,
  text,
  price: null,
  filed: null,
  answered: null,
  priceFault: null,
  trouble: null,
  ...(text.trim() === '' ? { result: null, fault: null, filing: null } : {}),
});

function answered(e: Exploring, ask: Ask, { fault, explained, shown, varied, filing }: Answer): Exploring {
  const done = { ...e, answered: ask, trouble: null, priceFault: null };
  if (fault && ask.price !== null) return { ...done, priceFault: fault };
  if (fault || !explained || !shown) return { ...done, result: null, fault, filing };
  const result = { ...done, fault: null, filing: null, result: { explained, shown, varied } };
  // The first answer tells which bid's price can be another one; the next one has its curve.
  const bid = bidOf(result);
  return { ...result, bid, filed: ask.price === null && bid !== null ? shown.bids[bid]!.quoted : e.filed };
}

const asked = (e: Exploring): Ask => ({ tender: e.text, language: e.language, bid: e.bid ?? 0, price: e.price });

const isSame = (a: Ask, b: Ask): boolean =>
  a.tender === b.tender && a.language === b.language && a.bid === b.bid && a.price === b.price;
