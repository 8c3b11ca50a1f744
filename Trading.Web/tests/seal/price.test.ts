import { describe, expect, it } from 'vitest';
import { printPrice, readPrice } from '../../src/seal/price';

describe('prices', () => {
  it.each([
    ['Amount', '1,234,567.89', 123_456_789n],
    ['Amount', ' 0.5 ', 50n],
    ['Amount', '1.230', 123n],
    ['Rate', '98.5%', 985_000n],
    ['Discount', '0.0001%', 1n],
  ] as const)('%s %s is exact', (kind, text, value) => expect(readPrice(kind, text)).toBe(value));

  it.each([
    ['Amount', '1.234'],
    ['Amount', ''],
    ['Amount', '12%'],
    ['Amount', '1e3'],
    ['Amount', '一百'],
    ['Rate', '1.00001%'],
    ['Amount', '1.2.3'],
    ['Amount', '-3'],
    ['Rate', '98.5'],
  ] as const)('%s %s is none', (kind, text) => expect(readPrice(kind, text)).toBeNull());

  it('are printed as they are read', () => {
    for (const value of [0n, 1n, 105n, 123_456_789n])
      expect(readPrice('Amount', printPrice('Amount', value))).toBe(value);
    for (const value of [1n, 985_000n, 1_000_000n]) expect(readPrice('Rate', printPrice('Rate', value))).toBe(value);
    expect(printPrice('Amount', 123_456_789n)).toBe('1,234,567.89');
  });
});
