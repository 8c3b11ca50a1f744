import { describe, expect, it } from 'vitest';
import { readForm as readShown } from '../../src/form';
import { readBase64, toBase64 } from '../../src/seal/bytes';
import { printForm, readForm } from '../../src/seal/form';
import { load } from './vectors';

interface Content {
  version: number;
  bidderName: string;
  creditCode: string;
  kind: string;
  value: number;
  words: string;
  units: { name: string; millionths: string }[];
  items: { name: string; value: string }[];
  certificate: string;
  ownership: string;
}

interface Case {
  name: string;
  bytes: string;
  isReadUnder1: boolean;
  isReadUnder2: boolean;
  form: Content | null;
}

const cases = load<Case[]>('opening/forms.json');

const contentOf = (form: NonNullable<ReturnType<typeof readForm>>): Content => ({
  version: form.version,
  bidderName: form.bidderName,
  creditCode: form.creditCode,
  kind: form.kind,
  value: Number(form.value),
  words: form.words,
  units: form.units.map(unit => ({ name: unit.name, millionths: `${unit.millionths}` })),
  items: form.items,
  certificate: toBase64(form.certificate),
  ownership: toBase64(form.ownership),
});

describe('the frozen forms of both versions', () => {
  it.each(cases)('$name', ({ bytes, isReadUnder1, isReadUnder2, form }) => {
    const raw = readBase64(bytes)!;
    for (const read of [readForm, readShown])
      expect([read(raw, 1) !== null, read(raw, 2) !== null]).toEqual([isReadUnder1, isReadUnder2]);
    const own = readForm(raw);
    expect(own && contentOf(own)).toEqual(form);
    if (!own) return;
    expect(toBase64(printForm(own))).toBe(bytes);
    const { kind, value, words, units, ...rest } = own;
    expect(readShown(raw)).toEqual({ ...rest, price: { kind, value, words, units } });
  });
});
