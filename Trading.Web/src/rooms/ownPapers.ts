// What this browser handed in, kept beside the key: a reload asks nobody to review again what is reviewed, and two tabs
// of one seat know of each other's papers.
import { onMounted, onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import { keyed } from './keyed';
import { noOwnPapers, type OwnPapers } from './tasks';

const store = keyed<OwnPapers>('papers');

export interface OwnView {
  own: Readonly<ShallowRef<OwnPapers>>;
  /** Keeps what was handed in now, beside what was kept before. */
  keepOwn(next: OwnPapers): Promise<void>;
}

/** `heard` is called when another tab of this browser has handed something in. */
export function useOwnPapers(room: string, number: string, heard: () => void): OwnView {
  // A key that had to go leaves papers behind that are void: another one begins anew.
  const place = `${room}/${number}`;
  const own = shallowRef<OwnPapers>(noOwnPapers);
  let channel: BroadcastChannel | null = null;
  const read = async () => {
    const kept = await store.read(place).catch(() => null);
    if (kept) own.value = together(own.value, kept);
  };
  onMounted(() => {
    if (typeof BroadcastChannel !== 'undefined') {
      channel = new BroadcastChannel(`trading.rooms/own/${place}`);
      channel.onmessage = () => void read().then(heard);
    }
    void read();
  });
  onScopeDispose(() => channel?.close());

  async function keepOwn(next: OwnPapers): Promise<void> {
    own.value = next;
    try {
      const kept = await store.read(place);
      if (kept) own.value = together(kept, next);
      await store.write(place, own.value);
      channel?.postMessage('kept');
    } catch {
      // a browser that keeps nothing goes on with what this tab knows
    }
  }
  return { own, keepOwn };
}

/** What two tabs handed in; of the sheet the later one. */
export const together = (earlier: OwnPapers, later: OwnPapers): OwnPapers => ({
  ballots: { ...earlier.ballots, ...later.ballots },
  reviews: { ...earlier.reviews, ...later.reviews },
  sheet: later.sheet ?? earlier.sheet,
});
