// The opening record (docs/spec/form.md): what an opened bid says. A form that departs from its format does not parse;
// it is then shown raw and marked, and the committee decides.
import { WireError, WireReader } from './wire';

export const priceKinds = ['Amount', 'Rate', 'Discount', 'UnitPrices'] as const;

export type PriceKind = (typeof priceKinds)[number];

/** One unit price, in millionths of a yuan whichever version the form has. */
export interface UnitPrice {
  name: string;
  millionths: bigint;
}

/** `value` is fen for amounts and for the sum of unit prices, millionths for rates and discounts; always exact. */
export interface Price {
  kind: PriceKind;
  value: bigint;
  words: string;
  units: UnitPrice[];
}

export interface Form {
  version: number;
  bidderName: string;
  /** 18 of 0–9 and A–Z, or empty. */
  creditCode: string;
  price: Price;
  items: { name: string; value: string }[];
  certificate: Uint8Array;
  ownership: Uint8Array;
}

/** Millionths of a yuan in a fen, which is the unit of version 1. */
export const millionthsPerFen = 10_000n;

const mostNameLetters = 500;
const mostValueLetters = 2_000;
const mostWordsLetters = 200;

/** The form, or null for bytes that are none. A form newer than the lock's policy does not parse, an older one does. */
export function readForm(bytes: Uint8Array, policyVersion = 2): Form | null {
  try {
    const form = parse(new WireReader(bytes), policyVersion);
    return isWithinLimits(form) ? form : null;
  } catch (cause) {
    if (cause instanceof WireError) return null;
    throw cause;
  }
}

function parse(reader: WireReader, newest: number): Form {
  const version = reader.u8();
  if (version < 1 || version > newest) throw new WireError('unknown version of a form');
  const name = () => reader.text(4 * mostNameLetters);
  const bidderName = name();
  const creditCode = version === 1 ? '' : reader.text(18);
  const kind = priceKinds[reader.u8()];
  if (kind === undefined) throw new WireError('unknown kind of price');
  const value = reader.i64();
  const words = reader.text(4 * mostWordsLetters);
  const units = reader.list(256, () => ({
    name: name(),
    millionths: reader.i64() * (version === 1 ? millionthsPerFen : 1n),
  }));
  const items = reader.list(64, () => ({ name: name(), value: reader.text(4 * mostValueLetters) }));
  const certificate = reader.varied(8_192);
  const ownership = reader.fixed(64);
  reader.end();
  return { version, bidderName, creditCode, price: { kind, value, words, units }, items, certificate, ownership };
}

function isWithinLimits({ bidderName, creditCode, price, items }: Form): boolean {
  return (
    fits(bidderName, 1, mostNameLetters) &&
    /^([0-9A-Z]{18})?$/.test(creditCode) &&
    fits(price.words, 0, mostWordsLetters) &&
    (price.kind === 'UnitPrices') === price.units.length > 0 &&
    price.units.every(unit => fits(unit.name, 1, mostNameLetters)) &&
    items.every(item => fits(item.name, 1, mostNameLetters) && fits(item.value, 0, mostValueLetters))
  );
}

// A letter is one Unicode scalar value.
function fits(text: string, least: number, most: number): boolean {
  let letters = 0;
  for (const _ of text) letters++;
  return letters >= least && letters <= most;
}
