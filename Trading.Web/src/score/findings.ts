import { decimal, percent } from '../format';
import type { Quote } from './answer';

// The two figures of a finding, in units that people read: which unit they have follows from the finding's code
// (docs/spec/scoring.md, section 10).

export type Unit = 'yuan' | 'percent' | 'points' | 'seconds' | 'count';

const units: Record<string, Unit | 'price'> = {
  'abnormally-low-average': 'price',
  'abnormally-low-next': 'price',
  'abnormally-low-ceiling': 'price',
  'over-ceiling': 'price',
  confirm: 'price',
  'few-bidders': 'count',
  'brand-undecided': 'count',
  distance: 'points',
  'identical-sheets': 'count',
  'too-fast': 'seconds',
};

/** Codes that have a unit. */
export const knownFindings = Object.keys(units);

/** `exact` is the fraction as it came: fen, millionths, hundredths of a point, seconds or a number of things. */
export interface Compared {
  unit: Unit;
  n: string;
  isExact: boolean;
  exact: string;
}

/** Null for a code or a text that this page does not know: then it stands as it came. */
export function comparedOf(code: string, quote: Quote, exact: string): Compared | null {
  const unit = Object.hasOwn(units, code) ? units[code]! : null;
  const [, top, bottom] = /^(-?\d+)\/([1-9]\d*)$/.exec(exact) ?? [];
  if (!unit || top === undefined || bottom === undefined) return null;
  const [a, b] = [BigInt(top), BigInt(bottom)];
  const [value, isExact] = [nearest(a, b), a % b === 0n];
  switch (unit) {
    case 'price':
      return quote === 'amount'
        ? { unit: 'yuan', n: decimal(value), isExact, exact }
        : { unit: 'percent', n: percent(value), isExact, exact };
    case 'points':
      return { unit, n: decimal(value).replace(/\.?0+$/, ''), isExact, exact };
    default:
      return { unit: unit as Unit, n: isExact ? String(value) : decimal(nearest(100n * a, b)), isExact, exact };
  }
}

// Half away from zero, as people round what they only read.
function nearest(a: bigint, b: bigint): bigint {
  const half = (2n * (a < 0n ? -a : a) + b) / (2n * b);
  return a < 0n ? -half : half;
}
