import { describe, expect, it, vi } from 'vitest';
import { shallowRef } from 'vue';
import { itemsOf, readyItems } from '../../src/rooms/readyItems';
import StartCheck from '../../src/rooms/StartCheck.vue';
import { roomPacks } from '../../src/rooms/packs';
import {
  compareStart,
  startFaults,
  wishOf,
  type Difference,
  type StartAnswer,
  type StartTexts,
  type StartWish,
} from '../../src/rooms/startDraft';
import { most, printStart, type RoomStart } from '../../src/rooms/wire';
import { fromHex, hex, textBytes } from '../../src/seal/bytes';
import { sha256 } from '../../src/sha256';
import type { Bid, Hall, Lot } from '../../src/state';
import { inBoth, render, said, textOf } from '../render';

// A stream of its own is another story: here nothing of the draw was read yet.
vi.mock('../../src/draws/useDraw', async () => {
  const { noDraw } = await import('../../src/draws/state');
  return { useDraw: () => ({ draw: shallowRef(noDraw) }) };
});

// What the host's page finds where a platform makes another start than was asked for.

const point = (n: number) => new Uint8Array(65).fill(n);
const scoring = '{"format":"trading-score/1"}';
const session = '1'.repeat(32);
const id = (n: number) => n.toString(16).padStart(32, '0');
const opened = (n: number, part: Partial<Bid> = {}): Bid => ({
  submission: id(n),
  submissionKey: point(n),
  envelopeHash: hex(new Uint8Array(32).fill(n)),
  form: {
    version: 2,
    bidderName: `第${n}号供应商`,
    creditCode: '',
    price: { kind: 'Amount', value: BigInt(80_000_000 + n), words: '', units: [] },
    items: [{ name: '交货期', value: '30 天' }],
    certificate: new Uint8Array(0),
    ownership: new Uint8Array(0),
  },
  content: new Uint8Array(0),
  marks: [],
  certified: null,
  unreadable: null,
  attended: true,
  confirmed: true,
  ...part,
});
const lot = { lot: '1', scoring, bids: [opened(1), opened(2), opened(3, { form: null })] } as unknown as Lot;
const hall: Pick<Hall, 'record'> = { record: { at: 1, hash: '7'.repeat(64) } };
const wish: StartWish = {
  session,
  lot: '1',
  draw: '2'.repeat(32),
  pack: 'procurement-goods',
  endsAt: 1_800_000_000_000_000n,
  items: itemsOf(readyItems('procurement-goods')),
  drawnK: '',
  scoring: [],
};
const start = (part: Partial<RoomStart> = {}): RoomStart => ({
  suite: 1,
  room: 'a'.repeat(32),
  session,
  lot: '1',
  record: fromHex('7'.repeat(64)),
  checkpoint: 'checkpoint',
  draw: wish.draw,
  pack: wish.pack,
  packVersion: 1,
  terms: new Uint8Array(sha256(textBytes(scoring))),
  drawnK: '',
  endsAt: wish.endsAt,
  host: point(9),
  supervisor: point(8),
  gate: point(7),
  seats: [1, 2, 3, 4, 5].map(position => ({ role: 'Expert', position })),
  items: wish.items,
  bids: [1, 2].map(n => ({
    id: id(n),
    code: '',
    name: `第${n}号供应商`,
    figure: BigInt(80_000_000 + n),
    published: [{ title: '交货期', text: '30 天' }],
    envelope: new Uint8Array(32).fill(n),
    scoring: '',
    keys: [point(n)],
  })),
  ...part,
});
const answerOf = (made: RoomStart, part: Partial<StartAnswer> = {}): StartAnswer => ({
  room: 'a'.repeat(32),
  start: printStart(made),
  terms: textBytes(scoring),
  leftOut: [id(3)],
  faults: [],
  ...part,
});
const codes = (answer: StartAnswer, asked = wish, own = 9) =>
  compareStart(answer, asked, hall, lot, point(own)).differences.map(one => one.code);
const bid = (part: Partial<RoomStart['bids'][number]>) => {
  const [first, ...rest] = start().bids;
  return start({ bids: [{ ...first!, ...part }, ...rest] });
};

describe('a start', () => {
  it('that is what was asked for and what was opened has no difference', () => {
    expect(codes(answerOf(start()))).toEqual([]);
  });

  it.each<[Difference['code'], StartAnswer]>([
    ['unreadable', answerOf(start(), { start: new Uint8Array([1, 2, 3]) })],
    ['room', answerOf(start(), { room: 'b'.repeat(32) })],
    ['lot', answerOf(start({ lot: '2' }))],
    ['lot', answerOf(start({ session: '3'.repeat(32) }))],
    ['draw', answerOf(start({ draw: '3'.repeat(32) }))],
    ['pack', answerOf(start({ pack: 'procurement-services' }))],
    ['ends', answerOf(start({ endsAt: wish.endsAt + 1n }))],
    ['items', answerOf(start({ items: wish.items.slice(1) }))],
    ['items', answerOf(start({ items: wish.items.map(item => ({ ...item, ground: 'Other' as const })) }))],
    ['k', answerOf(start({ drawnK: '5' }))],
    ['record', answerOf(start({ record: new Uint8Array(32) }))],
    ['terms', answerOf(start({ terms: new Uint8Array(32) }))],
    ['terms', answerOf(start({ terms: new Uint8Array(sha256(textBytes('{}'))) }), { terms: textBytes('{}') })],
    ['order', answerOf(start({ bids: start().bids.toReversed() }))],
    ['unknownBid', answerOf(bid({ id: id(77) }))],
    ['missingBid', answerOf(start({ bids: start().bids.slice(1) }))],
    ['missingBid', answerOf(start(), { leftOut: [] })],
    ['name', answerOf(bid({ name: '别家' }))],
    ['figure', answerOf(bid({ figure: 1n }))],
    ['envelope', answerOf(bid({ envelope: new Uint8Array(32).fill(99) }))],
    ['facts', answerOf(bid({ published: [] }))],
    ['keys', answerOf(bid({ keys: [point(1), point(55)] }))],
    ['scoring', answerOf(bid({ scoring: '{"brand":"x"}' }))],
  ])('that differs in %s is told', (code, answer) => {
    expect(codes(answer)).toContain(code);
    for (const language of inBoth) expect(said(`roomSides.differs.${code}`, language)).not.toBe('');
  });

  it('names another host, or lacks what the host adds to a bid', () => {
    expect(codes(answerOf(start()), wish, 10)).toEqual(['host']);
    const added = { ...wish, scoring: [{ submission: id(1), scoring: '{"brand":"x"}' }] };
    expect(codes(answerOf(start()), added)).toEqual(['scoring']);
    expect(codes(answerOf(bid({ scoring: '{"brand":"x"}' })), added)).toEqual([]);
  });

  it('may hold the words of a price that differ from its figure, as they were read out', () => {
    expect(codes(answerOf(bid({ scoring: '{"quotation":{"wordsFen":123}}' })))).toEqual([]);
  });
});

describe('the form of a start', () => {
  const texts = (part: Partial<StartTexts> = {}): StartTexts => ({
    lot: '1',
    draw: wish.draw,
    ends: '2026-12-01T18:00',
    items: readyItems('procurement-goods'),
    drawnK: '',
    scoring: {},
    ...part,
  });
  const now = Date.parse('2026-12-01T10:00:00+08:00');
  const faults = (part: Partial<StartTexts>) => startFaults(texts(part), now).map(one => one.problem);

  it.each<[string, Partial<StartTexts>]>([
    ['lot', { lot: '' }],
    ['draw', { draw: '' }],
    ['ends', { ends: '' }],
    ['endsSoon', { ends: '2026-12-01T10:29:59' }],
    ['endsFar', { ends: '2027-12-01T10:00' }],
    ['title', { items: [{ ...readyItems('procurement-goods')[0]!, title: ' ' }] }],
    ['title', { items: [{ ...readyItems('procurement-goods')[0]!, title: 'x'.repeat(501) }] }],
    ['twice', { items: [...readyItems('procurement-goods'), readyItems('procurement-goods')[0]!] }],
    ['json', { scoring: { [id(1)]: '[1]' } }],
    ['json', { scoring: { [id(1)]: '{' } }],
  ])('tells %s', (problem, part) => {
    expect(faults({})).toEqual([]);
    expect(faults(part)).toEqual([problem]);
    for (const language of inBoth) expect(said(`roomSides.problem.${problem}`, language)).not.toBe('');
  });

  it('has at most so many items as a start', () => {
    const one = readyItems('procurement-goods')[0]!;
    const many = Array.from({ length: most.items + 1 }, (_, i) => ({ ...one, title: `${i}` }));
    expect(faults({ items: many })).toEqual(['many']);
    expect(faults({ items: many.map((item, i) => ({ ...item, isTaken: i > 0 })) })).toEqual([]);
  });

  it('leaves out what is not taken, and numbers each stage from 1', () => {
    const items = itemsOf(readyItems('construction-national').map((item, i) => ({ ...item, isTaken: i !== 1 })));
    expect(items.map(item => item.id)).toEqual(['q1', 'q2', 'c1', 'c2', 'c3', 'c4', 'c5']);
    expect(wishOf(texts(), session, wish.pack).endsAt).toBe(BigInt(Date.parse('2026-12-01T18:00:00+08:00')) * 1000n);
  });

  it.each(roomPacks.map(pack => pack.id))('has ready items of %s that a start takes', pack => {
    const items = itemsOf(readyItems(pack));
    expect(() => printStart(start({ items, pack }))).not.toThrow();
    expect(new Set(items.map(item => item.stage)).size).toBe(2);
  });

  // What is shown as a person's text is isolated there, and tells every sign that draws nothing.
  it.each(inBoth)('is looked at once more in plain texts: %s', async language => {
    const made = start();
    const shownLot = { ...lot, title: '设备采购', priceKind: 'Amount' };
    const props = {
      start: made,
      answer: answerOf(made),
      differences: [],
      lot: shownLot,
      title: '漓江路',
      isBusy: false,
    };
    const html = await render(StartCheck, props, language);
    expect(textOf(html)).toContain('第1号供应商 · ');
    expect(textOf(html)).not.toContain('U+20');
  });
});
