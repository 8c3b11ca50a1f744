import { computed, onScopeDispose, shallowRef, watch, type ComputedRef } from 'vue';
import { useRouter } from 'vue-router';

// A link inside the app ends what is not sent: the way to another page waits until the person has answered. `risk` is
// null while nothing would be lost.

export interface UsedLeaving {
  isAsked: ComputedRef<boolean>;
  answer(goes: boolean): void;
}

export function useLeaving(risk: () => unknown): UsedLeaving {
  const asked = shallowRef<((goes: boolean) => void) | null>(null);
  function answer(goes: boolean): void {
    asked.value?.(goes);
    asked.value = null;
  }
  const remove = useRouter().beforeEach((to, from) => {
    if (to.path === from.path) return true;
    answer(false);
    return risk() === null || new Promise<boolean>(resolve => (asked.value = resolve));
  });
  // What was at risk is delivered meanwhile: nothing is left to ask.
  watch(risk, now => {
    if (now === null) answer(true);
  });
  onScopeDispose(() => {
    remove();
    answer(true);
  });
  return { isAsked: computed(() => asked.value !== null), answer };
}
