import { describe, expect, it } from 'vitest';
import { fromBase64 } from '../src/wire';

// As the platform's own reader and the one spelling say it.
const oneSpelling = /^[A-Za-z0-9+/]*(?:[AQgw]==|[AEIMQUYcgkosw048]=)?$/;
const slowly = (text: string): string =>
  text.length % 4 === 0 && oneSpelling.test(text)
    ? String([...atob(text)].map(letter => letter.charCodeAt(0)))
    : 'refused';
const quickly = (text: string): string => {
  try {
    return String([...fromBase64(text)]);
  } catch {
    return 'refused';
  }
};

describe('base64', () => {
  it('is read as it is written, whatever its length', () => {
    for (let length = 0; length < 300; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 151 + length * 37) & 255);
      expect(fromBase64(btoa(String.fromCharCode(...bytes)))).toEqual(bytes);
    }
  });

  it('has one spelling: every text of four letters, and of eight at the end, is judged as the slow reader does', () => {
    const odd = [...'AQgw/+09Z=- \nŁ'];
    const all = odd.flatMap(a => odd.flatMap(b => odd.flatMap(c => odd.map(d => a + b + c + d))));
    const wrong = all.filter(
      text => quickly(text) !== slowly(text) || quickly(`AbC9${text}`) !== slowly(`AbC9${text}`),
    );
    expect(wrong).toEqual([]);
    expect(all.filter(text => quickly(text) !== 'refused').length).toBeGreaterThan(4_000);
    for (const text of ['=', 'A', 'AA', 'AAA', 'AAAA=', '====', 'AAAAA']) expect(quickly(text)).toBe('refused');
  });
});
