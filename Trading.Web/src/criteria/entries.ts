import type { Unit } from './shape';

// What people write into fields, and the numbers of the file: exact, and without a floating point number.

export type EntryProblem = 'notNumber' | 'tooFine' | 'notFraction' | 'noPart';

const digitsOnly = /^-?\d+$/;

/** What is written in full-width letters, or with groups of digits, is the same number. */
const plain = (text: string): string => text.normalize('NFKC').replace(/[\s,%]/g, '');

/** `12.5` with one decimal is 125. A number below 0 is one, too: the check says whether it may be. */
export function readWhole(text: string, unit: Unit): bigint | EntryProblem {
  const [, sign, whole, part = ''] = /^([-−]?)(\d+)(?:\.(\d*))?$/.exec(plain(text)) ?? [];
  if (whole === undefined) return 'notNumber';
  const fine = part.replace(/0+$/, '');
  if (fine.length > unit.decimals) return 'tooFine';
  const number = BigInt(whole + fine.padEnd(unit.decimals, '0'));
  return sign ? -number : number;
}

/** A whole number of the file as people write it: 125 with one decimal is `12.5`. */
export function printWhole(text: string, unit: Unit): string {
  if (!digitsOnly.test(text)) return text;
  const sign = text.startsWith('-') ? '-' : '';
  const digits = text.replace('-', '').padStart(unit.decimals + 1, '0');
  const [whole, part] = [
    digits.slice(0, digits.length - unit.decimals),
    digits.slice(digits.length - unit.decimals).replace(/0+$/, ''),
  ];
  return `${sign}${whole}${part && `.${part}`}`;
}

export interface Ratio {
  n: bigint;
  d: bigint;
}

const mostDigits = 18;

/** `0.95`, `95%`, `19/20`: in lowest terms. */
export function readFraction(text: string): Ratio | EntryProblem {
  const clean = text.normalize('NFKC').replace(/[\s,]/g, '');
  const [, up, down] = /^(\d+)\/(\d+)$/.exec(clean) ?? [];
  if (up !== undefined) return lowest(BigInt(up), BigInt(down!));
  const [, whole, part = '', cent] = /^(\d+)(?:\.(\d*))?(%?)$/.exec(clean) ?? [];
  if (whole === undefined) return 'notFraction';
  return lowest(BigInt(whole + part), 10n ** BigInt(part.length + (cent ? 2 : 0)));
}

function lowest(n: bigint, d: bigint): Ratio | EntryProblem {
  if (d === 0n) return 'notFraction';
  const by = divisor(n, d);
  const [up, down] = [n / by, d / by];
  return down === 1n || (up.toString().length <= mostDigits && down.toString().length <= mostDigits)
    ? { n: up, d: down }
    : 'notFraction';
}

function divisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? 1n : a;
}

/** As the file has it: a whole number, or `"n/m"`. */
export const fractionText = ({ n, d }: Ratio): string => (d === 1n ? n.toString() : JSON.stringify(`${n}/${d}`));
