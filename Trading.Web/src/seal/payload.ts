import type { Bytes } from './bytes';
import { chunkBytes, chunkBytesAt, chunkCount, partChunks, partCount, sealedChunkBytes } from './chunks';
import type { PayloadKey } from './keys';
import { sha256 } from './suite';
import { leafHash, rootOf } from './trees';

// Seals and opens a section part by part: 64 chunks at a time, so that a document of a GiB needs memory for two parts.

/** Where bytes come from: a document, or a record in memory. */
export type Source = (from: number, to: number) => Promise<Bytes>;

export interface SealedPart {
  ciphertext: Bytes;
  root: Bytes;
  plaintextHash: Bytes;
}

/** C2SP chunked-encryption in raw mode over one section; each key pair serves one plaintext. */
export class PayloadCipher {
  private constructor(
    private readonly key: CryptoKey,
    private readonly baseNonce: Bytes,
    readonly plaintextBytes: number,
  ) {}

  static async of(key: PayloadKey, plaintextBytes: number): Promise<PayloadCipher> {
    return new PayloadCipher(
      await crypto.subtle.importKey('raw', key.key, 'AES-GCM', false, ['encrypt', 'decrypt']),
      key.baseNonce,
      plaintextBytes,
    );
  }

  get parts(): number {
    return partCount(this.plaintextBytes);
  }

  /** Reads, seals and hashes one part; a source that is shorter or longer than stated ends it. */
  async sealPart(part: number, source: Source): Promise<SealedPart> {
    const plaintext = await this.read(part, source);
    const pieces = await Promise.all(this.chunksOf(part).map(k => this.sealChunk(k, plaintext, part)));
    return { ...(await this.collect(pieces)), plaintextHash: await sha256(plaintext) };
  }

  /** The plaintext of a part; null where a tag is wrong. */
  async openPart(part: number, ciphertext: Bytes): Promise<Bytes | null> {
    const chunks = this.chunksOf(part);
    const size = chunks.reduce((sum, k) => sum + chunkBytesAt(this.plaintextBytes, k), 0);
    if (ciphertext.length !== size + 16 * chunks.length) return null;
    const plaintext = new Uint8Array(size);
    try {
      await Promise.all(
        chunks.map(async (k, i) => {
          const piece = ciphertext.subarray(
            i * sealedChunkBytes,
            Math.min((i + 1) * sealedChunkBytes, ciphertext.length),
          );
          plaintext.set(
            new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: this.nonce(k) }, this.key, piece)),
            i * chunkBytes,
          );
        }),
      );
    } catch {
      return null;
    }
    return plaintext;
  }

  private async read(part: number, source: Source): Promise<Bytes> {
    const from = part * partChunks * chunkBytes;
    const to = Math.min(from + partChunks * chunkBytes, this.plaintextBytes);
    const plaintext = await source(from, to);
    if (plaintext.length !== to - from) throw new RangeError('the document changed while it was sealed');
    return plaintext;
  }

  private async sealChunk(k: number, plaintext: Bytes, part: number): Promise<{ bytes: Bytes; leaf: Bytes }> {
    const from = (k - part * partChunks) * chunkBytes;
    const piece = plaintext.subarray(from, from + chunkBytesAt(this.plaintextBytes, k));
    const bytes: Bytes = new Uint8Array(
      await crypto.subtle.encrypt({ name: 'AES-GCM', iv: this.nonce(k) }, this.key, piece),
    );
    return { bytes, leaf: await leafHash(bytes) };
  }

  private async collect(pieces: { bytes: Bytes; leaf: Bytes }[]): Promise<{ ciphertext: Bytes; root: Bytes }> {
    const ciphertext = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.bytes.length, 0));
    pieces.forEach((piece, i) => ciphertext.set(piece.bytes, i * sealedChunkBytes));
    return { ciphertext, root: await rootOf(pieces.map(piece => piece.leaf)) };
  }

  private chunksOf(part: number): number[] {
    const first = part * partChunks;
    return Array.from({ length: Math.min(partChunks, chunkCount(this.plaintextBytes) - first) }, (_, i) => first + i);
  }

  // Base nonce XOR k as a big-endian number; k is far below 2^32.
  private nonce(k: number): Bytes {
    const nonce = this.baseNonce.slice();
    const view = new DataView(nonce.buffer);
    view.setUint32(8, view.getUint32(8) ^ k);
    return nonce;
  }
}

/** Root of a part's ciphertext as it stands. */
export async function partRoot(ciphertext: Bytes): Promise<Bytes> {
  const leaves: Promise<Bytes>[] = [];
  for (let at = 0; at < ciphertext.length; at += sealedChunkBytes)
    leaves.push(leafHash(ciphertext.subarray(at, at + sealedChunkBytes)));
  return rootOf(await Promise.all(leaves));
}
