import { fits } from '../seal/bytes';
import { isShare, readFigures, readPrice, readUnitPrice, type FigureFault, type PriceKind } from '../seal/price';
import type { FilledForm } from '../seal/sealing';
import { printShareWords } from '../seal/shareWords';
import { isCreditCode } from '../seal/subject';
import { mostFen, printWords } from '../seal/words';
import { judgeWords, type WordsAnswer } from '../seal/wordsReader';

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

export const emptyForm = (bidderName: string, creditCode = ''): FormTexts => ({
  bidderName,
  creditCode,
  price: '',
  words: '',
  isWordsOwn: false,
  units: [],
  items: [],
});

export type FieldFault =
  | 'required'
  | 'tooLong'
  | 'notACode'
  | 'notAPrice'
  | 'notAShare'
  | 'notYuan'
  | 'negative'
  | 'grouping'
  | 'noPercent'
  | 'decimals'
  | 'shareDecimals'
  | 'unitDecimals'
  | 'tooLarge';

/**
 * Faults by field: `bidderName`, `creditCode`, `price`, `words`, `unit.0.name`, `unit.0.price`, `item.0.name`,
 * `item.0.value`.
 */
export type FieldFaults = Record<string, FieldFault>;

/** The words of the figures; empty where there are none. */
export function wordsOf(kind: PriceKind, price: string): string {
  const value = readPrice(kind, price);
  if (value === null || value > mostFen) return '';
  return isShare(kind) ? printShareWords(value) : printWords(value);
}

/**
 * What the words say beside the figures; null where nothing can be compared. Other or unreadable words cost a mark, and
 * may be meant.
 */
export function wordsAnswer(kind: PriceKind, price: string, words: string): WordsAnswer | null {
  const value = readPrice(kind, price);
  return value === null || words === '' ? null : judgeWords(kind, value, words);
}

/** How a fault of a figure is said beside its field. */
export function faultOf(fault: FigureFault, of: 'share' | 'amount' | 'unit'): FieldFault {
  switch (fault) {
    case 'Empty':
      return 'required';
    case 'NotYuan':
      return 'notYuan';
    case 'Negative':
      return 'negative';
    case 'Grouping':
      return 'grouping';
    case 'NoPercent':
      return 'noPercent';
    case 'TooLarge':
      return 'tooLarge';
    case 'Decimals':
      return of === 'unit' ? 'unitDecimals' : of === 'share' ? 'shareDecimals' : 'decimals';
    case 'NotFigures':
      return of === 'share' ? 'notAShare' : 'notAPrice';
  }
}

export function faultsOf(kind: PriceKind, form: FormTexts, decimals = 2): FieldFaults {
  const faults: FieldFaults = {};
  const text = (field: string, value: string, least: number, most: number) => {
    if (!fits(value, least, most)) faults[field] = value === '' ? 'required' : 'tooLong';
  };
  const figure = (field: string, read: bigint | FigureFault, of: 'share' | 'amount' | 'unit') => {
    if (typeof read !== 'bigint') faults[field] = faultOf(read, of);
  };
  text('bidderName', form.bidderName, 1, 500);
  if (form.creditCode.trim() !== '' && !isCreditCode(form.creditCode.trim().toUpperCase()))
    faults.creditCode = 'notACode';
  text('words', form.words, 0, 200);
  figure('price', readFigures(kind, form.price), isShare(kind) ? 'share' : 'amount');
  if (kind === 'UnitPrices' && form.units.length === 0) faults.units = 'required';
  if (kind === 'UnitPrices')
    form.units.forEach((unit, i) => {
      text(`unit.${i}.name`, unit.name, 1, 500);
      figure(`unit.${i}.price`, readUnitPrice(unit.price, decimals), 'unit');
    });
  form.items.forEach((item, i) => {
    text(`item.${i}.name`, item.name, 1, 500);
    text(`item.${i}.value`, item.value, 0, 2_000);
  });
  return faults;
}

/** The form in figures; call it only where there are no faults. */
export function fill(kind: PriceKind, form: FormTexts, decimals = 2): FilledForm {
  return {
    bidderName: form.bidderName,
    creditCode: form.creditCode.trim().toUpperCase(),
    kind,
    value: readPrice(kind, form.price)!,
    words: form.words,
    units:
      kind === 'UnitPrices'
        ? form.units.map(unit => ({ name: unit.name, millionths: readUnitPrice(unit.price, decimals) as bigint }))
        : [],
    items: form.items.map(item => ({ ...item })),
  };
}
