import { beforeAll, describe, expect, it, vi } from 'vitest';
import { addWords } from '../../src/i18n';
import type { Figure, Result, ShownBid } from '../../src/score/answer';
import { comparedOf } from '../../src/score/findings';
import DerivationList from '../../src/score/DerivationList.vue';
import FaultNote from '../../src/score/FaultNote.vue';
import PriceChart from '../../src/score/PriceChart.vue';
import PriceVary from '../../src/score/PriceVary.vue';
import ScoreTable from '../../src/score/ScoreTable.vue';
import en from '../../src/words/score.en';
import zh from '../../src/words/score.zh';
import { render, textOf } from '../render';

const figure = (exact: string, decimal: string, isExact = true): Figure => ({ exact, decimal, isExact });

const bid = (name: string, over: Partial<ShownBid>): ShownBid => ({
  bid: name,
  quoted: 100_000,
  offered: 100_000,
  canVary: true,
  row: null,
  price: null,
  items: [],
  technical: null,
  total: null,
  reason: null,
  isTied: false,
  ...over,
});

const scored = { items: [figure('30/1', '30')], technical: figure('30/1', '30'), total: figure('60/1', '60') };
const result: Result = {
  explained: {
    rows: [
      { bid: '乙', price: '100/1', technical: '30/1', total: '60/1', rounded: '60.00', rank: 1 },
      { bid: '甲', price: '200/3', technical: '30/1', total: '50/1', rounded: '50.00', rank: 2 },
    ],
    candidates: ['乙', '甲'],
    findings: [{ code: 'few-bidders', value: '2/1', limit: '3/1' }],
    derivations: [
      { bid: '乙', terms: [{ inputs: [], value: '100/1', rule: 'procurement-87:55' }] },
      { bid: '甲', terms: [{ inputs: [], value: '200/3', rule: 'procurement-87:55' }] },
    ],
  },
  shown: {
    quote: 'amount',
    ceiling: 160_000,
    items: ['方案'],
    bids: [
      bid('甲', { ...scored, row: 1, price: figure('200/3', '66.6667', false), quoted: 150_000, offered: 150_000 }),
      bid('乙', { ...scored, row: 0, price: figure('100/1', '100') }),
      bid('丙', {
        canVary: false,
        offered: null,
        reason: { words: '被否决', ground: '资格不合格', said: '<无资质>', rule: 'procurement-87:63' },
      }),
    ],
    findings: [{ subject: [], words: '有效投标人不足三家', value: '2/1', limit: '3/1', rule: 'procurement-87:43' }],
    derivations: [[], []],
  },
  varied: {
    bid: 1,
    points: [
      { price: 50_000, score: '100.0000', rank: 1 },
      { price: 225_000, score: '66.0000', rank: 2 },
    ],
    changes: [{ lastAt: 150_000, firstAt: 150_001, before: ['乙'], after: ['甲'] }],
  },
};

beforeAll(() => {
  addWords('score', { zh, en });
  vi.stubGlobal('ResizeObserver', class {});
});

describe('what is shown of a result', () => {
  it('are findings in units that people read, the fraction beside them', async () => {
    const found = (code: string, value: string, limit: string) => ({
      ...result,
      explained: { ...result.explained, findings: [{ code, value, limit }] },
      shown: { ...result.shown, findings: [{ ...result.shown.findings[0]!, value, limit }] },
    });
    const low = found('abnormally-low-average', '40000000/1', '131250001/3');
    const html = await render(ScoreTable, { result: low });
    expect(textOf(html)).toContain('（400,000.00 元，对比 ≈ 437,500.00 元）');
    expect(html).toContain('title="（40000000/1，对比 131250001/3）"');
    expect(textOf(await render(ScoreTable, { result: low }, 'en'))).toContain(
      '(CNY 400,000.00, against ≈ CNY 437,500.00)',
    );
    const far = found('distance', '4000/1', '3050/1');
    expect(textOf(await render(ScoreTable, { result: far }))).toContain('（40 分，对比 30.5 分）');
    const rate = { ...low, shown: { ...low.shown, quote: 'rate' as const } };
    expect(textOf(await render(ScoreTable, { result: rate }))).toContain('4,000.00%');
    expect(textOf(await render(ScoreTable, { result: found('too-fast', '19/2', '10/1') }))).toContain(
      '9.50 秒，对比 10 秒',
    );
    expect(textOf(await render(ScoreTable, { result: found('something-new', '19/2', '10/1') }))).toContain('19/2');
    expect(comparedOf('confirm', 'amount', '-1/2')).toMatchObject({ n: '−0.01', isExact: false });
    expect(comparedOf('confirm', 'amount', '1/0')).toBeNull();
  });

  it('are all bids, ranked ones first, each with its candidate or its reason', async () => {
    const html = await render(ScoreTable, { result });
    const rows = html.split('data-testid="score-row"').slice(1).map(textOf);
    expect(rows.map(row => /[甲乙丙]/.exec(row)![0])).toEqual(['乙', '甲', '丙']);
    expect(rows[1]).toContain('1,500.00 ≈ 66.6667 30 60 50.00');
    expect(rows[0]).toContain('中标候选人');
    expect(html).toContain('&lt;无资质&gt;');
    expect(rows[2]).toContain('被否决 (资格不合格:');
  });

  it('is a picture with every bid that has a price, the curve, the ceiling and the change', async () => {
    const html = await render(PriceChart, { shown: result.shown, varied: result.varied, bid: 1 });
    const count = (part: string) => html.split(part).length - 1;
    expect([count('<circle'), count('<polyline'), count('class="ceiling"'), count('class="change"')]).toEqual([
      2, 1, 1, 1,
    ]);
    expect(textOf(html)).toContain('只改 乙 的报价');
    // No letter is cut: a label stands 7 above its mark and is 12 high.
    const labels = [...html.matchAll(/<circle[^>]*>(?:<\/circle>)?\s*<text[^>]* y="([\d.]+)"/g)];
    expect(labels).toHaveLength(2);
    for (const [, y] of labels) expect(Number(y)).toBeGreaterThanOrEqual(12);
    expect(await render(PriceChart, { shown: { ...result.shown, bids: [] }, varied: null, bid: null })).toBe('');
  });

  it('says where the first place changes hands, in both languages', async () => {
    const props = { result, varied: result.varied, bid: 1, price: 120_000, filed: 100_000, fault: null };
    expect(textOf(await render(PriceVary, props))).toContain(
      '报价从 1,500.00 元 到 1,500.01 元：第一名由 乙 变为 甲。',
    );
    const english = await render(PriceVary, props, 'en');
    expect(textOf(english)).toContain('the first place passes from 乙 to 甲');
    expect(english).toContain('min="50000" max="225000"');
    expect(textOf(english)).toContain('the file says CNY 1,000.00');
    expect(textOf(await render(PriceVary, { ...props, bid: null }))).toContain('没有可以单独改动的一个数');
    expect(textOf(await render(PriceVary, { ...props, varied: { bid: 1, points: [], changes: [] } }))).toContain(
      '这份文件太大',
    );
  });

  it('is the place of a fault', async () => {
    const fault = { code: 'weights-sum', path: '$.criteria', rule: 'spec:scoring', detail: '999', words: '权重' };
    const text = textOf(await render(FaultNote, { fault, text: '{\n "criteria": [] }' }));
    expect(text).toContain('权重 (999)');
    expect(text).toContain('$.criteria · 第 2 行第 2 列');
  });

  it('are derivations that are made when they are opened', async () => {
    const html = await render(DerivationList, { result });
    expect(html.split('<details').length - 1).toBe(2);
    expect(html).not.toContain('<ol');
  });
});
