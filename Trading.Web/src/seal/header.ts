import { ascii, equal, join, Reader, Writer, type Bytes } from './bytes';
import { ciphertextBytes, mostPlaintextBytes } from './chunks';
import { recordSizes } from './policy';
import { hash, hashBytes, isPoint, pointBytes, sign, suiteId, tagged, verify, type Tag } from './suite';

// The signed header of an envelope (docs/spec/envelope.md, "Header" to "Withdrawal"). One accepted form, checked in the
// page's order.

export interface SectionEntry {
  plaintextBytes: number;
  root: Bytes;
}

export interface Header {
  lockId: Bytes;
  contextHash: Bytes;
  pseudonym: Bytes;
  submissionId: Bytes;
  revision: number;
  encapsulated: Bytes;
  secondSecretHash: Bytes;
  commitmentsHash: Bytes;
  /** The first is the opening record. */
  sections: SectionEntry[];
}

export type HeaderFault =
  | 'Truncated'
  | 'BadMagic'
  | 'UnknownSuite'
  | 'BadHeaderLength'
  | 'UnknownKind'
  | 'UnknownFlags'
  | 'BadSectionCount'
  | 'BadRevision'
  | 'BadPoint'
  | 'BadSecondSecret'
  | 'UnknownSectionType'
  | 'MisplacedSection'
  | 'BadChunkSize'
  | 'NonZeroReserved'
  | 'BadSectionLength'
  | 'TooLarge'
  | 'TrailingBytes'
  | 'BadSubmissionKey'
  | 'PseudonymMismatch'
  | 'BadSignature'
  | 'WrongSuite'
  | 'WrongLock'
  | 'WrongContext';

export interface SignedHeader {
  header: Header;
  submissionKey: Bytes;
  bytes: Bytes;
  entryHash: Bytes;
}

export const mostFileBytes = 2 ** 30 + 2 ** 20;
export const mostSections = 64;
export const infoBytes = 112;
const fixedBytes = 241;
const entryBytes = 60;
const trailerBytes = 129;
const statementBytes = 235;
const magic = ascii('BLK1');

export const headerBytes = (sections: number): number => fixedBytes + entryBytes * sections;
export const signedHeaderBytes = (sections: number): number => headerBytes(sections) + trailerBytes;
export const offsetOf = (sections: readonly SectionEntry[], section: number): number =>
  sections
    .slice(0, section)
    .reduce((at, entry) => at + ciphertextBytes(entry.plaintextBytes), signedHeaderBytes(sections.length));
export const fileBytes = (sections: readonly SectionEntry[]): number => offsetOf(sections, sections.length);
export const pseudonymOf = async (submissionKey: Bytes): Promise<Bytes> =>
  (await hash('pseudonym', submissionKey)).slice(0, 16);

export function printHeader(h: Header): Bytes {
  const secret = h.secondSecretHash.some(byte => byte !== 0);
  const w = new Writer()
    .fixed(magic)
    .u16(suiteId)
    .u16(headerBytes(h.sections.length))
    .u8(1)
    .u8(secret ? 1 : 0)
    .u16(h.sections.length);
  w.fixed(h.lockId).fixed(h.contextHash).fixed(h.pseudonym).fixed(h.submissionId).u32(h.revision).fixed(h.encapsulated);
  w.fixed(h.secondSecretHash).fixed(h.commitmentsHash);
  h.sections.forEach((s, i) =>
    w
      .u16(i === 0 ? 0 : 1)
      .u8(16)
      .u8(0)
      .i64(BigInt(s.plaintextBytes))
      .i64(BigInt(ciphertextBytes(s.plaintextBytes)))
      .i64(0n)
      .fixed(s.root),
  );
  return w.done();
}

/** Signs with the submission key, whose public point the header's pseudonym must be of. */
export async function signHeader(header: Header, key: CryptoKey, submissionKey: Bytes): Promise<SignedHeader> {
  const statement = join(printHeader(header), submissionKey);
  const bytes = join(statement, await sign(key, tagged('envelope', statement)));
  return { header, submissionKey, bytes, entryHash: await hash('entry', bytes) };
}

/** Reads a signed header; bytes behind it are a fault. */
export async function readSignedHeader(bytes: Bytes): Promise<SignedHeader | HeaderFault> {
  const sections = frame(bytes);
  if (typeof sections === 'string') return sections;
  if (bytes.length !== signedHeaderBytes(sections))
    return bytes.length < signedHeaderBytes(sections) ? 'Truncated' : 'TrailingBytes';
  const header = await fields(bytes.slice(0, headerBytes(sections)), sections);
  if (typeof header === 'string') return header;
  const fault = await checkSignature(header.pseudonym, 'envelope', bytes);
  return (
    fault ?? { header, submissionKey: bytes.slice(-trailerBytes, -64), bytes, entryHash: await hash('entry', bytes) }
  );
}

/** Key, then pseudonym, then signature: a copied statement under a stranger's key is named as what it is. */
export async function checkSignature(pseudonym: Bytes, tag: Tag, bytes: Bytes): Promise<HeaderFault | null> {
  const key = bytes.slice(-trailerBytes, -64);
  if (!(await isPoint(key))) return 'BadSubmissionKey';
  if (!equal(pseudonym, await pseudonymOf(key))) return 'PseudonymMismatch';
  return (await verify(key, tagged(tag, bytes.slice(0, -64)), bytes.slice(-64))) ? null : 'BadSignature';
}

export const checkBinding = (header: Header, lockId: Bytes, context: Bytes): HeaderFault | null =>
  !equal(header.lockId, lockId) ? 'WrongLock' : equal(header.contextHash, context) ? null : 'WrongContext';

// What must be right before a length is believed.
function frame(bytes: Bytes): number | HeaderFault {
  if (bytes.length < 12) return 'Truncated';
  const r = new Reader(bytes);
  if (!equal(r.fixed(4), magic)) return 'BadMagic';
  if (r.u16() !== suiteId) return 'UnknownSuite';
  const [length, kind, flags, sections] = [r.u16(), r.u8(), r.u8(), r.u16()];
  if (kind !== 1) return 'UnknownKind';
  if ((flags & ~1) !== 0) return 'UnknownFlags';
  if (sections < 1 || sections > mostSections) return 'BadSectionCount';
  return length === headerBytes(sections) ? sections : 'BadHeaderLength';
}

async function fields(bytes: Bytes, count: number): Promise<Header | HeaderFault> {
  const r = new Reader(bytes);
  const flag = r.fixed(12)[9];
  const header: Header = {
    lockId: r.fixed(hashBytes),
    contextHash: r.fixed(hashBytes),
    pseudonym: r.fixed(16),
    submissionId: r.fixed(16),
    revision: r.u32(),
    encapsulated: r.fixed(pointBytes),
    secondSecretHash: r.fixed(hashBytes),
    commitmentsHash: r.fixed(hashBytes),
    sections: [],
  };
  if (header.revision === 0) return 'BadRevision';
  if (!(await isPoint(header.encapsulated))) return 'BadPoint';
  if (header.secondSecretHash.some(byte => byte !== 0) !== (flag === 1)) return 'BadSecondSecret';
  for (let i = 0; i < count; i++) {
    const entry = section(r, i);
    if (typeof entry === 'string') return entry;
    header.sections.push(entry);
  }
  return fileBytes(header.sections) <= mostFileBytes ? header : 'TooLarge';
}

function section(r: Reader, index: number): SectionEntry | HeaderFault {
  const [type, chunkLog2, zero, plain, cipher, reserved] = [
    r.u16(),
    r.u8(),
    r.u8(),
    BigInt.asUintN(64, r.i64()),
    BigInt.asUintN(64, r.i64()),
    r.i64(),
  ];
  const root = r.fixed(hashBytes);
  if (type > 1) return 'UnknownSectionType';
  if ((type === 0) !== (index === 0)) return 'MisplacedSection';
  if (chunkLog2 !== 16) return 'BadChunkSize';
  if (zero !== 0 || reserved !== 0n) return 'NonZeroReserved';
  if (plain > BigInt(mostPlaintextBytes) || cipher !== BigInt(ciphertextBytes(Number(plain))))
    return 'BadSectionLength';
  return type === 1 || recordSizes.includes(Number(plain))
    ? { plaintextBytes: Number(plain), root }
    : 'BadSectionLength';
}

export interface Withdrawal {
  lockId: Bytes;
  contextHash: Bytes;
  submissionId: Bytes;
  revision: number;
  bytes: Bytes;
  entryHash: Bytes;
}

export async function signWithdrawal(
  key: CryptoKey,
  submissionKey: Bytes,
  lockId: Bytes,
  contextHash: Bytes,
  submissionId: Bytes,
  revision: number,
): Promise<Withdrawal> {
  const statement = new Writer()
    .fixed(ascii('BLW1'))
    .u16(suiteId)
    .fixed(lockId)
    .fixed(contextHash)
    .fixed(submissionId)
    .fixed(await pseudonymOf(submissionKey))
    .u32(revision)
    .fixed(submissionKey)
    .done();
  const bytes = join(statement, await sign(key, tagged('withdrawal', statement)));
  return { lockId, contextHash, submissionId, revision, bytes, entryHash: await hash('entry', bytes) };
}

/** What a withdrawal's bytes say, by whoever signed it; `readWithdrawal` judges key and signature. */
export interface Statement {
  lockId: Bytes;
  contextHash: Bytes;
  submissionId: Bytes;
  pseudonym: Bytes;
  revision: number;
  submissionKey: Bytes;
}

export function readStatement(bytes: Bytes): Statement | HeaderFault {
  if (bytes.length !== statementBytes) return bytes.length < statementBytes ? 'Truncated' : 'TrailingBytes';
  const r = new Reader(bytes);
  if (!equal(r.fixed(4), ascii('BLW1'))) return 'BadMagic';
  if (r.u16() !== suiteId) return 'UnknownSuite';
  const [lockId, contextHash, submissionId, pseudonym, revision, submissionKey] = [
    r.fixed(hashBytes),
    r.fixed(hashBytes),
    r.fixed(16),
    r.fixed(16),
    r.u32(),
    r.fixed(pointBytes),
  ];
  return revision === 0 ? 'BadRevision' : { lockId, contextHash, submissionId, pseudonym, revision, submissionKey };
}

export async function readWithdrawal(bytes: Bytes): Promise<Withdrawal | HeaderFault> {
  const said = readStatement(bytes);
  if (typeof said === 'string') return said;
  const { lockId, contextHash, submissionId, pseudonym, revision } = said;
  const fault = await checkSignature(pseudonym, 'withdrawal', bytes);
  return fault ?? { lockId, contextHash, submissionId, revision, bytes, entryHash: await hash('entry', bytes) };
}
