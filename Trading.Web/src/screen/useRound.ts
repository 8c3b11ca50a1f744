import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import { back, clamp, next, opened, start, toBid, toLot, type LotSlides, type Round } from './round';
import { rowsPerPage } from './table';

/**
 * Turns the slides by itself, every so many seconds; → and ← turn at once, page down and page up go to the next lot and
 * back, a number and Enter to the page of that bid; the space bar holds and goes on.
 * `openedNow` tells which lots have been opened since it was asked last.
 */
export function useRound(lots: () => LotSlides[], paceSeconds: number, openedNow: () => string[]): Ref<Round> {
  const round = shallowRef<Round>(clamp(start, lots()));
  const ticks = ref(0);
  const turn = (to: (round: Round, lots: LotSlides[]) => Round) => {
    round.value = to(round.value, lots());
    ticks.value = 0;
  };
  watch(
    () =>
      lots()
        .map(lot => `${lot.lot} ${lot.pages} ${lot.isTable}`)
        .join(),
    () => {
      round.value = clamp(round.value, lots());
      const ids = openedNow();
      if (ids.length > 0) turn(now => opened(now, ids, lots()));
    },
  );
  const timer = setInterval(() => {
    if (round.value.isHeld) return;
    ticks.value++;
    if (ticks.value >= paceSeconds) turn(next);
  }, 1_000);
  let typed = '';
  const keyed = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (/^\d$/.test(event.key)) typed = (typed + event.key).slice(-5);
    else if (event.key === 'Enter' && typed !== '') turn((now, all) => toBid(now, all, Number(typed), rowsPerPage));
    else if (event.key === 'ArrowRight') turn(next);
    else if (event.key === 'ArrowLeft') turn(back);
    else if (event.key === 'PageDown') turn((now, all) => toLot(now, all, 1));
    else if (event.key === 'PageUp') turn((now, all) => toLot(now, all, -1));
    else if (event.key === ' ') round.value = { ...round.value, isHeld: !round.value.isHeld };
    else return;
    if (!/^\d$/.test(event.key)) typed = '';
    event.preventDefault();
  };
  globalThis.addEventListener?.('keydown', keyed);
  onScopeDispose(() => {
    clearInterval(timer);
    globalThis.removeEventListener?.('keydown', keyed);
  });
  return round;
}
