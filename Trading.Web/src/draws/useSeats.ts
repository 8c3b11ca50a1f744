// Who has arrived, for the supervisor: asked for as soon as a count changes, and until each name is there.
import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import type { Person } from '../seal/person';
import { asPerson } from '../seal/platform';
import { readSeats, type SeatList } from './supervising';

/** A name follows its count within a second or two. */
const openingMs = 1_000;
/** Whoever leaves and comes back changes no public count. */
const quietMs = 10_000;

export interface Seats {
  list: ShallowRef<SeatList | null>;
  trouble: ShallowRef<unknown>;
}

export function useSeats(draw: string, person: Ref<Person | null>, height: Ref<number>): Seats {
  const list = shallowRef<SeatList | null>(null);
  const trouble = shallowRef<unknown>(null);
  const left = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsking = false;

  async function ask(): Promise<void> {
    const who = person.value;
    if (!who || isAsking || left.signal.aborted) return;
    clearTimeout(timer);
    isAsking = true;
    try {
      list.value = await asPerson(who, () => readSeats(draw, left.signal));
      trouble.value = null;
    } catch (cause) {
      if (!left.signal.aborted) trouble.value = cause;
    } finally {
      isAsking = false;
      const opening = list.value !== null && sittingOf(list.value) < list.value.arrived;
      if (!left.signal.aborted) timer = setTimeout(look, opening ? openingMs : quietMs);
    }
  }
  const look = () => {
    if (document.visibilityState === 'visible') void ask();
    else timer = setTimeout(look, quietMs);
  };
  watch([person, height], () => void ask(), { immediate: true });
  onScopeDispose(() => {
    clearTimeout(timer);
    left.abort();
  });
  return { list, trouble };
}

/** Names of those who sit; whoever avoids at the door, or was unseated, has a seat no more. */
export const sittingOf = ({ names }: SeatList): number =>
  names.filter(line => line.kind !== 'Buyers' && line.outcome !== 'Avoids' && !line.unseated).length;
