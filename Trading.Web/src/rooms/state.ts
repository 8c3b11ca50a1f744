// A room as its streams tell it: the public one, the one of whoever sits and of the supervisor, and the papers that may
// be read. Each is folded alone, for they come on lines of their own; what hangs on several is asked below.
import type { Bytes } from '../seal/bytes';
import type { RoomPack } from './packs';
import type { Correction, Ground, ItemStage, MotionKind, QuestionKind, Role, RoomStart } from './wire';

export const stages = [
  'Seating',
  'Pledging',
  'Electing',
  'Masking',
  'Qualifying',
  'Complying',
  'Explaining',
  'Scoring',
  'Summing',
  'Reporting',
] as const;
export type Stage = (typeof stages)[number];
/** Of a room whose terms mask nothing. */
export const plainStages: readonly Stage[] = stages.filter(stage => stage !== 'Masking');
export type Phase = 'none' | 'sitting' | 'stopped' | 'failed' | 'concluded';
export const failures = ['FewValid', 'NewCommittee'] as const;

/** A statement and the signature under it. */
export interface Signed {
  statement: Bytes;
  signature: Bytes;
}

/** A line of a log: the event's type is the code, translated where it is shown. */
export interface RoomLine {
  height: number;
  at: number;
  code: string;
  params: Record<string, string | number>;
}

/** Times are UTC microseconds. */
export interface Room {
  height: number;
  lastAt: number;
  phase: Phase;
  stage: Stage;
  /** When the stage began. */
  stageAt: number;
  facts: Facts | null;
  /** Seats that are taken. */
  taken: number;
  /** Until when papers are handed in, extensions and stops counted in. */
  endsAt: number;
  closings: { at: number; stage: Stage; papers: number; root: string }[];
  /** Commitments of sheets, in the order in which they came; whose they are is not told. */
  committed: { at: number; commitment: string }[];
  /** Secrets of labels, with what opened them; null while bids are masked, and where a member went meanwhile. */
  labels: { at: number; commitment: string; salt: string | null }[];
  /** Whether a member went after papers had come: some of those to which the stream commits may be void. */
  hasVoid: boolean;
  /** Commitments of masked sheets. */
  masked: { at: number; commitment: string }[];
  results: { at: number; revision: number; commitment: string }[];
  reports: { at: number; revision: number; commitment: string }[];
  /** 0, and 1 more with each review again. */
  revision: number;
  again: { at: number; revision: number; ground: Correction; text: string }[];
  stops: { at: number; by: string; text: string; until: number | null }[];
  failure: { at: number; cause: (typeof failures)[number]; rule: string; text: string } | null;
  conclusion: Conclusion | null;
  /** The host's signature under the report of that result. */
  seal: ReportSeal | null;
  /** Events of types that this page does not know. */
  unknown: number;
  log: RoomLine[];
}

export interface Facts {
  at: number;
  start: RoomStart;
  startBytes: Bytes;
  /** Bytes of the scoring terms as they were published. */
  terms: Bytes;
  signature: Bytes;
  pack: RoomPack;
}

export interface Candidate {
  bid: string;
  rank: number;
}
export interface Conclusion {
  at: number;
  revision: number;
  candidates: Candidate[];
  agreed: number;
  dissenting: number;
}

export interface ReportSeal {
  at: number;
  revision: number;
  /** SHA-256 of the signed file, in hexadecimal. */
  hash: string;
  /** Common name of the certificate, its serial number in hexadecimal, its last instant. */
  subject: string;
  serial: string;
  until: bigint;
}

export interface Member {
  seat: number;
  role: Role;
  /** 130 digits. */
  key: string;
  until: number;
  at: number;
  pledgedAt: number | null;
}
export interface Rejection {
  at: number;
  bid: string;
  ground: Ground;
  rule: string;
  /** The published item that it fails; empty where it is none. */
  item: string;
  reason: string;
  isLate: boolean;
}
export const questionStates = ['Open', 'Answered', 'Refused', 'Lapsed', 'Accepted'] as const;
export interface Question {
  id: string;
  bid: string;
  kind: QuestionKind;
  at: number;
  /** As it was asked: stops of the room are not counted in. */
  answerBy: number;
  text: string;
  state: (typeof questionStates)[number];
  answer: { at: number; yes: boolean; text: string } | null;
}
export interface Motion {
  id: string;
  kind: MotionKind;
  at: number;
  raisedBy: number;
  /** What it is about; empty for none. */
  bid: string;
  item: string;
  seat: number;
  before: bigint;
  after: bigint;
  text: string;
  votes: { seat: number; yes: boolean }[];
  /** Null while it is voted on. */
  settled: { at: number; adopted: boolean } | null;
  /** A member went while it was voted on. */
  isVoid: boolean;
}
export interface Change {
  at: number;
  kind: Correction;
  seat: number;
  bid: string;
  /** Empty for a sum. */
  criterion: string;
  before: bigint;
  after: bigint;
  reason: string;
}
export interface Count {
  at: number;
  revision: number;
  tenderHash: string;
  resultHash: string;
  salt: string;
  candidates: Candidate[];
}
export interface Blocked {
  at: number;
  revision: number;
  code: string;
  where: string;
  rule: string;
  first: string;
  second: string;
}
export interface Draft {
  at: number;
  hash: string;
  /** As it was drafted: stops of the room are not counted in. */
  signBy: number;
  revision: number;
}

/** What is said and decided in the room. */
export interface Supervised {
  height: number;
  lastAt: number;
  /** By seat, rising. */
  members: Member[];
  /** Everybody who had to go, in their order. */
  gone: { at: number; seat: number; key: string; rule: string; by: string; text: string }[];
  /** 0: there is none. */
  leader: number;
  /** Seats of the second vote; empty in the first. */
  tied: number[];
  qualified: { at: number; bid: string; item: string; reason: string }[];
  rejections: Rejection[];
  questions: Question[];
  motions: Motion[];
  changes: Change[];
  brands: { brand: string; bid: string }[];
  /** Whether the committee found that competition is left. */
  goesOn: boolean;
  /** Seats that said since the last extension that time is short, rising. */
  short: number[];
  closedAt: number | null;
  count: Count | null;
  blocked: Blocked | null;
  draft: Draft | null;
  opinions: { seat: number; agrees: boolean; isSilent: boolean; text: string }[];
  /** What the platform found in masked documents, by the place of a label from 1. */
  found: { at: number; label: number; kinds: IdentityKind[] }[];
  unknown: number;
  log: RoomLine[];
}

export const identityKinds = ['Name', 'Code', 'Person', 'Phone', 'Mail', 'Unseen'] as const;
export type IdentityKind = (typeof identityKinds)[number];

export interface Ballot {
  at: number;
  seat: number;
  for: number;
  commitment: string;
}
export interface HeldReview {
  at: number;
  seat: number;
  stage: ItemStage;
  bid: string;
  marks: { item: string; passes: boolean; reason: string }[];
  commitment: string;
}
export interface HeldSheet {
  at: number;
  seat: number;
  bids: { bid: string; scores: { criterion: string; hundredths: bigint; reason: string }[] }[];
  commitment: string;
}

/** Papers of closed stages, as far as they may be read. */
export interface Papers {
  height: number;
  lastAt: number;
  ballots: Ballot[];
  reviews: HeldReview[];
  sheets: HeldSheet[];
  /** Masked sheets, with the bids that their labels stood for. */
  masked: HeldSheet[];
  /** The labels that were drawn last, in their order; empty before. */
  labels: { masked: string; bid: string; found: IdentityKind[] }[];
  unknown: number;
}

export const noRoom: Room = {
  height: -1,
  lastAt: 0,
  phase: 'none',
  stage: 'Seating',
  stageAt: 0,
  hasVoid: false,
  facts: null,
  taken: 0,
  endsAt: 0,
  closings: [],
  committed: [],
  labels: [],
  masked: [],
  results: [],
  reports: [],
  revision: 0,
  again: [],
  stops: [],
  failure: null,
  conclusion: null,
  seal: null,
  unknown: 0,
  log: [],
};

export const nothingSupervised: Supervised = {
  height: -1,
  lastAt: 0,
  members: [],
  gone: [],
  leader: 0,
  tied: [],
  qualified: [],
  rejections: [],
  questions: [],
  motions: [],
  changes: [],
  brands: [],
  goesOn: false,
  short: [],
  closedAt: null,
  count: null,
  blocked: null,
  draft: null,
  opinions: [],
  found: [],
  unknown: 0,
  log: [],
};

export const noPapers: Papers = {
  height: -1,
  lastAt: 0,
  ballots: [],
  reviews: [],
  sheets: [],
  masked: [],
  labels: [],
  unknown: 0,
};

export const isOut = (said: Supervised, bid: string): boolean => said.rejections.some(one => one.bid === bid);

/** The motion that is voted on, or null. */
export const openMotion = (said: Supervised): Motion | null =>
  said.motions.find(motion => !motion.settled && !motion.isVoid) ?? null;

/**
 * A limit that was set at an instant, moved by every stop since: nobody loses time while everything is sealed. While it
 * is, `now` is the end of the stop so far.
 */
export function movedBy(room: Room, setAt: number, limit: number, now: number | null = null): number {
  const stood = room.stops
    .filter(stop => stop.at >= setAt && stop.at <= limit)
    .reduce((sum, stop) => sum + (stop.until ?? now ?? stop.at) - stop.at, 0);
  return limit + stood;
}

/** What both counts gave and still stands; null before, after a correction, and in a review again. */
export const currentCount = (room: Room, said: Supervised): Count | null =>
  said.count?.revision === room.revision ? said.count : null;

export const currentBlock = (room: Room, said: Supervised): Blocked | null =>
  said.blocked?.revision === room.revision ? said.blocked : null;

/** The draft of the report that is signed; null where there is none. */
export const currentDraft = (room: Room, said: Supervised): Draft | null =>
  said.draft?.revision === room.revision ? said.draft : null;

/** Bids that are scored: none is out, and none refused its corrected price or was silent about it. */
export const standingBids = (room: Room, said: Supervised): string[] =>
  (room.facts?.start.bids ?? [])
    .map(bid => bid.id)
    .filter(
      bid =>
        !isOut(said, bid) &&
        !said.questions.some(q => q.bid === bid && q.kind === 'Price' && ['Refused', 'Lapsed'].includes(q.state)),
    );

// What a member who went had handed in is void; whoever came later hands in everything again.
const isOfWhoSits = (said: Supervised, paper: { seat: number; at: number }): boolean =>
  !said.gone.some(one => one.seat === paper.seat && one.at >= paper.at);

/** Reviews that count, of whoever sits now: the last one of each seat for each bid of a stage. */
export const standingReviews = (said: Supervised, papers: Papers): HeldReview[] =>
  papers.reviews.filter(
    (one, i, all) =>
      isOfWhoSits(said, one) &&
      !all.slice(i + 1).some(later => later.seat === one.seat && later.stage === one.stage && later.bid === one.bid),
  );

/** Sheets that count, by seat: the open ones, or those that were scored masked. */
export const standingSheets = (said: Supervised, papers: Papers, kind: 'sheets' | 'masked' = 'sheets'): HeldSheet[] =>
  papers[kind]
    .filter((one, i, all) => isOfWhoSits(said, one) && !all.slice(i + 1).some(later => later.seat === one.seat))
    .sort((a, b) => a.seat - b.seat);

/** What each seat scored of each bid: masked scores and open ones are one sheet. */
export function scoredSheets(said: Supervised, papers: Papers): HeldSheet[] {
  const open = standingSheets(said, papers);
  const masked = standingSheets(said, papers, 'masked');
  if (masked.length === 0) return open;
  const counts = (bid: string) => !said.rejections.some(one => one.bid === bid && !one.isLate);
  return masked.map(sheet => {
    const other = open.find(one => one.seat === sheet.seat);
    const bids = sheet.bids
      .filter(one => counts(one.bid))
      .map(one => ({
        bid: one.bid,
        scores: [...one.scores, ...(other?.bids.find(more => more.bid === one.bid)?.scores ?? [])],
      }));
    return { ...(other ?? sheet), bids };
  });
}
