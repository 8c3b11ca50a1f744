// The order of positions that a value fixes (docs/spec/draw.md, "Permutation"; docs/spec/streams.md, "Numbers from a
// seed"): Fisher–Yates over numbers of HKDF-Expand, those thrown away that would favour small remainders.
import { join, Writer, type Bytes } from '../../seal/bytes';
import { tagged, type Tag } from '../../seal/suite';
import { sha256 } from '../../sha256';

const whole = 2 ** 32;

/** Numbers from a seed of 32 bytes under a tag. */
export class SeedNumbers {
  private readonly inner: Bytes;
  private readonly outer: Bytes;
  private block: DataView = new DataView(new ArrayBuffer(0));
  private blocks = 0;
  private at = 0;

  constructor(
    seed: Uint8Array,
    private readonly tag: Tag,
  ) {
    const padded = join(seed, new Uint8Array(64 - seed.length));
    this.inner = padded.map(byte => byte ^ 0x36);
    this.outer = padded.map(byte => byte ^ 0x5c);
  }

  next(): number {
    if (this.at === this.block.byteLength) {
      // One block of HKDF-Expand: HMAC(seed, info ‖ 01).
      const info = tagged(this.tag, new Writer().u32(this.blocks++).done());
      const mac = sha256(join(this.outer, sha256(join(this.inner, info, Uint8Array.of(1)))));
      [this.block, this.at] = [new DataView(mac.buffer, mac.byteOffset, mac.length), 0];
    }
    this.at += 4;
    return this.block.getUint32(this.at - 4);
  }

  /** A number below a bound of 1 to 2³², each equally likely. */
  below(bound: number): number {
    const limit = whole - (whole % bound);
    for (;;) {
      const number = this.next();
      if (number < limit) return number % bound;
    }
  }
}

/** Every position once, the first first. */
export function orderOf(value: Uint8Array, positions: number): number[] {
  const numbers = new SeedNumbers(value, 'beacon order');
  const places = Array.from({ length: positions }, (_, i) => i);
  for (let k = 0; k < positions; k++) {
    const other = k + numbers.below(positions - k);
    [places[k], places[other]] = [places[other]!, places[k]!];
  }
  return places;
}
