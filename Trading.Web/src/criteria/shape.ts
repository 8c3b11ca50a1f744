// The terms of TENDER.json (docs/spec/scoring.md, section 2), key by key in the order of its tables. What is read, what
// is written and what a field shows come from this one table; what the values mean together is judged by the server.

/** How a whole number of the file is written by people: how many decimals it has, and the words of its unit. */
export interface Unit {
  decimals: number;
  name: 'yuan' | 'percent' | 'points' | 'pointsOf100' | 'count' | 'digits' | 'years' | 'quantity' | 'number';
}

export type Shape =
  | { is: 'whole'; unit: Unit }
  | { is: 'fraction' }
  | { is: 'text' }
  /** `usual` is what stands for an absent key, and is not written but where the key is `told`. */
  | { is: 'word'; words: readonly string[]; usual?: string; told?: boolean }
  | { is: 'truth' }
  | { is: 'object'; keys: Keys }
  | { is: 'list'; of: Shape; most: number }
  /** One of several forms, told apart by the type of the JSON value. */
  | { is: 'choice'; forms: Readonly<Record<string, Shape | null>>; usual: string };

export type Keys = Readonly<Record<string, Shape>>;
export type ListShape = Extract<Shape, { is: 'list' }>;

const whole = (decimals: number, name: Unit['name']): Shape => ({ is: 'whole', unit: { decimals, name } });
const fen = whole(2, 'yuan');
const millionths = whole(4, 'percent');
const permille = whole(1, 'percent');
const hundredths = whole(2, 'points');
const count = whole(0, 'count');
const fraction: Shape = { is: 'fraction' };
const text: Shape = { is: 'text' };
const word = (words: readonly string[], usual?: string, told = false): Shape =>
  usual === undefined ? { is: 'word', words } : { is: 'word', words, usual, told };
const object = (keys: Keys): Shape => ({ is: 'object', keys });
const list = (of: Shape, most: number): Shape => ({ is: 'list', of, most });

const deduction: Shape = {
  is: 'choice',
  forms: { flat: fraction, tiers: list(object({ fromPercent: fraction, perPercent: fraction }), 20) },
  usual: 'flat',
};

const tier = object({ from: count, lowest: count, highest: count });
const bands = ['mean', 'ceiling'] as const;

const parameters: Keys = {
  K: fraction,
  drawnFrom: list(fraction, 100),
  ceilingShare: fraction,
  ceilingK: fraction,
  dropFrom: count,
  dropEach: count,
  meanFrom: list(object({ of: word(bands, 'mean'), low: fraction, high: fraction, drop: list(tier, 20) }), 10),
  lowestShare: fraction,
  deductAbove: deduction,
  deductBelow: deduction,
  floor: fraction,
  floorAbove: fraction,
  floorBelow: fraction,
};

export const roundingPlaces = [
  'line',
  'benchmark',
  'deviation',
  'price',
  'price-points',
  'item',
  'item-points',
  'technical-points',
  'total',
] as const;
export const roundingModes = ['half-up', 'half-even', 'down', 'up'] as const;
const digits = whole(0, 'digits');

const rounding: Shape = {
  is: 'choice',
  forms: {
    none: null,
    one: object({ at: word(['none', 'item', 'price', 'total']), digits, mode: word(['half-up'], 'half-up') }),
    rules: list(object({ at: word(roundingPlaces), digits, mode: word(roundingModes) }), 9),
  },
  usual: 'none',
};

export const partKinds = ['amount', 'unit-prices', 'list-discount', 'base-rate', 'yearly'] as const;
const part = object({
  id: text,
  kind: word(partKinds),
  factor: fraction,
  lines: list(object({ id: text, quantityMillionths: whole(6, 'quantity') }), 1_000),
  baseFen: fen,
  years: whole(0, 'years'),
  interestMillionths: millionths,
});

export const criterionKinds = ['price', 'objective', 'subjective'] as const;
const criterion = object({
  id: text,
  kind: word(criterionKinds),
  weightPermille: whole(1, 'pointsOf100'),
  maxHundredths: hundredths,
  stepHundredths: hundredths,
  reasonBelowHundredths: hundredths,
});

export const packIds = [
  'procurement-goods',
  'procurement-services',
  'construction-national',
  'construction-wuhai',
] as const;
export const methods = ['lowest-price-benchmark', 'lowest-evaluated-price', 'average-benchmark'] as const;
export const quotes = ['amount', 'rate', 'discount'] as const;

/** All that terms are made of; `format` and `bids` have one value and are written by the page itself. */
export const terms: Keys = {
  pack: word(packIds),
  method: word(methods),
  priceKind: word(quotes, 'amount', true),
  parameters: object(parameters),
  ceilingFen: fen,
  ceilingMillionths: millionths,
  priceParts: list(part, 20),
  preferences: object({ smallPermille: permille, domesticPermille: permille }),
  compareWithoutTax: { is: 'truth' },
  rounding,
  memberMean: word(['all', 'without-extremes'], 'all'),
  criteria: list(criterion, 100),
  masked: object({ criteria: list(text, 100), sections: list(whole(0, 'number'), 63) }),
};

export const format = 'trading-score/1';

/** What a file may hold beside the terms, and nobody can know when they are filed. */
export const later = ['members', 'bids', 'brandChosen', 'sheets', 'amendments', 'timings'] as const;
