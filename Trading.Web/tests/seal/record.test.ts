import { describe, expect, it } from 'vitest';
import { ascii, fromHex, hex, join, readBase64, type Bytes } from '../../src/seal/bytes';
import { checkedAttributes, printAttributes, RecordProblem, signedRanges } from '../../src/seal/record';
import { sha256 } from '../../src/seal/suite';
import { load } from './vectors';

const vectors = load<{ pdf: string; digest: string; certificate: string; cases: { at: number; attributes: string }[] }>(
  'records/attributes.json',
);
const [pdf, digest, certificate] = [vectors.pdf, vectors.digest, vectors.certificate].map(text =>
  readBase64(text)!,
) as [Bytes, Bytes, Bytes];
const at = Number(vectors.cases[0]!.at);
const attributes = readBase64(vectors.cases[0]!.attributes)!;
const certificateHash = await sha256(certificate);

const fault = async (
  given: Partial<{ attributes: Bytes; draft: Bytes; certificate: Bytes; at: number }>,
): Promise<string> => {
  try {
    await checkedAttributes(
      given.attributes ?? attributes,
      given.draft ?? pdf,
      given.certificate ?? certificate,
      given.at ?? at,
    );
    return 'signed';
  } catch (cause) {
    if (cause instanceof RecordProblem) return cause.code;
    throw cause;
  }
};
const flipped = (bytes: Bytes, where: number): Bytes =>
  bytes.map((byte, i) => (i === where ? byte ^ 1 : byte)) as Bytes;
const replaced = (from: string, to: string): Bytes => {
  const text = hex(attributes);
  expect(text.split(from).length).toBe(2);
  return fromHex(text.replace(from, to));
};

describe('what a browser signs of a record', () => {
  it('is what the platform prints, also at the border between the two spellings of time', async () => {
    expect(await sha256(signedRanges(pdf))).toEqual(digest);
    expect(vectors.cases.length).toBe(3);
    for (const one of vectors.cases) {
      expect(hex(printAttributes(digest, Number(one.at), certificateHash))).toBe(hex(readBase64(one.attributes)!));
      expect(await fault({ attributes: readBase64(one.attributes)!, at: Number(one.at) })).toBe('signed');
    }
  });

  it('begins as a SET, which no tagged message does', () => expect(attributes[0]).toBe(0x31));

  it('belongs to this draft: any other byte of it, and nothing is signed', async () => {
    for (const where of [0, 9, pdf.length >> 1, pdf.length - 1])
      expect(await fault({ draft: flipped(pdf, where) })).toBe('messageDigest');
    expect(
      await fault({ attributes: printAttributes(await sha256(ascii('another record')), at, certificateHash) }),
    ).toBe('messageDigest');
  });

  it('has the time of the conclusion, to the second', async () => {
    expect(await fault({ at: at - (at % 1e6) })).toBe('signed');
    expect(await fault({ at: at - (at % 1e6) + 999_999 })).toBe('signed');
    expect(await fault({ at: at + 1e6 })).toBe('signingTime');
    expect(await fault({ at: at - (at % 1e6) - 1 })).toBe('signingTime');
  });

  it('names the own certificate', async () =>
    expect(await fault({ certificate: flipped(certificate, 40) })).toBe('certificate'));

  it('is of content type data', async () =>
    expect(await fault({ attributes: replaced('2a864886f70d010701', '2a864886f70d010702') })).toBe('contentType'));

  it('is exactly the four attributes, in their one spelling', async () => {
    const one = join(fromHex('3018'), fromHex('06092a864886f70d010903310b06092a864886f70d010701'));
    const content = attributes.subarray(3);
    const set = (...parts: Uint8Array[]): Bytes => {
      const inner = join(...parts);
      return join(Uint8Array.of(0x31, 0x81, inner.length), inner);
    };
    expect(set(content)).toEqual(attributes);
    expect(hex(content.subarray(0, one.length))).toBe(hex(one));
    const wrong = [
      set(content, one),
      set(one, one, content.subarray(one.length)),
      set(content.subarray(one.length)),
      set(content.subarray(one.length), one),
      join(attributes, Uint8Array.of(0)),
      attributes.slice(0, -1),
      new Uint8Array(0),
      join(Uint8Array.of(0x30), attributes.subarray(1)),
      replaced('2a864886f70d010904', '2a864886f70d010906'),
    ];
    for (const bytes of wrong) expect([hex(bytes), await fault({ attributes: bytes })]).toEqual([hex(bytes), 'form']);
  });

  it('is refused whichever of its bytes is flipped', async () => {
    for (let where = 0; where < attributes.length; where++)
      expect([where, await fault({ attributes: flipped(attributes, where) })]).not.toEqual([where, 'signed']);
  });
});

describe("a draft's room for the signature", () => {
  const text = new TextDecoder('latin1').decode(pdf);
  const latin = (of: string): Bytes => Uint8Array.from(of, letter => letter.charCodeAt(0));
  const room = text.lastIndexOf('/ByteRange[');

  it('is empty, covers everything else and is of its size', async () => {
    const digits = text.indexOf('/Contents<', room) + '/Contents<'.length;
    const wrong = [
      flipped(pdf, digits),
      flipped(pdf, digits + 16_383),
      flipped(pdf, digits + 16_384),
      flipped(pdf, room + 25),
      join(pdf, ascii('%')),
      pdf.slice(0, -1),
      pdf.slice(0, room + 500),
      new Uint8Array(0),
      ascii('%PDF-1.7'),
      latin(text.replace('/ByteRange[0 ', '/ByteRange[1 ')),
    ];
    for (const draft of wrong) expect(await fault({ draft })).toBe('room');
  });

  it('is found from the end, whatever stands on a page', async () => {
    const decoy = join(pdf, latin(text.slice(room)));
    expect(await fault({ draft: decoy })).toBe('room');
    expect(text.indexOf('/ByteRange[')).toBe(room);
  });
});
