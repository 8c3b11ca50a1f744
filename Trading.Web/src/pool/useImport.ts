import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import { isMoving, type Import } from './importing';
import { newestImport } from './platform';

const pauseMs = 500;
const pauseWhenAwayMs = 3_000;

/**
 * The pool's newest import, followed as long as it goes on by itself. The pool knows it, not the page: a page that is
 * loaded anew finds it where it is.
 */
export function useImport(): { found: ShallowRef<Import | null>; follow: () => Promise<void> } {
  const found = shallowRef<Import | null>(null);
  const left = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  onScopeDispose(() => {
    left.abort();
    clearTimeout(timer);
  });

  async function follow(): Promise<void> {
    clearTimeout(timer);
    found.value = await newestImport(left.signal);
    if (isMoving(found.value)) again(pauseMs);
  }

  function again(pause: number): void {
    timer = setTimeout(() => follow().catch(() => left.signal.aborted || again(pauseWhenAwayMs)), pause);
  }
  return { found, follow };
}
