import { effectScope, ref, type EffectScope } from 'vue';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TenderMark } from '../src/tender/mark';
import { useTender } from '../src/tender/useTender';

describe('the mark of a tender number', () => {
  const once: TenderMark = { times: 1, number: 1, earlier: null, later: null };
  const again: TenderMark = { ...once, times: 2 };
  const asked: string[] = [];
  let answer: () => Promise<Response>;
  let scope: EffectScope;

  beforeEach(() => {
    asked.length = 0;
    answer = async () => new Response(JSON.stringify(once));
    vi.useFakeTimers();
    vi.stubGlobal('document', { visibilityState: 'visible' });
    vi.stubGlobal('fetch', (path: string) => {
      asked.push(path);
      return answer();
    });
    scope = effectScope();
  });
  afterEach(() => {
    scope.stop();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is asked for once the session is there, and every minute: the number may be published again', async () => {
    const session = ref('');
    const mark = scope.run(() => useTender(() => session.value))!;
    await vi.advanceTimersByTimeAsync(60_000);
    expect([asked.length, mark.value]).toEqual([0, null]);
    session.value = '5'.repeat(32);
    await vi.advanceTimersByTimeAsync(1);
    expect([asked, mark.value]).toEqual([[`/api/sessions/${'5'.repeat(32)}/tender`], once]);
    answer = async () => new Response(JSON.stringify(again));
    await vi.advanceTimersByTimeAsync(60_000);
    expect([asked.length, mark.value]).toEqual([2, again]);
  });

  it('stays what it was while the line is broken, and is asked for no more when the page is left', async () => {
    const mark = scope.run(() => useTender(() => 's'))!;
    await vi.advanceTimersByTimeAsync(1);
    answer = () => Promise.reject(new TypeError('no line'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect([asked.length, mark.value]).toEqual([2, once]);
    scope.stop();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(asked.length).toBe(2);
  });
});
