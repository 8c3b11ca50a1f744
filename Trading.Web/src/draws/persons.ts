// Whom hashes name (docs/spec/draw.md, "Persons"): whom the buyer sends, and the experts of an external draw. Numbers
// of their seats begin where positions have long ended.
import type { Draw } from './state';
import { askedOf } from './state';

export const firstBuyer = 10_000;
export const firstExpert = 20_000;

export const isBuyers = (seat: number): boolean => seat < firstExpert;

/** Whether the draw has such a seat. */
export function hasSeat(draw: Draw, seat: number): boolean {
  const buyers = askedOf(draw)?.request.buyerSeats.length ?? 0;
  const experts = draw.external?.import.experts.length ?? 0;
  return (seat >= firstBuyer && seat < firstBuyer + buyers) || (seat >= firstExpert && seat < firstExpert + experts);
}

/** What is told of whoever comes to such a seat. */
export const personOutcomes = ['Arrived', 'Left', 'Back', 'Avoids'] as const;
export type PersonOutcome = (typeof personOutcomes)[number];

/** Whether this may follow what was told before. */
export function mayFollow(before: PersonOutcome | undefined, outcome: PersonOutcome): boolean {
  if (outcome === 'Arrived') return before === undefined;
  if (outcome === 'Avoids') return before !== undefined && before !== 'Avoids';
  return outcome === 'Left' ? before === 'Arrived' || before === 'Back' : before === 'Left';
}
