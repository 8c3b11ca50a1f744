import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/exact';
import { toBase64 } from '../../src/seal/bytes';
import { hashTerms, isScoringWhole, printTerms, readTerms, scoringOf } from '../../src/seal/terms';
import { load } from './vectors';

// tests/vectors/opening/terms.json: made by hand from the specification; C# reads the same.
const vectors = load<{
  terms: { name: string; value: Json; bytes: string; hash: string }[];
  refused: { name: string; value: Json }[];
}>('opening/terms.json');

describe('terms of versions 2 to 4', () => {
  it.each(vectors.terms.map(one => [one.name, one] as const))('%s', async (_, one) => {
    const terms = readTerms(one.value)!;
    expect(toBase64(printTerms(terms))).toBe(one.bytes);
    expect(toBase64(await hashTerms(terms))).toBe(one.hash);
  });

  it.each(vectors.refused.map(one => [one.name, one] as const))('are refused with %s', (_, one) => {
    expect(readTerms(one.value)).toBeNull();
  });

  it('give each lot its own text', () => {
    const terms = readTerms(vectors.terms.find(one => one.name === 'three-lots-share-two-texts')!.value)!;
    const [first, second, third] = terms.lots.map(lot => scoringOf(terms, lot));
    expect([first === third, first === second, second?.startsWith('{\r\n')]).toEqual([true, false, true]);
  });

  it('have a limit for all texts together, and no lone surrogate', () => {
    const base = readTerms(vectors.terms[0]!.value)!;
    const texts = (n: number) => Array.from({ length: n }, (_, i) => String.fromCharCode(97 + i) + 'x'.repeat(16_383));
    const whole = (scoring: string[]) =>
      isScoringWhole({
        ...base,
        lots: scoring.map((_, i) => ({ ...base.lots[0]!, lot: `l${i}`, scoring: i + 1 })),
        scoring,
      });
    expect([whole(texts(16)), whole(texts(17)), whole(['\ud842']), whole(['𠮷'])]).toEqual([true, false, false, true]);
  });
});
