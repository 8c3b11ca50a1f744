import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import type { Person } from '../seal/person';
import { sendActAs } from '../seal/platform';

export interface Acts {
  isBusy: Ref<boolean>;
  trouble: ShallowRef<unknown>;
  /** Does the work; what goes wrong is shown where it was asked for. Whether it was done. */
  run(work: () => Promise<void>): Promise<boolean>;
  /** Signs the statement and sends it. */
  act(statement: () => Uint8Array<ArrayBuffer>): Promise<boolean>;
}

/** The acts of whoever sits before the host's page, one at a time. */
export function useActs(session: string, person: () => Person | null): Acts {
  const isBusy = ref(false);
  const trouble = shallowRef<unknown>(null);
  async function run(work: () => Promise<void>): Promise<boolean> {
    isBusy.value = true;
    trouble.value = null;
    try {
      await work();
      return true;
    } catch (cause) {
      trouble.value = cause;
      return false;
    } finally {
      isBusy.value = false;
    }
  }
  return {
    isBusy,
    trouble,
    run,
    act: statement => run(() => sendActAs(person()!, session, statement())),
  };
}
