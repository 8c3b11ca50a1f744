// Canonical bytes (docs/spec/streams.md, "Canonical bytes"), read. A reader refuses what a writer would not print.

/** Bytes that are not what the format asks for. */
export class WireError extends Error {}

export class WireReader {
  private at = 0;
  private readonly view: DataView;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u8(): number {
    return this.view.getUint8(this.take(1));
  }

  u16(): number {
    return this.view.getUint16(this.take(2));
  }

  u32(): number {
    return this.view.getUint32(this.take(4));
  }

  i64(): bigint {
    return this.view.getBigInt64(this.take(8));
  }

  flag(): boolean {
    const value = this.u8();
    if (value > 1) throw new WireError('a flag is 0 or 1');
    return value === 1;
  }

  fixed(length: number): Uint8Array {
    const start = this.take(length);
    return this.bytes.subarray(start, start + length);
  }

  varied(most: number): Uint8Array {
    const length = this.u32();
    if (length > most) throw new WireError(`${length} bytes are more than ${most}`);
    return this.fixed(length);
  }

  text(mostBytes: number): string {
    try {
      return utf8.decode(this.varied(mostBytes));
    } catch (cause) {
      throw new WireError('not UTF-8', { cause });
    }
  }

  list<T>(most: number, item: () => T): T[] {
    const count = this.u32();
    if (count > most) throw new WireError(`${count} items are more than ${most}`);
    return Array.from({ length: count }, item);
  }

  optional<T>(item: () => T): T | null {
    return this.flag() ? item() : null;
  }

  end(): void {
    if (this.at !== this.bytes.length) throw new WireError('bytes follow the end');
  }

  private take(length: number): number {
    const start = this.at;
    if (start + length > this.bytes.length) throw new WireError('the bytes end too early');
    this.at = start + length;
    return start;
  }
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const sixBits = new Int8Array(128).fill(-1);
for (let i = 0; i < letters.length; i++) sixBits[letters.charCodeAt(i)] = i;

/** Bytes of base64 in its one spelling, with padding and no spare bits; throws WireError for anything else. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const last = text.length - padding;
  const bytes = new Uint8Array(Math.max(0, (text.length >> 2) * 3 - padding));
  // Any letter that is none, and any spare bit, makes it negative. A stream is mostly base64: it is read in one go.
  let wrong = text.length % 4 === 0 ? 0 : -1;
  let [bits, at] = [0, 0];
  for (let i = 0; i < last; i++) {
    const code = text.charCodeAt(i);
    const six = sixBits[code & 127]!;
    wrong |= six | (127 - code);
    bits = (bits << 6) | six;
    if ((i & 3) === 0) continue;
    bytes[at++] = bits >> (6 - 2 * (i & 3));
  }
  if (padding > 0) wrong |= -(bits & (padding === 2 ? 15 : 3));
  if (wrong < 0) throw new WireError('not base64');
  return bytes;
}

const digits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += digits[byte];
  return text;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
