import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import { getJson } from '../api';
import type { TenderMark } from './mark';

const refreshMs = 60_000;

/**
 * The mark of a session's tender number, asked for once the session is there and every minute: the number may be
 * published again.
 */
export function useTender(session: () => string): Readonly<ShallowRef<TenderMark | null>> {
  const mark = shallowRef<TenderMark | null>(null);
  const load = async (id: string) => {
    try {
      mark.value = await getJson<TenderMark>(`/api/sessions/${id}/tender`);
    } catch {
      /* it is asked for again */
    }
  };
  const timer = setInterval(() => {
    if (session() !== '' && document.visibilityState === 'visible') void load(session());
  }, refreshMs);
  watch(
    session,
    id => {
      if (id !== '') void load(id);
    },
    { immediate: true },
  );
  onScopeDispose(() => clearInterval(timer));
  return mark;
}
