import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import { asksOf, start, type Ask, type Bidding, type LotFacts, type Said } from './bidding';
import { perform, type Effects } from './effects';
import { holdingOf } from './holding';
import { next } from './next';

// Runs a bidding: whatever it asks for is begun once, ended when it is asked for no more, and answered with what was
// said. It decides nothing.

// A bid may be replaced or withdrawn from another machine while its page stands open.
const lookMs = 20_000;

export interface UsedBidding {
  bidding: Readonly<ShallowRef<Bidding>>;
  say(said: Said): void;
}

export function useBidding(
  session: string,
  lot: string,
  facts: () => LotFacts | null,
  now: Effects['now'],
): UsedBidding {
  const bidding = shallowRef(start);
  const running = new Map<string, AbortController>();
  const holding = holdingOf(session, lot, () => void readElsewhere());
  const effects: Effects = { session, lot, holding, now };
  let isOver = false;

  function say(said: Said): void {
    if (isOver) return;
    bidding.value = next(bidding.value, said);
    reconcile();
  }

  function reconcile(): void {
    const asked = new Map(asksOf(bidding.value).map(ask => [keyOf(bidding.value, ask), ask]));
    for (const [key, over] of running) {
      if (asked.has(key)) continue;
      running.delete(key);
      over.abort();
    }
    for (const [key, ask] of asked) if (!running.has(key)) void run(key, ask);
  }

  async function run(key: string, ask: Ask): Promise<void> {
    const over = new AbortController();
    running.set(key, over);
    const said = await perform(effects, bidding.value, ask, over.signal, say);
    if (over.signal.aborted) return;
    running.delete(key);
    if (said) say(said);
  }

  // What another tab did is news; where it cannot be read, this page goes on with what it knows.
  async function readElsewhere(): Promise<void> {
    const bids = await holding.bids().catch(() => null);
    if (bids) say({ said: 'elsewhere', bids });
  }

  watch(
    facts,
    (found, before) => {
      if (found && JSON.stringify(found) !== JSON.stringify(before)) say({ said: 'lot', lot: found });
    },
    { immediate: true },
  );
  const looking = setInterval(() => say({ said: 'look' }), lookMs);
  reconcile();
  onScopeDispose(() => {
    isOver = true;
    clearInterval(looking);
    for (const over of running.values()) over.abort();
    holding.close();
  });
  return { bidding, say };
}

// What is asked for again while it is being done is the same thing; of another entry, kit or person it is another one.
function keyOf({ way, doing, person, kit }: Bidding, ask: Ask): string {
  switch (ask.ask) {
    case 'lock':
    case 'signIn':
      return JSON.stringify([ask, person?.certificate.subject]);
    case 'leaveLock':
    case 'sign':
      return JSON.stringify([ask, doing.at === 'leaving' ? doing.kit?.entryHash : null]);
    case 'download':
      return JSON.stringify([ask, kit?.entryHash]);
    case 'read':
    case 'seal':
    case 'keep':
    case 'guard':
      return ask.ask;
    default:
      return JSON.stringify([ask, way?.entry.entryHash]);
  }
}
