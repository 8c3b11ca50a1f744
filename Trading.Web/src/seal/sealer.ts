import { equal, Writer, type Bytes } from './bytes';
import { mostPlaintextBytes, partBytes, partBytesAt } from './chunks';
import {
  fileBytes,
  infoBytes,
  mostFileBytes,
  mostSections,
  offsetOf,
  printHeader,
  pseudonymOf,
  readSignedHeader,
  signHeader,
  type Header,
  type SignedHeader,
} from './header';
import { commitmentsHash, drawEphemeral, encapsulate, inputKey, payloadKey, sectionKey } from './keys';
import { partRoot, PayloadCipher, type Source } from './payload';
import { rootOf } from './trees';

// Seals an envelope as a stream and opens the result once before it reports success (docs/spec/envelope.md, "Sealing").

export interface SealRequest {
  /** The lock's group key, 65 bytes. */
  recipient: Bytes;
  lockId: Bytes;
  contextHash: Bytes;
  submissionKey: CryptoKey;
  submissionPoint: Bytes;
  submissionId: Bytes;
  revision: number;
  record: Bytes;
  recordSizeBytes: number;
  documents: { sizeBytes: number; read: Source }[];
}

/** The sealed file while it grows. */
export interface Sink {
  write(at: number, bytes: Bytes): Promise<void> | void;
  read(at: number, length: number): Promise<Bytes> | Bytes;
  finish(sizeBytes: number): Promise<void> | void;
}

export interface SealedEnvelope {
  signed: SignedHeader;
  partRoots: Bytes[][];
  sizeBytes: number;
}

/** The bytes sealed and read back so far, of twice the file's size. */
export type Progress = (doneBytes: number, ofBytes: number) => void;

interface Section {
  commitment: Bytes;
  partRoots: Bytes[];
  plaintextHashes: Bytes[];
}

export async function seal(
  request: SealRequest,
  sink: Sink,
  progress: Progress = () => {},
  draw = drawEphemeral,
): Promise<SealedEnvelope> {
  const sources = [recordSource(request), ...request.documents];
  const { enc, shared } = await encapsulate(request.recipient, await draw());
  const draft = await draftOf(
    request,
    enc,
    sources.map(s => s.sizeBytes),
  );
  const size = fileBytes(draft.sections);
  const ik = await inputKey(printHeader(draft).slice(0, infoBytes), shared);
  shared.fill(0);
  const report = meter(progress, 2 * size);
  const written: Section[] = [];
  for (const [i, source] of sources.entries())
    written.push(await write(ik, i, source, offsetOf(draft.sections, i), sink, report));
  const signed = await signHeader(await finished(draft, written), request.submissionKey, request.submissionPoint);
  await sink.write(0, signed.bytes);
  await sink.finish(size);
  await openOnce(sink, signed, ik, written, report);
  ik.fill(0);
  return { signed, partRoots: written.map(s => s.partRoots), sizeBytes: size };
}

/** Padding of the opening record: length ‖ content ‖ zeros. */
export function pad(content: Bytes, sizeBytes: number): Bytes {
  if (content.length > sizeBytes - 4) throw new RangeError(`${content.length} bytes do not fit ${sizeBytes}`);
  const padded = new Uint8Array(sizeBytes);
  padded.set(new Writer().varied(content).done());
  return padded;
}

function recordSource(request: SealRequest): { sizeBytes: number; read: Source } {
  const record = pad(request.record, request.recordSizeBytes);
  return { sizeBytes: record.length, read: async (from, to) => record.slice(from, to) };
}

async function draftOf(request: SealRequest, enc: Bytes, sizes: number[]): Promise<Header> {
  const header: Header = {
    lockId: request.lockId,
    contextHash: request.contextHash,
    pseudonym: await pseudonymOf(request.submissionPoint),
    submissionId: request.submissionId,
    revision: request.revision,
    encapsulated: enc,
    secondSecretHash: new Uint8Array(32),
    commitmentsHash: new Uint8Array(32),
    sections: sizes.map(plaintextBytes => ({ plaintextBytes, root: new Uint8Array(32) })),
  };
  const tooLarge =
    sizes.length > mostSections ||
    sizes.some(size => size > mostPlaintextBytes) ||
    fileBytes(header.sections) > mostFileBytes;
  if (tooLarge) throw new RangeError('the documents exceed the format');
  return header;
}

async function write(
  ik: Bytes,
  index: number,
  source: { sizeBytes: number; read: Source },
  at: number,
  sink: Sink,
  report: (bytes: number) => void,
): Promise<Section> {
  const key = await payloadKey(await sectionKey(ik, index));
  const cipher = await PayloadCipher.of(key, source.sizeBytes);
  const section: Section = { commitment: key.commitment, partRoots: [], plaintextHashes: [] };
  for (let part = 0; part < cipher.parts; part++) {
    const { ciphertext, root, plaintextHash } = await cipher.sealPart(part, source.read);
    await sink.write(at + part * partBytes, ciphertext);
    section.partRoots.push(root);
    section.plaintextHashes.push(plaintextHash);
    report(ciphertext.length);
  }
  return section;
}

async function finished(draft: Header, written: Section[]): Promise<Header> {
  const roots = await Promise.all(written.map(section => rootOf(section.partRoots)));
  return {
    ...draft,
    commitmentsHash: await commitmentsHash(written.map(section => section.commitment)),
    sections: draft.sections.map((entry, i) => ({ ...entry, root: roots[i]! })),
  };
}

// A sealed file that nobody can open would be found at the worst moment.
async function openOnce(
  sink: Sink,
  signed: SignedHeader,
  ik: Bytes,
  written: Section[],
  report: (bytes: number) => void,
): Promise<void> {
  const read = await readSignedHeader(await sink.read(0, signed.bytes.length));
  if (typeof read === 'string' || !equal(read.bytes, signed.bytes))
    throw new Error(`the sealed header does not read back: ${typeof read === 'string' ? read : 'changed'}`);
  const keys = await Promise.all(written.map(async (_, i) => payloadKey(await sectionKey(ik, i))));
  if (!equal(await commitmentsHash(keys.map(key => key.commitment)), read.header.commitmentsHash))
    throw new Error('the sealed envelope does not open: CommitmentMismatch');
  for (const [i, section] of written.entries()) {
    const { plaintextBytes } = read.header.sections[i]!;
    const cipher = await PayloadCipher.of(keys[i]!, plaintextBytes);
    const at = offsetOf(read.header.sections, i);
    for (let part = 0; part < cipher.parts; part++)
      await checkPart(
        cipher,
        part,
        await sink.read(at + part * partBytes, partBytesAt(plaintextBytes, part)),
        section,
        report,
      );
  }
}

async function checkPart(
  cipher: PayloadCipher,
  part: number,
  ciphertext: Bytes,
  section: Section,
  report: (bytes: number) => void,
): Promise<void> {
  const plaintext = await cipher.openPart(part, ciphertext);
  const same =
    plaintext !== null &&
    equal(await partRoot(ciphertext), section.partRoots[part]!) &&
    equal(new Uint8Array(await crypto.subtle.digest('SHA-256', plaintext)), section.plaintextHashes[part]!);
  if (!same) throw new Error('a section does not open to what was sealed');
  report(ciphertext.length);
}

function meter(progress: Progress, of: number): (bytes: number) => void {
  let done = 0;
  return bytes => progress(Math.min((done += bytes), of), of);
}
