// Something that is asked again and again, by whoever is signed in: when the room has moved, and every few seconds.
import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import type { Signer } from '../seal/person';
import { asPerson } from '../seal/platform';

export interface Asked<T> {
  value: Readonly<ShallowRef<T | null>>;
  /** Why the last answer did not come; null where it did. */
  trouble: Readonly<ShallowRef<unknown>>;
  again(): void;
}

const pauseMs = 5_000;

export function useAsked<T>(
  person: Readonly<Ref<Signer | null>>,
  ask: (signal: AbortSignal) => Promise<T>,
  moved: () => unknown,
): Asked<T> {
  const value = shallowRef<T | null>(null);
  const trouble = shallowRef<unknown>(null);
  const left = new AbortController();
  let isBusy = false;
  let isStale = false;

  async function load(): Promise<void> {
    const who = person.value;
    if (!who || left.signal.aborted) return;
    if (isBusy) {
      isStale = true;
      return;
    }
    isBusy = true;
    try {
      value.value = await asPerson(who, () => ask(left.signal));
      trouble.value = null;
    } catch (cause) {
      if (!left.signal.aborted) trouble.value = cause;
    } finally {
      isBusy = false;
    }
    if (!isStale) return;
    isStale = false;
    void load();
  }

  watch([person, moved], () => void load(), { immediate: true });
  const timer = setInterval(() => document.visibilityState === 'visible' && void load(), pauseMs);
  onScopeDispose(() => {
    clearInterval(timer);
    left.abort();
  });
  return { value, trouble, again: () => void load() };
}
