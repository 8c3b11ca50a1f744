import { onScopeDispose, ref, watch, type Ref } from 'vue';
import { notAnyMore, oneAFrame } from './oneAFrame';

/**
 * A number that grows by one a frame to the one that is wanted: parts of a page, of which one comes a frame. Where
 * fewer are wanted it falls at once, to one at least.
 */
export function useParts(wanted: () => number): Ref<number> {
  const hasFrames = typeof requestAnimationFrame === 'function';
  const mounted = ref(hasFrames ? Math.min(1, wanted()) : wanted());

  function grow(): void {
    if (mounted.value < wanted()) mounted.value++;
  }

  function schedule(): void {
    mounted.value = Math.min(mounted.value, Math.max(1, wanted()));
    if (mounted.value < wanted()) oneAFrame(grow);
  }

  if (hasFrames) watch([wanted, mounted], schedule, { immediate: true });
  onScopeDispose(() => notAnyMore(grow));
  return mounted;
}
