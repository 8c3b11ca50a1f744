import { describe, expect, it } from 'vitest';
import type { Answer, ShownBid } from '../../src/score/answer';
import { askOf, next, start, type Exploring, type Said } from '../../src/score/exploring';

const bid = (name: string, row: number | null, canVary = true): ShownBid => ({
  bid: name,
  quoted: 100,
  offered: 100,
  canVary,
  row,
  price: null,
  pricePoints: null,
  items: [],
  technical: null,
  total: null,
  reason: null,
  isTied: false,
});

const answerOf = (bids: ShownBid[], ranked: string[]): Answer => ({
  fault: null,
  explained: {
    rows: ranked.map((name, i) => ({ bid: name, price: '', technical: '', total: '', rounded: '', rank: i + 1 })),
    candidates: ranked,
    derivations: [],
  },
  shown: { quote: 'amount', ceiling: null, items: [], bids, findings: [], derivations: [], letters: [] },
  varied: null,
  filing: null,
});

const faulty: Answer = {
  fault: { code: 'weights-sum', path: '$.criteria', rule: 'r', detail: '', words: 'w' },
  explained: null,
  shown: null,
  varied: null,
  filing: null,
};

const after = (e: Exploring, ...said: Said[]): Exploring => said.reduce(next, e);
const typed = after(start('zh'), { said: 'text', text: '{}' });
const told = (e: Exploring, answer: Answer): Exploring => next(e, { said: 'answered', ask: askOf(e)!, answer });
const three = answerOf([bid('a', 1), bid('b', 0, false), bid('c', null, false)], ['b', 'a']);

describe('a formula that is explored', () => {
  it('asks nothing of an empty text, and of a text once', () => {
    expect(askOf(start('zh'))).toBeNull();
    expect(askOf(after(start('zh'), { said: 'text', text: ' \n' }))).toBeNull();
    expect(askOf(typed)).toEqual({ tender: '{}', language: 'zh', bid: 0, price: null });
    expect(askOf(told(typed, faulty))).toBeNull();
  });

  it('keeps the text that has a fault', () => {
    const e = told(typed, faulty);
    expect([e.text, e.fault?.code, e.result]).toEqual(['{}', 'weights-sum', null]);
  });

  it('looks first at the best bid whose price can be another one, and remembers what the file says', () => {
    const first = told(typed, three);
    expect(first.bid).toBe(0);
    expect(first.filed).toBe(100);
    const other = told(typed, answerOf([bid('a', 1), bid('b', 0)], ['b', 'a']));
    expect(other.bid).toBe(1);
    expect(askOf(other)).toMatchObject({ bid: 1, price: null }); // its curve is still to come
  });

  it('counts another price, and the price of the file is none', () => {
    const e = after(told(typed, three), { said: 'price', price: 90 });
    expect(askOf(e)).toMatchObject({ bid: 0, price: 90 });
    expect(told(e, three).filed).toBe(100);
    expect(after(e, { said: 'price', price: 100 }).price).toBeNull();
    expect(after(e, { said: 'bid', bid: 1 })).toMatchObject({ bid: 1, price: null, filed: null });
  });

  it('goes on with a text that is typed on, and shows what was there until an answer comes', () => {
    const e = after(told(typed, three), { said: 'price', price: 90 }, { said: 'text', text: '[]' });
    expect(e).toMatchObject({ bid: 0, price: null, filed: null });
    expect(e.result).not.toBeNull();
    expect(told(e, answerOf([bid('a', 1, false), bid('b', 0)], ['b', 'a'])).bid).toBe(1);
    expect(after(e, { said: 'text', text: '' }).result).toBeNull();
  });

  it('begins anew with another file', () =>
    expect(after(told(typed, three), { said: 'file', text: '[]' })).toEqual({ ...start('zh'), text: '[]' }));

  it('keeps the result where another price makes none, until a price makes one', () => {
    const zero = after(told(typed, three), { said: 'price', price: 0 });
    const e = told(zero, faulty);
    expect([e.priceFault?.code, e.fault, e.result]).toEqual(['weights-sum', null, zero.result]);
    expect(told(after(e, { said: 'price', price: 100 }), three).priceFault).toBeNull();
    expect(after(e, { said: 'bid', bid: 1 }).priceFault).toBeNull();
  });

  it('does not listen to an answer of yesterday', () => {
    const ask = askOf(typed)!;
    const e = after(typed, { said: 'text', text: '[]' }, { said: 'answered', ask, answer: three });
    expect(e.result).toBeNull();
    expect(next(e, { said: 'failed', ask, cause: 1 }).trouble).toBeNull();
  });

  it('says what failed, keeps the text, and asks again when it is told to', () => {
    const e = next(typed, { said: 'failed', ask: askOf(typed)!, cause: 'gone' });
    expect([e.trouble, e.text, askOf(e)]).toEqual(['gone', '{}', null]);
    expect(askOf(next(e, { said: 'again' }))).not.toBeNull();
    expect(next(typed, { said: 'unreadable', cause: 'x' })).toMatchObject({ text: '{}', trouble: 'x' });
  });

  it('asks for the words in the other language', () => {
    expect(askOf(next(told(typed, three), { said: 'language', language: 'en' }))).toMatchObject({ language: 'en' });
  });

  it('of terms whose K is still to be drawn is what was checked, until there is something to count', () => {
    const drawnFrom = [{ exact: '9/10', decimal: '0.9', isExact: true }];
    const filed = told(typed, { ...faulty, fault: null, filing: { drawnFrom } });
    expect([filed.filing, filed.fault, filed.result]).toEqual([{ drawnFrom }, null, null]);
    const counted = told(after(filed, { said: 'text', text: '{"bids":[]}' }), three);
    expect(counted.filing).toBeNull();
    expect(after(filed, { said: 'text', text: '' }).filing).toBeNull();
  });
});
