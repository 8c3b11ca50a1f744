import { WireReader, fromBase64 as decode, toHex } from '../wire';

// Canonical bytes, written (docs/spec/streams.md, "Canonical bytes"), and the small change of bytes. The reader is
// ../wire.ts.

export { WireError, toHex } from '../wire';

/** Bytes that WebCrypto takes: never a view of shared memory. */
export type Bytes = Uint8Array<ArrayBuffer>;

const utf8 = new TextEncoder();

/** A reader that gives copies, so that nobody's later write reaches what was read. */
export class Reader extends WireReader {
  override fixed(length: number): Bytes {
    return new Uint8Array(super.fixed(length));
  }

  override varied(most: number): Bytes {
    return new Uint8Array(super.varied(most));
  }
}

export class Writer {
  private readonly pieces: Uint8Array[] = [];

  u8(value: number): this {
    return this.number(1, view => view.setUint8(0, value));
  }

  u16(value: number): this {
    return this.number(2, view => view.setUint16(0, value));
  }

  u32(value: number): this {
    return this.number(4, view => view.setUint32(0, value));
  }

  i64(value: bigint): this {
    return this.number(8, view => view.setBigInt64(0, value));
  }

  flag(value: boolean): this {
    return this.u8(value ? 1 : 0);
  }

  fixed(bytes: Uint8Array): this {
    this.pieces.push(bytes);
    return this;
  }

  varied(bytes: Uint8Array): this {
    return this.u32(bytes.length).fixed(bytes);
  }

  text(value: string): this {
    return this.varied(textBytes(value));
  }

  list<T>(items: readonly T[], write: (item: T) => void): this {
    this.u32(items.length);
    items.forEach(write);
    return this;
  }

  optional(bytes: Uint8Array | null): this {
    return bytes ? this.u8(1).fixed(bytes) : this.u8(0);
  }

  done(): Bytes {
    return join(...this.pieces);
  }

  private number(length: number, write: (view: DataView) => void): this {
    const bytes = new Uint8Array(length);
    write(new DataView(bytes.buffer));
    return this.fixed(bytes);
  }
}

export function join(...pieces: Uint8Array[]): Bytes {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Not in constant time: for public bytes only. */
export function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

export const ascii = (text: string): Bytes => Uint8Array.from(text, letter => letter.charCodeAt(0));

/** UTF-8; a lone surrogate has none and is refused. */
export function textBytes(text: string): Bytes {
  if (!isWellFormed(text)) throw new RangeError('a lone surrogate has no UTF-8 form');
  return new Uint8Array(utf8.encode(text));
}

export const toBase64 = (bytes: Uint8Array): string => {
  let letters = '';
  for (let i = 0; i < bytes.length; i += 0x8000) letters += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(letters);
};

/** Bytes of base64 in its one spelling, with padding and no spare bits; null otherwise. */
export function readBase64(text: unknown): Bytes | null {
  if (typeof text !== 'string') return null;
  try {
    return decode(text);
  } catch {
    return null;
  }
}

export function fromHex(text: string): Bytes {
  if (text.length % 2 !== 0 || /[^0-9a-f]/.test(text)) throw new RangeError('not hexadecimal');
  return Uint8Array.from({ length: text.length / 2 }, (_, i) => parseInt(text.slice(2 * i, 2 * i + 2), 16));
}

/** Without lone surrogates, which have no UTF-8 form. */
export const isWellFormed = (text: string): boolean => !/\p{Cs}/u.test(text);

export const isHex = (text: unknown, digits: number): text is string =>
  typeof text === 'string' && text.length === digits && /^[0-9a-f]*$/.test(text);

/** Letters (Unicode scalar values); −1 where a lone surrogate stands. */
export const letters = (text: string): number => (isWellFormed(text) ? [...text].length : -1);

export const fits = (text: string, least: number, most: number): boolean => {
  const count = letters(text);
  return count >= least && count <= most;
};

/** Shows nothing of itself, or changes how others show: as `Letters.IsUnseen` has it. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\u115f\u1160\u3164\uffa0]/u;

/** Fits, with nothing unseen in it and no white space around it. */
export const fitsSeen = (text: string, least: number, most: number): boolean =>
  fits(text, least, most) && text.trim() === text && !unseen.test(text);

export const hex = toHex;
