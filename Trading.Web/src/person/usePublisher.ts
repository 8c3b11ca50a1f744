// Whether whoever chose certificate and key may publish: known before anything is filled in.
import { computed, ref, shallowRef, watch, type ShallowRef } from 'vue';
import type { Person } from '../seal/person';
import { asPerson, whoAmI } from '../seal/platform';
import { keyPrint } from '../seal/spki';
import type { Publisher } from '../seal/terms';

/** `known` is told of each person whose right has been asked for; its failure is told with that of the asking. */
export function usePublisher(person: ShallowRef<Person | null>, known?: (who: Person) => Promise<void>) {
  /** Undefined while it is asked for. */
  const right = shallowRef<Publisher | null | undefined>(undefined);
  const print = ref('');
  const trouble = shallowRef<unknown>(null);
  watch(
    person,
    async who => {
      right.value = undefined;
      trouble.value = null;
      if (!who) return;
      try {
        print.value = await keyPrint(who.certificate.key);
        right.value = (await asPerson(who, whoAmI))?.publisher ?? null;
        await known?.(who);
      } catch (cause) {
        trouble.value = cause;
      }
    },
    { immediate: true },
  );
  return { right, print, trouble, mayPublish: computed(() => person.value !== null && Boolean(right.value)) };
}
export type PublisherView = ReturnType<typeof usePublisher>;
