import { describe, expect, it } from 'vitest';
import type { Group } from '../../src/criteria/draft';
import {
  emptyEntries,
  needsReason,
  printScore,
  problemsOf,
  readScore,
  scoreFault,
  stepped,
  sumOf,
  type SheetItem,
} from '../../src/criteria/sheetDraft';
import { sheetOf } from '../../src/criteria/sheetOf';
import { emptyItem } from '../../src/criteria/tree';

const item = (over: Partial<SheetItem> = {}): SheetItem => ({
  id: '技术/方案',
  kind: 'subjective',
  most: 2_000n,
  step: 50n,
  reasonBelow: 1_000n,
  ...over,
});

describe('a score', () => {
  it.each([
    ['', 'missing'],
    ['  ', 'missing'],
    ['x', 'notNumber'],
    ['1.005', 'tooFine'],
    ['-0.5', 'below'],
    ['20.5', 'above'],
    ['999999999999999999999', 'above'],
    ['12.3', 'offStep'],
    ['0', null],
    ['20', null],
    ['12.5', null],
    ['１２．５', null],
  ])('%s: %s', (text, fault) => {
    expect(scoreFault(item(), text)?.fault ?? null).toBe(fault);
  });

  it('off its step names the two beside it', () => {
    expect(scoreFault(item(), '12.3')!.values).toMatchObject({ step: '0.5', under: '12', over: '12.5' });
    expect(scoreFault(item({ step: 2_000n }), '19')!.values).toMatchObject({ under: '0', over: '20' });
  });

  it('is exact, where a floating point number is not', () => {
    // 0.1 + 0.2 of steps of 0.1: 0.3 is no multiple of 0.1 for a machine's own numbers.
    expect(scoreFault(item({ step: 10n }), '0.3')).toBe(null);
    expect(sumOf([item({ step: 10n }), item({ step: 10n })], entries('0.1', '0.2')).sum).toBe(30n);
    expect([readScore('0.07'), printScore(7n)]).toEqual([7n, '0.07']);
  });

  it('below the bound needs a reason, at the bound none', () => {
    expect([needsReason(item(), '9.5'), needsReason(item(), '10'), needsReason(item(), '')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(needsReason(item({ reasonBelow: null }), '0')).toBe(false);
  });

  it('goes by lawful steps, and stays within its bounds', () => {
    expect([stepped(item(), '12.3', 1), stepped(item(), '12.3', -1), stepped(item(), '12.5', -1)]).toEqual([
      '12.5',
      '12',
      '12',
    ]);
    expect([stepped(item(), '20', 1), stepped(item(), '0', -1), stepped(item(), '-3', 1)]).toEqual(['20', '0', '0']);
    expect([stepped(item(), '', 1), stepped(item(), '', -1), stepped(item(), '99', -1)]).toEqual(['20', '0', '20']);
  });
});

const entries = (...scores: string[]) => scores.map(score => ({ score, reason: '' }));

describe('a sheet', () => {
  const items = [item(), item({ id: '业绩', kind: 'objective', most: 1_000n, step: 200n, reasonBelow: null })];

  it('says everything that keeps it from being handed in, in the order of its fields', () => {
    expect(problemsOf(items, emptyEntries(items)).map(p => [p.item, p.field, p.fault])).toEqual([
      [0, 'score', 'missing'],
      [1, 'score', 'missing'],
    ]);
    expect(problemsOf(items, entries('9', '3')).map(p => [p.item, p.field, p.fault])).toEqual([
      [0, 'reason', 'reasonMissing'],
      [1, 'score', 'offStep'],
    ]);
    const reasoned = [
      { score: '9', reason: '缺进度计划' },
      { score: '4', reason: '' },
    ];
    expect(problemsOf(items, reasoned)).toEqual([]);
  });

  it('takes a reason of 500 characters, and none that is hidden or empty', () => {
    const fault = (reason: string) => problemsOf([item()], [{ score: '1', reason }])[0]?.fault ?? null;
    expect([fault('理'.repeat(500)), fault('理'.repeat(501)), fault('𠮷'.repeat(500))]).toEqual([
      null,
      'reasonLong',
      null,
    ]);
    expect([fault('   '), fault('a\u200bb'), fault('a\nb'), fault('\ud800')]).toEqual([
      'reasonMissing',
      'reasonBad',
      'reasonBad',
      'reasonBad',
    ]);
  });

  it('adds what can stand, and counts what is missing', () => {
    expect(sumOf(items, entries('12.5', '4'))).toEqual({ sum: 1_650n, most: 3_000n, missing: 0 });
    expect(sumOf(items, entries('12.3', '4'))).toEqual({ sum: 400n, most: 3_000n, missing: 1 });
    expect(sumOf([], [])).toEqual({ sum: 0n, most: 0n, missing: 0 });
  });
});

describe('the preview', () => {
  const criterion = (over: Group): Group => ({ ...emptyItem('', 'subjective'), id: 'a', ...over });

  it('has every item but the price, once it can be scored', () => {
    const whole = criterion({ maxHundredths: '20', stepHundredths: '0.5', reasonBelowHundredths: '10' });
    const { items, unready } = sheetOf([
      criterion({ kind: 'price', weightPermille: '30' }),
      whole,
      criterion({ maxHundredths: '20', stepHundredths: '3' }),
      criterion({ maxHundredths: '20' }),
      criterion({ id: '', maxHundredths: '20', stepHundredths: '1' }),
      criterion({ maxHundredths: 'x', stepHundredths: '1' }),
    ]);
    expect(items).toEqual([{ id: 'a', kind: 'subjective', most: 2_000n, step: 50n, reasonBelow: 1_000n }]);
    expect(unready).toBe(4);
  });
});
