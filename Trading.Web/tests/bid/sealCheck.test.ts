import { describe, expect, it } from 'vitest';
import { factsOf, lookAt, warningsOf, type SealLook } from '../../src/bid/sealCheck';
import { foldAll, noHall } from '../../src/fold';
import type { Language } from '../../src/i18n';
import type { FilledForm } from '../../src/seal/sealing';
import type { Lot } from '../../src/state';
import { inBoth, said } from '../render';
import { streamOf, vector, type SessionVector } from '../vectors';

const hall = foldAll(noHall, streamOf(vector<SessionVector>('sessions/standstill.json')));
const filled: FilledForm = {
  bidderName: '甲建设集团有限公司',
  creditCode: '91330100799655058B',
  kind: 'Amount',
  value: 123_456_789n,
  words: '壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分',
  units: [],
  items: [{ name: '工期', value: '180 天' }],
};
const plan = { name: '方案.pdf', sizeBytes: 2_048, ending: 'PDF', isPdf: true, sameAs: null };
const lot: Lot = { ...hall.lots[0]!, priceKind: 'Amount', ceiling: 150_000_000n, version: 2 };
const look = (change: Partial<FilledForm> = {}, more: Partial<SealLook> = {}): SealLook => ({
  filled: { ...filled, ...change },
  documents: [plan],
  empty: [],
  revision: 1,
  ...more,
});
const tell = (language: Language) => (key: string, values?: Record<string, unknown>) => said(key, language, values);
const facts = (of: SealLook, at = lot, language: Language = 'zh') =>
  Object.fromEntries(factsOf(tell(language), hall, at, of).map(fact => [fact.id, fact.value]));
const warned = (of: SealLook, at = lot) => warningsOf(tell('zh'), at, of).map(warning => warning.id);

describe('what is looked at before a bid is sealed', () => {
  it('has every fact, figures grouped and words whole', () => {
    expect(facts(look())).toMatchObject({
      session: { lines: [hall.title, hall.session] },
      tender: hall.tenderCode,
      revision: '1',
      name: filled.bidderName,
      code: filled.creditCode,
      price: '1,234,567.89 元',
      words: filled.words,
      items: ['工期：180 天'],
      documents: ['方案.pdf　2.0 KiB　PDF'],
    });
    expect(facts(look())).not.toHaveProperty('units');
  });

  it('has words in both languages for every kind, with unit prices and without documents', () => {
    for (const language of inBoth)
      for (const kind of ['Amount', 'Rate', 'Discount', 'UnitPrices'] as const) {
        const units = kind === 'UnitPrices' ? [{ name: '电', millionths: 654_300n }] : [];
        const shown = facts(
          look({ kind, value: 985_000n, units }, { documents: [] }),
          { ...lot, priceKind: kind },
          language,
        );
        expect(Object.values(shown).flat().join('')).toMatch(kind === 'UnitPrices' ? /0\.6543/ : /9/);
      }
  });

  it('tells how far the price is from its bound, exactly in money and about in per cent', () => {
    const distance = (value: bigint, ceiling: bigint, priceKind: Lot['priceKind'] = 'Amount') =>
      facts(look({ kind: priceKind, value }), { ...lot, priceKind, ceiling }).distance;
    expect(distance(87_654_321n, 100_000_000n)).toBe('低于最高限价 123,456.79 元（约 12.35%）');
    expect(distance(100_000_001n, 100_000_000n)).toBe('高于最高限价 0.01 元（约 0.00%）');
    expect(distance(100_000_000n, 100_000_000n)).toBe('与最高限价相同');
    expect(distance(1n, 0n)).toBe('未设最高限价');
    expect(distance(985_000n, 1_000_000n, 'Rate')).toBe('低于最高限价 1.50 个百分点');
    expect(distance(30_000n, 50_000n, 'Discount')).toBe('低于最低下浮率 2.00 个百分点');
    expect(distance(30_000n, 0n, 'Discount')).toBe('未设最低下浮率');
  });

  it('warns of what is lawful and seldom meant, and of nothing else', () => {
    expect(warned(look())).toEqual([]);
    expect(warned(look({ value: 0n, words: '零元整' }))).toEqual(['zero']);
    expect(warned(look({ value: 150_000_001n, words: '' }))).toEqual(['beyond', 'noWords']);
    expect(warned(look({ words: '壹元整' }))).toEqual(['words']);
    const rate = { ...lot, priceKind: 'Rate' as const, ceiling: 0n };
    const share = (kind: 'Rate' | 'Discount', value: bigint, words: string) =>
      warned(look({ kind, value, words }), { ...rate, priceKind: kind });
    expect(share('Rate', 9_999n, '百分之零点九九九九')).toEqual(['small']);
    expect(share('Rate', 10_000n, '百分之一')).toEqual([]);
    expect(share('Discount', 1_000_000n, '百分之一百')).toEqual(['zero']);
    expect(share('Discount', 1_000_001n, '百分之一百点零零零一')).toEqual(['negative']);
    const units = [{ name: '水', millionths: 0n }];
    expect(warned(look({ kind: 'UnitPrices', units }), { ...lot, priceKind: 'UnitPrices' })).toEqual(['units']);
    expect(warned(look({}, { documents: [], empty: ['空.pdf'] }))).toEqual(['noDocuments', 'empty']);
    const table = { ...plan, name: '表.xlsx', ending: 'XLSX', isPdf: false, sameAs: '方案.pdf' };
    expect(warned(look({}, { documents: [plan, table] }))).toEqual(['notPdf', 'twice']);
  });
});

describe('documents', () => {
  it('are told by their bytes: PDF or not, and which have the same ones', async () => {
    const bytes = (head: string, tail: number) => [head, new Uint8Array(5_000_000).fill(tail)] as BlobPart[];
    const files = [
      new File(bytes('%PDF-1.7', 1), 'a.pdf'),
      new File(bytes('%PDF-1.7', 2), 'b.pdf'),
      new File(bytes('%PDF-1.7', 1), 'c.pdf'),
      new File(['no pdf'], 'd.PDF'),
      new File(['%PD'], '说明'),
    ];
    expect((await lookAt(files)).map(({ ending, isPdf, sameAs }) => [ending, isPdf, sameAs])).toEqual([
      ['PDF', true, null],
      ['PDF', true, null],
      ['PDF', true, 'a.pdf'],
      ['PDF', false, null],
      ['', false, null],
    ]);
  });
});
