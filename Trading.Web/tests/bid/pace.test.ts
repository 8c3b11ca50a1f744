import { describe, expect, it } from 'vitest';
import { inTime, noted, paceOf, type Sample } from '../../src/bid/pace';

const every = (stepMs: number, bytes: number, times: number, from: readonly Sample[] = []) =>
  Array.from({ length: times }).reduce<readonly Sample[]>(samples => {
    const last = samples.at(-1) ?? { ms: -stepMs, bytes: -bytes };
    return noted(samples, { ms: last.ms + stepMs, bytes: last.bytes + bytes });
  }, from);

describe('the pace of an upload', () => {
  it('is unknown until two seconds were seen', () => {
    expect(paceOf([], 10)).toBeNull();
    expect(paceOf(every(500, 100, 4), 10_000)).toBeNull();
    expect(paceOf(every(500, 100, 5), 10_000)).toEqual({ bytesPerSecond: 200, secondsLeft: 48 });
  });

  it('is that of the last seconds, and not of the whole way', () => {
    const fast = every(1_000, 1_000, 60);
    const slow = every(1_000, 100, 30, fast);
    expect(slow.length).toBeLessThan(20);
    expect(paceOf(slow, 100_000)!.bytesPerSecond).toBe(100);
  });

  it('never ends where nothing moves, and has ended where nothing is left', () => {
    const still = every(1_000, 0, 10, [{ ms: 0, bytes: 500 }]);
    expect(paceOf(still, 1_000)).toEqual({ bytesPerSecond: 0, secondsLeft: Infinity });
    expect(paceOf(still, 500)).toEqual({ bytesPerSecond: 0, secondsLeft: 0 });
  });

  it('begins anew where the count fell', () => {
    expect(noted(every(1_000, 100, 9), { ms: 9_000, bytes: 0 })).toEqual([{ ms: 9_000, bytes: 0 }]);
  });

  it('is held against the deadline, with time for the last word', () => {
    const at = (secondsLeft: number, deadline: number) => inTime({ bytesPerSecond: 1, secondsLeft }, deadline);
    expect([at(95, 99), at(95, 100), at(95, 149), at(95, 150)]).toEqual(['late', 'tight', 'tight', 'fits']);
    expect(at(Infinity, 1e9)).toBe('late');
  });
});
