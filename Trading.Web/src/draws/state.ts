// A draw as its public stream tells it: counts, and never a position or a person.
import type { Custody } from '../seal/policy';
import type { Bytes } from '../seal/bytes';
import type { Constraint, Head } from './commitment';
import type { ExternalImport } from './externalImport';
import type { DrawRequest } from './request';

/** How far a draw has come; the platform's list uses the same words (`phaseOf` of draws.ts). */
export type DrawPhase = 'none' | 'imported' | 'locking' | 'locked' | 'committed' | 'drawn' | 'settled' | 'failed';
export const lockNames = ['draw', 'names', 'contact'] as const;
export type LockName = (typeof lockNames)[number];

/** Times are UTC microseconds. */
export interface Draw {
  height: number;
  lastAt: number;
  phase: DrawPhase;
  facts: Facts | null;
  /** Of a draw that another system made, in place of `facts`. */
  external: External | null;
  locks: DrawLock[];
  reduction: Reduction | null;
  commitment: Commitment | null;
  /** The supervisor's orders to draw again; their number is k. */
  orders: Order[];
  /** The draw of number k; null until its value is there. */
  result: Result | null;
  /** The results of all draws, of which another one replaced the former. */
  results: Result[];
  notices: Notices | null;
  arrived: number;
  /** How many of those whom the buyer sends are here. */
  buyers: number;
  /** When each was last counted; null before. */
  arrivedAt: number | null;
  buyersAt: number | null;
  /** How many credit codes of bidders the opening named, null before; whoever bid without one is not among them. */
  bidders: number | null;
  /** Credit codes that were named, of each draw. */
  named: string[][];
  failure: Failure | null;
  disclosedAt: number | null;
  /** When the signed paper of an external draw was kept. */
  paperAt: number | null;
  log: DrawLine[];
}

/** What was asked for, whoever draws. */
export interface Asked {
  draw: string;
  at: number;
  request: DrawRequest;
  drill: boolean;
  /** Seats that are drawn. */
  seats: number;
  drawAt: number;
  roomAt: number;
}

/** What host and supervisor imported of another system (docs/spec/draw.md, "External draws"). */
export interface External extends Asked {
  import: ExternalImport;
  /** Hash of its canonical bytes. */
  importHash: Bytes;
  gateSalt: Bytes;
  hostSignature: Bytes;
  supervisorSignature: Bytes;
}

export interface Facts extends Asked {
  requestBytes: Bytes;
  requestHash: string;
  /** For draw, names, contact. */
  policies: Bytes[];
  policyHashes: string[];
  /** Boxes for custodian and gate; the gate's is empty where the buyer fills no seat. */
  salt: Bytes;
  gateSalt: Bytes;
  signature: Bytes;
  threshold: number;
  trustees: string[];
  custody: Custody;
}

export interface DrawLock {
  name: LockName;
  id: string;
  at: number;
  certificate: Bytes;
}

export interface Commitment {
  at: number;
  head: Head;
  headBytes: Bytes;
  root: Bytes;
  signature: Bytes;
}

export interface Result {
  at: number;
  k: number;
  seats: number;
  hash: string;
}

export interface Reduction extends Commitment {
  /** The trustees' answers and the value, once they are there. */
  drawn: { at: number; answers: Bytes[]; value: Bytes } | null;
}

export interface Order {
  at: number;
  k: number;
  reason: string;
  signature: Bytes;
}

export interface Notices {
  at: number;
  confirmed: number;
  declined: number;
  silent: number;
  conflicts: number;
}

export const failures = ['NoLock', 'PoolShort', 'NotDrawn', 'SeatOpen', 'NotArrived', 'NothingOpened'] as const;
export type FailureCause = (typeof failures)[number];

export interface Failure {
  at: number;
  cause: FailureCause;
  /** −1 where it is none. */
  group: number;
  needed: number;
  left: number;
  binding: Constraint;
  signature: Bytes;
}

/** A line of the log: the event's type is the code, translated where it is shown. */
export interface DrawLine {
  height: number;
  at: number;
  code: string;
  params: Record<string, string | number>;
}

export const noDraw: Draw = {
  height: -1,
  lastAt: 0,
  phase: 'none',
  facts: null,
  external: null,
  locks: [],
  reduction: null,
  commitment: null,
  orders: [],
  result: null,
  results: [],
  notices: null,
  arrived: 0,
  buyers: 0,
  arrivedAt: null,
  buyersAt: null,
  bidders: null,
  named: [],
  failure: null,
  disclosedAt: null,
  paperAt: null,
  log: [],
};

/**
 * What a committee that is all there still waits for: that the opening names its bidders, or that the pool answers
 * about them; null where it waits for people, or for nothing.
 */
export function comparisonOf(draw: Pick<Draw, 'phase' | 'facts' | 'arrived' | 'bidders'>): 'bidders' | 'pool' | null {
  const { phase, facts, arrived, bidders } = draw;
  if (phase !== 'drawn' || !facts || facts.request.session === '' || arrived < facts.seats) return null;
  return bidders === null ? 'bidders' : bidders > 0 ? 'pool' : null;
}

/** What was asked for, of either kind of draw; null before it is read. */
export const askedOf = (draw: Pick<Draw, 'facts' | 'external'>): Asked | null => draw.facts ?? draw.external;

/** Latest time of the last arrival: four hours after the room opens (a local rule; docs/spec/draw.md, "Due"). */
export const lastArrivalAt = (facts: Pick<Facts, 'roomAt'>): number => facts.roomAt + 4 * 3_600 * 1_000_000;
