import { effectScope, nextTick, watchEffect } from 'vue';
import { describe, expect, it } from 'vitest';
import { useKeptText } from '../../src/rooms/useKeptText';

function storeOf() {
  const all = new Map<string, string>();
  return {
    all,
    getItem: (key: string) => all.get(key) ?? null,
    setItem: (key: string, value: string) => void all.set(key, value),
    removeItem: (key: string) => void all.delete(key),
  };
}

describe('a text that is being written', () => {
  it('is there again after a reload, and forgotten once it was sent', () => {
    const store = storeOf();
    useKeptText('room/1/ask', store).value = '请说明\u202e交货期';
    const again = useKeptText('room/1/ask', store);
    expect(again.value).toBe('请说明\u202e交货期');
    expect(useKeptText('room/2/ask', store).value).toBe('');
    again.value = '';
    expect(store.all.size).toBe(0);
  });

  it('can be written where nothing is kept', async () => {
    const no = () => {
      throw new DOMException('no', 'QuotaExceededError');
    };
    for (const store of [undefined, { getItem: no, setItem: no, removeItem: no }]) {
      const text = useKeptText('room/1/ask', store);
      const seen: string[] = [];
      const scope = effectScope();
      scope.run(() => watchEffect(() => seen.push(text.value)));
      text.value = '甲';
      await nextTick();
      expect(seen.at(-1)).toBe('甲');
      scope.stop();
    }
  });
});
