import { p256 } from '@noble/curves/nist.js';
import { describe, expect, it } from 'vitest';
import { mostPositions } from '../../src/draws/commitment';
import { foldDraw } from '../../src/draws/fold';
import { beaconOf, combine, messageOf, readAnswer, type OpenLock } from '../../src/draws/proof/beacon';
import { rootOf } from '../../src/draws/proof/case';
import { hashToScalar } from '../../src/draws/proof/curve';
import type { Finding } from '../../src/draws/proof/finding';
import { keep } from '../../src/draws/proof/made';
import { orderOf } from '../../src/draws/proof/order';
import { checkTranscript, type CheckNumber } from '../../src/draws/proof/run';
import { transcriptOf, type Transcript } from '../../src/draws/proof/transcript';
import { noDraw } from '../../src/draws/state';
import { ascii, fromHex, hex, join, Writer, type Bytes } from '../../src/seal/bytes';
import { readCertificate, sharesOf } from '../../src/seal/lock';
import { tagged } from '../../src/seal/suite';
import { sha256 } from '../../src/sha256';
import { load } from '../seal/vectors';
import { caseOf, streamOf } from './vectors';

// A draw with more than 2,000 who may be drawn is too large for a vector: its rows are made up here, under the lock of
// a frozen draw, whose shares the vector tells. Its trustees answer as docs/spec/lock.md, "Partial openings", says.

const { Point } = p256;
const one = caseOf('whole');
const draw = foldDraw(noDraw, streamOf(one, 'draw'));
const quiet = () => undefined;
const framed = (bytes: Uint8Array): Bytes => new Writer().u16(bytes.length).fixed(bytes).done();

/** The answer of a trustee to a beacon, with a proof under a nonce that is the same each time. */
function answer(lock: OpenLock, alpha: Bytes, point: InstanceType<typeof Point>, trustee: number): Bytes {
  const { Fn } = Point;
  const share = Fn.fromBytes(fromHex(one.shares[trustee - 1]!));
  const header = new Writer().u16(1).u16(trustee).done();
  const context = join(ascii('BidLock/1 partial'), sha256(tagged('partial', header, join(lock.id, sha256(alpha)))));
  const tag = join(ascii('HashToScalar-'), context);
  const [b, d] = [Point.BASE.multiply(share), point.multiply(share)];
  const short = (p: InstanceType<typeof Point>) => framed(p.toBytes(true));
  const seed = sha256(join(short(b), framed(join(ascii('Seed-'), context))));
  const weight = hashToScalar(
    new Writer().fixed(framed(seed)).u16(0).fixed(short(point)).fixed(short(d)).fixed(ascii('Composite')).done(),
    tag,
  );
  const [m, z] = [point.multiply(weight), d.multiply(weight)];
  const nonce = 1234567n;
  const spoken = [b, m, z, Point.BASE.multiply(nonce), m.multiply(nonce)].map(short);
  const c = hashToScalar(join(...spoken, ascii('Challenge')), tag);
  const s = Fn.sub(nonce, Fn.mul(c, share));
  return new Writer().u16(trustee).u32(1).fixed(d.toBytes(false)).fixed(Fn.toBytes(c)).fixed(Fn.toBytes(s)).done();
}

const rowHash = (i: number): Uint8Array => sha256(new Writer().u32(i).done());
const count = 2_600;
// Every seventh expert fits the second group alone, every fifth of the others both.
const groupsOf = (i: number): number => (i % 7 === 0 ? 2 : i % 5 === 0 ? 3 : 1);

async function make(): Promise<Transcript> {
  const plain = transcriptOf(draw, null, new Map());
  const certificate = (await readCertificate(plain.certificates![0]!))!;
  const { threshold } = certificate.transcript;
  const lock: OpenLock = { id: certificate.lockId, threshold, shares: sharesOf(certificate) };
  const { request } = draw.facts!;
  const headOf = (kind: number, root: Uint8Array, rows: number) => {
    const head = new Uint8Array(plain.commitment!.head);
    head[0] = kind;
    head.set(root, 129);
    head.set(new Writer().u32(rows).u32(count).done(), 161);
    return head;
  };
  const rows = Array.from({ length: count }, (_, i) => new Writer().u8(2).fixed(rowHash(i)).u16(groupsOf(i)).done());
  const head = headOf(1, new Uint8Array(32), count);
  const root = await rootOf(head, rows, quiet);
  const beacon = beaconOf(messageOf(request.draw, root, 0));
  const answers = [1, 3].map(trustee => answer(lock, beacon.alpha, beacon.point, trustee));
  const { value } = combine(
    lock,
    beacon,
    answers.map(bytes => readAnswer(bytes)!),
  );
  const read = rows.map((_, i) => ({ row: new Uint8Array(rowHash(i)), groups: groupsOf(i) }));
  const kept = keep(request.groups.length, read, orderOf(value!, count));
  const positions = kept.map((row, p) =>
    new Writer()
      .u8(4)
      .u32(p)
      .fixed(Point.BASE.multiply(BigInt(p + 2)).toBytes(false))
      .fixed(new Uint8Array(512))
      .u16(groupsOf(row))
      .u8(3)
      .fixed(rowHash(row).subarray(0, 16))
      .fixed(rowHash(row))
      .done(),
  );
  const own = headOf(3, root, positions.length);
  return {
    ...plain,
    reduction: { head, rows, root, answers },
    commitment: { head: own, positions, root: await rootOf(own, positions, quiet) },
  };
}

async function check(transcript: Transcript): Promise<Partial<Record<CheckNumber, Finding>>> {
  const found: Partial<Record<CheckNumber, Finding>> = {};
  await checkTranscript(transcript, null, {
    begin: () => quiet,
    end: (number, finding) => void (found[number] = finding),
  });
  return found;
}

interface Frozen {
  groups: number;
  rows: string;
  value: string;
  count: number;
  first: number[];
  kept: string;
}

describe('the rows that a reduction keeps', () => {
  it.each(load<{ cases: Frozen[] }>('draw/reductions.json').cases)(
    'are those of the platform, of $groups groups',
    one => {
      const rows = [...one.rows].map(digit => ({ row: new Uint8Array(32), groups: Number(digit) }));
      const kept = keep(one.groups, rows, orderOf(fromHex(one.value), rows.length));
      expect([kept.length, kept.slice(0, 8)]).toEqual([one.count, one.first]);
      const bytes = new DataView(new ArrayBuffer(4 * kept.length));
      kept.forEach((row, i) => bytes.setUint32(4 * i, row));
      expect(hex(sha256(new Uint8Array(bytes.buffer)))).toBe(one.kept);
    },
  );
});

describe('a reduction', () => {
  const made = make();
  type Reduction = NonNullable<Transcript['reduction']>;
  const withReduction = async (change: (r: Reduction) => Partial<Reduction>): Promise<Transcript> => {
    const transcript = await made;
    return { ...transcript, reduction: { ...transcript.reduction!, ...change(transcript.reduction!) } };
  };
  const flip = (bytes: Uint8Array, at: number): Bytes => {
    const changed = new Uint8Array(bytes);
    changed[at]! ^= 1;
    return changed;
  };

  it('keeps its part of each group, and all checks of the list hold', async () => {
    const transcript = await made;
    const { positions } = transcript.commitment!;
    expect(positions.length).toBeLessThanOrEqual(mostPositions);
    const found = await check(transcript);
    for (const number of ['V61', 'V62', 'V63', 'V64', 'V65', 'V66'] as const)
      expect([number, found[number]!.outcome]).toEqual([number, 'pass']);
    // Of the second group there are few, so all of them are kept.
    const second = positions.filter(position => (position[583]! & 2) !== 0).length;
    expect(second).toBe(Array.from({ length: count }, (_, i) => groupsOf(i)).filter(groups => groups & 2).length);
  });

  it('is awaited until its value and the list are there', async () => {
    expect((await check(await withReduction(() => ({ answers: null })))).V66!.outcome).toBe('later');
  });

  it.each<[string, (r: Reduction) => Partial<Reduction>]>([
    ['row-changed', r => ({ rows: [flip(r.rows[0]!, 1), ...r.rows.slice(1)] })],
    ['row-left-out', r => ({ rows: r.rows.slice(0, -1) })],
    ['rows-swapped', r => ({ rows: [r.rows[1]!, r.rows[0]!, ...r.rows.slice(2)] })],
    ['other-groups', r => ({ rows: [flip(r.rows[0]!, 34), ...r.rows.slice(1)] })],
    ['other-root', r => ({ root: flip(r.root, 0) })],
    ['other-head', r => ({ head: flip(r.head, 0) })],
    ['too-few-answers', r => ({ answers: r.answers!.slice(0, 1) })],
    ['other-answers', r => ({ answers: [flip(r.answers![0]!, 100), r.answers![1]!] })],
  ])('%s: its check fails', async (_, change) => {
    expect((await check(await withReduction(change))).V66!.outcome).toBe('fail');
  });

  it('fails where other positions stand in the list, and where it was left out', async () => {
    const transcript = await made;
    const [first, second, ...rest] = transcript.commitment!.positions;
    const positions = [second!, first!, ...rest];
    const swapped = { ...transcript, commitment: { ...transcript.commitment!, positions } };
    expect((await check(swapped)).V66!.outcome).toBe('fail');
    expect((await check({ ...transcript, reduction: null })).V63!.outcome).toBe('fail');
  });
});
