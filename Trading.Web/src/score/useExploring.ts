import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { postJson } from '../api';
import type { Language } from '../i18n';
import type { Answer } from './answer';
import { askOf, next, start, type Ask, type Exploring, type Said } from './exploring';
import { patiently, pause } from './patience';

// Asks what has to be asked, once the person holds still for a moment, and ends what is asked for no more. Decides
// nothing.

const stillMs = 250;

export function useExploring(language: Ref<string>): {
  exploring: Readonly<ShallowRef<Exploring>>;
  say(said: Said): void;
} {
  const exploring = shallowRef(start(language.value as Language));
  let asking: AbortController | null = null;

  function say(said: Said): void {
    exploring.value = next(exploring.value, said);
    if (said.said !== 'unreadable') reconcile();
  }

  function reconcile(): void {
    asking?.abort();
    asking = null;
    const ask = askOf(exploring.value);
    if (ask) void run(ask, (asking = new AbortController()).signal);
  }

  async function run(ask: Ask, signal: AbortSignal): Promise<void> {
    try {
      await pause(stillMs, signal);
      const answer = await patiently(() => post(ask, signal), signal);
      if (!signal.aborted) say({ said: 'answered', ask, answer });
    } catch (cause) {
      if (!signal.aborted) say({ said: 'failed', ask, cause });
    }
  }

  watch(language, code => say({ said: 'language', language: code as Language }));
  onScopeDispose(() => asking?.abort());
  return { exploring, say };
}

const post = ({ tender, language, bid, price }: Ask, signal: AbortSignal): Promise<Answer> =>
  postJson<Answer>(
    '/api/score',
    { tender, language: language === 'zh' ? 'Zh' : 'En', vary: { bid, price } },
    { signal },
  );
