import { onBeforeUnmount, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { Problem } from '../api';
import type { Presentation, Typed, Way } from './door';
import { present, readPresentation, receive } from './platform';

const pauseMs = 700;

export interface Door {
  /** How far the person at the door has come; null while nobody is. */
  view: ShallowRef<Presentation | null>;
  /** Why it could not even begin, or null. */
  trouble: ShallowRef<unknown>;
  isBusy: Ref<boolean>;
  admit(typed: Typed, way: Way): Promise<void>;
  clear(): void;
}

/** One person at the door, from what is typed to in or not. */
export function useDoor(draw: string, settled: () => void): Door {
  const view = shallowRef<Presentation | null>(null);
  const trouble = shallowRef<unknown>(null);
  const isBusy = ref(false);
  let timer = 0;
  onBeforeUnmount(() => window.clearTimeout(timer));

  async function admit(typed: Typed, way: Way): Promise<void> {
    if (isBusy.value) return;
    isBusy.value = true;
    trouble.value = null;
    try {
      show(await (way === 'card' ? receive : present)(draw, typed));
    } catch (cause) {
      fail(cause);
    }
  }

  function show(next: Presentation): void {
    view.value = next;
    if (next.state === 'Checking' || next.state === 'Waiting') {
      timer = window.setTimeout(() => void look(next.id), pauseMs);
      return;
    }
    isBusy.value = false;
    settled();
  }

  // A network that comes and goes ends nothing here: the gate goes on by itself.
  async function look(id: string): Promise<void> {
    try {
      show(await readPresentation(id));
    } catch (cause) {
      if (cause instanceof Problem) fail(cause);
      else timer = window.setTimeout(() => void look(id), pauseMs);
    }
  }

  function fail(cause: unknown): void {
    view.value = null;
    trouble.value = cause;
    isBusy.value = false;
    settled();
  }

  function clear(): void {
    view.value = null;
    trouble.value = null;
  }
  return { view, trouble, isBusy, admit, clear };
}
