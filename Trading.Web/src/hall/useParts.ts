import { onScopeDispose, ref, watch, type Ref } from 'vue';

/**
 * A number that grows by one a frame to the one that is wanted: parts of a page, of which one comes a frame. Where fewer
 * are wanted it falls at once, to one at least.
 */
export function useParts(wanted: () => number): Ref<number> {
  const hasFrames = typeof requestAnimationFrame === 'function';
  const mounted = ref(hasFrames ? Math.min(1, wanted()) : wanted());
  let frame = 0;

  function grow(): void {
    frame = 0;
    if (mounted.value < wanted()) mounted.value++;
  }

  function schedule(): void {
    mounted.value = Math.min(mounted.value, Math.max(1, wanted()));
    if (frame === 0 && mounted.value < wanted()) frame = requestAnimationFrame(grow);
  }

  if (hasFrames) watch([wanted, mounted], schedule, { immediate: true });
  onScopeDispose(() => cancelAnimationFrame(frame));
  return mounted;
}
