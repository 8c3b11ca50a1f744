import { describe, expect, it } from 'vitest';
import { foldAll, noHall } from '../src/fold';
import BidRow from '../src/hall/BidRow';
import ProtestCard from '../src/hall/ProtestCard.vue';
import LotTabs from '../src/hall/LotTabs.vue';
import PeopleText from '../src/person/PeopleText';
import BigTable from '../src/screen/BigTable.vue';
import { printForm, readForm } from '../src/seal/form';
import type { Bid, Lot } from '../src/state';
import { columnsOf, inSentence, piecesOf, shownText } from '../src/texts';
import { inBoth, render } from './render';
import { streamOf, vector, type SessionVector } from './vectors';

interface Named {
  name: string;
  text: string;
  lines: string;
  shown: string;
}

const { texts } = vector<{ texts: Named[] }>('texts.json');
const hall = foldAll(noHall, streamOf(vector<SessionVector>('sessions/other-name.json')));
const lot = hall.lots[0]!;
const first = lot.bids.find(bid => bid.form)!;

// What a reader sees of a page: its texts, each letter as it stands.
const letters: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const read = (html: string) =>
  html
    .replace(/<button[^>]*people-more.*?<\/button>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => letters[name]!);
// The renderer of these tests joins blanks.
const joined = (text: string) => text.replace(/\s+/g, ' ').trim();

describe('texts of people', () => {
  it.each(texts)('read as the record reads them: $name', ({ text, shown }) => {
    expect(shownText(text)).toBe(shown);
    expect(
      piecesOf(text)
        .map(piece => piece.text)
        .join(''),
    ).toBe(shown);
    expect(inSentence(text)).toBe(`\u2068${shown}\u2069`);
  });

  it('has twenty hostile ones at least', () => expect(texts.length).toBeGreaterThanOrEqual(21));

  it('shows half a surrogate pair by its code', () => expect(shownText('甲\ud800乙')).toBe('甲U+D800乙'));

  it.each(texts)('stand in form, hall, big screen, objection and lot alike: $name', async ({ text, shown }) => {
    const items = [
      { name: text, value: text },
      { name: '工期', value: text },
    ];
    const price = { ...first.form!.price, words: text };
    const sealed = readForm(
      printForm({ ...first.form!, ...price, bidderName: text, items, ownership: new Uint8Array(64) } as never),
    )!;
    expect([sealed.bidderName, sealed.items, sealed.words]).toEqual([text, items, text]);
    const bid: Bid = { ...first, marks: [], certified: null, form: { ...first.form!, bidderName: text, items, price } };
    const here: Lot = { ...lot, title: text, bids: [bid] };
    const objections = [
      { id: 'x', lot: lot.lot, submission: bid.submission, text, at: 0, answer: text, answeredAt: 0 },
    ];
    const row = { bid, number: 1, pack: hall.pack, bar: null, boundAt: null, concluded: false };
    for (const [component, props, times] of [
      [PeopleText, { text }, 1],
      [BidRow, row, 4],
      [BigTable, { hall, lot: here, page: 0 }, 3],
      [ProtestCard, { hall: { ...hall, objections }, lot: here }, 3],
      [LotTabs, { lots: [here], chosen: lot.lot }, 1],
    ] as const) {
      const html = await render(component, props as object, 'zh');
      const seen = joined(read(html).replaceAll('\u2068', '').replaceAll('\u2069', ''));
      expect(seen.split(joined(shown)).length - 1).toBeGreaterThanOrEqual(times);
      expect(html).not.toMatch(/[\u202A-\u202E\u2066\u2067\u200E\u200F]/);
    }
  });

  it('of a long one three lines stand, with a way to the rest, in both languages', async () => {
    const long = '联合体成员单位有限公司'.repeat(20);
    for (const language of inBoth) {
      expect(await render(PeopleText, { text: long }, language)).toContain('people-more');
      expect(await render(PeopleText, { text: long, whole: true }, language)).not.toContain('people-more');
      expect(await render(PeopleText, { text: '甲公司' }, language)).not.toContain('people-more');
    }
  });

  it('counts two columns for a letter of Chinese, and no further than asked', () => {
    expect([columnsOf('ab甲'), columnsOf(''), columnsOf('甲'.repeat(1_000), 10)]).toEqual([4, 0, 12]);
  });
});
