import { effectScope, shallowRef } from 'vue';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useBehind } from '../../src/hall/useBehind';

describe('a value that is followed', () => {
  afterEach(() => vi.unstubAllGlobals());

  function withFrames(): () => void {
    const waiting: (() => void)[] = [];
    vi.stubGlobal('requestAnimationFrame', (work: () => void) => waiting.push(work));
    return () => waiting.splice(0).forEach(work => work());
  }

  it('comes once more with every frame, always the newest, and the first at once', () => {
    const frame = withFrames();
    const value = shallowRef(0);
    const scope = effectScope();
    const [soon, later] = scope.run(() => useBehind(value, 2, n => n === 0))!;
    const seen = () => [soon!.value, later!.value];
    value.value = 1;
    expect(seen()).toEqual([1, 1]);
    value.value = 2;
    expect(seen()).toEqual([1, 1]);
    frame();
    expect(seen()).toEqual([2, 1]);
    value.value = 3;
    frame();
    frame();
    expect(seen()).toEqual([3, 3]);
    value.value = 4;
    scope.stop();
    frame();
    frame();
    expect(seen()).toEqual([3, 3]);
  });

  it('comes at once where there are no frames', () => {
    const value = shallowRef(1);
    const [soon] = effectScope().run(() => useBehind(value, 1, () => false))!;
    value.value = 2;
    expect(soon!.value).toBe(2);
  });
});
