// How many rows a page mounts at a time, so that no step of it takes longer than a page may stand still: as many as the
// step before says fit. Knows neither the browser nor a clock.

/** What mounting the rows of one step may take. Layout and paint take about as much again. */
export const stepMs = 40;
export const leastRows = 8;
/** What stands at once: a screen full. */
export const firstRows = 12;
const mostRows = 250;

/** Rows of the next step, after one of `rows` took `tookMs`. It at most doubles: one lucky step proves little. */
export function nextStep(rows: number, tookMs: number): number {
  const fits = Math.floor((rows * stepMs) / Math.max(tookMs, 0.1));
  return Math.max(leastRows, Math.min(mostRows, 2 * rows, fits));
}
