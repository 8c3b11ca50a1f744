import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';

export interface Doing {
  isBusy: Ref<boolean>;
  /** Why the last try was not done, or null. */
  trouble: ShallowRef<unknown>;
  /** Does one thing at a time; false where it was not done, or something else is being done. */
  run(act: () => Promise<void>): Promise<boolean>;
}

/** What a page does, and why it was not done. */
export function useDoing(): Doing {
  const isBusy = ref(false);
  const trouble = shallowRef<unknown>(null);

  async function run(act: () => Promise<void>): Promise<boolean> {
    if (isBusy.value) return false;
    isBusy.value = true;
    trouble.value = null;
    try {
      await act();
      return true;
    } catch (cause) {
      trouble.value = cause;
      return false;
    } finally {
      isBusy.value = false;
    }
  }
  return { isBusy, trouble, run };
}
