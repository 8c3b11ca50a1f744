import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { postJson } from '../api';
import { timesBack } from '../away';
import { patiently, pause } from '../score/patience';
import { askOf, begin, next, type Checking, type Said } from './checking';
import type { TermsFault } from './findings';

// Asks what has to be asked once the person holds still, and ends what is asked for no more. Decides nothing.

const stillMs = 400;

export function useChecking(text: Ref<string | null>): {
  checking: Readonly<ShallowRef<Checking>>;
  again(): void;
} {
  const checking = shallowRef(begin());
  let asking: AbortController | null = null;

  function say(said: Said): void {
    checking.value = next(checking.value, said);
    asking?.abort();
    asking = null;
    const ask = askOf(checking.value);
    if (ask !== null) void run(ask, (asking = new AbortController()).signal);
  }

  async function run(ask: string, signal: AbortSignal): Promise<void> {
    try {
      await pause(stillMs, signal);
      const { faults } = await patiently(
        () => postJson<Answer>('/api/score/terms', { terms: ask }, { signal }),
        signal,
      );
      if (!signal.aborted) say({ said: 'answered', text: ask, faults });
    } catch (cause) {
      if (!signal.aborted) say({ said: 'failed', text: ask, cause });
    }
  }

  watch(text, now => say({ said: 'text', text: now }), { immediate: true });
  watch(timesBack, () => say({ said: 'again' }));
  onScopeDispose(() => asking?.abort());
  return { checking, again: () => say({ said: 'again' }) };
}

interface Answer {
  faults: TermsFault[];
}
