import { toOpen, type Lot } from '../state';

/** What there is to count of a lot, by where it stands; words are under `host.count`. */
export interface Count {
  word: 'ceremony' | 'toOpen' | 'opened' | 'openedSome' | 'sealed';
  values: Record<string, number>;
}

/** Null while nothing may be known, and where nothing was received. */
export function countOf(lot: Lot): Count | null {
  switch (lot.phase) {
    case 'ceremony':
      return { word: 'ceremony', values: { n: lot.messages.length, m: lot.trustees.length * 3 } };
    case 'intake':
      return null;
    case 'frozen':
    case 'releasing':
      return { word: 'toOpen', values: { n: toOpen(lot.freeze!) } };
    case 'opened':
      return opened(lot);
    case 'failed':
      if (lot.failure!.cause === 'FewOpened') return opened(lot);
      return lot.freeze ? { word: 'sealed', values: { n: toOpen(lot.freeze) } } : null;
  }
}

function opened({ bids }: Lot): Count {
  const unreadable = bids.filter(bid => bid.unreadable).length;
  return unreadable > 0
    ? { word: 'openedSome', values: { n: bids.length - unreadable, m: unreadable } }
    : { word: 'opened', values: { n: bids.length } };
}
