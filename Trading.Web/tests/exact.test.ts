import { describe, expect, it } from 'vitest';
import { readJson } from '../src/exact';

describe('exact JSON', () => {
  it('keeps whole numbers beyond 2^53 exact', () => {
    expect(readJson('{"ceiling":9007199254740993,"small":-12}')).toEqual({ ceiling: 9007199254740993n, small: -12 });
    expect(readJson('[9223372036854775807,-9223372036854775808]')).toEqual([
      9223372036854775807n,
      -9223372036854775808n,
    ]);
  });

  it('leaves numbers within 2^53 as numbers', () => {
    expect(readJson('[9007199254740991,1800000000000000]')).toEqual([9007199254740991, 1800000000000000]);
  });

  it('reads digits inside texts as texts', () => {
    const text = JSON.stringify({
      a: '9007199254740993',
      b: '\\"9007199254740993\\',
      c: 'é\u2028\n',
      __proto: [true, false, null, 1.5e3],
    });
    expect(readJson(text)).toEqual(JSON.parse(text));
  });

  it.each([
    '{"a":9007199254740993',
    '[9007199254740993,]',
    '9007199254740993 x',
    '09007199254740993',
    '{9007199254740993:1}',
    '"9007199254740993',
    '+9007199254740993',
  ])('refuses %s', text => {
    expect(() => readJson(text)).toThrow(SyntaxError);
  });
});
