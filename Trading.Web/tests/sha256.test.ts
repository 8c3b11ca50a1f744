import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../src/sha256';

describe('SHA-256', () => {
  it('is that of the standard for every length around a block', () => {
    for (let length = 0; length < 300; length++) {
      const bytes = randomBytes(length);
      expect(Buffer.from(sha256(bytes)).equals(createHash('sha256').update(bytes).digest())).toBe(true);
    }
  });
});
