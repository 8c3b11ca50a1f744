import { ascii, equal, join, Writer, type Bytes } from './bytes';
import { ceremonyId, readLockParts, type LockParts } from './lockParts';
import { Point, readPoint, times, verifySchnorr } from './schnorr';
import { hash, hashBytes, sha256 } from './suite';

// The lock certificate (docs/spec/lock.md, "Lock certificate"): read strictly, then verified against keys from a trust
// file and a policy hash. It needs nothing from the platform; nothing is encrypted to a group key before it holds.

interface Message {
  commitment: Point[];
  possession: Bytes;
  ephemeral: Point;
}

interface Transcript {
  threshold: number;
  staticKeys: Point[];
  messages: Message[];
  extension: Bytes;
  bytes: Bytes;
}

export interface LockCertificate {
  transcript: Transcript;
  commitments: Bytes[];
  signatures: Bytes[];
  /** Identifier of the lock, 32 bytes. */
  lockId: Bytes;
  /** 65 bytes: what envelopes are sealed to. */
  groupKey: Bytes;
}

/**
 * What a sealing client knows without the platform: trustees' static keys in the policy's order, t, the policy's hash.
 */
export interface LockExpectation {
  threshold: number;
  staticKeys: Bytes[];
  policyHash: Bytes;
}

export type LockFault = 'WrongTranscript' | 'Inconsistent' | 'InvalidPossession' | 'WrongSignature';

export async function readCertificate(bytes: Bytes): Promise<LockCertificate | null> {
  const parts = readLockParts(bytes);
  const transcript = parts && pointsOf(parts);
  if (!parts || !transcript) return null;
  return {
    transcript,
    commitments: parts.commitments,
    signatures: parts.signatures,
    lockId: await hash('lock', transcript.bytes),
    groupKey: encode(groupKeyOf(transcript)),
  };
}

/** The first fault with the trustee that it names (from 1, or 0), or null where everything holds. */
export async function verifyCertificate(
  certificate: LockCertificate,
  expected: LockExpectation,
): Promise<{ fault: LockFault; accused: number } | null> {
  const { transcript, commitments, signatures } = certificate;
  const keys = expected.staticKeys.map(readPoint);
  if (keys.some(key => key === null) || keys.length !== transcript.staticKeys.length)
    return { fault: 'WrongTranscript', accused: 0 };
  const context = await contextOf(keys as Point[], expected.policyHash);
  const lists = await hash('ceremony list', Uint8Array.of(0), ...commitments);
  const extension = join(expected.policyHash, lists, transcript.extension.subarray(2 * hashBytes));
  const made = makeTranscript(context, expected.threshold, keys as Point[], transcript.messages, extension);
  if (!equal(made, transcript.bytes)) return { fault: 'WrongTranscript', accused: 0 };
  if (!hasShares(transcript)) return { fault: 'Inconsistent', accused: 0 };
  for (const [i, message] of transcript.messages.entries()) {
    const possession = join(context, ...message.commitment.map(compress), compress(message.ephemeral));
    if (!(await verifySchnorr(message.commitment[0]!, possession, message.possession)))
      return { fault: 'InvalidPossession', accused: i + 1 };
    if (!(await verifySchnorr(keys[i]!, transcript.bytes, signatures[i]!)))
      return { fault: 'WrongSignature', accused: i + 1 };
  }
  return null;
}

// Null where bytes are no point of the curve.
function pointsOf(parts: LockParts): Transcript | null {
  const { threshold, coefficients, possessions, ephemerals, extension, transcript } = parts;
  const all = (points: Bytes[]): Point[] | null => {
    const read = points.map(readPoint);
    return read.includes(null) ? null : (read as Point[]);
  };
  const [staticKeys, own, commitments] = [all(parts.staticKeys), all(ephemerals), coefficients.map(all)];
  if (!staticKeys || !own || commitments.includes(null)) return null;
  const messages = own.map((ephemeral, i) => ({
    commitment: commitments[i]!,
    possession: possessions[i]!,
    ephemeral,
  }));
  return { threshold, staticKeys, messages, extension, bytes: transcript };
}

function makeTranscript(
  context: Bytes,
  threshold: number,
  keys: Point[],
  messages: Message[],
  extension: Bytes,
): Bytes {
  const writer = new Writer();
  const put = (bytes: Uint8Array) => writer.fixed(littleBytes(bytes.length, 8)).fixed(bytes);
  put(ceremonyId);
  put(context);
  writer.fixed(littleBytes(keys.length, 4)).fixed(littleBytes(threshold, 4));
  for (const point of [...keys, ...messages.flatMap(m => m.commitment)]) writer.fixed(compress(point));
  for (const message of messages) writer.fixed(message.possession);
  for (const message of messages) writer.fixed(compress(message.ephemeral));
  put(extension);
  return writer.done();
}

function contextOf(keys: Point[], policyHash: Bytes): Promise<Bytes> {
  const number = (value: number) => new Writer().i64(BigInt(value)).done();
  return sha256(
    join(
      ascii('COCKTAIL-DKG-CONTEXT'),
      number(policyHash.length),
      policyHash,
      number(ceremonyId.length),
      ceremonyId,
      littleBytes(keys.length, 4),
      ...keys.map(compress),
    ),
  );
}

const sum = (points: Point[]): Point => points.reduce((total, point) => total.add(point), Point.ZERO);
const groupKeyOf = (transcript: Transcript): Point => sum(transcript.messages.map(m => m.commitment[0]!));
const compress = (point: Point): Bytes => new Uint8Array(point.toBytes(true));
const encode = (point: Point): Bytes => (point.is0() ? new Uint8Array(0) : new Uint8Array(point.toBytes(false)));

/** Y₁ … Yₙ: what each trustee's answers are checked by. */
export function sharesOf({ transcript }: Pick<LockCertificate, 'transcript'>): Point[] {
  const sums = Array.from({ length: transcript.threshold }, (_, k) =>
    sum(transcript.messages.map(m => m.commitment[k]!)),
  );
  return transcript.messages.map((_, i) =>
    sums.reduceRight((total, coefficient) => times(total, BigInt(i + 1)).add(coefficient), Point.ZERO),
  );
}

// Neither the group key nor a verification share is the identity.
const hasShares = (transcript: Transcript): boolean =>
  !groupKeyOf(transcript).is0() && sharesOf({ transcript }).every(share => !share.is0());

const littleBytes = (value: number, length: number): Bytes =>
  Uint8Array.from({ length }, (_, i) => (i < 4 ? (value >>> (8 * i)) & 255 : 0));
