// The draws of a session's committees, for its hall.
import { onMounted, onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import { readDraws, type DrawOfList } from './draws';

const refreshMs = 60_000;

export function useDrawsOf(session: string): Readonly<ShallowRef<readonly DrawOfList[]>> {
  const draws = shallowRef<readonly DrawOfList[]>([]);
  const left = new AbortController();
  const load = async () => {
    try {
      const { draws: newest } = await readDraws({ session }, left.signal);
      draws.value = newest.filter(line => line.session === session).reverse();
    } catch {
      /* it is asked for again */
    }
  };
  onMounted(() => {
    void load();
    const timer = setInterval(() => document.visibilityState === 'visible' && void load(), refreshMs);
    left.signal.addEventListener('abort', () => clearInterval(timer));
  });
  onScopeDispose(() => left.abort());
  return draws;
}
