// How fast an upload goes, measured, and whether it ends before the deadline at that speed.

/** Bytes that had gone out at a time of the monotonic clock. */
export interface Sample {
  readonly ms: number;
  readonly bytes: number;
}

export interface Pace {
  readonly bytesPerSecond: number;
  /** Infinity where nothing moves. */
  readonly secondsLeft: number;
}

/** `tight`: it fits, with less than half as much time again. */
export type InTime = 'fits' | 'tight' | 'late';

const windowMs = 15_000;
const leastMs = 2_000;
// After the last part the platform writes everything down and answers: that has to be in time, too.
const commitSeconds = 5;

/** The samples of the last seconds with one more; a count that fell is another upload. */
export function noted(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  const last = samples.at(-1);
  if (last && sample.bytes < last.bytes) return [sample];
  const from = samples.findLastIndex(one => one.ms <= sample.ms - windowMs);
  return [...samples.slice(Math.max(0, from)), sample];
}

/** Null while too little was seen. */
export function paceOf(samples: readonly Sample[], ofBytes: number): Pace | null {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.ms - first.ms < leastMs) return null;
  const bytesPerSecond = ((last.bytes - first.bytes) * 1_000) / (last.ms - first.ms);
  const left = Math.max(0, ofBytes - last.bytes);
  return { bytesPerSecond, secondsLeft: left === 0 ? 0 : left / bytesPerSecond };
}

export function inTime({ secondsLeft }: Pace, secondsToDeadline: number): InTime {
  const needed = secondsLeft + commitSeconds;
  if (needed > secondsToDeadline) return 'late';
  return needed * 1.5 > secondsToDeadline ? 'tight' : 'fits';
}
