// A member's sheet over all bids while it is written: cells of the draft as entries of criteria/sheetDraft.ts, what is
// missing, and the paper that is signed of it.
import { problemsOf, readScore, sumOf, type Entry, type SheetItem, type SheetProblem } from '../criteria/sheetDraft';
import { readJson, type Json } from '../exact';
import type { Cells } from './drafts';
import { oneLine } from './reasons';
import type { SheetBid } from './wire';

/** Which of the criteria: all but the price, those that are scored masked, or the others. */
export type Which = 'all' | 'masked' | 'open';

/** What is scored of published terms. Bytes that are no terms have nothing. */
export function itemsOfTerms(terms: Uint8Array, which: Which = 'all'): SheetItem[] {
  const masked = maskedIn(terms);
  return itemsIn(terms).filter(item => which === 'all' || masked.includes(item.id) === (which === 'masked'));
}

function itemsIn(terms: Uint8Array): SheetItem[] {
  try {
    const file = readJson(new TextDecoder().decode(terms)) as { criteria?: Json };
    if (!Array.isArray(file.criteria)) return [];
    return file.criteria.flatMap(itemOf);
  } catch {
    return [];
  }
}

/** Ids of the criteria that the terms mask. */
export function maskedIn(terms: Uint8Array): string[] {
  try {
    const file = readJson(new TextDecoder().decode(terms)) as { masked?: { criteria?: Json } | null };
    const ids = file.masked?.criteria;
    return Array.isArray(ids) ? ids.filter(id => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

/** Whether points count otherwise than as they are: 1 point is 10 thousandths of the whole where nothing is weighed. */
export function isWeighed(terms: Uint8Array): boolean {
  try {
    const { criteria } = readJson(new TextDecoder().decode(terms)) as { criteria?: Json };
    if (!Array.isArray(criteria)) return false;
    return (criteria as Record<string, Json>[]).some(
      ({ kind, maxHundredths, weightPermille }) =>
        kind !== 'price' && typeof weightPermille === 'number' && weightPermille * 10 !== maxHundredths,
    );
  } catch {
    return false;
  }
}

function itemOf(json: Json): SheetItem[] {
  const { id, kind, maxHundredths, stepHundredths, reasonBelowHundredths } = (json ?? {}) as Record<string, Json>;
  if (typeof id !== 'string' || (kind !== 'objective' && kind !== 'subjective')) return [];
  const whole = (value: Json | undefined) => (typeof value === 'number' ? BigInt(value) : null);
  const [most, step] = [whole(maxHundredths), whole(stepHundredths)];
  return most === null || step === null || step <= 0n
    ? []
    : [{ id, kind, most, step, reasonBelow: whole(reasonBelowHundredths) }];
}

export const scoreCell = (bid: string, item: string): string => `${bid}/score/${item}`;
export const reasonCell = (bid: string, item: string): string => `${bid}/reason/${item}`;

/** Bid, field and item of a cell. */
export function cellOf(key: string): { bid: string; field: 'score' | 'reason'; item: string } | null {
  const found = /^([0-9a-f]{32})\/(score|reason)\/(.+)$/s.exec(key);
  return found && { bid: found[1]!, field: found[2] as 'score' | 'reason', item: found[3]! };
}

export const entriesOf = (items: readonly SheetItem[], bid: string, cells: Cells): Entry[] =>
  items.map(item => ({ score: cells[scoreCell(bid, item.id)] ?? '', reason: cells[reasonCell(bid, item.id)] ?? '' }));

/** An entry as it is judged and signed: reasons in one line. */
const plain = (entries: readonly Entry[]): Entry[] =>
  entries.map(entry => ({ score: entry.score, reason: oneLine(entry.reason) }));

export interface BidProblem extends SheetProblem {
  bid: string;
}

/** Everything that keeps the sheet from being handed in, by bid. */
export const sheetProblems = (items: readonly SheetItem[], bids: readonly string[], cells: Cells): BidProblem[] =>
  bids.flatMap(bid => problemsOf(items, plain(entriesOf(items, bid, cells))).map(problem => ({ ...problem, bid })));

export const sumFor = (items: readonly SheetItem[], bid: string, cells: Cells) =>
  sumOf(items, entriesOf(items, bid, cells));

/** What is signed, once nothing keeps it from being handed in. */
export const paperOf = (items: readonly SheetItem[], bids: readonly string[], cells: Cells): SheetBid[] =>
  bids.map(bid => ({
    bid,
    scores: plain(entriesOf(items, bid, cells)).map((entry, i) => ({
      criterion: items[i]!.id,
      hundredths: readScore(entry.score) as bigint,
      reason: entry.reason,
    })),
  }));

/** How far a score lies from the mean of the seats, in steps of the item's range: −3 … 3; 0 is the mean. */
export function heatOf(score: bigint, all: readonly bigint[], most: bigint): number {
  if (all.length === 0 || most <= 0n) return 0;
  const mean = Number(all.reduce((sum, one) => sum + one, 0n)) / all.length;
  const share = (Number(score) - mean) / Number(most);
  const size = Math.min(3, Math.ceil(Math.abs(share) / 0.05 - 0.2));
  return Math.sign(share) * Math.max(0, size);
}
