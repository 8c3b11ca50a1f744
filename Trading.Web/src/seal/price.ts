// Prices in figures as people write them (docs/spec/form.md, "Figures"): one reading in every client, exact, never
// rounded, never guessed.

export const priceKinds = ['Amount', 'Rate', 'Discount', 'UnitPrices'] as const;
export type PriceKind = (typeof priceKinds)[number];

/** Why a text is no figure of a price; the first in this order is said. */
export type FigureFault =
  'Empty' | 'NotYuan' | 'Negative' | 'NotFigures' | 'Grouping' | 'NoPercent' | 'Decimals' | 'TooLarge';

/** The blanks of Unicode (White_Space), as every reader knows them. */
export const blank = '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const outer = new RegExp(`^${blank}+|${blank}+$`, 'g');
const allowed = new RegExp(`^(?:[\\d,.]|${blank})*$`);

interface Unit {
  isShare: boolean;
  decimals: number;
  scale: number;
  mostDigits: number;
}

const yuan: Unit = { isShare: false, decimals: 2, scale: 2, mostDigits: 17 };
const percent: Unit = { isShare: true, decimals: 4, scale: 4, mostDigits: 17 };

export const isShare = (kind: PriceKind): boolean => kind === 'Rate' || kind === 'Discount';

/** Fen for amounts and sums of unit prices, millionths for rates and discounts; or what is wrong. */
export const readFigures = (kind: PriceKind, text: string): bigint | FigureFault =>
  read(text, isShare(kind) ? percent : yuan);

/** Millionths of a yuan of a unit price, which may have 2 to 6 decimals as the lot says. */
export const readUnitPrice = (text: string, decimals: number): bigint | FigureFault =>
  read(text, { isShare: false, decimals, scale: 6, mostDigits: 18 });

/** The value, or null for a text with a fault. */
export function readPrice(kind: PriceKind, text: string): bigint | null {
  const value = readFigures(kind, text);
  return typeof value === 'bigint' ? value : null;
}

/**
 * What a figure without % may mean as a rate: 98.5 is 98.5%; 0.985 is 0.985% or 98.5%, for a number up to 1 is written
 * both ways.
 */
export function percentsOf(text: string): string[] {
  const value = read(`${plain(text)}%`, { ...percent, decimals: 6, scale: 6 });
  if (typeof value !== 'bigint') return [];
  const said = value <= 1_000_000n ? [value, 100n * value] : [value];
  return [...new Set(said)].filter(v => v % 100n === 0n).map(v => printPrice('Rate', v / 100n).replaceAll(',', ''));
}

export function printPrice(kind: PriceKind, value: bigint): string {
  const [places, amount] = [isShare(kind) ? 4 : 2, value < 0n ? -value : value];
  const figures = amount.toString().padStart(places + 1, '0');
  const whole = figures.slice(0, -places).replace(/\B(?=(\d{3})+$)/g, ',');
  const decimals = isShare(kind) ? figures.slice(-places).replace(/0+$/, '') : figures.slice(-places);
  return `${value < 0n ? '-' : ''}${whole}${decimals ? `.${decimals}` : ''}${isShare(kind) ? '%' : ''}`;
}

function read(text: string, unit: Unit): bigint | FigureFault {
  const clean = plain(text);
  if (clean === '') return 'Empty';
  if (/[万亿]元*$/.test(clean) && /\d/.test(clean)) return 'NotYuan';
  if (clean.startsWith('-')) return 'Negative';
  const hasPercent = !unit.isShare || clean.endsWith('%');
  const split = parts(
    unit.isShare ? trimBlanks(clean.replace(/%$/, '')) : trimBlanks(clean.replace(/^¥/, '').replace(/元$/, '')),
  );
  if (typeof split === 'string') return split;
  if (!hasPercent) return 'NoPercent';
  if (split.decimals.length > unit.decimals) return 'Decimals';
  const digits = (split.whole + split.decimals.padEnd(unit.scale, '0')).replace(/^0+/, '');
  return digits.length > unit.mostDigits ? 'TooLarge' : BigInt(digits || '0');
}

// "1,234.50" as "1234" and "5": zeros at the end say nothing about exactness.
function parts(figures: string): { whole: string; decimals: string } | FigureFault {
  const [whole = '', decimals, more] = figures.split('.');
  if (more !== undefined || !allowed.test(figures)) return 'NotFigures';
  if (/\D/.test(decimals ?? '')) return 'Grouping';
  if (whole === '' || decimals === '') return 'NotFigures';
  if (!/^(\d+|[1-9]\d{0,2}(,\d{3})+)$/.test(whole)) return 'Grouping';
  return { whole: whole.replaceAll(',', ''), decimals: (decimals ?? '').replace(/0+$/, '') };
}

export const trimBlanks = (text: string): string => text.replace(outer, '');

const wide = new Map([...'．，％﹪￥－−–萬億圆圓'].map((letter, i) => [letter, '.,%%¥---万亿元元'[i]!]));

/** Full-width forms say the same as the narrow ones. */
function plain(text: string): string {
  return [...text]
    .map(
      letter =>
        wide.get(letter) ??
        (letter >= '０' && letter <= '９' ? String.fromCharCode(letter.charCodeAt(0) - 0xfee0) : letter),
    )
    .join('')
    .replace(outer, '');
}
