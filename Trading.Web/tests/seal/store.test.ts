import { describe, expect, it } from 'vitest';
import { fileNameOf } from '../../src/seal/store';

describe('what a browser holds', () => {
  it('never lies where another entry of the same revision lies', () => {
    const entries = [
      { isWithdrawn: false, revocation: 'none' },
      { isWithdrawn: true, revocation: 'none' },
      { isWithdrawn: true, revocation: 'said' },
    ] as const;
    const names = entries.map(entry => fileNameOf({ submission: 'a'.repeat(32), revision: 2, ...entry }));
    expect(new Set(names).size).toBe(3);
    expect(names[0]).toBe(`${'a'.repeat(32)}-2`);
    // A revocation that the stream has is the same file as the one that was said.
    const recorded = { submission: 'a'.repeat(32), revision: 2, isWithdrawn: true, revocation: 'recorded' } as const;
    expect(fileNameOf(recorded)).toBe(names[2]);
  });
});
