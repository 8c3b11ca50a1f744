// A draft of this seat, with the browser around it (drafts.ts has what is decided).
import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { toHex } from '../wire';
import { DraftKeeper, lockCells, openCells, type Cells, type Clash, type DraftState, type Kept } from './drafts';
import { keyed } from './keyed';
import { isOutdated, readDraft, writeDraft } from './platform';
import type { SeatKey } from './seatKey';
import type { Bytes } from '../seal/bytes';

interface Locked {
  cells: Bytes;
  base: { cells: Bytes; revision: string } | null;
}

export interface DraftView {
  cells: Readonly<ShallowRef<Cells>>;
  clashes: Readonly<ShallowRef<readonly Clash[]>>;
  state: Readonly<Ref<DraftState>>;
  write(changes: Cells): void;
  stop(): void;
}

const store = keyed<Locked>('drafts');

export function useDraft(key: SeatKey, name: string): DraftView {
  const cells = shallowRef<Cells>({});
  const clashes = shallowRef<readonly Clash[]>([]);
  const state = ref<DraftState>('loading');
  const place = `${key.room}/${toHex(key.point).slice(0, 32)}/${name}`;
  const lock = (plain: Cells) => lockCells(key.secret, name, plain);
  const open = async (bytes: Bytes) => (await openCells(key.secret, name, bytes)) ?? {};
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(`trading.rooms/${place}`);

  const keeper = new DraftKeeper(
    {
      read: async (): Promise<Kept | null> => {
        const kept = await store.read(place);
        if (!kept) return null;
        const base = kept.base && { cells: await open(kept.base.cells), revision: kept.base.revision };
        return { cells: await open(kept.cells), base };
      },
      write: async kept => {
        const base = kept.base && { cells: await lock(kept.base.cells), revision: kept.base.revision };
        await store.write(place, { cells: await lock(kept.cells), base });
      },
      load: async () => {
        const stored = await readDraft(key.room, name);
        return stored && { cells: await open(stored.bytes), revision: stored.revision };
      },
      store: async (plain, revision) => writeDraft(key.room, name, await lock(plain), revision),
      isOutdated,
      later: (ms, work) => {
        const timer = setTimeout(work, ms);
        return () => clearTimeout(timer);
      },
      poke: () => channel?.postMessage('saved'),
    },
    (now, clashing) => {
      cells.value = now;
      clashes.value = clashing;
    },
    now => (state.value = now),
  );
  const pull = () => void keeper.pull();
  const wake = () => keeper.wake();
  if (channel) channel.onmessage = pull;
  window.addEventListener('online', wake);
  // A window that is closed before the last cell was kept asks once.
  const guard = (event: BeforeUnloadEvent) => {
    if (state.value === 'lost') event.preventDefault();
  };
  window.addEventListener('beforeunload', guard);
  void keeper.load();

  const stop = () => {
    keeper.stop();
    channel?.close();
    window.removeEventListener('online', wake);
    window.removeEventListener('beforeunload', guard);
  };
  onScopeDispose(stop);
  return { cells, clashes, state, write: changes => keeper.write(changes), stop };
}
