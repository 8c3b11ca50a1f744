// The opening record (docs/spec/form.md): what an opened bid says. A form that departs from its format does not parse; it is then shown
// raw and marked, and the committee decides.
import { WireError, WireReader } from './wire';

export const priceKinds = ['Amount', 'Rate', 'Discount', 'UnitPrices'] as const;

export type PriceKind = (typeof priceKinds)[number];

/** `value` is fen for amounts and unit prices, millionths for rates and discounts; always exact. */
export interface Price { kind: PriceKind; value: bigint; words: string; units: { name: string; priceFen: bigint }[] }

export interface Form { bidderName: string; price: Price; items: { name: string; value: string }[]; certificate: Uint8Array; ownership: Uint8Array }

const mostNameLetters = 500;
const mostValueLetters = 2_000;
const mostWordsLetters = 200;

/** The form, or null for bytes that are none. */
export function readForm(bytes: Uint8Array): Form | null {
  try {
    const form = parse(new WireReader(bytes));
    return isWithinLimits(form) ? form : null;
  } catch (cause) {
    if (cause instanceof WireError) return null;
    throw cause;
  }
}

function parse(reader: WireReader): Form {
  if (reader.u8() !== 1) throw new WireError('unknown version of a form');
  const name = () => reader.text(4 * mostNameLetters);
  const bidderName = name();
  const kind = priceKinds[reader.u8()];
  if (kind === undefined) throw new WireError('unknown kind of price');
  const value = reader.i64();
  const words = reader.text(4 * mostWordsLetters);
  const units = reader.list(256, () => ({ name: name(), priceFen: reader.i64() }));
  const items = reader.list(64, () => ({ name: name(), value: reader.text(4 * mostValueLetters) }));
  const certificate = reader.varied(8_192);
  const ownership = reader.fixed(64);
  reader.end();
  return { bidderName, price: { kind, value, words, units }, items, certificate, ownership };
}

function isWithinLimits({ bidderName, price, items }: Form): boolean {
  return fits(bidderName, 1, mostNameLetters) && fits(price.words, 0, mostWordsLetters)
    && (price.kind === 'UnitPrices') === (price.units.length > 0)
    && price.units.every(unit => fits(unit.name, 1, mostNameLetters))
    && items.every(item => fits(item.name, 1, mostNameLetters) && fits(item.value, 0, mostValueLetters));
}

// A letter is one Unicode scalar value.
function fits(text: string, least: number, most: number): boolean {
  let letters = 0;
  for (const _ of text) letters++;
  return letters >= least && letters <= most;
}
