import { beijing } from '../host/draftTexts';
import { equal, fitsSeen, type Bytes } from '../seal/bytes';
import type { Custody } from '../seal/policy';
import { readFigures } from '../seal/price';
import { isCreditCode } from '../seal/subject';
import { isRegion, isResidentId, isSpeciality, type Level } from './codes';
import { checkGates, drawRules, type DrawRules, type Gated, type RequestRefusal } from './gates';
import type { AskedSeat, DrawDraft } from './publication';
import { most, type SeatGroup } from './request';

// What a host writes into the request of a draw, as texts, what is wrong in them, field by field, and what they come
// to. A field is named by its id in the page.

export interface GroupTexts {
  specialities: string;
  least: Level;
  seats: string;
}
export interface AskTexts {
  session: string;
  lot: string;
  rules: string;
  /** Yuan. */
  budget: string;
  isWeighty: boolean;
  groups: GroupTexts[];
  reserve: string;
  buyerUnit: string;
  agentUnit: string;
  buyerSeats: AskedSeat[];
  /** One a line. */
  avoidedUnits: string;
  avoidedPersons: string;
  /** Persons that stood there before a reload, which nothing keeps: they have to be written again. */
  avoidedBefore: number;
  regions: string;
  /** `2026-12-01T09:30`, Beijing time, as the field of a browser gives it. */
  roomAt: string;
  /** Empty for the usual time before the room opens. */
  drawAt: string;
  place: string;
  custody: Custody | '';
  drill: boolean;
}
/** Whose certificate was chosen, or whom the session names. */
export interface Supervisor {
  name: string;
  key: Bytes;
}

export const emptyGroup = (): GroupTexts => ({ specialities: '', least: 2, seats: '' });
export const emptyAsk = (): AskTexts => ({
  session: '',
  lot: '',
  rules: drawRules[0]!.id,
  budget: '',
  isWeighty: false,
  groups: [emptyGroup()],
  reserve: '2',
  buyerUnit: '',
  agentUnit: '',
  buyerSeats: [],
  avoidedUnits: '',
  avoidedPersons: '',
  avoidedBefore: 0,
  regions: '',
  roomAt: '',
  drawAt: '',
  place: '',
  custody: '',
  drill: false,
});

export type AskProblem =
  | 'budget'
  | 'specialities'
  | 'specialitiesBad'
  | 'specialitiesTwice'
  | 'seats'
  | 'seatsInAll'
  | 'reserve'
  | 'unit'
  | 'personId'
  | 'lineUnits'
  | 'linePersons'
  | 'lineRegions'
  | 'tooManyLines'
  | 'roomAt'
  | 'roomFar'
  | 'drawAt'
  | 'drawPast'
  | 'drawSoon'
  | 'place'
  | 'custody'
  | 'supervisor'
  | 'supervisorIsHost'
  | 'system'
  | 'number'
  | 'drawnAt'
  | 'drawnAhead'
  | 'roomPast'
  | 'expertTwice'
  | 'expertsCount'
  | 'paper';
export interface AskFault {
  field: string;
  problem: AskProblem;
  values?: Record<string, string | number>;
}

/** Before the room opens: the gateway rings those who were drawn within this hour. */
export const usualLeadSeconds = 3_600;
/** From publishing to the draw: three ceremonies and the custodian's commitment have to fit. */
export const leastLeadMs = 120_000;
/** No room opens later than in two years: such an hour is a wrong year (`DrawOffice.FarMicros`). */
export const mostAheadMs = 2 * 366 * 86_400_000;
/** So many bad lines are named; of the others their number is told. */
const mostNamed = 5;
/** Letters of a list; a field that is full may have lost what was pasted behind them. */
export const mostListLetters = 40_000;

export const rulesOf = (texts: AskTexts): DrawRules => drawRules.find(rules => rules.id === texts.rules)!;

/** As people type it: full-width digits and letters are those of ASCII, and letters are capital. */
export const plainCode = (text: string): string => text.normalize('NFKC').trim().toUpperCase();
const wholeOf = (text: string): number => {
  const plain = text.normalize('NFKC').trim();
  return /^\d{1,4}$/.test(plain) ? Number(plain) : NaN;
};
const codesOf = (text: string): string[] =>
  plainCode(text)
    .split(/[\s;,、]+/)
    .filter(code => code !== '');
/** Each line that says something, by its number. */
export const linesOf = (text: string): { number: number; code: string }[] =>
  text
    .split(/\r?\n/)
    .map((line, i) => ({ number: i + 1, code: plainCode(line) }))
    .filter(({ code }) => code !== '');
/** What stands in a list, each once. */
export const listed = (text: string): string[] => [...new Set(linesOf(text).map(({ code }) => code))];

/** Persons of the list that a reload took, while it is empty. */
export const lostPersons = (texts: AskTexts): number => (texts.avoidedPersons.trim() === '' ? texts.avoidedBefore : 0);

/** How many different lines a list has. */
export const linesIn = (text: string): number => listed(text).length;

/** Fen; null for what is no sum. */
export function budgetOf(texts: AskTexts): bigint | null {
  const fen = readFigures('Amount', texts.budget.normalize('NFKC'));
  return typeof fen === 'bigint' && fen >= 0n && fen < 2n ** 63n ? fen : null;
}

/** Milliseconds: the written time, or the usual one before the room opens; NaN while neither is there. */
export const drawMsOf = (texts: AskTexts): number =>
  texts.drawAt === '' ? beijing(texts.roomAt) - usualLeadSeconds * 1_000 : beijing(texts.drawAt);

const groupsOf = (texts: AskTexts): SeatGroup[] =>
  texts.groups.map(group => ({
    specialities: codesOf(group.specialities),
    least: group.least,
    seats: wholeOf(group.seats),
  }));

/** Everything that is wrong, in the order in which the fields stand. */
export function askFaults(texts: AskTexts, supervisor: Supervisor | null, host: Bytes, nowMs: number): AskFault[] {
  const faults: AskFault[] = [];
  const add = (field: string, problem: AskProblem | false | null, values?: AskFault['values']) => {
    if (problem) faults.push(values ? { field, problem, values } : { field, problem });
  };
  const isOneUnit = (text: string) => isCreditCode(plainCode(text));
  const groups = groupsOf(texts);
  add('budget', budgetOf(texts) === null && 'budget');
  groups.forEach(({ specialities, seats }, i) => {
    const bad = specialities.filter(code => !isSpeciality(code));
    if (specialities.length < 1 || specialities.length > most.specialities) add(`group-codes-${i}`, 'specialities');
    else if (bad.length > 0) add(`group-codes-${i}`, 'specialitiesBad', { codes: bad.slice(0, mostNamed).join(' ') });
    else add(`group-codes-${i}`, new Set(specialities).size < specialities.length && 'specialitiesTwice');
    if (!(seats >= 1 && seats <= most.seats)) add(`group-seats-${i}`, 'seats');
    else add(`group-seats-${i}`, i > 0 && sumTo(groups, i) > most.seats && 'seatsInAll');
  });
  add('reserve', !(wholeOf(texts.reserve) <= most.reserve) && 'reserve');
  add('buyer-unit', !isOneUnit(texts.buyerUnit) && 'unit');
  add('agent-unit', texts.agentUnit.trim() !== '' && !isOneUnit(texts.agentUnit) && 'unit');
  texts.buyerSeats.forEach((seat, i) => {
    add(`seat-unit-${i}`, !isOneUnit(seat.unit) && 'unit');
    add(`seat-id-${i}`, !isResidentId(plainCode(seat.id)) && 'personId');
  });
  const lines = (...list: Parameters<typeof lineFaults>) => faults.push(...lineFaults(...list));
  lines('avoided-units', texts.avoidedUnits, isCreditCode, 'lineUnits', most.units);
  lines('avoided-persons', texts.avoidedPersons, isResidentId, 'linePersons', most.persons);
  lines('regions', texts.regions, isRegion, 'lineRegions', most.regions);
  add('room-at', roomProblem(texts.roomAt, nowMs));
  add('draw-at', drawProblem(texts, nowMs));
  add('place', !fitsSeen(texts.place.trim(), 1, most.placeLetters) && 'place');
  add('custody', texts.custody === '' && 'custody');
  add('supervisor', supervisor === null ? 'supervisor' : equal(supervisor.key, host) && 'supervisorIsHost');
  return faults;
}

/** What is wrong in a list with one code a line. */
export function lineFaults(
  field: string,
  text: string,
  isOne: (code: string) => boolean,
  problem: AskProblem,
  count: number,
): AskFault[] {
  const bad = linesOf(text).filter(({ code }) => !isOne(code));
  const numbers = bad.slice(0, mostNamed).map(line => line.number);
  if (bad.length > 0) return [{ field, problem, values: { lines: numbers.join('、'), n: bad.length } }];
  const isFull = text.length >= mostListLetters || listed(text).length > count;
  return isFull ? [{ field, problem: 'tooManyLines', values: { most: count } }] : [];
}

/** What is wrong with the hour of the room, but that it is over: that is said of what it has to be behind. */
export function roomProblem(text: string, nowMs: number): AskProblem | null {
  const roomMs = beijing(text);
  if (Number.isNaN(roomMs)) return 'roomAt';
  return roomMs - nowMs > mostAheadMs ? 'roomFar' : null;
}

function drawProblem(texts: AskTexts, nowMs: number): AskProblem | null {
  const drawMs = drawMsOf(texts);
  if (Number.isNaN(drawMs)) return texts.drawAt === '' ? null : 'drawAt'; // else the room's hour is wrong
  if (drawMs <= nowMs) return 'drawPast';
  return drawMs < nowMs + leastLeadMs ? 'drawSoon' : null;
}

const sumTo = (groups: SeatGroup[], last: number) =>
  groups.slice(0, last + 1).reduce((sum, group) => sum + (group.seats || 0), 0);

/** Seats as far as they can be read: how many are drawn, how many the buyer fills. */
export const countsOf = (texts: AskTexts): { drawn: number; buyers: number } => ({
  drawn: groupsOf(texts).reduce((sum, group) => sum + (group.seats || 0), 0),
  buyers: texts.buyerSeats.length,
});

/**
 * What the gates say of the form while it is filled in. Persons are compared as they are written; a time that is not
 * there yet is nobody's fault.
 */
export const gatesNow = (texts: AskTexts): RequestRefusal[] => checkGates(gatedOf(texts), rulesOf(texts));

// What the rules look at, by the beginning of a field's id, and the name of the part in which it stands.
const judged: readonly (readonly [string, string])[] = [
  ['budget', 'budget'],
  ['group-', 'groups'],
  ['buyer-unit', 'parties'],
  ['agent-unit', 'parties'],
  ['seat-', 'buyers'],
  ['avoided-units', 'avoidedUnits'],
  ['avoided-persons', 'avoidedPersons'],
  ['room-at', 'times'],
  ['draw-at', 'times'],
  ['experts', 'experts'],
  ['drawn-at', 'times'],
];

/** Parts of the form that the rules look at and that are not filled in so that they could, each once. */
export const openParts = (faults: readonly AskFault[]): string[] => {
  const parts = faults.map(({ field }) => judged.find(([start]) => field.startsWith(start))?.[1]);
  return [...new Set(parts.filter(part => part !== undefined))];
};

/** What gates look at, as far as the form has come. */
export function gatedOf(texts: AskTexts): Gated {
  const rules = rulesOf(texts);
  const person = (id: string) => Uint8Array.from(plainCode(id), letter => letter.charCodeAt(0));
  const groups = groupsOf(texts).map(group => ({ ...group, seats: group.seats || 0 }));
  const [roomMs, drawMs] = [beijing(texts.roomAt), drawMsOf(texts)];
  const isTimed = !Number.isNaN(roomMs) && !Number.isNaN(drawMs);
  return {
    rules: rules.id,
    rulesVersion: rules.version,
    budgetFen: budgetOf(texts) ?? 0n,
    isWeighty: texts.isWeighty,
    groups,
    buyerSeats: texts.buyerSeats.map((seat, i) => ({
      // One that is not filled in yet is like no other.
      person: seat.id.trim() === '' ? Uint8Array.of(i) : person(seat.id),
      unit: plainCode(seat.unit),
    })),
    agentUnit: plainCode(texts.agentUnit),
    avoidedPersons: listed(texts.avoidedPersons).map(person),
    drawAt: isTimed ? BigInt(drawMs) * 1_000n : 0n,
    roomAt: isTimed ? BigInt(roomMs) * 1_000n : BigInt(usualLeadSeconds) * 1_000_000n,
  };
}

/** The draft of a form without faults. */
export function draftOf(texts: AskTexts, supervisor: Supervisor): DrawDraft {
  return {
    session: texts.session,
    lot: texts.lot,
    rules: rulesOf(texts),
    budgetFen: budgetOf(texts)!,
    isWeighty: texts.isWeighty,
    groups: groupsOf(texts),
    buyerSeats: texts.buyerSeats.map(({ id, unit }) => ({ id: plainCode(id), unit: plainCode(unit) })),
    buyerUnit: plainCode(texts.buyerUnit),
    agentUnit: plainCode(texts.agentUnit),
    avoidedUnits: listed(texts.avoidedUnits),
    avoidedPersons: listed(texts.avoidedPersons),
    regions: listed(texts.regions),
    reserveDepth: wholeOf(texts.reserve),
    drawAt: BigInt(drawMsOf(texts)) * 1_000n,
    roomAt: BigInt(beijing(texts.roomAt)) * 1_000n,
    place: texts.place.trim(),
    custody: texts.custody as Custody,
    drill: texts.drill,
    supervisor: supervisor.key,
  };
}
