import { forgetFile, forgetSealed, saveSealed, sealedBids, type SealedBid } from '../seal/store';
import { endedBy } from './bidding';

// What this browser holds of a lot's bids, shared by all of its tabs: whoever changes something tells the others.

export interface Holding {
  bids(): Promise<SealedBid[]>;
  keep(bid: SealedBid): Promise<SealedBid>;
  /** An acknowledged entry: its sealed bytes are on the platform, and a statement ends the envelopes before it. */
  settle(bid: SealedBid): Promise<SealedBid>;
  forget(bid: SealedBid): Promise<void>;
  /** Until the signal, no tab gives back the room of a bid whose kit is not saved. */
  guard(signal: AbortSignal): Promise<void>;
  close(): void;
}

export function holdingOf(session: string, lot: string, changed: () => void): Holding {
  const others = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(`bids.${session}.${lot}`);
  if (others) others.onmessage = changed;
  const told = async (work: Promise<void>): Promise<void> => {
    await work;
    others?.postMessage('changed');
  };
  const unsaved = `unsaved.${session}.${lot}`;

  async function bids(): Promise<SealedBid[]> {
    const found = await sealedBids(session, lot);
    const lost = found.filter(bid => !bid.isKitSaved && !bid.acknowledgement);
    if (lost.length === 0 || !(await isFree(unsaved))) return found;
    // A bid whose kit was never saved could not be withdrawn by anybody: it is not sent, and its room is given back.
    for (const bid of lost) await forgetSealed(bid);
    return found.filter(bid => !lost.includes(bid));
  }

  return {
    bids,
    async keep(bid) {
      await told(saveSealed(bid));
      return bid;
    },
    async settle(bid) {
      await saveSealed(bid);
      if (bid.isWithdrawn) for (const ended of endedBy(await sealedBids(session, lot), bid)) await forgetSealed(ended);
      else await forgetFile(bid);
      others?.postMessage('changed');
      return bid;
    },
    forget: bid => told(forgetSealed(bid)),
    guard: signal => held(unsaved, signal),
    close: () => others?.close(),
  };
}

// A lock of the browser's is let go with the tab, however it ends.
const held = async (name: string, signal: AbortSignal): Promise<void> =>
  globalThis.navigator?.locks?.request(
    name,
    { mode: 'shared' },
    () => new Promise<void>(resolve => signal.addEventListener('abort', () => resolve(), { once: true })),
  );

const isFree = async (name: string): Promise<boolean> =>
  (await globalThis.navigator?.locks?.request(name, { ifAvailable: true }, lock => lock !== null)) ?? true;
