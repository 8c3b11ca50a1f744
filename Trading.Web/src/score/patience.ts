import { Problem } from '../api';

const waitMs = 1_000;

/** Asks, and where the server says to wait, waits once. */
export async function patiently<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    if (!(cause instanceof Problem && cause.status === 429)) throw cause;
    await pause(waitMs, signal);
    return ask();
  }
}

/** Some time, or until the signal ends it. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
