// Whether a call found the server, told to whoever listens: on a page away.ts, in a worker the page that it works for.
let listener: ((isReached: boolean) => void) | null = null;

/** From now on `told` hears of every call; one listener a process. */
export function hearReached(told: (isReached: boolean) => void): void {
  listener = told;
}

export function tellReached(isReached: boolean): void {
  listener?.(isReached);
}
