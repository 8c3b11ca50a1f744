import { fits, Reader, WireError, Writer, type Bytes } from '../seal/bytes';
import { isLot, isSession, isSubmission } from '../seal/names';
import { isCreditCode } from '../seal/subject';
import { hashBytes, pointBytes, suiteId } from '../seal/suite';

// What a room begins with, and its canonical bytes (docs/spec/room.md, "Start"): printer and parser side by side.

export const roles = ['Expert', 'Buyer'] as const;
export type Role = (typeof roles)[number];
export const itemStages = ['Qualification', 'Compliance'] as const;
export type ItemStage = (typeof itemStages)[number];
/** As they are numbered in a start, from 0. */
export const grounds = ['OverCeiling', 'BelowCost', 'Unqualified', 'Unresponsive', 'Collusion', 'Other'] as const;
export type Ground = (typeof grounds)[number];

export interface RoomSeat {
  role: Role;
  /** The draw's position, or the number of a seat that a hash names. */
  position: number;
}
export interface RoomItem {
  id: string;
  stage: ItemStage;
  title: string;
  ground: Ground;
  rule: string;
}
export interface RoomBid {
  id: string;
  /** The bidder's credit code; empty where the opening showed none. */
  code: string;
  name: string;
  /** The price that was read out, in fen or millionths. */
  figure: bigint;
  /** What else was read out. */
  published: { title: string; text: string }[];
  envelope: Bytes;
  /** A JSON object with further keys of a bid of TENDER.json; empty for none. */
  scoring: string;
  keys: Bytes[];
}
export interface RoomStart {
  suite: number;
  room: string;
  session: string;
  lot: string;
  record: Bytes;
  checkpoint: string;
  draw: string;
  pack: string;
  packVersion: number;
  terms: Bytes;
  /** K that was drawn in the hall; empty where there is none. */
  drawnK: string;
  /** Until when papers are handed in, UTC microseconds. */
  endsAt: bigint;
  host: Bytes;
  supervisor: Bytes;
  gate: Bytes;
  /** A seat's number is its place, from 1. */
  seats: RoomSeat[];
  items: RoomItem[];
  bids: RoomBid[];
}

/** The most of each; docs/limits.md. */
export const most = {
  seats: 49,
  items: 200,
  bids: 1_000,
  facts: 40,
  keys: 2,
  idLetters: 64,
  titleLetters: 500,
  nameLetters: 200,
  factLetters: 100,
  checkpointBytes: 65_536,
  scoringBytes: 65_536,
} as const;

const version = 1;
const kBytes = 37;
const codeBytes = 18;
const mostFigure = 100_000_000_000_000n;
/** In the year 2255: what reads numbers as JSON does keeps it. */
export const lastInstant = BigInt(Number.MAX_SAFE_INTEGER);

/** The canonical bytes; a RangeError for a start that breaks its form. */
export function printStart(s: RoomStart): Bytes {
  if (!isWellFormed(s)) throw new RangeError('the start is not well formed');
  const w = new Writer().u8(version).u16(s.suite).text(s.room).text(s.session).text(s.lot).fixed(s.record);
  w.text(s.checkpoint).text(s.draw).text(s.pack).u16(s.packVersion).fixed(s.terms).text(s.drawnK).i64(s.endsAt);
  w.fixed(s.host).fixed(s.supervisor).fixed(s.gate);
  w.list(s.seats, seat => w.u8(roles.indexOf(seat.role) + 1).u32(seat.position));
  w.list(s.items, item => {
    w.text(item.id).u8(itemStages.indexOf(item.stage) + 1);
    w.text(item.title).u8(grounds.indexOf(item.ground)).text(item.rule);
  });
  w.list(s.bids, bid => {
    w.text(bid.id).text(bid.code).text(bid.name).i64(bid.figure);
    w.list(bid.published, fact => w.text(fact.title).text(fact.text));
    w.fixed(bid.envelope)
      .text(bid.scoring)
      .list(bid.keys, key => w.fixed(key));
  });
  return w.done();
}

/** The start, or null for anything that the printer would not print. */
export function readStart(bytes: Bytes): RoomStart | null {
  try {
    const start = parse(new Reader(bytes));
    return isWellFormed(start) ? start : null;
  } catch (broken) {
    if (broken instanceof WireError) return null;
    throw broken;
  }
}

/** A word by its number; a WireError for a number that is none. */
export function wordOf<T>(words: readonly T[], number: number): T {
  const word = words[number];
  if (word === undefined) throw new WireError(`${number} is no word of its kind`);
  return word;
}

// The order of the properties is the order of the bytes.
function parse(r: Reader): RoomStart {
  if (r.u8() !== version) throw new WireError('another version');
  const start: RoomStart = {
    suite: r.u16(),
    room: r.text(32),
    session: r.text(32),
    lot: r.text(16),
    record: r.fixed(hashBytes),
    checkpoint: r.text(most.checkpointBytes),
    draw: r.text(32),
    pack: r.text(4 * most.idLetters),
    packVersion: r.u16(),
    terms: r.fixed(hashBytes),
    drawnK: r.text(kBytes),
    endsAt: r.i64(),
    host: r.fixed(pointBytes),
    supervisor: r.fixed(pointBytes),
    gate: r.fixed(pointBytes),
    seats: r.list(most.seats, () => ({ role: wordOf(roles, r.u8() - 1), position: r.u32() })),
    items: r.list(most.items, () => ({
      id: r.text(4 * most.idLetters),
      stage: wordOf(itemStages, r.u8() - 1),
      title: r.text(4 * most.titleLetters),
      ground: wordOf(grounds, r.u8()),
      rule: r.text(most.idLetters),
    })),
    bids: r.list(most.bids, () => ({
      id: r.text(32),
      code: r.text(codeBytes),
      name: r.text(4 * most.nameLetters),
      figure: r.i64(),
      published: r.list(most.facts, () => ({
        title: r.text(4 * most.factLetters),
        text: r.text(4 * most.titleLetters),
      })),
      envelope: r.fixed(hashBytes),
      scoring: r.text(most.scoringBytes),
      keys: r.list(most.keys, () => r.fixed(pointBytes)),
    })),
  };
  r.end();
  return start;
}

const isWellFormed = (s: RoomStart): boolean =>
  s.suite === suiteId &&
  isSession(s.room) &&
  isSession(s.session) &&
  isLot(s.lot) &&
  isSession(s.draw) &&
  fits(s.pack, 1, most.idLetters) &&
  fits(s.checkpoint, 1, most.checkpointBytes) &&
  s.endsAt > 0n &&
  s.endsAt <= lastInstant &&
  s.seats.length >= 1 &&
  s.seats.length <= most.seats &&
  s.seats.every(seat => seat.position >= 0 && seat.position <= 0x7fff_ffff) &&
  s.items.length <= most.items &&
  s.items.every(isItem) &&
  s.bids.length <= most.bids &&
  s.bids.every(isBid);

const isItem = (item: RoomItem): boolean =>
  fits(item.id, 1, most.idLetters) && fits(item.title, 1, most.titleLetters) && fits(item.rule, 1, most.idLetters);

const isBid = (bid: RoomBid): boolean =>
  isSubmission(bid.id) &&
  (bid.code === '' || isCreditCode(bid.code)) &&
  fits(bid.name, 1, most.nameLetters) &&
  bid.figure >= 0n &&
  bid.figure <= mostFigure &&
  bid.published.length <= most.facts &&
  bid.published.every(fact => fits(fact.title, 1, most.factLetters) && fits(fact.text, 0, most.titleLetters)) &&
  (bid.keys.length === 1 || bid.keys.length === 2);
