import { describe, expect, it } from 'vitest';
import { readExactly, readJson } from '../src/exact';
import { names, vector } from './vectors';

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

  // A generator with a seed: the same thousand texts in every run.
  it('reads by the fast way what the slow one reads', () => {
    let state = 20_261_129;
    const draw = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Number((BigInt(state) * BigInt(below)) >> 32n);
    };
    const digits = (count: number) => Array.from({ length: count }, () => draw(10)).join('');
    const edges = [
      '9007199254740991',
      '9007199254740992',
      '9007199254740993',
      '8999999999999999',
      '9223372036854775807',
    ];
    const number = () => {
      const whole = draw(3) === 0 ? edges[draw(edges.length)]! : `${1 + draw(9)}${digits(draw(19))}`;
      return `${draw(2) ? '-' : ''}${whole}${['', '', '', '.5', 'e3', '.25E-2'][draw(6)]}`;
    };
    const blank = () => ['', '', ' ', '\n', '\t '][draw(5)];
    const text = () => JSON.stringify([digits(20), `:${digits(18)}`, 'é\u202E"\\', `,-9${digits(15)}`][draw(4)]);
    const value = (depth: number): string => {
      const parts = depth > 3 ? [] : Array.from({ length: draw(4) }, () => value(depth + 1));
      const kind = depth > 3 ? 2 + draw(3) : draw(5);
      if (kind === 0) return `[${parts.map(part => blank() + part + blank()).join(',')}]`;
      if (kind === 1) return `{${parts.map((part, i) => `"k${i}"${blank()}:${blank()}${part}`).join(',')}}`;
      return kind === 2 ? text() : kind === 3 ? ['true', 'false', 'null', '0', '-0'][draw(5)]! : number();
    };
    let slow = 0;
    for (let i = 0; i < 5_000; i++) {
      const json = blank() + value(0) + blank();
      const read = readJson(json);
      expect([json, read]).toEqual([json, readExactly(json)]);
      slow +=
        JSON.stringify(JSON.parse(json)) === JSON.stringify(read, (_, n) => (typeof n === 'bigint' ? 0 : n)) ? 0 : 1;
    }
    expect(slow).toBeGreaterThan(100);
  });

  it('reads every event of every stream both ways alike', () => {
    for (const name of names('sessions'))
      for (const event of vector<{ events: string[] }>(`sessions/${name}.json`).events)
        expect(readJson(event)).toEqual(readExactly(event));
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
