// Patience with a line that breaks: the same call is said again, with pauses that grow.

const firstPauseMs = 500;
const mostPauseMs = 30_000;

/**
 * Pause before try n + 1: half a second, doubling up to half a minute, shifted by up to a quarter so that not everybody
 * comes back at once.
 */
export function pauseMs(tries: number, random: () => number = Math.random): number {
  const doubled = Math.min(firstPauseMs * 2 ** Math.min(tries, 10), mostPauseMs);
  return Math.min(mostPauseMs, Math.max(firstPauseMs, Math.round(doubled * (0.75 + random() / 2))));
}

/** What waiting needs; vitest brings a clock of its own. */
export interface Patience {
  /** Whether the same call may be said again. */
  isPassing(cause: unknown): boolean;
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

/** Says it again while the trouble passes; anything else ends it, and so does the signal. */
export async function insist<T>(work: () => Promise<T>, patience: Patience, signal: AbortSignal): Promise<T> {
  for (let tries = 0; ; tries++) {
    signal.throwIfAborted();
    try {
      return await work();
    } catch (cause) {
      if (signal.aborted || !patience.isPassing(cause)) throw cause;
      await patience.pause(pauseMs(tries), signal);
    }
  }
}

/** Ends at once when the signal does. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    if (signal.aborted) done();
    else signal.addEventListener('abort', done);
  });
