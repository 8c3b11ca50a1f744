import { p256 } from '@noble/curves/nist.js';
import { ascii, hex, join, type Bytes } from './bytes';
import { sha256 } from './suite';

// The Schnorr signatures of the ceremony (docs/spec/lock.md, "Schnorr"): WebCrypto has no arithmetic of points. Only
// public values pass here, so nothing has to be in constant time.

export type Point = InstanceType<typeof p256.Point>;
export const { Point } = p256;
const order = p256.Point.Fn.ORDER;
const domain = ascii('COCKTAIL-DKG-P256-SHA256-H7');

/** The point of 33 or 65 bytes, or null. */
export function readPoint(bytes: Uint8Array): Point | null {
  try {
    return Point.fromBytes(bytes);
  } catch {
    return null;
  }
}

export async function verifySchnorr(key: Point, text: Bytes, signature: Bytes): Promise<boolean> {
  const commitment = signature.length === 65 ? readPoint(signature.subarray(0, 33)) : null;
  const z = BigInt(`0x${hex(signature.subarray(33))}`);
  if (!commitment || z >= order) return false;
  const c = await scalarOf(join(domain, signature.subarray(0, 33), key.toBytes(true), text));
  return times(Point.BASE, z).equals(commitment.add(times(key, c)));
}

export const times = (point: Point, scalar: bigint): Point =>
  scalar === 0n ? Point.ZERO : point.multiplyUnsafe(scalar);

// 48 bytes of two hashes, reduced: the bias stays below 2^-128.
async function scalarOf(text: Bytes): Promise<bigint> {
  const [first, second] = await Promise.all([1, 2].map(i => sha256(join(Uint8Array.of(i), text))));
  return BigInt(`0x${hex(first!)}${hex(second!.subarray(0, 16))}`) % order;
}
