import { describe, expect, it } from 'vitest';
import {
  DraftKeeper,
  lockCells,
  openCells,
  stepBytes,
  type Cells,
  type DraftState,
  type Kept,
} from '../../src/rooms/drafts';
import { random } from '../../src/seal/suite';

class Outdated extends Error {}

/** A platform and the browsers around it; time passes when a test says so. */
class Store {
  cells: Cells = {};
  revision = 0;
  isAway = false;
}

function window(store: Store, disk: { kept: Kept | null; isFull?: boolean } = { kept: null }) {
  const timers: (() => void)[] = [];
  const states: DraftState[] = [];
  const seen: { cells: Cells; clashes: string[] } = { cells: {}, clashes: [] };
  const keeper = new DraftKeeper(
    {
      read: async () => disk.kept,
      write: async kept => {
        if (disk.isFull) throw new Error('full');
        disk.kept = structuredClone(kept);
      },
      load: async () => {
        if (store.isAway) throw new Error('away');
        return store.revision === 0 ? null : { cells: store.cells, revision: `"${store.revision}"` };
      },
      store: async (cells, revision) => {
        if (store.isAway) throw new Error('away');
        if ((revision ?? '"0"') !== `"${store.revision}"`) throw new Outdated();
        [store.cells, store.revision] = [cells, store.revision + 1];
        return `"${store.revision}"`;
      },
      isOutdated: cause => cause instanceof Outdated,
      later: (_, work) => {
        timers.push(work);
        return () => void timers.splice(timers.indexOf(work), timers.includes(work) ? 1 : 0);
      },
      poke: () => undefined,
    },
    (cells, clashes) => Object.assign(seen, { cells, clashes: clashes.map(one => `${one.key}=${one.theirs}`) }),
    state => states.push(state),
  );
  const settle = async () => {
    for (let i = 0; i < 20; i++) await Promise.resolve();
  };
  /** What timers wait for happens. */
  const pass = async (times = 1) => {
    for (let i = 0; i < times; i++) {
      for (const work of timers.splice(0)) work();
      await settle();
    }
  };
  return { keeper, disk, seen, states, pass, settle };
}

describe('a draft', () => {
  it('is kept here at once, and at the platform soon after', async () => {
    const store = new Store();
    const one = window(store);
    await one.keeper.load();
    one.keeper.write({ a: '1', b: '' });
    await one.settle();
    expect(one.disk.kept!.cells).toEqual({ a: '1' });
    expect(store.cells).toEqual({});
    await one.pass();
    expect([store.cells, one.states.at(-1)]).toEqual([{ a: '1' }, 'saved']);
  });

  it('survives minutes without a network, and a crash in them', async () => {
    const store = new Store();
    const one = window(store);
    await one.keeper.load();
    one.keeper.write({ a: '1' });
    await one.pass();
    store.isAway = true;
    one.keeper.write({ a: '2', c: '3' });
    await one.pass(5);
    expect([store.cells, one.states.at(-1)]).toEqual([{ a: '1' }, 'local']);
    one.keeper.stop();
    const again = window(store, one.disk);
    await again.keeper.load();
    expect(again.seen.cells).toEqual({ a: '2', c: '3' });
    store.isAway = false;
    await again.pass(3);
    expect([store.cells, again.states.at(-1)]).toEqual([{ a: '2', c: '3' }, 'saved']);
  });

  it('of two windows is put together, and what both wrote is told to both', async () => {
    const store = new Store();
    const [one, other] = [window(store), window(store)];
    await one.keeper.load();
    await other.keeper.load();
    one.keeper.write({ a: '1', x: 'mine' });
    await one.pass();
    other.keeper.write({ b: '2', x: 'theirs' });
    await other.pass(3);
    expect(store.cells).toEqual({ a: '1', b: '2', x: 'theirs' });
    expect(other.seen.clashes).toEqual(['x=mine']);
    await one.keeper.pull();
    expect(one.seen).toEqual({ cells: { a: '1', b: '2', x: 'theirs' }, clashes: [] });
    other.keeper.write({ x: 'mine' });
    await other.pass(2);
    expect([store.cells['x'], other.seen.clashes]).toEqual(['mine', []]);
  });

  it('keeps what another window took away out, unless it was changed here', async () => {
    const store = new Store();
    const [one, other] = [window(store), window(store)];
    await one.keeper.load();
    one.keeper.write({ a: '1', b: '1' });
    await one.pass();
    await other.keeper.load();
    other.keeper.write({ a: '' });
    await other.pass();
    one.keeper.write({ b: '2' });
    await one.pass(3);
    expect(store.cells).toEqual({ b: '2' });
  });

  it('says when not even this browser keeps it', async () => {
    const store = new Store();
    const one = window(store, { kept: null, isFull: true });
    store.isAway = true;
    await one.keeper.load();
    one.keeper.write({ a: '1' });
    await one.pass(2);
    expect([one.states.at(-1), one.seen.cells]).toEqual(['lost', { a: '1' }]);
  });

  it('written before everything was read is not lost', async () => {
    const store = new Store();
    [store.cells, store.revision] = [{ a: '1' }, 4];
    const one = window(store);
    one.keeper.write({ b: '2' });
    await one.keeper.load();
    await one.pass(2);
    expect(store.cells).toEqual({ a: '1', b: '2' });
  });
});

describe('an encrypted draft', () => {
  const secret = () => crypto.subtle.importKey('raw', random(32), 'HKDF', false, ['deriveKey']);

  it('is read again by its seat alone, and tells its size in steps', async () => {
    const [own, other] = [await secret(), await secret()];
    for (const text of ['', '分', 'x'.repeat(5_000)]) {
      const bytes = await lockCells(own, 'sheet', { a: text });
      expect(bytes.length % stepBytes).toBe(0);
      expect(await openCells(own, 'sheet', bytes)).toEqual({ a: text });
      expect(await openCells(other, 'sheet', bytes)).toBeNull();
      expect(await openCells(own, 'review-compliance', bytes)).toBeNull();
      bytes[40]! ^= 1;
      expect(await openCells(own, 'sheet', bytes)).toBeNull();
    }
    expect(await openCells(own, 'sheet', new Uint8Array(3))).toBeNull();
  });
});
