// A cheap phone mounts in one task what one part takes: of all that a page has still to mount, one piece comes a frame,
// in the order in which it was asked for.

const waiting = new Set<() => void>();
let frame = 0;

/** Does the work in a frame of its own; asked for twice, it is done once. */
export function oneAFrame(work: () => void): void {
  waiting.add(work);
  schedule();
}

/** The work is not wanted any more. */
export const notAnyMore = (work: () => void): boolean => waiting.delete(work);

function schedule(): void {
  if (frame === 0 && waiting.size > 0) frame = requestAnimationFrame(next);
}

function next(): void {
  frame = 0;
  const [work] = waiting;
  if (!work) return;
  waiting.delete(work);
  work();
  schedule();
}
