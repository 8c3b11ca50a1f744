import { ascii, join, Writer, type Bytes } from './bytes';
import { hash, hashBytes, hkdfExpand, hmac, tagged } from './suite';

// From the encapsulated point to the key of every section: DHKEM of RFC 9180, export-only (docs/spec/lock.md, "Key
// encapsulation"), then docs/spec/envelope.md, "Keys". Envelopes of this version have no second secret, so the mode is
// base.

export interface PayloadKey {
  key: Bytes;
  baseNonce: Bytes;
  commitment: Bytes;
}

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;
const empty: Bytes = new Uint8Array(0);
const kemId = join(ascii('KEM'), Uint8Array.of(0, 0x10));
const hpkeId = join(ascii('HPKE'), Uint8Array.of(0, 0x10, 0, 1, 0xff, 0xff));
const version = ascii('HPKE-v1');

/** A fresh ephemeral key; its scalar cannot be read out. Vectors bring their own. */
export const drawEphemeral = (): Promise<CryptoKeyPair> => crypto.subtle.generateKey(curve, false, ['deriveBits']);

export async function encapsulate(recipient: Bytes, ephemeral: CryptoKeyPair): Promise<{ enc: Bytes; shared: Bytes }> {
  const enc: Bytes = new Uint8Array(await crypto.subtle.exportKey('raw', ephemeral.publicKey));
  const theirs = await crypto.subtle.importKey('raw', recipient, curve, false, []);
  const x = new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, ephemeral.privateKey, 256));
  return { enc, shared: await fromSharedX(x, enc, recipient) };
}

/** The shared secret of the x coordinate of a shared point. */
export async function fromSharedX(x: Bytes, enc: Bytes, recipient: Bytes): Promise<Bytes> {
  const key = await extract(kemId, empty, 'eae_prk', x);
  return expand(kemId, key, 'shared_secret', join(enc, recipient), hashBytes);
}

/** ik, bound to the header's first 112 bytes. */
export const inputKey = (info: Bytes, shared: Bytes): Promise<Bytes> =>
  exported(info, shared, tagged('input key'), hashBytes);

/** An export of the key schedule of mode base for a context (RFC 9180, 5.1 and 5.3). */
export async function exported(info: Bytes, shared: Bytes, context: Bytes, length: number): Promise<Bytes> {
  const [pskIdHash, infoHash] = await Promise.all([
    extract(hpkeId, empty, 'psk_id_hash', empty),
    extract(hpkeId, empty, 'info_hash', info),
  ]);
  const secret = await extract(hpkeId, shared, 'secret', empty);
  const exporter = await expand(hpkeId, secret, 'exp', join(Uint8Array.of(0), pskIdHash, infoHash), hashBytes);
  return expand(hpkeId, exporter, 'sec', context, length);
}

export const sectionKey = (ik: Bytes, index: number): Promise<Bytes> =>
  hkdfExpand(ik, tagged('section', new Writer().u16(index).done()), hashBytes);

export async function payloadKey(key: Bytes): Promise<PayloadKey> {
  const bytes = await hkdfExpand(key, tagged('payload'), 76);
  return { key: bytes.slice(0, 32), baseNonce: bytes.slice(32, 44), commitment: bytes.slice(44) };
}

export const commitmentsHash = (commitments: readonly Bytes[]): Promise<Bytes> => hash('commitments', ...commitments);

const extract = (id: Bytes, salt: Bytes, label: string, input: Bytes): Promise<Bytes> =>
  hmac(salt, join(version, id, ascii(label), input));

const expand = (id: Bytes, key: Bytes, label: string, info: Bytes, length: number): Promise<Bytes> =>
  hkdfExpand(key, join(new Writer().u16(length).done(), version, id, ascii(label), info), length);
