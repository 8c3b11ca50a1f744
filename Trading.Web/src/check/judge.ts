// What a measurement of this computer means for a bid.

export type Verdict = 'pass' | 'warn' | 'fail';

const mib = 1 << 20;

/** The largest envelope has 1 GiB; a bid without documents has some kilobytes. */
export const judgeRoom = (bytes: number | null): Verdict =>
  bytes === null ? 'warn' : bytes < 64 * mib ? 'fail' : bytes < 1_100 * mib ? 'warn' : 'pass';

/** The pages count by the server's clock; a clock that is far off is told all the same, since people look at it. */
export const judgeClock = (aheadMs: number): Verdict => (Math.abs(aheadMs) > 30_000 ? 'warn' : 'pass');

const slowBytes = 128 * 1_024;

/** Bytes a second: at 128 KiB/s a bid of 100 MiB takes a quarter of an hour. */
export const judgeSpeed = (bytesPerSecond: number): Verdict => (bytesPerSecond < slowBytes ? 'warn' : 'pass');

/** Minutes that so many bytes take, rounded up. */
export const minutesFor = (bytes: number, bytesPerSecond: number): number => Math.ceil(bytes / bytesPerSecond / 60);

/** The worst of all: what the page says of this computer. */
export const worst = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.includes('fail') ? 'fail' : verdicts.includes('warn') ? 'warn' : 'pass';
