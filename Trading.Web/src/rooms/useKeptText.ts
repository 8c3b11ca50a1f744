// A text that is being written and not yet signed: a reload, or a window that crashed and came back, takes none of it.
import { ref, watch, type Ref } from 'vue';

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * A text of this tab. `place` names it: room, whose it is, what for. Emptied, it is forgotten; a browser that keeps
 * nothing still lets it be written.
 */
export function useKeptText(place: string, store: Store | undefined = ofTab()): Ref<string> {
  const key = `trading.text/${place}`;
  const text = ref(tried(() => store?.getItem(key)) ?? '');
  watch(text, now => tried(() => (now === '' ? store?.removeItem(key) : store?.setItem(key, now))), { flush: 'sync' });
  return text;
}

function tried<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null; // storage is full, or forbidden here
  }
}

const ofTab = (): Store | undefined => tried(() => globalThis.sessionStorage) ?? undefined;
