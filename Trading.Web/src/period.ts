import type { Bid, Hall } from './state';

// The published period for objections and confirmations (docs/spec/feed.md, "The period"): before its end a session is
// concluded only if every bid of every table is confirmed.

/** When it ends, UTC microseconds; null where none was published, and while a lot is neither opened nor failed. */
export function periodEndOf(hall: Pick<Hall, 'periodSeconds' | 'lots'>): number | null {
  const outcomes = hall.lots.map(lot => lot.openedAt ?? lot.failure?.at ?? null);
  if (hall.periodSeconds === 0 || outcomes.length === 0 || outcomes.includes(null)) return null;
  return Math.max(...outcomes.map(Number)) + hall.periodSeconds * 1e6;
}

/** Bids of all tables, those that could not be opened among them: their bidders have the most to say. */
export const bidsOf = (hall: Pick<Hall, 'lots'>): Bid[] => hall.lots.flatMap(lot => lot.bids);

/** Whether the period lets the session be concluded at that instant, UTC microseconds. */
export function mayConclude(hall: Pick<Hall, 'periodSeconds' | 'lots'>, atMicros: number): boolean {
  const end = periodEndOf(hall);
  return end === null || atMicros >= end || bidsOf(hall).every(bid => bid.confirmed);
}

/** Whole seconds until its end by the server's clock, 0 behind it; null without one, or while the clock is unknown. */
export function periodLeft(hall: Pick<Hall, 'periodSeconds' | 'lots'>, second: number | null): number | null {
  const end = periodEndOf(hall);
  return end === null || second === null ? null : Math.max(0, Math.ceil(end / 1e6 - second));
}
