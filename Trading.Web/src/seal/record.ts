import { ascii, equal, fromHex, hex, join, WireError, type Bytes } from './bytes';
import { Der } from './der';
import { sha256 } from './suite';

// What the host signs of the opening record (docs/spec/record.md, "Signature" and "Sealing"). A browser does not print
// the record; it signs attributes only if they are, byte for byte, those of the draft that it holds.

/**
 * Why the attributes are not signed: the draft has no room for a signature; or the first thing in which the attributes
 * differ.
 */
export type RecordProblemCode = 'room' | 'form' | 'contentType' | 'signingTime' | 'messageDigest' | 'certificate';

export class RecordProblem extends Error {
  constructor(readonly code: RecordProblemCode) {
    super(code);
  }
}

/** Attributes that may be signed; otherwise throws RecordProblem. `concludedAt`: the conclusion in UTC microseconds. */
export async function checkedAttributes(
  attributes: Bytes,
  draft: Bytes,
  certificate: Bytes,
  concludedAt: number,
): Promise<Bytes> {
  const [digest, certificateHash] = [await sha256(signedRanges(draft)), await sha256(certificate)];
  const expected = printAttributes(digest, concludedAt, certificateHash);
  if (equal(attributes, expected)) return expected;
  throw new RecordProblem(difference(attributes, concludedAt, digest, certificateHash));
}

const [rangeMark, contentsMark] = ['/ByteRange[', ']/Contents<'];
const roomDigits = 2 * 8_192;

/**
 * The draft without the room of its signature, which must be empty. The room is found from the end: no page can hold
 * the mark behind it.
 */
export function signedRanges(draft: Bytes): Bytes {
  const mark = lastIndexOf(draft, ascii(rangeMark));
  const before = mark + ranges(0, 0, 0).length - 1;
  const after = before + roomDigits + 2;
  const isRoom =
    mark >= 0 &&
    after < draft.length &&
    equal(draft.subarray(mark, before + 1), ascii(ranges(before, after, draft.length - after))) &&
    draft[after - 1] === 0x3e &&
    draft.subarray(before + 1, after - 1).every(digit => digit === 0x30);
  if (!isRoom) throw new RecordProblem('room');
  return join(draft.subarray(0, before), draft.subarray(after));
}

const ranges = (before: number, after: number, rest: number): string =>
  `${rangeMark}0 ${[before, after, rest].map(n => String(n).padStart(10, '0')).join(' ')}${contentsMark}`;

function lastIndexOf(bytes: Bytes, text: Bytes): number {
  for (let at = bytes.length - text.length; at >= 0; at--) {
    if (text.every((byte, i) => bytes[at + i] === byte)) return at;
  }
  return -1;
}

// Object identifiers without tag and length.
const oid = {
  contentType: '2a864886f70d010903',
  messageDigest: '2a864886f70d010904',
  signingTime: '2a864886f70d010905',
  certificate: '2a864886f70d010910022f',
  data: '2a864886f70d010701',
} as const;
const tag = {
  octets: 0x04,
  identifier: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The SET of the four attributes in DER. */
export function printAttributes(digest: Bytes, concludedAt: number, certificateHash: Bytes): Bytes {
  const printed = [
    attribute(oid.contentType, value(tag.identifier, fromHex(oid.data))),
    attribute(oid.signingTime, timeOf(concludedAt)),
    attribute(oid.messageDigest, value(tag.octets, digest)),
    // SigningCertificateV2 { certs { ESSCertIDv2 { certHash } } }
    attribute(
      oid.certificate,
      value(tag.sequence, value(tag.sequence, value(tag.sequence, value(tag.octets, certificateHash)))),
    ),
  ];
  return value(tag.set, ...printed.sort((a, b) => (hex(a) < hex(b) ? -1 : 1)));
}

const attribute = (type: string, content: Bytes): Bytes =>
  value(tag.sequence, value(tag.identifier, fromHex(type)), value(tag.set, content));

function value(of: number, ...contents: Bytes[]): Bytes {
  const content = join(...contents);
  const length =
    content.length < 0x80
      ? [content.length]
      : content.length < 0x100
        ? [0x81, content.length]
        : [0x82, content.length >> 8, content.length & 0xff];
  return join(Uint8Array.of(of, ...length), content);
}

/** Whole seconds, rounded down; UTCTime up to 2049. */
function timeOf(at: number): Bytes {
  const digits = new Date(Math.floor(at / 1e6) * 1000).toISOString().slice(0, 19).replace(/[-T:]/g, '');
  return digits < '2050'
    ? value(tag.utcTime, ascii(`${digits.slice(2)}Z`))
    : value(tag.generalizedTime, ascii(`${digits}Z`));
}

// The bytes are already known to be wrong; this finds the words for it.
function difference(attributes: Bytes, concludedAt: number, digest: Bytes, certificateHash: Bytes): RecordProblemCode {
  const found = read(attributes);
  if (!found) return 'form';
  const expected = read(printAttributes(digest, concludedAt, certificateHash))!;
  return (
    (['contentType', 'messageDigest', 'signingTime', 'certificate'] as const).find(
      name => found.get(oid[name]) !== expected.get(oid[name]),
    ) ?? 'form'
  );
}

/** Type → the attribute's one value in hexadecimal; null for what is no SET of exactly the four attributes. */
function read(attributes: Bytes): Map<string, string> | null {
  try {
    const outer = new Der(attributes);
    const set = outer.into(tag.set);
    outer.end();
    const found = new Map<string, string>();
    for (let i = 0; i < 4; i++) {
      const one = set.into(tag.sequence);
      const type = one.identifier();
      const values = one.into(tag.set);
      one.end();
      found.set(type, hex(values.raw()));
      values.end();
    }
    set.end();
    return [oid.contentType, oid.signingTime, oid.messageDigest, oid.certificate].every(type => found.has(type))
      ? found
      : null;
  } catch (broken) {
    if (broken instanceof WireError) return null;
    throw broken;
  }
}
