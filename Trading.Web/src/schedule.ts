// How many ticks an intake has (docs/spec/feed.md, "Ticks"): by policy and opening alone.

export interface Stretch {
  secondsBefore: number;
  periodSeconds: number;
}

const second = 1_000_000;

/** When the drain falls due behind the deadline, microseconds. */
export const drainDelay = 500_000;

/** Ticks of an intake that opened at that instant (UTC microseconds), the drain included. */
export function ticksOf(stretches: readonly Stretch[], closeAt: number, openedAt: number): number {
  if (closeAt <= openedAt) return 1;
  return stretches.reduce((count, { secondsBefore, periodSeconds }, i) => {
    const period = periodSeconds * second;
    const most = Math.floor(Math.min(secondsBefore * second, closeAt - openedAt - 1) / period);
    const next = stretches[i + 1];
    const least = next ? Math.floor((next.secondsBefore * second) / period) + 1 : 0;
    return count + Math.max(0, most - least + 1);
  }, 1);
}
