// Whether the experts could be compared with everybody who bid. The pool is asked about credit codes alone; a draw's
// stream names those; how many bid without one stands in the session (docs/spec/feed.md, "Snapshot").
import { onMounted, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { getJson } from '../api';
import { askedOf, type Draw } from './state';

export interface Compared {
  /** Bids that were opened in the lots that the committee evaluates. */
  bids: number;
  /** Those of them whose form has none of the codes that were compared. */
  without: number;
}

/** What of a session's snapshot is read. */
export interface OpenedLots {
  lots?: { lot: string; phase: string; bids?: { creditCode?: string }[] }[];
}

/** `lot` is empty where the committee evaluates every lot. */
export function comparedOf(units: readonly string[], { lots = [] }: OpenedLots, lot: string): Compared {
  const bids = lots
    .filter(one => one.phase === 'opened' && (lot === '' || one.lot === lot))
    .flatMap(one => one.bids ?? []);
  const known = new Set(units);
  return { bids: bids.length, without: bids.filter(bid => !known.has(bid.creditCode ?? '')).length };
}

/** Asked for once bidders were named; null before, and where the session cannot be read. */
export function useCompared(draw: Readonly<Ref<Draw>>): Readonly<ShallowRef<Compared | null>> {
  const compared = shallowRef<Compared | null>(null);
  let turn = 0;
  async function ask(): Promise<void> {
    const asked = ++turn;
    compared.value = null;
    const { bidders, named } = draw.value;
    const request = askedOf(draw.value)?.request;
    if (bidders === null || !request?.session) return;
    try {
      const { session } = await getJson<{ session: OpenedLots }>(`/api/sessions/${request.session}`);
      if (asked === turn) compared.value = comparedOf(named.at(-1) ?? [], session, request.lot);
    } catch {
      /* the page says in general what was not compared */
    }
  }
  onMounted(() => watch(() => draw.value.bidders, ask, { immediate: true }));
  return compared;
}
