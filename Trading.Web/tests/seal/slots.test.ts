import { createHash, createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { fromHex, hex, type Bytes } from '../../src/seal/bytes';
import { firstVersion, newestVersion } from '../../src/seal/policy';
import { sha256 } from '../../src/seal/suite';
import { allowsSlot, slotForm, slotRoot } from '../../src/seal/trees';
import { load } from './vectors';

interface Tick {
  name: string;
  seed: string;
  entries: number;
  root: string;
  paths: { entry: number; slot: number; salt: string; path: string[] }[];
}
interface Sparse {
  ticks: Tick[];
  disclosures: { name: string; tick: string; seed: string; entries: number[]; givesTheRoot: boolean }[];
  paths: {
    name: string;
    tick: string;
    slotCount: number;
    slot: number;
    salt: string;
    entry: number;
    path: string[];
    verifies: boolean;
  }[];
}

const vectors = load<Sparse>('slots/sparse.json');
const u32 = (value: number): Bytes => Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
const entryHash = (k: number): Promise<Bytes> => sha256(u32(k));
const rootNamed = (tick: string): string => vectors.ticks.find(one => one.name === tick)!.root;

// docs/spec/streams.md, "Numbers from a seed", "Slot tree" and "Sparse slot tree", written once more with nothing of
// the page: it reads paths alone.
const digest = (...parts: Uint8Array[]): Buffer =>
  parts.reduce((all, part) => all.update(part), createHash('sha256')).digest();
const mac = (seed: Uint8Array, ...parts: Uint8Array[]): Buffer =>
  parts.reduce((all, part) => all.update(part), createHmac('sha256', seed)).digest();
const tag = (name: string): Buffer => Buffer.from(`${String.fromCharCode(name.length)}${name}`, 'latin1');

function* numbers(seed: Uint8Array): Generator<number> {
  for (let i = 0; ; i++) {
    const block = mac(seed, tag('BidLock/1 slot order'), u32(4), u32(i), Uint8Array.of(1));
    for (let at = 0; at < 32; at += 4) yield block.readUInt32BE(at);
  }
}

function slotsOf(seed: Uint8Array, count: number): number[] {
  const [drawn, places] = [numbers(seed), Array.from({ length: 65_536 }, (_, i) => i)];
  return Array.from({ length: count }, (_, k) => {
    const bound = 65_536 - k;
    let number = drawn.next().value as number;
    while (number >= 2 ** 32 - (2 ** 32 % bound)) number = drawn.next().value as number;
    const other = k + (number % bound);
    [places[k], places[other]] = [places[other]!, places[k]!];
    return places[k]!;
  });
}

function value(seed: Uint8Array, level: number, index: number, used: Map<number, Uint8Array>): Buffer {
  if (used.size === 0) return mac(seed, tag('BidLock/1 slot cover'), u32(1), Uint8Array.of(level), u32(4), u32(index));
  if (level === 0) {
    const salt = mac(seed, Buffer.from('salt'), u32(index));
    return digest(Uint8Array.of(0), digest(tag('BidLock/1 slot'), u32(32), salt, u32(32), used.get(index)!));
  }
  const middle = (2 * index + 1) * 2 ** (level - 1);
  const half = (isRight: boolean) => new Map([...used].filter(([slot]) => slot >= middle === isRight));
  return digest(
    Uint8Array.of(1),
    value(seed, level - 1, 2 * index, half(false)),
    value(seed, level - 1, 2 * index + 1, half(true)),
  );
}

function rootOf(seed: Uint8Array, entries: number[]): string {
  const slots = slotsOf(seed, entries.length);
  return value(seed, 16, 0, new Map(entries.map((k, i) => [slots[i]!, digest(u32(k))]))).toString('hex');
}

it('finds the frozen roots from seed and entries', () => {
  for (const tick of vectors.ticks.filter(one => one.entries <= 1_000)) {
    expect([
      tick.name,
      rootOf(
        fromHex(tick.seed),
        Array.from({ length: tick.entries }, (_, k) => k),
      ),
    ]).toEqual([tick.name, tick.root]);
  }
});

it('tells a disclosure that hides, adds or swaps an entry', () => {
  for (const item of vectors.disclosures)
    expect([item.name, rootOf(fromHex(item.seed), item.entries) === rootNamed(item.tick)]).toEqual([
      item.name,
      item.givesTheRoot,
    ]);
});

it('follows every frozen path to its root', async () => {
  for (const tick of vectors.ticks) {
    for (const { entry, slot, salt, path } of tick.paths) {
      expect(
        hex(
          await slotRoot({ slots: 65_536, slot, salt: fromHex(salt), path: path.map(fromHex) }, await entryHash(entry)),
        ),
      ).toBe(tick.root);
    }
  }
});

it('refuses every mutated path', async () => {
  for (const item of vectors.paths) {
    const path = { slots: item.slotCount, slot: item.slot, salt: fromHex(item.salt), path: item.path.map(fromHex) };
    // What a reader of bytes could never hand over: the count, the slot and the lengths are settled there
    // (receipts.json).
    const readable = item.slot < item.slotCount && path.salt.length === 32 && 2 ** path.path.length === item.slotCount;
    const holds =
      readable &&
      allowsSlot('sparse', path) &&
      hex(await slotRoot(path, await entryHash(item.entry))) === rootNamed(item.tick);
    expect([item.name, holds]).toEqual([item.name, item.verifies]);
  }
});

it("takes the form from the policy's version", () => {
  const path = (slots: number) => ({ slots, slot: 0, salt: new Uint8Array(32), path: [] });
  expect([slotForm(firstVersion), slotForm(newestVersion)]).toEqual(['dense', 'sparse']);
  expect([256, 65_536].map(slots => allowsSlot('dense', path(slots)))).toEqual([true, true]);
  expect([256, 65_536].map(slots => allowsSlot('sparse', path(slots)))).toEqual([false, true]);
});
