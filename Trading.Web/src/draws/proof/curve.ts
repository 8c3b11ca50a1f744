// Hashing to P-256 (docs/spec/draw.md, "Hash to curve"): RFC 9380, suite P256_XMD:SHA-256_SSWU_RO_. The steps are
// written out, so that whoever reads them can hold them against the specification. Public values alone.
import { p256 } from '@noble/curves/nist.js';
import { join, type Bytes } from '../../seal/bytes';
import { Point } from '../../seal/schnorr';
import { sha256 } from '../../sha256';

const { Fp, Fn } = p256.Point;
const A = Fp.create(-3n);
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;
const Z = Fp.create(-10n);
const elementBytes = 48;
const hashBytes = 32;

/** expand_message_xmd with SHA-256: uniform bytes under a domain tag of at most 255 bytes. */
export function expandMessage(message: Uint8Array, tag: Uint8Array, length: number): Bytes {
  const blocks = Math.ceil(length / hashBytes);
  if (blocks > 255 || tag.length > 255) throw new RangeError('too many bytes, or too long a tag');
  const prime = join(tag, Uint8Array.of(tag.length));
  const first = sha256(join(new Uint8Array(64), message, Uint8Array.of(length >> 8, length & 255, 0), prime));
  const output: Uint8Array[] = [];
  let last = new Uint8Array(hashBytes) as Uint8Array;
  for (let i = 1; i <= blocks; i++) {
    last = sha256(
      join(
        last.map((byte, j) => byte ^ first[j]!),
        Uint8Array.of(i),
        prime,
      ),
    );
    output.push(last);
  }
  return join(...output).slice(0, length);
}

/** The point of 48 bytes: simplified SWU, section 6.6.2. */
export function mapToCurve(bytes: Uint8Array): Point {
  const u = Fp.create(numberOf(bytes));
  const zu2 = Fp.mul(Z, Fp.sqr(u));
  const d = Fp.add(Fp.sqr(zu2), zu2);
  const minusBoverA = Fp.mul(Fp.neg(B), Fp.inv(A));
  const x1 = Fp.is0(d) ? Fp.mul(B, Fp.inv(Fp.mul(Z, A))) : Fp.mul(minusBoverA, Fp.add(Fp.ONE, Fp.inv(d)));
  const root = rootOf(curve(x1));
  const x = root === null ? Fp.mul(zu2, x1) : x1;
  const y = root ?? rootOf(curve(x))!;
  return Point.fromAffine({ x, y: (y & 1n) === (u & 1n) ? y : Fp.neg(y) });
}

/** hash_to_curve of a message under a domain tag. */
export function hashToCurve(message: Uint8Array, tag: Uint8Array): Point {
  const uniform = expandMessage(message, tag, 2 * elementBytes);
  return mapToCurve(uniform.subarray(0, elementBytes)).add(mapToCurve(uniform.subarray(elementBytes)));
}

/** Hash to scalar of RFC 9497 under a tag: 48 bytes, reduced modulo the group's order. */
export const hashToScalar = (message: Uint8Array, tag: Uint8Array): bigint =>
  Fn.create(numberOf(expandMessage(message, tag, elementBytes)));

export const numberOf = (bytes: Uint8Array): bigint => bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);

const curve = (x: bigint): bigint => Fp.add(Fp.add(Fp.mul(Fp.sqr(x), x), Fp.mul(A, x)), B);

// p = 3 modulo 4: where there is a root, this power is one. Zero is a square.
function rootOf(value: bigint): bigint | null {
  const root = Fp.pow(value, (Fp.ORDER + 1n) / 4n);
  return Fp.eql(Fp.sqr(root), value) ? root : null;
}
