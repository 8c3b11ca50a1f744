import type { Change, Point, ShownBid } from './answer';

// A picture's geometry. Its numbers are rounded to draw with; those to read stand in the table.

export interface Chart {
  width: number;
  height: number;
  plot: { left: number; right: number; top: number; bottom: number };
  curves: string[];
  marks: Mark[];
  across: Tick[];
  up: { y: number; score: number }[];
  ceiling: number | null;
  changes: number[];
}

export interface Tick {
  x: number;
  price: number;
  text: string;
}

/** A bid, and where its number stands beside it; null where numbers would lie on each other. */
export interface Mark {
  x: number;
  y: number;
  bid: number;
  label: { x: number; y: number; anchor: 'start' | 'end' } | null;
}

export interface Drawn {
  /** The bid that is looked at: its number is always there. */
  looked: number | null;
  /** How a price is written below the axis. */
  tick: (price: number) => string;
  points: Point[];
  bids: ShownBid[];
  ceiling: number | null;
  changes: Change[];
}

const margin = { left: 46, right: 16, top: 26, bottom: 52 };

/** Null where nothing can be drawn: no bid has a price and a score. */
export function chartOf(
  { looked, tick, points, bids, ceiling, changes }: Drawn,
  width: number,
  height: number,
): Chart | null {
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
    marks: marksOf(
      known.map(({ bid, price, score }) => ({ bid, x: x(price), y: y(score) })),
      looked,
      { left: margin.left, right: width - margin.right, bottom: height - margin.bottom },
    ),
    across: apart(ticks(spread(prices), width < 480 ? 3 : 6).map(price => ({ price, x: x(price), text: tick(price) }))),
    up: ticks([floor(Math.min(...scores)), 100], 5).map(score => ({ score, y: y(score) })),
    ceiling: ceiling === null ? null : x(ceiling),
    changes: changes.map(change => x(change.firstAt)),
  };
}

const letter = { wide: 7.2, high: 12 };
const gap = 10;

// Every second figure, every third …: as many as stand beside each other.
function apart(all: Tick[]): Tick[] {
  const widest = Math.max(0, ...all.map(t => t.text.length)) * letter.wide + gap;
  const step = all.length > 1 ? all[1]!.x - all[0]!.x : widest;
  const every = Math.max(1, Math.ceil(widest / step));
  return all.filter((_, i) => i % every === 0);
}

interface Box {
  x: number;
  y: number;
  w: number;
}
const meets = (a: Box, b: Box) => a.x < b.x + b.w && b.x < a.x + a.w && Math.abs(a.y - b.y) < letter.high;

// Right above, left above, right below, left below: the first place that is free.
function marksOf(
  all: Omit<Mark, 'label'>[],
  looked: number | null,
  plot: { left: number; right: number; bottom: number },
): Mark[] {
  const taken: Box[] = [];
  const labels = new Map<number, Mark['label']>();
  for (const { x, y, bid } of [...all].sort((a, b) => Number(b.bid === looked) - Number(a.bid === looked))) {
    const w = String(bid + 1).length * letter.wide;
    const places = [
      { x: x + 8, y: y - 7, anchor: 'start' as const },
      { x: x - 8, y: y - 7, anchor: 'end' as const },
      { x: x + 8, y: y + 15, anchor: 'start' as const },
      { x: x - 8, y: y + 15, anchor: 'end' as const },
    ];
    const boxOf = (at: (typeof places)[number]) => ({ x: at.anchor === 'start' ? at.x : at.x - w, y: at.y, w });
    const free = places.find(at => {
      const box = boxOf(at);
      const isInside = box.x >= plot.left && box.x + w <= plot.right && at.y <= plot.bottom;
      return isInside && !taken.some(other => meets(box, other));
    });
    labels.set(bid, free ?? null);
    if (free) taken.push(boxOf(free));
  }
  return all.map(mark => ({ ...mark, label: labels.get(mark.bid)! }));
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
