import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { notAnyMore, oneAFrame } from './oneAFrame';

/**
 * The same value again, so many times, each a frame behind the one before: parts of a page that follow different ones
 * are rendered in tasks of their own. What nothing was seen of (`isEmpty`) follows at once.
 */
export function useBehind<T>(
  value: Readonly<Ref<T>>,
  times: number,
  isEmpty: (value: T) => boolean,
): readonly Readonly<ShallowRef<T>>[] {
  const hasFrames = typeof requestAnimationFrame === 'function';
  const followers = Array.from({ length: times }, () => {
    const shown = shallowRef(value.value) as ShallowRef<T>;
    return { shown, follow: () => void (shown.value = value.value) };
  });
  watch(
    value,
    () => {
      for (const { shown, follow } of followers)
        if (hasFrames && !isEmpty(shown.value)) oneAFrame(follow);
        else follow();
    },
    { flush: 'sync' },
  );
  onScopeDispose(() => followers.forEach(({ follow }) => notAnyMore(follow)));
  return followers.map(({ shown }) => shown);
}
