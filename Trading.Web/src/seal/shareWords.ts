import type { PriceKind } from './price';
import { digits, readNumber } from './wordNumbers';
import { mostFen, printWords } from './words';

// Rates and discounts in words, as the trade writes them: 百分之九十八点五. A discount is also read in 折, which say
// what is still paid: 九五折 is 5 % off (docs/spec/form.md, "Rates in words" and "Reading words").

const ordinary = '零一二三四五六七八九十百千';
const formal = '零壹贰叁肆伍陆柒捌玖拾佰仟';
const whole = 1_000_000n;
// Parts of a whole and the decimals that a number of them may have in millionths.
const parts = [
  ['佰分之', 4],
  ['仟分之', 3],
  ['万分之', 2],
] as const;

export function printShareWords(millionths: bigint): string {
  const amount = millionths < 0n ? -millionths : millionths;
  if (amount > mostFen) throw new RangeError('the share has no words');
  const words = [...printWords(100n * (amount / 10_000n)).slice(0, -2)]
    .map(letter => ordinary[formal.indexOf(letter)] ?? letter)
    .join('')
    .replace(/^一十/, '十');
  const decimals = (amount % 10_000n).toString().padStart(4, '0').replace(/0+$/, '');
  const sign = millionths < 0n ? '负' : '';
  const digits = [...decimals].map(d => ordinary[Number(d)]).join('');
  return `${sign}百分之${words}${decimals ? '点' : ''}${digits}`;
}

/** Millionths of formal numerals without blanks and headings; null for any other text. */
export function readShareWords(kind: PriceKind, words: string): bigint | null {
  for (const [head, decimals] of parts) if (words.startsWith(head)) return readPart(words.slice(head.length), decimals);
  return kind === 'Discount' && words.endsWith('折') ? readFold(words.slice(0, -1)) : null;
}

// 玖拾捌点伍 with four decimals is 985,000.
function readPart(words: string, decimals: number): bigint | null {
  const found = /^([^点]*)(?:点([零壹贰叁肆伍陆柒捌玖]+))?$/.exec(words);
  if (!found) return null;
  // Of a rate the first digit may be left out, as everybody speaks: 百分之十五, 百分之百.
  const value = readNumber(/^拾|^佰$/.test(found[1]!) ? `壹${found[1]}` : found[1]!);
  const part = (found[2] ?? '').replace(/零+$/, '');
  if (value === null || part.length > decimals) return null;
  return BigInt(`${value}${[...part.padEnd(decimals, '零')].map(letter => digits.indexOf(letter)).join('')}`);
}

// 九折, 九五折, 九点五折: tenths, or hundredths, of the price that are paid.
function readFold(words: string): bigint | null {
  const found = /^打?([零壹贰叁肆伍陆柒捌玖])(?:点?([零壹贰叁肆伍陆柒捌玖]))?$/.exec(words);
  if (!found) return null;
  const paid = 10 * digits.indexOf(found[1]!) + (found[2] ? digits.indexOf(found[2]) : 0);
  return paid > 0 ? whole - BigInt(paid) * (whole / 100n) : null;
}
