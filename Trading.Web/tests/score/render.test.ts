import { beforeAll, describe, expect, it, vi } from 'vitest';
import { addWords } from '../../src/i18n';
import type { Figure, Result, ShownBid } from '../../src/score/answer';
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
  pricePoints: null,
  items: [],
  technical: null,
  total: null,
  reason: null,
  isTied: false,
  ...over,
});

const scored = {
  pricePoints: figure('30/1', '30'),
  items: [figure('30/1', '30')],
  technical: figure('30/1', '30'),
  total: figure('60/1', '60'),
};
const result: Result = {
  explained: {
    rows: [
      { bid: '乙', price: '100/1', technical: '30/1', total: '60/1', rounded: '60.00', rank: 1 },
      { bid: '甲', price: '200/3', technical: '30/1', total: '50/1', rounded: '50.00', rank: 2 },
    ],
    candidates: ['乙', '甲'],
    derivations: [
      { bid: '乙', terms: [{ value: '100/1', rule: 'procurement-87:55' }] },
      { bid: '甲', terms: [{ value: '200/3', rule: 'procurement-87:55' }] },
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
        reason: { words: '投标无效（资格不合格：<无资质>）', rule: 'procurement-87:63' },
      }),
    ],
    findings: [{ subject: ['丙'], words: '报价 5.00 元，须书面说明', rule: 'procurement-87:43' }],
    derivations: [
      [{ name: '价格得分', formula: 'B ÷ A × 100', inputs: ['B 1,000.00 元', 'A 1,000.00 元'], yield: ' = 100 分' }],
      [{ name: '价格得分', formula: 'B ÷ A × 100', inputs: [], yield: ' ≈ 66.6667 分' }],
    ],
    letters: [{ letter: 'B', meaning: '评标基准价' }],
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
  it('are findings as they are told, each with whom it concerns and its rule', async () => {
    const text = textOf(await render(ScoreTable, { result }));
    expect(text).toContain('提示 丙： 报价 5.00 元，须书面说明 [ 财政部令第 87 号第 43 条 ]');
  });

  it('are all bids, ranked ones first, each with its candidate or its reason', async () => {
    const html = await render(ScoreTable, { result });
    const rows = html.split('data-testid="score-row"').slice(1).map(textOf);
    expect(rows.map(row => /[甲乙丙]/.exec(row)![0])).toEqual(['乙', '甲', '丙']);
    expect(rows[1]).toContain('1,500.00 ≈ 66.6667 30 30 60 50.00');
    expect(rows[0]).toContain('中标候选人');
    expect(html).toContain('&lt;无资质&gt;');
    expect(rows[2]).toContain('投标无效（资格不合格：');
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
    expect(textOf(html)).toContain('B 评标基准价');
  });
});
