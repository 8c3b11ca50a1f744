// Who sits (docs/spec/draw.md, "Seating"): the order is walked from its beginning, once for the first seating and once
// more whenever somebody who sat drops out.
import type { Constraint } from './commitment';

/** What the seating knows of a position: a bit for each group that it fits, and the label of its employer. */
export interface Candidate {
  groups: number;
  label: string;
}

/** A position that takes a seat of a group; `insteadOf` is the position whose seat it takes, or −1 at first. */
export interface SeatStep {
  position: number;
  group: number;
  insteadOf: number;
}

export const nobody = -1;

export interface Seating {
  steps: SeatStep[];
  /** The first group that a walk left open, and why; null where all seats are taken. */
  shortage: { group: number; needed: number; left: number; binding: Constraint } | null;
}

/** Seats of each group; candidates by position; the order; positions that dropped out, in that sequence, each once. */
export function seat(
  seats: readonly number[],
  candidates: readonly Candidate[],
  order: readonly number[],
  dropped: readonly number[],
): Seating {
  const known = dropped.filter(position => position in candidates);
  if (new Set(known).size !== dropped.length) throw new RangeError('a position that does not exist, or twice');
  const [steps, open] = [[] as SeatStep[], [...seats]];
  const [seated, labels, gone] = [new Map<number, number>(), new Set<string>(), new Set<number>()];
  const fits = (position: number, group: number) => ((candidates[position]!.groups >> group) & 1) !== 0;
  const isFree = (position: number) => !gone.has(position) && !seated.has(position);

  const fill = (insteadOf: number) => {
    const left = open.map((_, group) => order.filter(p => isFree(p) && fits(p, group)).length);
    for (const position of order) {
      if (open.every(free => free === 0)) return;
      if (!isFree(position)) continue;
      open.forEach((_, group) => fits(position, group) && left[group]!--);
      const { label } = candidates[position]!;
      if (labels.has(label)) continue;
      // Of several the one for which the fewest stand further on; of those the lowest.
      const wanted = open.flatMap((free, group) => (free > 0 && fits(position, group) ? [group] : []));
      if (wanted.length === 0) continue;
      const group = wanted.reduce((best, other) => (left[other]! < left[best]! ? other : best));
      open[group]!--;
      seated.set(position, group);
      labels.add(label);
      steps.push({ position, group, insteadOf });
    }
  };

  fill(nobody);
  for (const position of dropped) {
    gone.add(position);
    const group = seated.get(position);
    if (group === undefined) continue;
    seated.delete(position);
    labels.delete(candidates[position]!.label);
    open[group]!++;
    fill(position);
  }
  const group = open.findIndex(free => free > 0);
  if (group < 0) return { steps, shortage: null };
  const needed = seats[group]!;
  return { steps, shortage: { group, needed, left: needed - open[group]!, binding: binding(group) } };

  function binding(group: number): Constraint {
    const [needed, fitting] = [seats[group]!, order.filter(position => fits(position, group))];
    if (fitting.length < needed) return 'Speciality';
    const left = fitting.filter(position => !gone.has(position));
    if (left.length < needed) return 'Dropped';
    return new Set(left.map(position => candidates[position]!.label)).size < needed ? 'Employer' : 'Overlap';
  }
}
