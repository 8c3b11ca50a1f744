import { nextTick, onScopeDispose, ref, watch, type Ref } from 'vue';
import { firstRows, nextStep } from './growing';

/** A number that grows, some rows a frame, to the one that is wanted; what is mounted stays. */
export function useGrowing(wanted: () => number): Ref<number> {
  return grown(wanted, firstRows, nextStep);
}

/** The same for the parts of a page, of which one comes a frame. */
export function useParts(wanted: () => number): Ref<number> {
  return grown(wanted, 1, () => 1);
}

function grown(wanted: () => number, first: number, next: (step: number, tookMs: number) => number): Ref<number> {
  const hasFrames = typeof requestAnimationFrame === 'function';
  const mounted = ref(hasFrames ? Math.min(first, wanted()) : wanted());
  let [step, frame] = [first, 0];

  function grow(): void {
    frame = 0;
    if (mounted.value >= wanted()) return;
    const start = performance.now();
    mounted.value += step;
    void nextTick(() => (step = next(step, performance.now() - start)));
  }

  function schedule(): void {
    if (frame === 0 && mounted.value < wanted()) frame = requestAnimationFrame(grow);
  }

  // Whoever sets it back sees it grow again.
  if (hasFrames) watch([wanted, mounted], schedule, { immediate: true });
  onScopeDispose(() => cancelAnimationFrame(frame));
  return mounted;
}
