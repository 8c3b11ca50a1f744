// What a host asks a start for, and what of the answer is compared first: the platform made the bytes, the
// page believes none of them (docs/spec/room.md, "Start").
import { postJson } from '../api';
import type { Draw } from '../draws/state';
import { beijing } from '../host/draftTexts';
import { equal, fits, hex, toBase64, type Bytes } from '../seal/bytes';
import { signAs, type Person } from '../seal/person';
import { peekPolicy } from '../seal/policy';
import { asPerson, bytesOf } from '../seal/platform';
import { sha256 } from '../sha256';
import type { Hall, Lot } from '../state';
import { keyOf } from '../statements';
import { itemsOf, type ItemTexts } from './readyItems';
import { most, readStart, startMessage, type RoomBid, type RoomItem, type RoomStart } from './wire';

export interface StartTexts {
  lot: string;
  draw: string;
  /** Beijing time as a browser's field gives it. */
  ends: string;
  items: ItemTexts[];
  /** K of the hall, where the terms draw one. */
  drawnK: string;
  /** What is added to a bid for the count, as JSON, by submission. */
  scoring: Record<string, string>;
}

export interface StartWish {
  session: string;
  lot: string;
  draw: string;
  pack: string;
  endsAt: bigint;
  items: RoomItem[];
  drawnK: string;
  scoring: { submission: string; scoring: string }[];
}

export interface StartFault {
  field: string;
  problem: string;
}

const leastMs = 30 * 60_000;
const farMs = 31 * 86_400_000;

/** What is wrong in the form, by its fields. */
export function startFaults(texts: StartTexts, nowMs: number): StartFault[] {
  const found: StartFault[] = [];
  const add = (field: string, problem: string) => found.push({ field, problem });
  if (texts.lot === '') add('start-lot', 'lot');
  if (texts.draw === '') add('start-draw', 'draw');
  const ends = beijing(texts.ends);
  if (Number.isNaN(ends)) add('start-ends', 'ends');
  else if (ends < nowMs + leastMs) add('start-ends', 'endsSoon');
  else if (ends > nowMs + farMs) add('start-ends', 'endsFar');
  texts.items.forEach((item, i) => {
    if (item.isTaken && !fits(item.title.trim(), 1, most.titleLetters)) add(`start-item-${i}`, 'title');
  });
  const titles = texts.items.filter(item => item.isTaken).map(item => `${item.stage} ${item.title.trim()}`);
  if (new Set(titles).size < titles.length) add('start-items', 'twice');
  if (titles.length > most.items) add('start-items', 'many');
  for (const [submission, text] of Object.entries(texts.scoring))
    if (text.trim() !== '' && !isObject(text)) add(`start-scoring-${submission}`, 'json');
  return found;
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

export const wishOf = (texts: StartTexts, session: string, pack: string): StartWish => ({
  session,
  lot: texts.lot,
  draw: texts.draw,
  pack,
  endsAt: BigInt(beijing(texts.ends)) * 1000n,
  items: itemsOf(texts.items),
  drawnK: texts.drawnK.trim(),
  scoring: Object.entries(texts.scoring)
    .map(([submission, scoring]) => ({ submission, scoring: scoring.trim() }))
    .filter(one => one.scoring !== ''),
});

export interface StartAnswer {
  room: string;
  start: Bytes | null;
  terms: Bytes | null;
  /** Opened submissions that no count can hold. */
  leftOut: string[];
  faults: { reason: string; rule: string; detail: string; nextStep: string }[];
}

/** Asks for the bytes of a start; nothing is kept. */
export async function draftStart(person: Person, wish: StartWish): Promise<StartAnswer> {
  const { endsAt, scoring, drawnK, ...rest } = wish;
  const body = {
    ...rest,
    ends: Number(endsAt),
    ...(scoring.length > 0 ? { scoring } : {}),
    ...(drawnK !== '' ? { drawnK } : {}),
  };
  const answer = await asPerson(person, () =>
    postJson<{ room: string; start?: string | null; terms?: string | null } & Pick<StartAnswer, 'leftOut' | 'faults'>>(
      '/api/rooms/draft',
      body,
    ),
  );
  return {
    room: answer.room,
    start: answer.start == null ? null : bytesOf(answer.start),
    terms: answer.terms == null ? null : bytesOf(answer.terms),
    leftOut: answer.leftOut ?? [],
    faults: answer.faults ?? [],
  };
}

export interface SignedStart {
  room: string;
  start: string;
  terms: string;
  signature: string;
}

export const signStart = async (person: Person, room: string, start: Bytes, terms: Bytes): Promise<SignedStart> => ({
  room,
  start: toBase64(start),
  terms: toBase64(terms),
  signature: toBase64(await signAs(person, startMessage(start))),
});

export const publishStart = (person: Person, signed: SignedStart): Promise<unknown> =>
  asPerson(person, () => postJson('/api/rooms', signed));

/** Something of a start that is not what was asked for, or what the opening showed. */
export interface Difference {
  code:
    | 'unreadable'
    | 'room'
    | 'lot'
    | 'draw'
    | 'pack'
    | 'ends'
    | 'items'
    | 'k'
    | 'host'
    | 'record'
    | 'terms'
    | 'order'
    | 'unknownBid'
    | 'missingBid'
    | 'name'
    | 'figure'
    | 'envelope'
    | 'facts'
    | 'keys'
    | 'scoring'
    | 'seats'
    | 'gate'
    | 'supervisor';
  /** Of a bid. */
  bid?: string;
}

/** Reads a start itself and compares it with what was asked for and with what the session's public stream opened. */
export function compareStart(
  answer: StartAnswer,
  wish: StartWish,
  hall: Pick<Hall, 'record'>,
  lot: Lot,
  host: Bytes,
): { start: RoomStart | null; differences: Difference[] } {
  const start = answer.start ? readStart(answer.start) : null;
  if (!start || !answer.terms) return { start: null, differences: [{ code: 'unreadable' }] };
  const differences: Difference[] = [];
  const check = (holds: boolean, code: Difference['code'], bid?: string) => {
    if (!holds) differences.push(bid === undefined ? { code } : { code, bid });
  };
  check(start.room === answer.room, 'room');
  check(start.session === wish.session && start.lot === wish.lot, 'lot');
  check(start.draw === wish.draw, 'draw');
  check(start.pack === wish.pack, 'pack');
  check(start.endsAt === wish.endsAt, 'ends');
  check(sameItems(start.items, wish.items), 'items');
  check(start.drawnK === wish.drawnK, 'k');
  check(equal(start.host, host), 'host');
  check(hall.record !== null && hex(start.record) === hall.record.hash, 'record');
  const terms = new TextDecoder().decode(answer.terms);
  check(hex(sha256(answer.terms)) === hex(start.terms) && terms === lot.scoring, 'terms');
  const order = lot.bids.map(bid => bid.submission);
  const places = start.bids.map(bid => order.indexOf(bid.id));
  check(
    places.every((place, i) => i === 0 || places[i - 1]! < place),
    'order',
  );
  for (const bid of start.bids) compareBid(bid, lot, wish, check);
  for (const submission of order)
    if (!start.bids.some(bid => bid.id === submission))
      check(answer.leftOut.includes(submission), 'missingBid', submission);
  return { start, differences };
}

type Check = (holds: boolean, code: Difference['code'], bid?: string) => void;

function compareBid(bid: RoomBid, lot: Lot, wish: StartWish, check: Check): void {
  const opened = lot.bids.find(one => one.submission === bid.id);
  if (!opened?.form) return check(false, 'unknownBid', bid.id);
  const { form } = opened;
  check(bid.name === clip(form.bidderName, most.nameLetters), 'name', bid.id);
  check(bid.code === '' || bid.code === form.creditCode, 'name', bid.id);
  check(bid.figure === form.price.value, 'figure', bid.id);
  check(hex(bid.envelope) === opened.envelopeHash, 'envelope', bid.id);
  const facts = form.items.filter(item => item.name !== '').slice(0, most.facts);
  check(
    facts.length === bid.published.length &&
      facts.every(
        (item, i) =>
          bid.published[i]!.title === clip(item.name, most.factLetters) &&
          bid.published[i]!.text === clip(item.value, most.titleLetters),
      ),
    'facts',
    bid.id,
  );
  const own = [opened.submissionKey, keyOf(form.certificate)].filter(key => key !== null);
  check(
    bid.keys.every(key => own.some(one => equal(one, key))),
    'keys',
    bid.id,
  );
  const added = wish.scoring.find(one => one.submission === bid.id);
  check(added ? bid.scoring === added.scoring : bid.scoring === '' || isOnlyWords(bid.scoring), 'scoring', bid.id);
}

// Without an addition of the host's a bid has what was read out: words that differ from the figure, or nothing.
const isOnlyWords = (scoring: string): boolean => /^\{"quotation":\{"wordsFen":\d+\}\}$/.test(scoring);

const clip = (text: string, letters: number): string => [...text].slice(0, letters).join('');

const sameItems = (one: readonly RoomItem[], other: readonly RoomItem[]): boolean =>
  one.length === other.length &&
  one.every((item, i) => {
    const asked = other[i]!;
    return (['id', 'stage', 'title', 'ground', 'rule'] as const).every(key => item[key] === asked[key]);
  });

/** Seats, gate and supervisor as the draw's own public stream has them; nothing before it is read. */
export function compareDraw(start: RoomStart, draw: Draw): Difference[] {
  const found: Difference[] = [];
  const { facts, external } = draw;
  if (facts) {
    const policy = peekPolicy(facts.policies[0]!);
    const roles = typeof policy === 'string' ? [] : policy.roles;
    if (!same(roles[2], start.gate)) found.push({ code: 'gate' });
    if (!same(roles[4], start.supervisor)) found.push({ code: 'supervisor' });
    if (start.seats.length !== facts.seats + facts.request.buyerSeats.length) found.push({ code: 'seats' });
  } else if (external) {
    if (!same(external.import.gate, start.gate)) found.push({ code: 'gate' });
    if (!same(external.import.supervisor, start.supervisor)) found.push({ code: 'supervisor' });
    if (start.seats.length !== external.seats + external.request.buyerSeats.length) found.push({ code: 'seats' });
  }
  return found;
}

const same = (one: Uint8Array | null | undefined, other: Uint8Array): boolean =>
  one != null && equal(new Uint8Array(one), new Uint8Array(other));

const place = (session: string) => `trading.room-start.${session}`;

/** The form as far as it was written, for a reload of this tab. */
export function keepStart(session: string, texts: StartTexts): void {
  try {
    sessionStorage.setItem(place(session), JSON.stringify(texts));
  } catch {
    /* a browser that keeps nothing still shows the form */
  }
}

export function keptStart(session: string, empty: StartTexts): StartTexts {
  try {
    const kept = JSON.parse(sessionStorage.getItem(place(session)) ?? 'null') as StartTexts | null;
    const isWhole =
      kept !== null &&
      (['lot', 'draw', 'ends', 'drawnK'] as const).every(key => typeof kept[key] === 'string') &&
      Array.isArray(kept.items) &&
      kept.items.every(item => typeof item?.title === 'string' && typeof item.isTaken === 'boolean') &&
      typeof kept.scoring === 'object' &&
      kept.scoring !== null;
    return isWhole ? { ...empty, ...kept } : empty;
  } catch {
    return empty;
  }
}

export function dropStart(session: string): void {
  try {
    sessionStorage.removeItem(place(session));
  } catch {
    /* there was none */
  }
}
