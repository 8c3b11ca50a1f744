// Whether bids are masked for this seat, asked again and again: the platform tells a seat nothing else meanwhile.
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import { readMasked, type MaskedView } from './masked';
import { isDenied } from './platform';

const pauseMs = 3_000;

export interface MaskedLine {
  view: Readonly<ShallowRef<MaskedView | null>>;
  /** Why the last answer did not come; null where it did. */
  trouble: Readonly<ShallowRef<unknown>>;
  /** Asks at once; whoever was refused and signed in again says so. */
  again(): void;
}

/** `denied` is called where the platform no longer knows the seat's ticket. */
export function useMasked(room: string, denied: () => void): MaskedLine {
  const view = shallowRef<MaskedView | null>(null);
  const trouble = shallowRef<unknown>(null);
  const left = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsking = false;

  async function ask(): Promise<void> {
    clearTimeout(timer);
    if (isAsking || left.signal.aborted) return;
    isAsking = true;
    try {
      view.value = await readMasked(room, left.signal);
      trouble.value = null;
    } catch (cause) {
      if (left.signal.aborted) return;
      trouble.value = cause;
      // Whoever is signed in again asks again.
      if (isDenied(cause)) return denied();
    } finally {
      isAsking = false;
    }
    // A room whose terms mask nothing is asked once.
    if (view.value && !view.value.isMasked && !view.value.isAhead && trouble.value === null) return;
    timer = setTimeout(() => void ask(), pauseMs);
  }

  onScopeDispose(() => {
    left.abort();
    clearTimeout(timer);
  });
  return { view, trouble, again: () => void ask() };
}
