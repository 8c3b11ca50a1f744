import { describe, expect, it } from 'vitest';
import { equal, fromHex, hex, join, type Bytes } from '../../src/seal/bytes';
import { ciphertextBytes, partBytes } from '../../src/seal/chunks';
import {
  checkBinding,
  fileBytes,
  infoBytes,
  offsetOf,
  printHeader,
  readSignedHeader,
  readWithdrawal,
  type HeaderFault,
  type SignedHeader,
  type Withdrawal,
} from '../../src/seal/header';
import { commitmentsHash, encapsulate, fromSharedX, inputKey, payloadKey, sectionKey } from '../../src/seal/keys';
import { partRoot, PayloadCipher } from '../../src/seal/payload';
import { seal, type SealRequest } from '../../src/seal/sealer';
import { sha256, tagged } from '../../src/seal/suite';
import { rootOf } from '../../src/seal/trees';
import { flips, keyPair, load, signFixed, stretch, type FlipRun } from './vectors';

interface Statements {
  lockId: string;
  contextHash: string;
  valid: string;
  entryHash: string;
  flippedBytes: FlipRun[];
  cases: { name: string; bytes: string; result: string }[];
}

describe.each(['headers', 'withdrawals'])('the frozen %s', name => {
  const vectors = load<Statements>(`envelope/${name}.json`);
  const judge = async (bytes: Bytes): Promise<string> => {
    const read: SignedHeader | Withdrawal | HeaderFault =
      name === 'headers' ? await readSignedHeader(bytes) : await readWithdrawal(bytes);
    if (typeof read === 'string') return read;
    const own = 'header' in read ? read.header : read;
    return checkBinding(own as never, fromHex(vectors.lockId), fromHex(vectors.contextHash)) ?? 'None';
  };

  it('is read, and known by the same entry hash', async () => {
    const read =
      name === 'headers'
        ? await readSignedHeader(fromHex(vectors.valid))
        : await readWithdrawal(fromHex(vectors.valid));
    expect(typeof read === 'string' ? read : hex(read.entryHash)).toBe(vectors.entryHash);
    if (typeof read !== 'string' && 'header' in read)
      expect(vectors.valid.startsWith(hex(printHeader(read.header)))).toBe(true);
  });

  it('has the same fault for every flipped byte', async () =>
    expect(await flips(fromHex(vectors.valid), judge)).toEqual(vectors.flippedBytes));

  it('has the same fault for every mutation', async () => {
    for (const { name: mutation, bytes, result } of vectors.cases)
      expect([mutation, await judge(fromHex(bytes))]).toEqual([mutation, result]);
  });
});

interface Keys {
  lockSecret: string;
  recipient: string;
  derivations: {
    name: string;
    info: string;
    encapsulated: string;
    sharedSecret: string;
    inputKey: string;
    sections: { sectionKey: string; key: string; baseNonce: string; commitment: string }[];
    commitmentsHash: string;
  }[];
}

it('derives the frozen keys from the encapsulated point', async () => {
  const vectors = load<Keys>('envelope/keys.json');
  const base = vectors.derivations.find(d => d.name === 'base')!;
  const { privateKey } = await keyPair('ECDH', vectors.lockSecret);
  const theirs = await crypto.subtle.importKey(
    'raw',
    fromHex(base.encapsulated),
    { name: 'ECDH', namedCurve: 'P-256' },
    false,
    [],
  );
  const x = new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, privateKey, 256));
  const shared = await fromSharedX(x, fromHex(base.encapsulated), fromHex(vectors.recipient));
  expect(hex(shared)).toBe(base.sharedSecret);
  const ik = await inputKey(fromHex(base.info), shared);
  expect(hex(ik)).toBe(base.inputKey);
  const commitments: Bytes[] = [];
  for (const [i, section] of base.sections.entries()) {
    const sk = await sectionKey(ik, i);
    const { key, baseNonce, commitment } = await payloadKey(sk);
    expect({ sectionKey: hex(sk), key: hex(key), baseNonce: hex(baseNonce), commitment: hex(commitment) }).toEqual(
      section,
    );
    commitments.push(commitment);
  }
  expect(hex(await commitmentsHash(commitments))).toBe(base.commitmentsHash);
});

interface Chunks {
  plaintextSeed: string;
  sectionKey: string;
  payloads: {
    plaintextBytes: number;
    ciphertextBytes: number;
    ciphertextHash: string;
    root: string;
    partRoots: string[];
  }[];
}

it('seals the frozen payloads, and opens them again', async () => {
  const vectors = load<Chunks>('envelope/chunks.json');
  const key = await payloadKey(fromHex(vectors.sectionKey));
  for (const payload of vectors.payloads) {
    const plaintext = await stretch(vectors.plaintextSeed, payload.plaintextBytes);
    const cipher = await PayloadCipher.of(key, plaintext.length);
    const parts = await Promise.all(
      Array.from({ length: cipher.parts }, (_, part) =>
        cipher.sealPart(part, async (from, to) => plaintext.slice(from, to)),
      ),
    );
    const ciphertext = join(...parts.map(part => part.ciphertext));
    expect(ciphertext.length).toBe(ciphertextBytes(plaintext.length));
    expect([payload.ciphertextBytes, hex(await sha256(ciphertext))]).toEqual([
      ciphertext.length,
      payload.ciphertextHash,
    ]);
    expect(parts.map(part => hex(part.root))).toEqual(payload.partRoots);
    expect(hex(await rootOf(parts.map(part => part.root)))).toBe(payload.root);
    for (const [i, part] of parts.entries()) {
      expect(equal(await partRoot(part.ciphertext), part.root)).toBe(true);
      expect((await cipher.openPart(i, part.ciphertext))?.length).toBe(
        Math.min(plaintext.length - i * 64 * 65_536, 64 * 65_536),
      );
      part.ciphertext[0]! ^= 1;
      expect(await cipher.openPart(i, part.ciphertext)).toBeNull();
    }
  }
});

interface Sealing {
  recipient: string;
  lockId: string;
  contextHash: string;
  submissionSecret: string;
  submissionKey: string;
  submissionId: string;
  ephemeral: string;
  envelopes: {
    name: string;
    revision: number;
    record: string;
    recordClassBytes: number;
    documentBytes: number[];
    signedHeader: string;
    entryHash: string;
    partRoots: string[][];
    fileHash: string;
  }[];
}

class MemorySink {
  bytes = new Uint8Array(0);

  write(at: number, piece: Bytes): void {
    if (at + piece.length > this.bytes.length)
      this.bytes = join(this.bytes, new Uint8Array(at + piece.length - this.bytes.length));
    this.bytes.set(piece, at);
  }

  read(at: number, length: number): Bytes {
    return this.bytes.slice(at, at + length);
  }

  finish(size: number): void {
    this.bytes = this.bytes.slice(0, size);
  }
}

describe('sealing', () => {
  const vectors = load<Sealing>('envelope/sealing.json');
  const request = async (envelope: Sealing['envelopes'][number]): Promise<SealRequest> => ({
    recipient: fromHex(vectors.recipient),
    lockId: fromHex(vectors.lockId),
    contextHash: fromHex(vectors.contextHash),
    submissionKey: (await keyPair('ECDSA', vectors.submissionSecret)).privateKey,
    submissionPoint: fromHex(vectors.submissionKey),
    submissionId: fromHex(vectors.submissionId),
    revision: envelope.revision,
    record: fromHex(envelope.record),
    recordSizeBytes: envelope.recordClassBytes,
    documents: await Promise.all(
      envelope.documentBytes.map(async length => {
        const document = await stretch('document', length);
        return { sizeBytes: length, read: async (from: number, to: number) => document.slice(from, to) };
      }),
    ),
  });

  it.each(vectors.envelopes.map(envelope => [envelope.name, envelope] as const))(
    'gives the frozen file: %s',
    async (_, envelope) => {
      const sink = new MemorySink();
      const sealed = await seal(
        await request(envelope),
        sink,
        () => {},
        () => keyPair('ECDH', vectors.ephemeral),
      );
      const statement = sealed.signed.bytes.slice(0, -64);
      expect(hex(statement)).toBe(envelope.signedHeader.slice(0, -128));
      expect(sealed.partRoots.map(roots => roots.map(hex))).toEqual(envelope.partRoots);
      // WebCrypto draws the nonce of a signature; with the vector's nonce the whole file is the same, byte for byte.
      const signature = signFixed(vectors.submissionSecret, tagged('envelope', statement));
      sink.write(statement.length, signature);
      expect(hex(join(statement, signature))).toBe(envelope.signedHeader);
      expect(hex(await sha256(sink.bytes))).toBe(envelope.fileHash);
    },
  );

  it('reports its way and the length of the file', async () => {
    const seen: number[] = [];
    const sink = new MemorySink();
    const sealed = await seal(await request(vectors.envelopes[2]!), sink, (done, of) => seen.push(done / of));
    expect(sealed.sizeBytes).toBe(sink.bytes.length);
    expect(sealed.sizeBytes).toBe(fileBytes(sealed.signed.header.sections));
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBeGreaterThan(0.99);
  });

  it('draws another ephemeral key each time', async () => {
    const [first, second] = [new MemorySink(), new MemorySink()];
    const [a, b] = [
      await seal(await request(vectors.envelopes[0]!), first),
      await seal(await request(vectors.envelopes[0]!), second),
    ];
    expect(equal(a.signed.header.encapsulated, b.signed.header.encapsulated)).toBe(false);
    expect(equal(first.bytes.slice(a.signed.bytes.length), second.bytes.slice(b.signed.bytes.length))).toBe(false);
  });

  it('ends at a document that became shorter, and at a disk that changed a byte', async () => {
    const shorter = await request(vectors.envelopes[1]!);
    shorter.documents[2] = { sizeBytes: 65_535, read: async (from, to) => new Uint8Array(Math.min(to, 60_000) - from) };
    await expect(seal(shorter, new MemorySink())).rejects.toThrow('changed while it was sealed');
    const sink = new MemorySink();
    sink.finish = function (this: MemorySink, size: number) {
      this.bytes = this.bytes.slice(0, size);
      this.bytes[size - 1]! ^= 1;
    };
    await expect(seal(await request(vectors.envelopes[1]!), sink)).rejects.toThrow('does not open');
  });
});

interface Files {
  lockSecret: string;
  lockId: string;
  contextHash: string;
  files: { name: string; record: string; documents: string[]; file: string }[];
}

it('opens the frozen file of the other implementation with the secret of its lock', async () => {
  const vectors = load<Files>('envelope/files.json');
  const file = vectors.files.find(f => f.name === 'one-document')!;
  const bytes = fromHex(file.file);
  const signed = await readSignedHeader(bytes.slice(0, 490));
  if (typeof signed === 'string') throw new Error(signed);
  const { header } = signed;
  const pair = await keyPair('ECDH', vectors.lockSecret);
  const recipient = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const theirs = await crypto.subtle.importKey(
    'raw',
    header.encapsulated,
    { name: 'ECDH', namedCurve: 'P-256' },
    false,
    [],
  );
  const x = new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, pair.privateKey, 256));
  const ik = await inputKey(
    printHeader(header).slice(0, infoBytes),
    await fromSharedX(x, header.encapsulated, recipient),
  );
  const open = async (i: number) => {
    const cipher = await PayloadCipher.of(
      await payloadKey(await sectionKey(ik, i)),
      header.sections[i]!.plaintextBytes,
    );
    return cipher.openPart(0, bytes.slice(offsetOf(header.sections, i), offsetOf(header.sections, i + 1)));
  };
  expect(hex((await open(1))!)).toBe(file.documents[0]);
  expect(hex((await open(0))!).slice(8, 8 + file.record.length)).toBe(file.record);
});

it('encapsulates to a recipient as the recipient decapsulates', async () => {
  const vectors = load<Keys>('envelope/keys.json');
  const ephemeral = await keyPair('ECDH', vectors.lockSecret);
  const { enc, shared } = await encapsulate(fromHex(vectors.derivations[0]!.encapsulated), ephemeral);
  expect(hex(enc)).toBe(vectors.recipient);
  expect(shared.length).toBe(32);
  expect(partBytes).toBe(4_195_328);
});
