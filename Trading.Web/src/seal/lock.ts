import { ascii, equal, join, Reader, WireError, Writer, type Bytes } from './bytes';
import { Point, readPoint, times, verifySchnorr } from './schnorr';
import { hash, hashBytes, sha256, suiteId } from './suite';

// The lock certificate (docs/spec/lock.md, "Lock certificate"): read strictly, then verified against keys from a trust
// file and a policy hash. It needs nothing from the platform; nothing is encrypted to a group key before it holds.

const ceremonyId = ascii('COCKTAIL(P-256, SHA-256)');
const mostTranscript = 65_536;

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
  try {
    const reader = new Reader(bytes);
    if (reader.u16() !== suiteId) return null;
    const transcript = readTranscript(reader.varied(mostTranscript));
    const each = (length: number) => transcript.staticKeys.map(() => reader.fixed(length));
    const [commitments, signatures] = [each(hashBytes), each(65)];
    reader.end();
    return {
      transcript,
      commitments,
      signatures,
      lockId: await hash('lock', transcript.bytes),
      groupKey: encode(groupKeyOf(transcript)),
    };
  } catch (broken) {
    if (broken instanceof WireError) return null;
    throw broken;
  }
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

function readTranscript(bytes: Bytes): Transcript {
  const reader = new Reader(bytes);
  if (!equal(framed(reader), ceremonyId)) throw new WireError('another ciphersuite');
  if (framed(reader).length !== hashBytes) throw new WireError('the context is a hash');
  const [count, threshold] = [little(reader.fixed(4)), little(reader.fixed(4))];
  if (count < 1 || count > 32 || threshold < 1 || threshold > count) throw new WireError(`${threshold} of ${count}`);
  const all = <T>(length: number, read: () => T): T[] => Array.from({ length }, read);
  const point = (): Point => readPoint(reader.fixed(33)) ?? wrong('not a point');
  const staticKeys = all(count, point);
  const coefficients = all(count, () => all(threshold, point));
  const possessions = all(count, () => reader.fixed(65));
  const messages = all(count, point).map((ephemeral, i) => ({
    commitment: coefficients[i]!,
    possession: possessions[i]!,
    ephemeral,
  }));
  const extension = framed(reader);
  if (extension.length !== 3 * hashBytes) throw new WireError('the extension has 96 bytes');
  reader.end();
  return { threshold, staticKeys, messages, extension, bytes };
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

// Neither the group key nor a verification share is the identity.
function hasShares(transcript: Transcript): boolean {
  const sums = Array.from({ length: transcript.threshold }, (_, k) =>
    sum(transcript.messages.map(m => m.commitment[k]!)),
  );
  const share = (i: number) =>
    sums.reduceRight((total, coefficient) => times(total, BigInt(i)).add(coefficient), Point.ZERO);
  return !sums[0]!.is0() && transcript.messages.every((_, i) => !share(i + 1).is0());
}

function framed(reader: Reader): Bytes {
  const length = new DataView(reader.fixed(8).buffer).getBigUint64(0, true);
  return reader.fixed(length > BigInt(mostTranscript) ? mostTranscript + 1 : Number(length));
}

const little = (bytes: Bytes): number => new DataView(bytes.buffer).getUint32(0, true);
const littleBytes = (value: number, length: number): Bytes =>
  Uint8Array.from({ length }, (_, i) => (i < 4 ? (value >>> (8 * i)) & 255 : 0));

function wrong(what: string): never {
  throw new WireError(what);
}
