// Sizes of a section's payload (docs/spec/envelope.md, "Chunks" and "Parts").

export const chunkBytes = 65_536;
export const tagBytes = 16;
export const sealedChunkBytes = chunkBytes + tagBytes;
export const partChunks = 64;
/** Ciphertext bytes of every part but the last. */
export const partBytes = partChunks * sealedChunkBytes;
export const mostPlaintextBytes = 2 ** 30;

export const chunkCount = (plaintext: number): number => Math.floor(plaintext / chunkBytes) + 1;
export const ciphertextBytes = (plaintext: number): number => plaintext + tagBytes * chunkCount(plaintext);
export const partCount = (plaintext: number): number => Math.ceil(chunkCount(plaintext) / partChunks);
export const chunkBytesAt = (plaintext: number, index: number): number =>
  Math.min(Math.max(plaintext - index * chunkBytes, 0), chunkBytes);
export const partBytesAt = (plaintext: number, part: number): number =>
  Math.min(Math.max(ciphertextBytes(plaintext) - part * partBytes, 0), partBytes);
