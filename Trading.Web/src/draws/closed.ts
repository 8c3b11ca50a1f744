// The fold of what was closed until the last arrival, `drawn.{id}` (docs/spec/draw.md, "Streams"): values, seats, and
// what became of each position. Signatures and the seating itself are replayed by proof/.
import { readJson } from '../exact';
import { CorruptStream, Fields } from '../fields';
import type { FeedEvent } from '../follow';
import type { Bytes } from '../seal/bytes';
import { Reader, WireError } from '../seal/bytes';
import { hashBytes, signatureBytes } from '../seal/suite';
import { answersOf, must, sized } from './fold';
import { hasSeat, mayFollow, personOutcomes, type PersonOutcome } from './persons';
import { nobody, type SeatStep } from './seating';
import type { Draw } from './state';

/** Facts about a position, as they are numbered when signed; those that drop it out stand in `drops`. */
export const outcomes = {
  Confirmed: 1,
  Declined: 2,
  Silent: 3,
  Unreached: 4,
  Presented: 11,
  Arrived: 12,
  Avoids: 13,
  Left: 14,
  Back: 15,
  Unopened: 16,
} as const;
export type Outcome = keyof typeof outcomes;
export const drops: readonly Outcome[] = ['Declined', 'Silent', 'Avoids'];
/** They take or free the door alone, and say nothing of where the expert is. */
export const ofDoor: readonly Outcome[] = ['Presented', 'Unopened'];
export const isGateways = (outcome: Outcome): boolean => outcomes[outcome] < 10;

export type { SeatStep };

export interface Told {
  at: number;
  k: number;
  /** The position and what was told of it; null for conflicts, which are about several. */
  position: { number: number; outcome: Outcome } | null;
  /** Canonical bytes of a statement of conflicts; empty for a position. */
  statement: Bytes;
  signature: Bytes;
  /** Who dropped out by it, rising, each the first time. */
  dropped: number[];
  /** Of these whose experts had arrived, as a statement of conflicts was told. */
  here: number[];
  steps: SeatStep[];
}

export interface ToldPerson {
  at: number;
  /** Number of the seat. */
  seat: number;
  outcome: PersonOutcome;
  signature: Bytes;
}

export interface Value {
  at: number;
  k: number;
  answers: Bytes[];
  value: Bytes;
  salt: Bytes;
  steps: SeatStep[];
}

export interface Closed {
  height: number;
  lastAt: number;
  values: Value[];
  told: Told[];
  /** What the gate told of those whom hashes name. */
  persons: ToldPerson[];
}

export const nothingClosed: Closed = { height: -1, lastAt: 0, values: [], told: [], persons: [] };

/** The state after more events of the closed stream of a draw. */
export function foldClosed(draw: Draw, closed: Closed, events: readonly FeedEvent[]): Closed {
  if (events.length === 0) return closed;
  const next = { ...closed, values: [...closed.values], told: [...closed.told], persons: [...closed.persons] };
  for (const event of events) {
    if (event.h !== next.height + 1) throw new CorruptStream(`height ${event.h} does not follow ${next.height}`);
    fold(draw, next, new Fields(readJson(event.e)));
    next.height = event.h;
  }
  return next;
}

function fold(draw: Draw, closed: Closed, e: Fields): void {
  const [type, at] = [e.text('type'), e.micros('at')];
  must((draw.facts !== null && draw.commitment !== null) || draw.external !== null, 'nothing was committed to');
  must(at >= closed.lastAt, 'times never fall');
  closed.lastAt = at;
  if (type === 'PersonTold') {
    const [seat, outcome] = [e.whole('number'), e.word('outcome', personOutcomes)];
    const before = closed.persons.filter(one => one.seat === seat).at(-1)?.outcome;
    must(hasSeat(draw, seat) && mayFollow(before, outcome), 'a seat that is none, or this does not follow');
    closed.persons.push({ at, seat, outcome, signature: sized(e, 'signature', signatureBytes) });
    return;
  }
  must(draw.external === null, `${type} in an external draw`);
  const rows = draw.commitment!.head.rows;
  const steps = () => stepsOf(e, rows, draw.facts!.request.groups.length);
  if (type === 'BeaconCombined') {
    must(e.whole('k') === closed.values.length, 'a value of another draw');
    closed.values.push({
      at,
      k: closed.values.length,
      answers: answersOf(e, draw.facts!),
      value: sized(e, 'value', hashBytes),
      salt: sized(e, 'salt', hashBytes),
      steps: steps(),
    });
    return;
  }
  const k = closed.values.length - 1;
  must(k >= 0, `${type} before a value`);
  const gone = new Set(closed.told.filter(told => told.k === k).flatMap(told => told.dropped));
  const signature = sized(e, 'signature', signatureBytes);
  if (type === 'PositionTold') {
    const [number, outcome] = [e.whole('position'), e.word('outcome', Object.keys(outcomes) as Outcome[])];
    const isLeaving = outcome === 'Left' && closed.told.some(told => told.k === k && told.here.includes(number));
    must(number >= 0 && number < rows, 'a position that is none');
    must(!gone.has(number) || isLeaving, 'a position that has dropped out');
    const dropped = drops.includes(outcome) ? [number] : [];
    must(dropped.length > 0 || steps().length === 0, 'a seat is taken though none fell free');
    closed.told.push({
      at,
      k,
      position: { number, outcome },
      statement: new Uint8Array(0),
      signature,
      dropped,
      here: [],
      steps: steps(),
    });
  } else if (type === 'ConflictsFound') {
    const statement = e.bytes('statement');
    const said = readConflicts(statement);
    if (!said) throw new CorruptStream('a statement of conflicts cannot be read');
    const hits = hitsOf(said.bits);
    must(
      hits.every(hit => hit < rows),
      'a position that is none',
    );
    const dropped = hits.filter(hit => !gone.has(hit));
    const here = e.optionalWholes('here') ?? [];
    must(
      here.every(one => dropped.includes(one)),
      'somebody is unseated who was not hit',
    );
    closed.told.push({ at, k, position: null, statement, signature, dropped, here, steps: steps() });
  }
}

function stepsOf(e: Fields, rows: number, groups: number): SeatStep[] {
  return e.parts('steps').map(step => {
    const [position, group] = [step.whole('position'), step.whole('group')];
    const insteadOf = step.optionalWhole('insteadOf') ?? nobody;
    must(position >= 0 && position < rows && group >= 0 && group < groups, 'a seat or a position that is none');
    return { position, group, insteadOf };
  });
}

/** A custodian's statement of conflicts; null for bytes that are none (docs/spec/draw.md, "Statements"). */
export interface Conflicts {
  draw: Bytes;
  root: Bytes;
  unitsHash: Bytes;
  bits: Bytes;
}

export function readConflicts(bytes: Bytes): Conflicts | null {
  try {
    const reader = new Reader(bytes);
    const [draw, root, k] = [reader.fixed(16), reader.fixed(hashBytes), reader.u32()];
    const [unitsHash] = [reader.fixed(hashBytes), reader.fixed(hashBytes)];
    const bits = reader.varied(250);
    reader.end();
    return k === 0 ? { draw, root, unitsHash, bits } : null;
  } catch (broken) {
    if (broken instanceof WireError) return null;
    throw broken;
  }
}

/** Positions whose bit is set, rising. */
export const hitsOf = (bits: Uint8Array): number[] =>
  Array.from({ length: 8 * bits.length }, (_, p) => p).filter(p => ((bits[p >> 3]! >> (p & 7)) & 1) !== 0);
