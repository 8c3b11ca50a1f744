import { fits, fromHex, hex, join, Reader, WireError, Writer, type Bytes } from '../seal/bytes';
import { isHash, isSession, isSubmission } from '../seal/names';
import { pointBytes, random, tagged } from '../seal/suite';
import { sha256 } from '../sha256';
import { hash } from '../statements';
import { itemStages, lastInstant, most, roles, wordOf, type ItemStage, type Role } from './start';
import { isSeen } from './unseen';

// What is signed in a room, as canonical bytes (docs/spec/room.md, "Acts", "Papers", "Seats"): printer and parser side
// by side, equal to the platform's by tests/vectors/room/wire.json.

export * from './start';

/** Kinds of acts, as they are numbered, from 1. */
export const actKinds = [
  'pledge',
  'avoid',
  'ballot',
  'qualify',
  'ask',
  'answer',
  'close',
  'raise',
  'vote',
  'short',
  'unseat',
  'stop',
  'resume',
  'abandon',
  'draft',
  'agree',
  'dissent',
  'again',
  'name',
] as const;
export type ActKind = (typeof actKinds)[number];

/** What a question is for, as numbered, from 1. */
export const questionKinds = ['Clarify', 'LowPrice', 'Price'] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** What the committee votes on, as numbered, from 1; the last four correct a score. */
export const motionKinds = [
  'Accept',
  'Reject',
  'GoOn',
  'Brand',
  'Dispute',
  'Sum',
  'Range',
  'Objective',
  'Abnormal',
] as const;
export type MotionKind = (typeof motionKinds)[number];
export const corrections = ['Sum', 'Range', 'Objective', 'Abnormal'] as const;
export type Correction = (typeof corrections)[number];

export const yes = 1;
export const no = 2;
export const mostTextLetters = 2_000;
export const mostReasonLetters = 500;
export const mostSheetBytes = 4 << 20;
const nonceBytes = 16;
const itemLetters = 64;
const criterionBytes = 256;
const mostCriteria = 100;
const mostScore = 1_000_000_000n;
const mostSeconds = 0x7fff_ffffn;

export interface RoomAct {
  kind: ActKind;
  room: string;
  /** `host`, `supervisor`, `seat.N` or `bid.SUBMISSION`. */
  by: string;
  subject: string;
  item: string;
  choice: number;
  seat: number;
  /** Hundredths of a point. */
  before: bigint;
  /** Hundredths of a point, or seconds. */
  after: bigint;
  text: string;
  nonce: Bytes;
}

export const ofSeat = (seat: number): string => `seat.${seat}`;
export const ofBid = (bid: string): string => `bid.${bid}`;

/** The seat that signs an act; 0 for nobody's. */
export function signerOf(act: Pick<RoomAct, 'by'>): number {
  const number = /^seat\.([1-9]\d{0,8})$/.exec(act.by)?.[1];
  return number === undefined ? 0 : Number(number);
}

/** An act with a nonce of its own; what its kind does not use may be left out. */
export const makeAct = (
  kind: ActKind,
  room: string,
  by: string,
  fields: Partial<Omit<RoomAct, 'kind' | 'room' | 'by' | 'nonce'>> = {},
): RoomAct => ({
  subject: '',
  item: '',
  choice: 0,
  seat: 0,
  before: 0n,
  after: 0n,
  text: '',
  ...fields,
  kind,
  room,
  by,
  nonce: random(nonceBytes),
});

/** The canonical bytes; a RangeError for an act that breaks its form. */
export function printAct(act: RoomAct): Bytes {
  if (!isAct(act)) throw new RangeError(`this ${act.kind} breaks the form of an act`);
  return new Writer()
    .u8(actKinds.indexOf(act.kind) + 1)
    .fixed(fromHex(act.room))
    .text(act.by)
    .text(act.subject)
    .text(act.item)
    .u8(act.choice)
    .u32(act.seat)
    .i64(act.before)
    .i64(act.after)
    .text(act.text)
    .fixed(act.nonce)
    .done();
}

export const readAct = (bytes: Bytes): RoomAct | null =>
  parsed(
    bytes,
    r => ({
      kind: wordOf(actKinds, r.u8() - 1),
      room: hex(r.fixed(16)),
      by: r.text(36),
      subject: r.text(64),
      item: r.text(4 * itemLetters),
      choice: r.u8(),
      seat: r.u32(),
      before: r.i64(),
      after: r.i64(),
      text: r.text(4 * mostTextLetters),
      nonce: r.fixed(nonceBytes),
    }),
    isAct,
  );

/** Id of what an act begins, a question or a motion. */
export const actId = (statement: Uint8Array): string => hash('room act', statement);
export const actMessage = (statement: Uint8Array): Bytes => tagged('room act', statement);

export interface ReviewMark {
  item: string;
  passes: boolean;
  /** 1–500 visible letters where it fails, empty where it passes. */
  reason: string;
}
export interface ReviewPaper {
  room: string;
  seat: number;
  stage: ItemStage;
  bid: string;
  marks: ReviewMark[];
  nonce: Bytes;
}

export function printReview(paper: ReviewPaper): Bytes {
  const w = new Writer().fixed(fromHex(paper.room)).u32(paper.seat);
  w.u8(itemStages.indexOf(paper.stage) + 1).text(paper.bid);
  w.list(paper.marks, mark => w.text(mark.item).flag(mark.passes).text(mark.reason));
  return w.fixed(paper.nonce).done();
}

export const readReview = (bytes: Bytes): ReviewPaper | null =>
  parsed(
    bytes,
    r => ({
      room: hex(r.fixed(16)),
      seat: r.u32(),
      stage: wordOf(itemStages, r.u8() - 1),
      bid: r.text(32),
      marks: r.list(most.items, () => ({
        item: r.text(criterionBytes),
        passes: r.flag(),
        reason: r.text(4 * mostReasonLetters),
      })),
      nonce: r.fixed(nonceBytes),
    }),
    paper => isSeat(paper.seat) && isSubmission(paper.bid),
  );

export const reviewMessage = (statement: Uint8Array): Bytes => tagged('room review', statement);

export interface SheetScore {
  criterion: string;
  hundredths: bigint;
  /** Empty where none is given. */
  reason: string;
}
export interface SheetBid {
  bid: string;
  scores: SheetScore[];
}
export interface SheetPaper {
  room: string;
  seat: number;
  bids: SheetBid[];
  nonce: Bytes;
}

export function printSheet(paper: SheetPaper): Bytes {
  const w = new Writer().fixed(fromHex(paper.room)).u32(paper.seat);
  w.list(paper.bids, bid => {
    w.text(bid.bid).list(bid.scores, score => w.text(score.criterion).i64(score.hundredths).text(score.reason));
  });
  return w.fixed(paper.nonce).done();
}

export const readSheet = (bytes: Bytes): SheetPaper | null =>
  bytes.length > mostSheetBytes
    ? null
    : parsed(
        bytes,
        r => ({
          room: hex(r.fixed(16)),
          seat: r.u32(),
          bids: r.list(most.bids, () => ({
            bid: r.text(32),
            scores: r.list(mostCriteria, () => ({
              criterion: r.text(criterionBytes),
              hundredths: r.i64(),
              reason: r.text(4 * mostReasonLetters),
            })),
          })),
          nonce: r.fixed(nonceBytes),
        }),
        paper => isSeat(paper.seat) && paper.bids.every(bid => isSubmission(bid.bid)),
      );

export const sheetMessage = (statement: Uint8Array): Bytes => tagged('room sheet', statement);
export const paperNonce = (): Bytes => random(nonceBytes);

/** What stands in public for a paper that is closed, 64 digits. */
export const commitmentOf = (statement: Uint8Array, signature: Uint8Array): string =>
  hash('room paper', statement, signature);

/** Root of the tree over the commitments of a stage, 64 digits. */
export const paperRoot = (commitments: readonly string[]): string => hex(treeRoot(commitments.map(fromHex)));

/** Root of the tree over these leaves (RFC 6962). */
export function treeRoot(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return sha256(new Uint8Array(0));
  let level = leaves.map(leaf => sha256(join(Uint8Array.of(0), leaf)));
  while (level.length > 1)
    level = level.flatMap((left, i) => {
      if (i % 2 === 1) return [];
      const right = level[i + 1];
      return [right ? sha256(join(Uint8Array.of(1), left, right)) : left];
    });
  return level[0]!;
}

/** The key of whoever sits, as the gate certifies it. */
export interface SeatCertificate {
  room: string;
  seat: number;
  role: Role;
  key: Bytes;
  /** The last instant of its validity, UTC microseconds. */
  until: bigint;
}

export const printCertificate = (seat: SeatCertificate): Bytes =>
  new Writer()
    .fixed(fromHex(seat.room))
    .u32(seat.seat)
    .u8(roles.indexOf(seat.role) + 1)
    .fixed(seat.key)
    .i64(seat.until)
    .done();

export const readCertificate = (bytes: Bytes): SeatCertificate | null =>
  parsed(
    bytes,
    r => ({
      room: hex(r.fixed(16)),
      seat: r.u32(),
      role: wordOf(roles, r.u8() - 1),
      key: r.fixed(pointBytes),
      until: r.i64(),
    }),
    seat => isSeat(seat.seat) && seat.until > 0n && seat.until <= lastInstant,
  );

export const certificateMessage = (certificate: Uint8Array): Bytes => tagged('room seat', certificate);
export const startMessage = (start: Uint8Array): Bytes => tagged('room start', start);

/** The number of a waiting key, which is read aloud at the desk: ten digits. */
export function keyNumber(room: string, key: Uint8Array): string {
  const digest = hash('room key', join(fromHex(room), key));
  return (BigInt(`0x${digest.slice(0, 16)}`) % 10_000_000_000n).toString().padStart(10, '0');
}

const isSeat = (seat: number): boolean => seat > 0 && seat <= 0x7fff_ffff;

function parsed<T>(bytes: Bytes, parse: (reader: Reader) => T, isWellFormed: (read: T) => boolean): T | null {
  try {
    const reader = new Reader(bytes);
    const read = parse(reader);
    reader.end();
    return isWellFormed(read) ? read : null;
  } catch (broken) {
    if (broken instanceof WireError) return null;
    throw broken;
  }
}

function isAct(act: RoomAct): boolean {
  const isBy =
    act.by === 'host' ||
    act.by === 'supervisor' ||
    signerOf(act) > 0 ||
    (act.by.startsWith('bid.') && isSubmission(act.by.slice(4)));
  return isSession(act.room) && act.nonce.length === nonceBytes && isBy && hasForm(act);
}

// What each kind holds (docs/spec/room.md, "Acts"). Whatever it does not name is empty or 0.
function hasForm(act: RoomAct): boolean {
  const hasText = fits(act.text, 1, mostTextLetters) && isSeen(act.text);
  const isSilent = act.text === '';
  switch (act.kind) {
    case 'pledge':
    case 'short':
    case 'close':
      return holds(act) && isSilent;
    case 'avoid':
    case 'stop':
    case 'resume':
    case 'abandon':
      return holds(act) && hasText;
    case 'ballot':
    case 'name':
      return holds(act, 'seat') && isSilent;
    case 'unseat':
      return holds(act, 'seat') && hasText;
    case 'qualify':
      return (
        isSubmission(act.subject) &&
        (act.item === '' ? holds(act, 'subject') && isSilent : holds(act, 'subject', 'item') && hasText)
      );
    case 'ask':
      return isSubmission(act.subject) && holds(act, 'subject', 'choice', 'after') && hasText;
    case 'answer':
      return isHash(act.subject) && holds(act, 'subject', 'choice') && hasText;
    case 'vote':
      return isHash(act.subject) && holds(act, 'subject', 'choice') && isSilent;
    case 'raise':
      return isMotion(act) && hasText;
    case 'draft':
    case 'agree':
      return isHash(act.subject) && holds(act, 'subject') && isSilent;
    case 'dissent':
      return isHash(act.subject) && holds(act, 'subject') && hasText;
    case 'again':
      return holds(act, 'choice') && hasText;
  }
}

type Field = 'subject' | 'item' | 'choice' | 'seat' | 'after';

function holds(act: RoomAct, ...fields: Field[]): boolean {
  const has = (field: Field) => fields.includes(field);
  return (
    (act.subject !== '') === has('subject') &&
    (has('item') ? fits(act.item, 1, itemLetters) : act.item === '') &&
    (has('choice') ? isChoice(act.choice) : act.choice === 0) &&
    (has('seat') ? isCommitteeSeat(act.seat) : act.seat === 0) &&
    act.before === 0n &&
    (has('after') ? act.after > 0n && act.after <= mostSeconds : act.after === 0n)
  );
}

function isMotion(act: RoomAct): boolean {
  if (!isChoice(act.choice) || !fits(act.item, 0, itemLetters)) return false;
  if (act.choice <= 5)
    return (act.subject === '' || isSubmission(act.subject)) && act.seat === 0 && act.before === 0n && act.after === 0n;
  return isSubmission(act.subject) && isCommitteeSeat(act.seat) && isScore(act.before) && isScore(act.after);
}

const isChoice = (choice: number): boolean => choice > 0 && choice < 10;
const isCommitteeSeat = (seat: number): boolean => seat > 0 && seat <= most.seats;
const isScore = (score: bigint): boolean => score >= -mostScore && score <= mostScore;
