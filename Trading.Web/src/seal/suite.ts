import { ascii, join, Writer, type Bytes } from './bytes';

// Suite 0x0001 (docs/spec/lock.md, "Suites") over WebCrypto, and the tagged hashes of docs/spec/streams.md, "Tags".

export const suiteId = 1;
export const hashBytes = 32;
export const pointBytes = 65;
export const signatureBytes = 64;

const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const signing = { name: 'ECDSA', hash: 'SHA-256' } as const;

export type Tag =
  | 'policy'
  | 'terms'
  | 'lock'
  | 'ceremony list'
  | 'context'
  | 'pseudonym'
  | 'second secret'
  | 'commitments'
  | 'input key'
  | 'section'
  | 'payload'
  | 'envelope'
  | 'withdrawal'
  | 'ownership'
  | 'entry'
  | 'slot'
  | 'leaf'
  | 'acknowledgement'
  | 'note'
  | 'cosignature'
  | 'sign-in'
  | 'act'
  | 'ceremony commitment'
  | 'draw request'
  | 'draw person'
  | 'draw salt'
  | 'draw publish'
  | 'draw sealed salt'
  | 'draw again'
  | 'draw committed'
  | 'draw shortage'
  | 'draw conflicts'
  | 'draw units'
  | 'draw notice'
  | 'draw arrival'
  | 'draw person named'
  | 'draw external'
  | 'draw import'
  | 'draw result'
  | 'draw row'
  | 'room start'
  | 'room seat'
  | 'room act'
  | 'room review'
  | 'room sheet'
  | 'room paper'
  | 'room result'
  | 'room key'
  | 'room labels'
  | 'room masked'
  | 'room report'
  | 'beacon'
  | 'beacon value'
  | 'beacon order'
  | 'partial';

export function tagged(tag: Tag, ...parts: Uint8Array[]): Bytes {
  const name = ascii(`BidLock/1 ${tag}`);
  const writer = new Writer().u8(name.length).fixed(name);
  for (const part of parts) writer.varied(part);
  return writer.done();
}

export const sha256 = async (bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

export const hash = (tag: Tag, ...parts: Uint8Array[]): Promise<Bytes> => sha256(tagged(tag, ...parts));

/** WebCrypto takes no empty HMAC key; zeros of a hash's length are the same key. */
export async function hmac(key: Bytes, data: Bytes): Promise<Bytes> {
  const imported = await crypto.subtle.importKey(
    'raw',
    key.length ? key : new Uint8Array(hashBytes),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, data));
}

/** HKDF-Expand of RFC 5869: WebCrypto's own HKDF always extracts first. */
export async function hkdfExpand(key: Bytes, info: Bytes, length: number): Promise<Bytes> {
  const blocks: Bytes[] = [];
  let last: Bytes = new Uint8Array(0);
  for (let i = 1; blocks.length * hashBytes < length; i++) {
    last = await hmac(key, join(last, info, Uint8Array.of(i)));
    blocks.push(last);
  }
  return join(...blocks).slice(0, length);
}

/** The public key of a point, or null where the bytes are no point of the curve. */
export async function verifyKey(point: Bytes): Promise<CryptoKey | null> {
  if (point.length !== pointBytes || point[0] !== 4) return null;
  try {
    return await crypto.subtle.importKey('raw', point, ecdsa, false, ['verify']);
  } catch {
    return null;
  }
}

export const isPoint = async (point: Bytes): Promise<boolean> => (await verifyKey(point)) !== null;

export async function verify(point: Bytes, message: Bytes, signature: Bytes): Promise<boolean> {
  const key = signature.length === signatureBytes ? await verifyKey(point) : null;
  return key !== null && crypto.subtle.verify(signing, key, signature, message);
}

/** P1363, 64 bytes. */
export const sign = async (key: CryptoKey, message: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.sign(signing, key, message));

/** A private key of PKCS#8 on the named curve; null for anything else. */
export async function readPrivateKey(pkcs8: Bytes, extractable = false): Promise<CryptoKey | null> {
  try {
    return await crypto.subtle.importKey('pkcs8', pkcs8, ecdsa, extractable, ['sign']);
  } catch {
    return null;
  }
}

export const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));
