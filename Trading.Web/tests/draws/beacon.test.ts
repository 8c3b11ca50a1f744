import { describe, expect, it } from 'vitest';
import { beaconOf, combine, faultOf, readAnswer, type OpenLock } from '../../src/draws/proof/beacon';
import { expandMessage, hashToCurve, mapToCurve } from '../../src/draws/proof/curve';
import { orderOf, SeedNumbers } from '../../src/draws/proof/order';
import { seat } from '../../src/draws/seating';
import { ascii, fromHex, hex } from '../../src/seal/bytes';
import { readPoint } from '../../src/seal/schnorr';
import { sha256 } from '../../src/sha256';
import { load } from '../seal/vectors';

// tests/vectors/beacon and tests/vectors/draw/seatings.json: what the platform computes, computed here by own code.

describe('hashing to the curve', () => {
  const expand = load<{ tag: string; values: { message: string; uniform: string }[] }>('beacon/expand-message.json');
  it.each(expand.values.map((value, i) => [i, value] as const))('expands message %i of the RFC', (_, value) => {
    const bytes = expandMessage(ascii(value.message), ascii(expand.tag), value.uniform.length / 2);
    expect(hex(bytes)).toBe(value.uniform);
  });

  const curve = load<{
    tag: string;
    values: { message: string; p: string }[];
    maps: { name: string; uniform: string; point: string }[];
  }>('beacon/hash-to-curve.json');
  it.each(curve.values.map((value, i) => [i, value] as const))('gives point %i of the RFC', (_, value) => {
    expect(hex(hashToCurve(ascii(value.message), ascii(curve.tag)).toBytes(false))).toBe(value.p);
  });
  it.each(curve.maps)('maps bytes: $name', ({ uniform, point }) => {
    expect(hex(mapToCurve(fromHex(uniform)).toBytes(false))).toBe(point);
  });
});

interface BeaconVector {
  lockId: string;
  t: number;
  trustees: { verificationShare: string }[];
  beacons: { message: string; alpha: string; point: string; batches: string[]; shared: string; value: string }[];
  refusals: { name: string; bytes: string; result: string }[];
}

describe('a beacon', () => {
  const vector = load<BeaconVector>('beacon/beacon.json');
  const lock: OpenLock = {
    id: fromHex(vector.lockId),
    threshold: vector.t,
    shares: vector.trustees.map(t => readPoint(fromHex(t.verificationShare))!),
  };
  it.each(vector.beacons.map((beacon, i) => [i, beacon] as const))('%i has its point and its value', (_, frozen) => {
    const beacon = beaconOf(fromHex(frozen.message));
    expect([hex(beacon.alpha), hex(beacon.point.toBytes(false))]).toEqual([frozen.alpha, frozen.point]);
    const answers = frozen.batches.map(batch => readAnswer(fromHex(batch))!);
    for (let i = 0; i < answers.length; i++) {
      const two = [answers[i]!, answers[(i + 1) % answers.length]!];
      const combined = combine(lock, beacon, two);
      expect(hex(combined.shared!.toBytes(false))).toBe(frozen.shared);
      expect(hex(combined.value!)).toBe(frozen.value);
      expect(combine(lock, beacon, two.slice(0, 1)).value).toBeNull();
      expect(combine(lock, beacon, [two[0]!, two[0]!]).value).toBeNull();
    }
  });
  it('refuses every answer with one mutation, for its fault', () => {
    const beacon = beaconOf(fromHex(vector.beacons[0]!.message));
    expect(vector.refusals.length).toBeGreaterThan(5);
    for (const { name, bytes, result } of vector.refusals) {
      const answer = readAnswer(fromHex(bytes));
      expect([name, answer ? (faultOf(lock, beacon, answer) ?? 'None') : 'Unreadable']).toEqual([name, result]);
    }
  });
});

describe('an order', () => {
  const vector = load<{
    numbers: { seed: string; bound: number; below: number[] }[];
    orders: { value: string; places: number[] }[];
    longOrders: { value: string; count: number; first: number[]; hash: string }[];
  }>('beacon/permutations.json');
  it('comes from the numbers of its seed', () => {
    for (const { seed, bound, below } of vector.numbers) {
      const numbers = new SeedNumbers(fromHex(seed), 'beacon order');
      expect(below.map(() => numbers.below(bound))).toEqual(below);
    }
  });
  it('is the one of the vectors', () => {
    for (const { value, places } of vector.orders) expect(orderOf(fromHex(value), places.length)).toEqual(places);
    for (const { value, count, first, hash } of vector.longOrders) {
      const order = orderOf(fromHex(value), count);
      expect(order.slice(0, first.length)).toEqual(first);
      const bytes = new DataView(new ArrayBuffer(4 * count));
      order.forEach((place, i) => bytes.setUint32(4 * i, place));
      expect(hex(sha256(new Uint8Array(bytes.buffer)))).toBe(hash);
    }
  });
});

describe('a seating', () => {
  interface Frozen {
    seats: number[];
    positions: { groups: number; label: string }[];
    order: number[];
    dropped: number[];
    steps: number[][];
    shortage: { group: number; binding: string } | null;
  }
  const { cases } = load<{ cases: Frozen[] }>('draw/seatings.json');
  it.each(cases.map((frozen, i) => [i, frozen] as const))('%i goes as the platform seats', (_, frozen) => {
    const { steps, shortage } = seat(frozen.seats, frozen.positions, frozen.order, frozen.dropped);
    expect(steps.map(s => [s.position, s.group, s.insteadOf])).toEqual(frozen.steps);
    expect(shortage && { group: shortage.group, binding: shortage.binding }).toEqual(frozen.shortage);
  });
  it('knows no position that is not there, and none twice', () => {
    const frozen = cases[0]!;
    for (const wrong of [[frozen.positions.length], [0, 0]])
      expect(() => seat(frozen.seats, frozen.positions, frozen.order, wrong)).toThrow(RangeError);
  });
});
