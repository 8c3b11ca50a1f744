// The opening record (docs/spec/form.md) as screens show it: what an opened bid says. seal/form.ts reads it; a form
// that departs from its format does not parse, is shown raw and marked, and the committee decides.
import { readForm as readOpeningForm, type UnitPrice } from './seal/form';
import type { PriceKind } from './seal/price';

export type { UnitPrice };
export type { PriceKind };

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

/** The form, or null for bytes that are none. A form newer than the lock's policy does not parse, an older one does. */
export function readForm(bytes: Uint8Array, policyVersion = 2): Form | null {
  const form = readOpeningForm(new Uint8Array(bytes), policyVersion);
  if (!form) return null;
  const { kind, value, words, units, ...rest } = form;
  return { ...rest, price: { kind, value, words, units } };
}
