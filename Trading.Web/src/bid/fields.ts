import { millionthsPerFen } from '../form';
import { fits } from '../seal/bytes';
import { isShare, readPrice, type PriceKind } from '../seal/price';
import type { FilledForm } from '../seal/sealing';
import { isCreditCode } from '../seal/subject';
import { mostFen, printWords, readWords } from '../seal/words';

// What a bidder writes into the form, as texts, and what they come to.

export interface FormTexts {
  bidderName: string;
  creditCode: string;
  price: string;
  words: string;
  isWordsOwn: boolean;
  units: { name: string; price: string }[];
  items: { name: string; value: string }[];
}

export const emptyForm = (bidderName: string, creditCode = ''): FormTexts => ({ bidderName, creditCode, price: '', words: '', isWordsOwn: false, units: [], items: [] });

export type FieldFault = 'required' | 'tooLong' | 'notACode' | 'notAPrice' | 'notAShare';

/** Faults by field: `bidderName`, `creditCode`, `price`, `words`, `unit.0.name`, `unit.0.price`, `item.0.name`, `item.0.value`. */
export type FieldFaults = Record<string, FieldFault>;

/** The words of the figures; empty where there are none. */
export function wordsOf(kind: PriceKind, price: string): string {
  const value = isShare(kind) ? null : readPrice(kind, price);
  return value === null || value > mostFen || value < -mostFen ? '' : printWords(value);
}

/** Whether the words say another amount than the figures; null where nothing can be compared. It costs a mark, and may be meant. */
export function doWordsDiffer(kind: PriceKind, price: string, words: string): boolean | null {
  const value = isShare(kind) ? null : readPrice(kind, price);
  return value === null || words === '' ? null : readWords(words) !== value;
}

export function faultsOf(kind: PriceKind, form: FormTexts): FieldFaults {
  const faults: FieldFaults = {};
  const text = (field: string, value: string, least: number, most: number) => {
    if (!fits(value, least, most)) faults[field] = value === '' ? 'required' : 'tooLong';
  };
  const price = (field: string, of: PriceKind, value: string) => {
    if (readPrice(of, value) === null) faults[field] = value.trim() === '' ? 'required' : isShare(of) ? 'notAShare' : 'notAPrice';
  };
  text('bidderName', form.bidderName, 1, 500);
  if (form.creditCode.trim() !== '' && !isCreditCode(form.creditCode.trim().toUpperCase())) faults.creditCode = 'notACode';
  text('words', form.words, 0, 200);
  price('price', kind, form.price);
  if (kind === 'UnitPrices' && form.units.length === 0) faults.units = 'required';
  if (kind === 'UnitPrices') form.units.forEach((unit, i) => { text(`unit.${i}.name`, unit.name, 1, 500); price(`unit.${i}.price`, 'Amount', unit.price); });
  form.items.forEach((item, i) => { text(`item.${i}.name`, item.name, 1, 500); text(`item.${i}.value`, item.value, 0, 2_000); });
  return faults;
}

/** The form in figures; call it only where there are no faults. */
export function fill(kind: PriceKind, form: FormTexts): FilledForm {
  return {
    bidderName: form.bidderName, creditCode: form.creditCode.trim().toUpperCase(), kind, value: readPrice(kind, form.price)!, words: isShare(kind) ? '' : form.words,
    units: kind === 'UnitPrices' ? form.units.map(unit => ({ name: unit.name, millionths: readPrice('Amount', unit.price)! * millionthsPerFen })) : [],
    items: form.items.map(item => ({ ...item })),
  };
}
