import { describe, expect, it } from 'vitest';
import { foldAll, noHall } from '../../src/fold';
import BigHead from '../../src/screen/BigHead.vue';
import BigTable from '../../src/screen/BigTable.vue';
import { fitting, pagesOf, rowsPerPage } from '../../src/screen/table';
import type { Bid, Hall, Lot } from '../../src/state';
import { publicStep, publicSteps } from '../../src/steps';
import { inBoth, partOf, render, said, textOf } from '../render';
import { streamOf, vector, type SessionVector } from '../vectors';

const hall: Hall = foldAll(noHall, streamOf(vector<SessionVector>('sessions/other-name.json')));
const first = hall.lots[0]!.bids.find(bid => bid.form)!;
const bid = (n: number, over: Partial<NonNullable<Bid['form']>> = {}): Bid => ({
  ...first,
  submission: String(n).padStart(32, '0'),
  marks: [],
  certified: null,
  form: { ...first.form!, bidderName: `投标人第${n}号`, ...over },
});
const lotOf = (bids: Bid[], over: Partial<Lot> = {}): Lot => ({ ...hall.lots[0]!, bids, ...over });
const table = (lot: Lot, page = 0) => render(BigTable, { hall, lot, page }, 'zh');

describe('a table on the big screen', () => {
  it('has every one of 24 rows on one of its pages', async () => {
    const lot = lotOf(Array.from({ length: 24 }, (_, i) => bid(i + 1)));
    const seen: string[] = [];
    for (let page = 0; page < pagesOf(24); page++)
      seen.push(...(textOf(await table(lot, page)).match(/投标人第\d+号/g) ?? []));
    expect(seen).toEqual(lot.bids.map(each => each.form!.bidderName));
    expect(seen.length / pagesOf(24)).toBe(rowsPerPage);
  });

  it('reads the amount in words under its figures', async () => {
    const price = { ...first.form!.price, words: '壹佰万元整' };
    expect(textOf(partOf(await table(lotOf([bid(1, { price })])), 'words'))).toBe('壹佰万元整');
    const bare = { ...first.form!.price, words: '' };
    expect(await table(lotOf([bid(1, { price: bare })]))).not.toContain('data-testid="words"');
  });

  it('shows unit prices and items as far as two lines go, and says how many more there are', async () => {
    const units = [1, 2].map(n => ({ name: `清单${n}`, millionths: 1_500_000n }));
    const items = [1, 2, 3].map(n => ({ name: `事项${n}`, value: 'x' }));
    const all = textOf(await table(lotOf([bid(1, { price: { ...first.form!.price, units }, items })])));
    for (const shown of ['清单1', '清单2', '事项1', '事项2', '事项3']) expect(all).toContain(shown);
    expect(all).not.toContain('另有');
    const long = items.map(item => ({ ...item, value: '三十个字的说明文字'.repeat(4) }));
    const html = textOf(await table(lotOf([bid(1, { items: long })])));
    expect(html).toContain('事项1');
    expect(html).not.toContain('事项2');
    expect(html).toContain('另有 2 项，见开标大厅');
  });

  it('counts what fits, at least one', () => {
    expect(fitting([10, 10, 10], 36)).toBe(3);
    expect(fitting([10, 10, 10], 35)).toBe(2);
    expect(fitting([90, 1], 10)).toBe(1);
    expect(fitting([], 10)).toBe(0);
  });

  it('gives a long name two lines, and its details one', async () => {
    const html = await table(lotOf([bid(1, { bidderName: '联合体'.repeat(12) }), bid(2)]));
    expect(html.match(/<li[^>]* class="long"/g)).toHaveLength(1);
  });

  it('keeps the direction of what people wrote to itself', async () => {
    const html = await table(lotOf([bid(1, { items: [{ name: '\u202Eabc', value: '\u202E1' }] })]));
    expect(textOf(html)).toMatch(/U\+202E\s?abc\s+U\+202E\s?1/);
    expect(html).not.toContain('\u202E');
  });
});

describe('the public step', () => {
  const open = lotOf([{ ...bid(1), attended: false }], { phase: 'opened' });
  const objected = { objections: [{ ...hall.objections[0]!, lot: open.lot, answer: null }] };
  it.each([
    ['ceremony', {}, { phase: 'ceremony' }],
    ['intake', {}, { phase: 'intake' }],
    ['releasing', {}, { phase: 'releasing' }],
    ['attend', { objections: [], record: null, phase: 'open' }, {}],
    ['objection', { ...objected, record: null, phase: 'open' }, {}],
    ['opened', { objections: [], record: null, phase: 'open' }, { bids: [{ ...bid(1), attended: true }] }],
    ['failed', {}, { phase: 'failed', failure: { cause: 'FewSubmitted', rule: '' } }],
    ['record', { record: null, phase: 'concluded' }, {}],
  ] as const)('is %s', (step, ofHall, ofLot) => {
    const here = { ...hall, record: null, phase: 'open', ...ofHall } as unknown as Hall;
    expect(publicStep(here, { ...open, ...ofLot } as unknown as Lot)).toBe(step);
  });

  it('has words for each, and stands large in the head', async () => {
    for (const language of inBoth) {
      for (const step of publicSteps) expect(said(`big.step.${step}`, language)).not.toBe('');
      const props = { hall, lot: open, link: 'live', second: 1_800_000_000, many: 1, turn: 0, isHeld: true };
      const html = await render(BigHead, props, language);
      expect(textOf(partOf(html, 'step'))).toBe(said(`big.step.${publicStep(hall, open)}`, language));
      expect(textOf(partOf(html, 'held'))).toBe(said('big.held', language));
    }
  });
});
