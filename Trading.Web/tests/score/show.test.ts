import { describe, expect, it } from 'vitest';
import type { ShownBid } from '../../src/score/answer';
import { chartOf, roundStep, ticks } from '../../src/score/chart';
import { examples } from '../../src/score/examples';
import { lineOf, placeOf } from '../../src/score/place';
import { plain, priceOf } from '../../src/score/prices';

const at = (text: string, path: string) => {
  const { from, to } = placeOf(text, path);
  return text.slice(from, to);
};

describe('the place of a fault', () => {
  const text = '{ "a": [ {"b.c": 1, "b": {"c": "é"}}, [] ],\n  "a": 2, "x[0]": 3 }';

  it.each([
    ['$.a', '"a": 2'], // of a key that stands twice the second one
    ['$.x[0]', '"x[0]": 3'],
    ['$.missing', text],
    ['$', text],
  ])('%s is %s', (path, expected) => expect(at(text, path)).toBe(expected));

  it('follows elements and keys with points', () => {
    const one = '{"a":[{"b.c":1,"b":{"c":"é"}}]}';
    expect(at(one, '$.a[0].b.c')).toBe('"b.c":1');
    expect(at(one, '$.a[0].b')).toBe('"b":{"c":"é"}');
    expect(at(one, '$.a[0].none')).toBe('{"b.c":1,"b":{"c":"é"}}');
    expect(at(one, '$.a[7]')).toBe('"a":[{"b.c":1,"b":{"c":"é"}}]'.slice(4));
  });

  it.each([
    ['{"a":1,}', '}'],
    ['{"a":01}', '0'],
    ['[1 2]', '2'],
    ['{} x', 'x'],
    ['{', ''],
  ])('of what is no JSON is where it stops: %s', (text, expected) => expect(at(text, '$')).toBe(expected));

  it('has a line and a column', () => expect(lineOf('ab\ncd', 4)).toEqual({ line: 2, column: 2 }));

  it('finds every bid of the examples', () => {
    for (const text of Object.values(examples)) {
      const file = JSON.parse(text) as { bids: { id: string }[] };
      file.bids.forEach(({ id }, i) => expect(at(text, `$.bids[${i}].id`)).toBe(`"id": "${id}"`));
    }
  });
});

describe('prices', () => {
  it.each([
    ['amount', '1,234.56', 123_456],
    ['amount', '1000000000000.01', null],
    ['amount', 'x', null],
    ['rate', '98.5', 985_000],
    ['discount', '5%', 50_000],
  ] as const)('%s %s is %s', (quote, text, price) => expect(priceOf(quote, text)).toBe(price));

  it('are printed as they are read', () => {
    expect(plain('amount', 123_456)).toBe('1,234.56');
    expect(priceOf('rate', plain('rate', 985_001))).toBe(985_001);
  });
});

describe('the picture', () => {
  const figure = (decimal: string) => ({ exact: '', decimal, isExact: true });
  const bid = (offered: number | null, score: string | null): ShownBid => ({
    bid: 'x',
    quoted: offered,
    offered,
    canVary: true,
    row: null,
    price: score === null ? null : figure(score),
    pricePoints: null,
    items: [],
    technical: null,
    total: null,
    reason: null,
    isTied: false,
  });
  const drawn = {
    looked: null,
    tick: String,
    points: [
      { price: 100, score: '100', rank: 1 },
      { price: 150, score: '80', rank: 1 },
      { price: 160, score: null, rank: null },
      { price: 200, score: '50', rank: 2 },
      { price: 300, score: '40', rank: 2 },
    ],
    bids: [bid(100, '100'), bid(300, '40'), bid(null, null)],
    ceiling: 250,
    changes: [{ lastAt: 119, firstAt: 120, before: [], after: [] }],
  };

  it.each([358, 1240])('stands inside its frame at %i', width => {
    const chart = chartOf(drawn, width, 300)!;
    const { left, right, top, bottom } = chart.plot;
    expect(chart.marks.map(m => [m.x, m.y])).toEqual([
      [left, top],
      [right, bottom],
    ]);
    expect(chart.curves.map(c => c.split(' ').length)).toEqual([2, 2]); // where nothing is scored there is a gap
    for (const { x } of chart.across) expect(x >= left && x <= right).toBe(true);
    expect(chart.up.at(-1)).toEqual({ score: 100, y: top });
    expect(chart.ceiling).toBeGreaterThan(chart.changes[0]!);
  });

  it('is none without a bid that has a score', () =>
    expect(chartOf({ ...drawn, bids: [bid(null, null)] }, 300, 300)).toBeNull());

  it('has a width where all prices are one', () => {
    const chart = chartOf({ ...drawn, points: [], bids: [bid(7, '100')], ceiling: null, changes: [] }, 300, 300)!;
    expect(chart.marks[0]!.x).toBe((chart.plot.left + chart.plot.right) / 2);
  });

  it.each([358, 1240])('never prints numbers on each other at %i', width => {
    const near = Array.from({ length: 40 }, (_, i) => bid(8_000_000_000 + i * 1_000_000, String(80 + (i % 3))));
    const { marks, across } = chartOf({ ...drawn, looked: 7, points: [], bids: near, ceiling: null }, width, 300)!;
    const boxes = marks.flatMap(({ bid, label }) => {
      const w = String(bid + 1).length * 7;
      return label ? [{ x: label.anchor === 'start' ? label.x : label.x - w, y: label.y, w }] : [];
    });
    expect(boxes.length).toBeGreaterThan(3);
    for (const [i, a] of boxes.entries())
      for (const b of boxes.slice(i + 1))
        expect(a.x < b.x + b.w && b.x < a.x + a.w && Math.abs(a.y - b.y) < 12).toBe(false);
    expect(marks[7]!.label).not.toBeNull();
    for (const [i, { x, text }] of across.slice(1).entries()) expect(x - across[i]!.x).toBeGreaterThan(text.length * 7);
  });

  it('has round numbers on its axes', () => {
    expect(ticks([3, 21], 4)).toEqual([5, 10, 15, 20]);
    expect([0.2, 1, 3, 700].map(roundStep)).toEqual([1, 1, 5, 1000]);
  });
});
