import { onMounted, onScopeDispose, ref, type Ref, type ShallowRef } from 'vue';

/**
 * Whether what lies in an element that scrolls sideways is wider than the element. What lies outside is not seen: that
 * there is more has to be said in words.
 */
export function useWider(wide: Readonly<ShallowRef<HTMLElement | null>>): Readonly<Ref<boolean>> {
  const isWider = ref(false);
  let watcher: ResizeObserver | null = null;
  onMounted(() => {
    if (!wide.value) return;
    watcher = new ResizeObserver(() => {
      isWider.value = wide.value !== null && wide.value.scrollWidth > wide.value.clientWidth + 1;
    });
    watcher.observe(wide.value);
    watcher.observe(wide.value.firstElementChild!);
  });
  onScopeDispose(() => watcher?.disconnect());
  return isWider;
}
