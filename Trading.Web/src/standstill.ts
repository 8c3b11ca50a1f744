// What a standstill of the platform over a deadline means for a lot (docs/spec/feed.md, "Standstill"). Times are
// microseconds since 1970, UTC.
import type { Hall, Lot, Standstill } from './state';

const waitingMicros = 500_000;
const drainLimitMicros = 5_000_000;
const heldMicros = 9_000_000;

/** The first instant at which nothing is read any more that may have waited. */
export function settledAt(told: Standstill): number {
  return told.restarted ? told.until : told.until + waitingMicros;
}

export function touches(told: Standstill, closeAt: number): boolean {
  return told.from <= closeAt && closeAt < settledAt(told);
}

/** Whether it ended soon enough after the deadline; else the lot is held. */
export function isMadeUpFor(told: Standstill, closeAt: number): boolean {
  return settledAt(told) <= closeAt + drainLimitMicros;
}

/** The instant from which a lot may be frozen: its deadline, or later where a standstill was too long. */
export function freezeAt(hall: Hall, lot: Lot): number {
  const isHeld = hall.standstills.some(told => touches(told, lot.closeAt) && !isMadeUpFor(told, lot.closeAt));
  return isHeld ? lot.closeAt + heldMicros : lot.closeAt;
}

export type Consequence = 'madeUpFor' | 'restarted' | 'held';

/** Those over a lot's deadline, each with what follows from it. */
export function standstillsOf(hall: Hall, lot: Lot): { told: Standstill; consequence: Consequence }[] {
  return hall.standstills
    .filter(told => touches(told, lot.closeAt))
    .map(told => ({ told, consequence: consequenceOf(told, lot.closeAt) }));
}

function consequenceOf(told: Standstill, closeAt: number): Consequence {
  if (!isMadeUpFor(told, closeAt)) return 'held';
  return told.restarted ? 'restarted' : 'madeUpFor';
}

/** Seconds with one decimal, never rounded down to nothing. */
export function secondsOf(told: Standstill): string {
  return (Math.ceil((told.until - told.from) / 100_000) / 10).toFixed(1);
}
