import { afterEach, describe, expect, it, vi } from 'vitest';
import { getJson, Problem, Unreachable } from '../src/api';
import { isAway, pauseBefore, timesBack } from '../src/away';

describe('a server that is away', () => {
  const answers = (answer: () => Promise<Response>) => vi.stubGlobal('fetch', answer);
  afterEach(async () => {
    answers(async () => new Response('{}'));
    await getJson('/api/time');
    vi.unstubAllGlobals();
  });

  it('is known from the first call that finds nobody until one is answered', async () => {
    answers(() => Promise.reject(new TypeError('no line')));
    const before = timesBack.value;
    await expect(getJson('/api/time')).rejects.toBeInstanceOf(Unreachable);
    expect(isAway.value).toBe(true);
    answers(async () => new Response('{"reason":"NotFound"}', { status: 404 }));
    await expect(getJson('/api/time')).rejects.toBeInstanceOf(Problem);
    expect([isAway.value, timesBack.value]).toEqual([false, before + 1]);
  });

  it('is told by a proxy, and not by a refusal of its own', async () => {
    answers(
      async () => new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'Content-Type': 'text/html' } }),
    );
    await expect(getJson('/api/time')).rejects.toBeInstanceOf(Problem);
    expect(isAway.value).toBe(true);
    const headers = { 'Content-Type': 'application/problem+json' };
    answers(async () => new Response('{"reason":"StoreFailed"}', { status: 503, headers }));
    await expect(getJson('/api/time')).rejects.toBeInstanceOf(Problem);
    expect(isAway.value).toBe(false);
  });

  it('is nothing that a page says which was left', async () => {
    const left = new AbortController();
    answers(() => {
      left.abort();
      return Promise.reject(new DOMException('left', 'AbortError'));
    });
    await expect(getJson('/api/time', left.signal)).rejects.toThrow('left');
    expect(isAway.value).toBe(false);
  });

  it('is asked again after pauses that double to half a minute', () => {
    expect([0, 1, 2, 3, 4, 9].map(pauseBefore)).toEqual([2, 4, 8, 16, 30, 30]);
  });
});
