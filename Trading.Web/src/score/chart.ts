import type { Change, Point, ShownBid } from './answer';

// A picture's geometry. Its numbers are rounded to draw with; those to read stand in the table.

export interface Chart {
  width: number;
  height: number;
  plot: { left: number; right: number; top: number; bottom: number };
  curves: string[];
  marks: { x: number; y: number; bid: number }[];
  across: { x: number; price: number }[];
  up: { y: number; score: number }[];
  ceiling: number | null;
  changes: number[];
}

export interface Drawn {
  points: Point[];
  bids: ShownBid[];
  ceiling: number | null;
  changes: Change[];
}

const margin = { left: 46, right: 16, top: 26, bottom: 52 };

/** Null where nothing can be drawn: no bid has a price and a score. */
export function chartOf({ points, bids, ceiling, changes }: Drawn, width: number, height: number): Chart | null {
  const known = bids.flatMap((b, bid) =>
    b.offered !== null && b.price ? [{ bid, price: b.offered, score: Number(b.price.decimal) }] : [],
  );
  if (known.length === 0) return null;
  const curve = points.filter(p => p.score !== null);
  const prices = [...known.map(k => k.price), ...points.map(p => p.price), ...(ceiling === null ? [] : [ceiling])];
  const scores = [...known.map(k => k.score), ...curve.map(p => Number(p.score))];
  const x = scale(spread(prices), margin.left, width - margin.right);
  const y = scale([floor(Math.min(...scores)), 100], height - margin.bottom, margin.top);
  return {
    width,
    height,
    plot: { left: margin.left, right: width - margin.right, top: margin.top, bottom: height - margin.bottom },
    curves: curves(points, x, y),
    marks: known.map(({ bid, price, score }) => ({ bid, x: x(price), y: y(score) })),
    across: ticks(spread(prices), width < 480 ? 3 : 6).map(price => ({ price, x: x(price) })),
    up: ticks([floor(Math.min(...scores)), 100], 5).map(score => ({ score, y: y(score) })),
    ceiling: ceiling === null ? null : x(ceiling),
    changes: changes.map(change => x(change.firstAt)),
  };
}

/** Round numbers inside a range, about so many. */
export function ticks([low, high]: [number, number], about: number): number[] {
  const step = roundStep((high - low) / about);
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => (first + i) * step);
}

/** 1, 2 or 5 times a power of ten, at least so much and never below one fen. */
export function roundStep(least: number): number {
  if (least <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  return power * (least <= power ? 1 : least <= 2 * power ? 2 : least <= 5 * power ? 5 : 10);
}

// Where the bid is not scored the line ends, and begins anew behind it.
function curves(points: Point[], x: (n: number) => number, y: (n: number) => number): string[] {
  const parts: string[][] = [[]];
  for (const { price, score } of points)
    if (score === null) parts.push([]);
    else parts.at(-1)!.push(`${x(price)},${y(Number(score))}`);
  return parts.filter(part => part.length > 1).map(part => part.join(' '));
}

const floor = (score: number): number => Math.max(0, Math.min(90, Math.floor(score / 10) * 10));

function spread(prices: number[]): [number, number] {
  const [low, high] = [Math.min(...prices), Math.max(...prices)];
  return low === high ? [low - 1, high + 1] : [low, high];
}

const scale =
  ([from, to]: [number, number], start: number, end: number) =>
  (n: number): number =>
    Math.round((start + ((n - from) / (to - from)) * (end - start)) * 10) / 10;
