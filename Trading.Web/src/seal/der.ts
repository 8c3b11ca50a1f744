import { hex, WireError, type Bytes } from './bytes';

/** As much DER as a certificate needs: definite lengths in their shortest form, one level at a time. */
export class Der {
  private at = 0;

  constructor(private readonly bytes: Bytes) {}

  get isEmpty(): boolean {
    return this.at === this.bytes.length;
  }

  /** Content of the next value, which must have this tag. */
  take(tag: number): Bytes {
    return this.next(tag).content;
  }

  /** The next value whole, with tag and length. */
  raw(tag?: number): Bytes {
    return this.next(tag).whole;
  }

  into(tag: number): Der {
    return new Der(this.take(tag));
  }

  /** An INTEGER's content in its shortest form, big-endian, two's complement. */
  integer(): Bytes {
    const bytes = this.take(0x02);
    const isLonger = bytes.length > 1 && (bytes[0] === 0 ? bytes[1]! < 0x80 : bytes[0] === 0xff && bytes[1]! >= 0x80);
    if (bytes.length === 0 || isLonger) throw new WireError('an integer has one spelling');
    return bytes;
  }

  identifier(): string {
    return hex(this.take(0x06));
  }

  end(): void {
    if (!this.isEmpty) throw new WireError('bytes follow the end');
  }

  /** UTCTime or GeneralizedTime in its DER form, as UTC microseconds. */
  time(): bigint {
    const short = this.bytes[this.at] === 0x17;
    const text = String.fromCharCode(...this.take(short ? 0x17 : 0x18));
    if (!(short ? /^\d{12}Z$/ : /^\d{14}Z$/).test(text)) throw new WireError('not a time');
    const full = short ? `${Number(text.slice(0, 2)) >= 50 ? '19' : '20'}${text}` : text;
    const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(full)!;
    const spelled = `${y}-${mo}-${d}T${h}:${mi}:${s}.000Z`;
    const millis = Date.parse(spelled);
    // A browser takes the 30th of February and the hour 24 for times of the next day.
    if (Number.isNaN(millis) || new Date(millis).toISOString() !== spelled) throw new WireError('not a time');
    return BigInt(millis) * 1_000n;
  }

  /** Any of the string types that names use. */
  text(): string {
    const tag = this.bytes[this.at];
    const content = this.next().content;
    try {
      return new TextDecoder(tag === 0x1e ? 'utf-16be' : tag === 0x0c ? 'utf-8' : 'latin1', { fatal: true }).decode(
        content,
      );
    } catch {
      throw new WireError('not a text');
    }
  }

  private next(tag?: number): { content: Bytes; whole: Bytes } {
    const start = this.at;
    const found = this.byte();
    if ((tag !== undefined && found !== tag) || (found & 0x1f) === 0x1f)
      throw new WireError('another value was expected');
    const length = this.length();
    const from = this.at;
    this.at += length;
    if (this.at > this.bytes.length) throw new WireError('the bytes end too early');
    return { content: this.bytes.slice(from, this.at), whole: this.bytes.slice(start, this.at) };
  }

  private length(): number {
    const first = this.byte();
    if (first < 0x80) return first;
    const count = first & 0x7f;
    if (count < 1 || count > 3) throw new WireError('not a length');
    let length = 0;
    for (let i = 0; i < count; i++) length = length * 256 + this.byte();
    if (length < 0x80 || length < 256 ** (count - 1)) throw new WireError('a length has one spelling');
    return length;
  }

  private byte(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new WireError('the bytes end too early');
    return byte;
  }
}
