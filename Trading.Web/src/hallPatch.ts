// What changed between two states of a session, in pieces that a page takes one at a time: the state is folded in a
// worker (hallWorker.ts), and the page keeps every object that did not change.
import { mostLogLines } from './noHall';
import type { Bid, Hall, Lot, LogLine } from './state';

type OfHall = Omit<Hall, 'lots' | 'log'>;
type OfLot = Omit<Lot, 'bids'>;

/** One piece; those of one change are taken in their order, and only the last one leaves a state to be shown. */
export interface HallPatch {
  fields: Partial<OfHall>;
  lots: LotPatch[];
  /** Lines that stand behind the last one of before. */
  log: LogLine[];
}

interface LotPatch {
  /** Its place among the lots. */
  at: number;
  fields: Partial<OfLot>;
  /** Bids by their places in the lot. */
  bids: [number, Bid][];
}

/** Bids of a piece: what a cheap phone reads in one task. */
const mostBids = 25;

/** The pieces that make the one state of the other; it followed from it by folding, so nothing that was is gone. */
export function patchesOf(before: Hall, now: Hall): HallPatch[] {
  const { lots: lotsBefore, log: _, ...restBefore } = before;
  const { lots, log, ...rest } = now;
  const newest = before.log.at(-1)?.height ?? -1;
  const first: HallPatch = {
    fields: changed<OfHall>(restBefore, rest),
    lots: [],
    log: log.filter(line => line.height > newest),
  };
  const pieces = [first];
  lots.forEach((lot, at) => {
    if (lot === lotsBefore[at]) return;
    const { bids: bidsBefore, ...ofLotBefore } = lotsBefore[at] ?? { bids: [] };
    const { bids, ...ofLot } = lot;
    first.lots.push({ at, fields: changed<OfLot>(ofLotBefore, ofLot), bids: [] });
    const fresh = bids.flatMap((bid, i): [number, Bid][] => (bid === bidsBefore[i] ? [] : [[i, bid]]));
    for (let i = 0; i < fresh.length; i += mostBids)
      pieces.push({ fields: {}, lots: [{ at, fields: {}, bids: fresh.slice(i, i + mostBids) }], log: [] });
  });
  return pieces;
}

/** The state behind a piece; the state before is left as it is, and what the piece does not name stays the same. */
export function patched(before: Hall, { fields, lots, log }: HallPatch): Hall {
  const hall: Hall = { ...before, ...fields };
  if (log.length > 0) hall.log = [...before.log, ...log].slice(-mostLogLines);
  if (lots.length > 0) hall.lots = [...before.lots];
  for (const { at, fields: ofLot, bids } of lots) {
    const lot = { ...(hall.lots[at] ?? { bids: [] }), ...ofLot } as Lot;
    if (bids.length > 0) lot.bids = [...lot.bids];
    for (const [i, bid] of bids) lot.bids[i] = bid;
    hall.lots[at] = lot;
  }
  return hall;
}

function changed<T extends object>(before: Partial<T>, now: T): Partial<T> {
  const fields: Partial<T> = {};
  for (const key of Object.keys(now) as (keyof T)[]) if (!isSame(before[key], now[key])) fields[key] = now[key];
  return fields;
}

// A list is copied by whoever may add to it: with the same items it is the same.
const isSame = (a: unknown, b: unknown): boolean =>
  a === b || (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => item === b[i]));
