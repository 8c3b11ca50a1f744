// The server's time for screens: one clock for the page, a second that ticks with it.
import { onScopeDispose, readonly, ref, shallowReadonly, shallowRef, type Ref } from 'vue';
import { platformTime } from './api';
import { ServerClock } from './clock';

export const serverClock = new ServerClock({
  ask: platformTime,
  steady: () => performance.now(),
  wall: () => Date.now(),
});

export interface ServerTime {
  /** Whole seconds since 1970 by the server's clock; null until it was measured. */
  second: Readonly<Ref<number | null>>;
  /** The largest possible error in milliseconds. */
  errorMs: Readonly<Ref<number | null>>;
  /** How far this machine's clock is ahead, in milliseconds. */
  wallAheadMs: Readonly<Ref<number | null>>;
}

const beatMs = 200;
const retryMs = 3_000;

const second = ref<number | null>(null);
const errorMs = shallowRef<number | null>(null);
const wallAheadMs = shallowRef<number | null>(null);
let users = 0;
let timer: ReturnType<typeof setInterval> | undefined;
let triedAt = -Infinity;

/** Runs as long as some component uses it. */
export function useServerTime(): ServerTime {
  if (users++ === 0) timer = setInterval(beat, beatMs);
  beat();
  onScopeDispose(() => {
    if (--users === 0) clearInterval(timer);
  });
  return { second: readonly(second), errorMs: shallowReadonly(errorMs), wallAheadMs: shallowReadonly(wallAheadMs) };
}

function beat(): void {
  if (serverClock.isStale && performance.now() - triedAt > retryMs) {
    triedAt = performance.now();
    serverClock.measure().then(tell, () => {
      /* the old measurement stays; asked again soon */
    });
  }
  tell();
}

function tell(): void {
  const now = serverClock.now();
  second.value = now === null ? null : Math.floor(now / 1000);
  errorMs.value = serverClock.errorMs === null ? null : Math.ceil(serverClock.errorMs);
  // A difference that trembles would redraw the page for nothing: tenths are enough.
  wallAheadMs.value = serverClock.wallAheadMs === null ? null : Math.round(serverClock.wallAheadMs / 100) * 100;
}
