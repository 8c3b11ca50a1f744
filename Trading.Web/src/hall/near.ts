import { onBeforeUnmount, onMounted, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { notAnyMore, oneAFrame } from './oneAFrame';

// Of a long table only those groups of rows are mounted that are near what is seen; of the others stands their place,
// as high as they were when they were last there. On paper everything stands.

export interface Near {
  isNear: Readonly<Ref<boolean>>;
  /** CSS pixels of the group that is not there; null while nobody has seen it. */
  height: Readonly<Ref<number | null>>;
  /** Mounts it wherever it is. */
  bring(): void;
}

/** So far above and below what is seen rows are mounted: whoever turns a page finds them there. */
const overscan = '700px 0px';

/** `isNeeded`: near from the beginning, and for good. Without an observer everything is near. */
export function useNear(box: Readonly<ShallowRef<HTMLElement | null>>, isNeeded: () => boolean): Near {
  const isSeen = ref(!observer);
  const height = ref<number | null>(null);
  const isNear = ref(isSeen.value || isNeeded());
  const show = () => void (isSeen.value = true);

  watch([isSeen, isNeeded, isPrinting], states => {
    const isWanted = states.some(state => state);
    if (!isWanted && isNear.value && isInUse(box.value)) return;
    isNear.value = isWanted;
  });
  onMounted(() => {
    if (!box.value || !observer) return;
    told.set(box.value, ({ isIntersecting, boundingClientRect }) => {
      if (isIntersecting) return oneAFrame(show);
      notAnyMore(show);
      if (isNear.value) height.value = boundingClientRect.height;
      isSeen.value = false;
    });
    observer.observe(box.value);
  });
  onBeforeUnmount(() => {
    notAnyMore(show);
    if (box.value) observer?.unobserve(box.value);
  });
  return { isNear, height, bring: () => void (isNear.value = true) };
}

const told = new WeakMap<Element, (entry: IntersectionObserverEntry) => void>();
const observer =
  typeof IntersectionObserver === 'function'
    ? new IntersectionObserver(entries => entries.forEach(entry => told.get(entry.target)?.(entry)), {
        rootMargin: overscan,
      })
    : null;

// What somebody unfolded, marked or stands on stays where it is.
function isInUse(box: HTMLElement | null): boolean {
  if (!box) return false;
  const marked = getSelection();
  return (
    box.contains(document.activeElement) ||
    box.querySelector('[aria-expanded="true"]') !== null ||
    (marked !== null && !marked.isCollapsed && marked.containsNode(box, true))
  );
}

/** Whether the page is on its way to paper. */
export const isPrinting = shallowRef(false);
if (typeof addEventListener === 'function') {
  addEventListener('beforeprint', () => (isPrinting.value = true));
  addEventListener('afterprint', () => (isPrinting.value = false));
}
