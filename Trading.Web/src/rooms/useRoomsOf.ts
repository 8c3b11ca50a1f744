// The evaluations of a session, for its hall: none is asked for before anything is opened.
import { onMounted, onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import { readRooms, type RoomOfList } from './rooms';

const refreshMs = 60_000;

export function useRoomsOf(session: string, mayHave: () => boolean): Readonly<ShallowRef<readonly RoomOfList[]>> {
  const rooms = shallowRef<readonly RoomOfList[]>([]);
  const left = new AbortController();
  const load = async () => {
    if (!mayHave()) return;
    try {
      rooms.value = (await readRooms({ session }, left.signal)).rooms.toReversed();
    } catch {
      /* it is asked for again */
    }
  };
  onMounted(() => {
    watch(mayHave, () => void load(), { immediate: true });
    const timer = setInterval(() => document.visibilityState === 'visible' && void load(), refreshMs);
    left.signal.addEventListener('abort', () => clearInterval(timer));
  });
  onScopeDispose(() => left.abort());
  return rooms;
}
