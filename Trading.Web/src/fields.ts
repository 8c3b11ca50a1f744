// JSON as the stream's format promises it.
import type { Json } from './exact';
import { fromBase64, toHex } from './wire';

/**
 * An event that is not what the format says, or does not follow from the state: the stream is damaged, or this reader
 * is too old for it.
 */
export class CorruptStream extends Error {}

/** Bytes of a text; a CorruptStream for what is not base64 in its one spelling. */
export function bytesIn(text: string): Uint8Array<ArrayBuffer> {
  try {
    return fromBase64(text);
  } catch (cause) {
    throw new CorruptStream('not base64', { cause });
  }
}

/** The fields of one JSON object; a field that is not what the format says is a CorruptStream, never undefined. */
export class Fields {
  private readonly fields: { [key: string]: Json };
  // The judge and the fold read the same bytes.
  private readonly decoded = new Map<string, Uint8Array<ArrayBuffer>>();

  constructor(json: Json) {
    if (json === null || typeof json !== 'object' || Array.isArray(json)) throw new CorruptStream('not an object');
    this.fields = json;
  }

  text(key: string): string {
    return this.typed(key, 'string') as string;
  }

  optionalText(key: string): string | null {
    return typeof this.fields[key] === 'string' ? (this.fields[key] as string) : null;
  }

  /** One of these words. */
  word<T extends string>(key: string, words: readonly T[]): T {
    const text = this.text(key);
    const found = words.find(word => word === text);
    if (found === undefined) throw new CorruptStream(`${key} is no word of its kind`);
    return found;
  }

  flag(key: string): boolean {
    return this.typed(key, 'boolean') as boolean;
  }

  whole(key: string): number {
    return this.typed(key, 'number') as number;
  }

  micros(key: string): number {
    return this.whole(key);
  }

  /** A whole number of any size. */
  exact(key: string): bigint {
    const value = this.fields[key];
    return typeof value === 'bigint' ? value : BigInt(this.whole(key));
  }

  /** The same array each time: nobody writes into it. */
  bytes(key: string): Uint8Array<ArrayBuffer> {
    const known = this.decoded.get(key);
    if (known) return known;
    const bytes = bytesIn(this.text(key));
    this.decoded.set(key, bytes);
    return bytes;
  }

  hex(key: string): string {
    return toHex(this.bytes(key));
  }

  part(key: string): Fields {
    return new Fields(this.fields[key] ?? null);
  }

  /** An object, or null where the key is absent or says so. */
  optionalPart(key: string): Fields | null {
    return (this.fields[key] ?? null) === null ? null : this.part(key);
  }

  optionalWhole(key: string): number | null {
    return (this.fields[key] ?? null) === null ? null : this.whole(key);
  }

  /** Whole numbers, or null where the key is left out. */
  optionalWholes(key: string): number[] | null {
    if ((this.fields[key] ?? null) === null) return null;
    return this.list(key).map(item => new Fields({ item }).whole('item'));
  }

  parts(key: string): Fields[] {
    return this.list(key).map(item => new Fields(item));
  }

  texts(key: string): string[] {
    return this.list(key).map(item => {
      if (typeof item !== 'string') throw new CorruptStream(`${key} holds no texts`);
      return item;
    });
  }

  /** Texts, each one of these. */
  words<T extends string>(key: string, words: readonly T[]): T[] {
    return this.texts(key).map(text => {
      if (!(words as readonly string[]).includes(text)) throw new CorruptStream(`${key} holds another word`);
      return text as T;
    });
  }

  /** Texts, or null where the key is absent or says so. */
  optionalTexts(key: string): string[] | null {
    return (this.fields[key] ?? null) === null ? null : this.texts(key);
  }

  private list(key: string): Json[] {
    const value = this.fields[key];
    if (!Array.isArray(value)) throw new CorruptStream(`${key} is no list`);
    return value;
  }

  private typed(key: string, type: 'string' | 'number' | 'boolean'): Json {
    const value = this.fields[key];
    if (typeof value !== type) throw new CorruptStream(`${key} is no ${type}`);
    return value as Json;
  }
}
