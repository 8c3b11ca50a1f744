// The beacon of a draw (docs/spec/draw.md, "Beacon"; docs/spec/lock.md, "Partial openings"): the point that trustees
// multiply, the proof in each answer, and the value that any t of them give. Public values alone.
import { ascii, fromHex, join, Reader, WireError, Writer, type Bytes } from '../../seal/bytes';
import { Point, readPoint, times } from '../../seal/schnorr';
import { pointBytes, suiteId, tagged } from '../../seal/suite';
import { sha256 } from '../../sha256';
import { hashToCurve, hashToScalar, numberOf } from './curve';

const { Fn } = Point;
const domain = ascii('BidLock/1 beacon with P256_XMD:SHA-256_SSWU_RO_');
const mostPoints = 65_536;

/** What a lock says to whoever checks answers under it. */
export interface OpenLock {
  id: Uint8Array;
  threshold: number;
  /** Y₁ … Yₙ. */
  shares: readonly Point[];
}

export interface Answer {
  trustee: number;
  partials: Point[];
  proof: Bytes;
}

export type AnswerFault = 'UnknownTrustee' | 'WrongCount' | 'WrongProof';

export interface Beacon {
  alpha: Bytes;
  point: Point;
}

/** The beacon of a message, which is public. */
export function beaconOf(message: Uint8Array): Beacon {
  const alpha = tagged('beacon', message);
  return { alpha, point: hashToCurve(alpha, domain) };
}

/** 52 bytes: draw [16] ‖ root [32] ‖ u32(k). */
export const messageOf = (draw: string, root: Uint8Array, k: number): Bytes =>
  new Writer().fixed(fromHex(draw)).fixed(root).u32(k).done();

/** Null for bytes that are no answer. */
export function readAnswer(bytes: Uint8Array): Answer | null {
  try {
    const reader = new Reader(new Uint8Array(bytes));
    const trustee = reader.u16();
    const partials = reader.list(mostPoints, () => {
      const point = readPoint(reader.fixed(pointBytes));
      if (!point) throw new WireError('a partial is no point');
      return point;
    });
    const proof = reader.fixed(64);
    reader.end();
    return { trustee, partials, proof };
  } catch (broken) {
    if (broken instanceof WireError) return null;
    throw broken;
  }
}

/** Why an answer to the beacon is refused, or null. */
export function faultOf(lock: OpenLock, beacon: Beacon, answer: Answer): AnswerFault | null {
  const share = lock.shares[answer.trustee - 1];
  if (!share) return 'UnknownTrustee';
  if (answer.partials.length !== 1) return 'WrongCount';
  const info = join(lock.id, sha256(beacon.alpha));
  const header = new Writer().u16(suiteId).u16(answer.trustee).done();
  const context = join(ascii('BidLock/1 partial'), sha256(tagged('partial', header, info)));
  return isProof(context, share, beacon.point, answer.partials[0]!, answer.proof) ? null : 'WrongProof';
}

export interface Combined {
  /** x·P, or null where fewer than t answers of different trustees hold. */
  shared: Point | null;
  value: Bytes | null;
  used: number[];
  refused: { trustee: number; fault: AnswerFault }[];
}

/** The value from answers: the first t of different trustees that hold. */
export function combine(lock: OpenLock, beacon: Beacon, answers: readonly Answer[]): Combined {
  const [right, refused]: [Answer[], Combined['refused']] = [[], []];
  for (const answer of answers) {
    const fault = faultOf(lock, beacon, answer);
    if (fault) refused.push({ trustee: answer.trustee, fault });
    else if (right.every(other => other.trustee !== answer.trustee)) right.push(answer);
  }
  const used = right.slice(0, lock.threshold);
  if (used.length < lock.threshold) return { shared: null, value: null, used: [], refused };
  const trustees = used.map(answer => answer.trustee);
  const shared = used.reduce(
    (sum, answer) => sum.add(times(answer.partials[0]!, weightAtZero(answer.trustee, trustees))),
    Point.ZERO,
  );
  return { shared, value: valueOf(beacon, shared), used: trustees, refused };
}

/** β, 32 bytes. */
export const valueOf = (beacon: Beacon, shared: Point): Bytes =>
  new Uint8Array(sha256(tagged('beacon value', beacon.alpha, shared.toBytes(false))));

/** λᵢ = Π k ∕ (k − i) over the others, modulo the order. */
function weightAtZero(trustee: number, all: readonly number[]): bigint {
  let weight = Fn.ONE;
  for (const other of all)
    if (other !== trustee) weight = Fn.mul(weight, Fn.div(BigInt(other), Fn.create(BigInt(other - trustee))));
  return weight;
}

// The proof of RFC 9497, section 2.2, for one pair: one scalar leads from G to B and from C to D.
function isProof(context: Bytes, b: Point, from: Point, to: Point, proof: Bytes): boolean {
  const [c, s] = [numberOf(proof.subarray(0, 32)), numberOf(proof.subarray(32))];
  if (c >= Fn.ORDER || s >= Fn.ORDER || b.is0() || from.is0() || to.is0()) return false;
  const seed = sha256(join(framed(short(b)), framed(join(ascii('Seed-'), context))));
  const scalarTag = join(ascii('HashToScalar-'), context);
  const first = new Writer()
    .fixed(framed(seed))
    .u16(0)
    .fixed(framed(short(from)))
    .fixed(framed(short(to)));
  const weight = hashToScalar(first.fixed(ascii('Composite')).done(), scalarTag);
  const [m, z] = [times(from, weight), times(to, weight)];
  const [t2, t3] = [times(Point.BASE, s).add(times(b, c)), times(m, s).add(times(z, c))];
  // Who chose s = −c·k gets the identity here: it has no encoding and proves nothing.
  if ([m, z, t2, t3].some(point => point.is0())) return false;
  const spoken = join(...[b, m, z, t2, t3].map(point => framed(short(point))), ascii('Challenge'));
  return hashToScalar(spoken, scalarTag) === c;
}

const short = (point: Point): Uint8Array => point.toBytes(true);
const framed = (bytes: Uint8Array): Bytes => new Writer().u16(bytes.length).fixed(bytes).done();
