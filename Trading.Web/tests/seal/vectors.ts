import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { p256 } from '@noble/curves/nist.js';
import { readJson } from '../../src/exact';
import { fromHex, Writer, type Bytes } from '../../src/seal/bytes';

/** A frozen file of tests/vectors: the same bytes as the C# tests read. */
export function load<T>(path: string): T {
  return readJson(readFileSync(fileURLToPath(new URL(`../../../tests/vectors/${path}`, import.meta.url)), 'utf8')) as T;
}

export interface FlipRun {
  from: number;
  to: number;
  result: string;
}

/** Results of flipping the lowest bit of each byte, as runs. */
export async function flips(bytes: Bytes, result: (bytes: Bytes) => Promise<string>): Promise<FlipRun[]> {
  const runs: FlipRun[] = [];
  for (let at = 0; at < bytes.length; at++) {
    const flipped = bytes.slice();
    flipped[at]! ^= 1;
    const outcome = await result(flipped);
    const last = runs.at(-1);
    if (last?.result === outcome) last.to = at;
    else runs.push({ from: at, to: at, result: outcome });
  }
  return runs;
}

/** SHA-256(seed ‖ u32 0) ‖ SHA-256(seed ‖ u32 1) …, cut to length. */
export async function stretch(seed: string, length: number): Promise<Bytes> {
  const bytes = new Uint8Array(Math.ceil(length / 32) * 32);
  for (let i = 0; 32 * i < length; i++)
    bytes.set(createHash('sha256').update(seed).update(new Writer().u32(i).done()).digest(), 32 * i);
  return bytes.slice(0, length);
}

/** A key pair with a given scalar, as WebCrypto has it. */
export async function keyPair(
  algorithm: 'ECDH' | 'ECDSA',
  secretHex: string,
  extractable = true,
): Promise<CryptoKeyPair> {
  const point = p256.getPublicKey(fromHex(secretHex), false);
  const url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
  const jwk = { kty: 'EC', crv: 'P-256', x: url(point.subarray(1, 33)), y: url(point.subarray(33)) };
  const [use, read] = algorithm === 'ECDH' ? ([['deriveBits'], []] as const) : ([['sign'], ['verify']] as const);
  return {
    privateKey: await crypto.subtle.importKey(
      'jwk',
      { ...jwk, d: url(fromHex(secretHex)) },
      { name: algorithm, namedCurve: 'P-256' },
      extractable,
      [...use],
    ),
    publicKey: await crypto.subtle.importKey('jwk', jwk, { name: algorithm, namedCurve: 'P-256' }, true, [...read]),
  };
}

/** RFC 6979 with SHA-256 and either half of s, as the C# tests' fixed keys sign. */
export const signFixed = (secretHex: string, message: Bytes): Bytes =>
  new Uint8Array(p256.sign(message, fromHex(secretHex), { lowS: false }));
