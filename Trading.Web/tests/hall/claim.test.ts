import { describe, expect, it } from 'vitest';
import { claimIn, judged, leafOf, type SaltedEvent } from '../../src/hall/claim';
import { fromHex, hex } from '../../src/seal/bytes';
import { hash } from '../../src/seal/suite';
import { leafHash, rootOf } from '../../src/seal/trees';
import { vector } from '../vectors';

interface Leaf {
  height: number;
  type: string;
  event: string;
  salt: string;
  leafHash: string;
}

const root = 'a'.repeat(64);

describe('what a record says of its session', () => {
  it('stands behind the # of an address, in one spelling', () => {
    expect(claimIn(`#size=12&root=${root}`)).toEqual({ size: 12, root });
    for (const other of ['', '#bids', `#size=0&root=${root}`, `#size=012&root=${root}`, `#size=12&root=${root}a`])
      expect(claimIn(other)).toBeNull();
    expect(claimIn(`#size=12&root=${root.toUpperCase()}`)).toBeNull();
  });

  it('is compared with leaves as the format has them', async () => {
    const { leaves } = vector<{ leaves: Leaf[] }>('slots/leaves.json');
    for (const leaf of leaves) {
      const height = new Uint8Array(8);
      new DataView(height.buffer).setBigUint64(0, BigInt(leaf.height));
      const type = new TextEncoder().encode(leaf.type);
      const data = await hash('leaf', fromHex(leaf.salt), height, type, fromHex(leaf.event));
      expect(hex(await leafHash(data))).toBe(leaf.leafHash);
    }
    expect(leaves.length).toBeGreaterThan(0);
  });

  it('is equal, or has been continued, or is another', async () => {
    const events: SaltedEvent[] = Array.from({ length: 5 }, (_, h) => ({
      h,
      salt: btoa(String.fromCharCode(...new Uint8Array(32).fill(h))),
      e: `{"type":"Something","at":${h},"text":"𠮷\\u202e"}`,
    }));
    const rootAt = async (size: number) => hex(await rootOf(await Promise.all(events.slice(0, size).map(leafOf))));
    const claim = { size: 4, root: await rootAt(4) };
    expect(await judged(claim, events.slice(0, 4), 4)).toBe('equal');
    expect(await judged(claim, events, 5)).toBe('longer');
    expect(await judged({ ...claim, root: await rootAt(3) }, events, 5)).toBe('different');
    expect(await judged(claim, events.slice(0, 3), 3)).toBe('different');
    const [first, second, ...rest] = events;
    expect(await judged(claim, [second!, first!, ...rest], 5)).toBe('different');
    for (const change of [{ e: '{"type":"Other","at":1,"text":""}' }, { salt: events[2]!.salt }])
      expect(await judged(claim, [first!, { ...second!, ...change }, ...rest], 5)).toBe('different');
  });
});
