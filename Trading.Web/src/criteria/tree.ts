import { emptyOf, type Group } from './draft';
import { readWhole } from './entries';
import { terms, type ListShape, type Shape, type Unit } from './shape';

// The criteria as parts with items. The file has one list of ids and no parts: what stands in an id before its first
// stroke is the part (`技术/施工组织设计`), and neighbours of one part stand together. Nothing is kept beside the ids.

export interface Part {
  name: string;
  /** Index of its first item, and behind its last. */
  from: number;
  to: number;
}

const stroke = '/';

/** Part and name of an id; without a part the name is the whole id. */
export function splitId(id: string): { part: string; name: string } {
  const at = id.indexOf(stroke);
  return at > 0 ? { part: id.slice(0, at), name: id.slice(at + 1) } : { part: '', name: id };
}

export const joinId = (part: string, name: string): string => (part === '' ? name : `${part}${stroke}${name}`);

/** A part's name cannot hold the stroke that ends it. */
export const partName = (text: string): string => text.replaceAll(stroke, '／');

const idOf = (item: Group): string => item['id'] as string;

export function partsOf(items: readonly Group[]): Part[] {
  const parts: Part[] = [];
  items.forEach((item, i) => {
    const { part } = splitId(idOf(item));
    const last = parts.at(-1);
    if (last?.name === part) last.to = i + 1;
    else parts.push({ name: part, from: i, to: i + 1 });
  });
  return parts;
}

export function emptyItem(part: string, kind: string): Group {
  return { ...(emptyOf((terms['criteria'] as ListShape).of) as Group), id: joinId(part, ''), kind };
}

export function insert<T>(items: readonly T[], at: number, item: T): T[] {
  return [...items.slice(0, at), item, ...items.slice(at)];
}

export const without = <T>(items: readonly T[], at: number): T[] => items.filter((_, i) => i !== at);

export function renamePart(items: readonly Group[], { from, to }: Part, name: string): Group[] {
  const clean = partName(name);
  return items.map((item, i) =>
    i >= from && i < to ? { ...item, id: joinId(clean, splitId(idOf(item)).name) } : item,
  );
}

/** An item one place up or down; over the end of its part it comes into the part beside it. Null: it stays. */
export function moveItem(items: readonly Group[], at: number, by: -1 | 1): { items: Group[]; at: number } | null {
  const parts = partsOf(items);
  const p = parts.findIndex(part => at >= part.from && at < part.to);
  const part = parts[p]!;
  const to = at + by;
  if (to >= part.from && to < part.to) return { items: swapped(items, at, to), at: to };
  const beside = parts[p + by];
  if (!beside) return null;
  const moved = { ...items[at]!, id: joinId(beside.name, splitId(idOf(items[at]!)).name) };
  return { items: items.map((item, i) => (i === at ? moved : item)), at };
}

/** A whole part before or behind the one beside it. */
export function movePart(items: readonly Group[], part: Part, by: -1 | 1): Group[] | null {
  const parts = partsOf(items);
  const p = parts.findIndex(each => each.from === part.from);
  const beside = parts[p + by];
  if (!beside) return null;
  const [first, second] = by < 0 ? [beside, part] : [part, beside];
  return [
    ...items.slice(0, first.from),
    ...items.slice(second.from, second.to),
    ...items.slice(first.from, first.to),
    ...items.slice(second.to),
  ];
}

const swapped = (items: readonly Group[], a: number, b: number): Group[] =>
  items.map((item, i) => (i === a ? items[b]! : i === b ? items[a]! : item));

const keys = ((terms['criteria'] as ListShape).of as Extract<Shape, { is: 'object' }>).keys;
const unitOf = (key: string): Unit => (keys[key] as Extract<Shape, { is: 'whole' }>).unit;
export const weightUnit = unitOf('weightPermille');
export const pointUnit = unitOf('maxHundredths');

/** Thousandths of all weights that can be read, and whether that is each of them. */
export function weightsOf(items: readonly Group[]): { sum: bigint; isWhole: boolean } {
  const read = items.map(item => readWhole(item['weightPermille'] as string, weightUnit));
  const numbers = read.filter(each => typeof each === 'bigint');
  return { sum: numbers.reduce((sum, each) => sum + each, 0n), isWhole: numbers.length === items.length };
}

/** Who writes a weight means the same number of points to score, as long as nobody has said otherwise. */
export function weigh(item: Group, text: string): Group {
  const [weight, points] = [item['weightPermille'] as string, item['maxHundredths'] as string];
  const [before, most] = [readWhole(weight, weightUnit), readWhole(points, pointUnit)];
  const isSame = typeof before === 'bigint' ? before * 10n === most && before !== 0n : points === weight;
  const follows = item['kind'] !== 'price' && (points === '' || isSame);
  return { ...item, weightPermille: text, ...(follows ? { maxHundredths: text } : {}) };
}
