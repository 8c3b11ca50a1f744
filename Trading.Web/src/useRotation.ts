// Pages that turn by themselves, for a screen that nobody touches.
import { onScopeDispose, ref, watch, type Ref } from 'vue';

/** A number from 0 that goes round below `count`; starts again when the count changes. */
export function useRotation(count: () => number, everyMs: number): Ref<number> {
  const index = ref(0);
  const timer = setInterval(() => {
    index.value = count() > 1 ? (index.value + 1) % count() : 0;
  }, everyMs);
  watch(count, () => {
    index.value = 0;
  });
  onScopeDispose(() => clearInterval(timer));
  return index;
}
