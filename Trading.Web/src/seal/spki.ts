import { equal, join, type Bytes } from './bytes';

// The one accepted DER SubjectPublicKeyInfo of a P-256 point of 65 bytes, and its fingerprint for people
// (docs/spec/policy.md).

const spkiStart = Uint8Array.from([
  0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce,
  0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
]);
const pointLength = 65;
const shownBytes = 8;

export const spkiOf = (point: Uint8Array): Bytes => join(spkiStart, new Uint8Array(point));

/** The point; null for any other bytes. */
export const pointOfSpki = (der: Uint8Array): Bytes | null =>
  der.length === spkiStart.length + pointLength && equal(der.subarray(0, spkiStart.length), spkiStart)
    ? new Uint8Array(der.subarray(spkiStart.length))
    : null;

/** The first eight bytes of its SHA-256, as four groups of four hexadecimal digits. */
export async function keyPrint(point: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', spkiOf(point)));
  const digits = [...digest.subarray(0, shownBytes)].map(byte => byte.toString(16).padStart(2, '0')).join('');
  return digits.match(/.{4}/g)!.join(' ');
}
