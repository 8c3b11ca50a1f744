import { ascii, equal, Reader, WireError, type Bytes } from './bytes';
import { hashBytes, suiteId } from './suite';

// The bytes of a lock certificate taken apart (docs/spec/lock.md, "Lock certificate"). Points stay bytes: whoever
// computes with them is lock.ts, which a hall does not load.

export const ceremonyId = ascii('COCKTAIL(P-256, SHA-256)');
export const mostTranscript = 65_536;
const compressedBytes = 33;
const schnorrBytes = 65;

export interface LockParts {
  threshold: number;
  /** 33 bytes each, in the policy's order. */
  staticKeys: Bytes[];
  /** t compressed points of each trustee. */
  coefficients: Bytes[][];
  possessions: Bytes[];
  ephemerals: Bytes[];
  /** 96 bytes, of which the first 32 are the policy's hash. */
  extension: Bytes;
  policyHash: Bytes;
  transcript: Bytes;
  /** Hashed, these are the logged messages of rounds 0 and 3. */
  commitments: Bytes[];
  signatures: Bytes[];
}

/** Null for bytes that are no lock certificate. */
export function readLockParts(bytes: Bytes): LockParts | null {
  try {
    const reader = new Reader(bytes);
    if (reader.u16() !== suiteId) return null;
    const transcript = reader.varied(mostTranscript);
    const parts = readTranscript(transcript);
    const each = (length: number) => parts.staticKeys.map(() => reader.fixed(length));
    const [commitments, signatures] = [each(hashBytes), each(schnorrBytes)];
    reader.end();
    return { ...parts, transcript, commitments, signatures };
  } catch (broken) {
    if (broken instanceof WireError) return null;
    throw broken;
  }
}

function readTranscript(bytes: Bytes): Omit<LockParts, 'transcript' | 'commitments' | 'signatures'> {
  const reader = new Reader(bytes);
  if (!equal(framed(reader), ceremonyId)) throw new WireError('another ciphersuite');
  if (framed(reader).length !== hashBytes) throw new WireError('the context is a hash');
  const [count, threshold] = [little(reader.fixed(4)), little(reader.fixed(4))];
  if (count < 1 || count > 32 || threshold < 1 || threshold > count) throw new WireError(`${threshold} of ${count}`);
  const all = <T>(length: number, read: () => T): T[] => Array.from({ length }, read);
  const point = () => reader.fixed(compressedBytes);
  const staticKeys = all(count, point);
  const coefficients = all(count, () => all(threshold, point));
  const possessions = all(count, () => reader.fixed(schnorrBytes));
  const ephemerals = all(count, point);
  const extension = framed(reader);
  if (extension.length !== 3 * hashBytes) throw new WireError('the extension has 96 bytes');
  reader.end();
  const policyHash = extension.slice(0, hashBytes);
  return { threshold, staticKeys, coefficients, possessions, ephemerals, extension, policyHash };
}

function framed(reader: Reader): Bytes {
  const length = new DataView(reader.fixed(8).buffer).getBigUint64(0, true);
  return reader.fixed(length > BigInt(mostTranscript) ? mostTranscript + 1 : Number(length));
}

const little = (bytes: Bytes): number => new DataView(bytes.buffer).getUint32(0, true);
