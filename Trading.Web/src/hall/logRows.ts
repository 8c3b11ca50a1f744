import type { Bid, Hall, LogLine } from '../state';

// The log as rows, newest first. The fold of the stream keeps one line for all results of a lot; the heights tell how
// many stand before it, and the lot's bids what they say.

/** Results of a lot, in the order of its list: bid n stands at height `from + n − 1`. */
export interface Folded {
  from: number;
  to: number;
  at: number;
  lot: string | null;
  bids: readonly Bid[];
}

export type LogRow = { line: LogLine; folded: null } | { line: null; folded: Folded };

export interface LogRows {
  rows: LogRow[];
  /** Entries that are older than the last row and can be shown. */
  earlier: number;
  /** Entries that are older than every line the page keeps. */
  dropped: number;
}

/** At most so many lines of the log; what is folded before a line is shown with it. */
export function logRowsOf(hall: Hall, mostLines: number): LogRows {
  const lines = hall.log.slice(-mostLines);
  const first = hall.log.length - lines.length;
  const rows = lines.flatMap((line, i) => {
    const before = hall.log[first + i - 1];
    const from = before ? before.height + 1 : line.height;
    const folded = from < line.height ? foldedOf(hall, line, from) : null;
    return [...(folded ? [{ line: null, folded }] : []), { line, folded: null }];
  });
  const oldest = hall.log[0]?.height ?? 0;
  const shownFrom = rows[0] ? (rows[0].folded?.from ?? rows[0].line!.height) : 0;
  return { rows: rows.reverse(), earlier: Math.max(0, shownFrom - oldest), dropped: oldest };
}

function foldedOf({ lots }: Hall, line: LogLine, from: number): Folded {
  const bids = lots.find(lot => lot.lot === line.lot)?.bids ?? [];
  const count = line.height - from;
  return { from, to: line.height - 1, at: line.at, lot: line.lot, bids: bids.length === count ? bids : [] };
}
