// What is typed and shown at the door, as data: no browser, no network.
import { positionOf } from '../position';

export type Outcome = 'Arrived' | 'Avoids' | 'Left' | 'Back';

export interface DrawLine {
  draw: string;
  place: string;
  /** UTC microseconds. */
  roomAt: number;
  isHere: boolean;
  isOpen: boolean;
  /** Experts who arrived and sit; whom the buyer sent; who had arrived and sit no more. */
  arrived: number;
  buyers: number;
  gone: number;
  /** Whether everybody is there. */
  isComplete: boolean;
  /** Whether all experts are there and still have to be compared with the bidders. */
  waits: boolean;
  /** Whether people come with a number and a code. */
  hasPositions: boolean;
  /** Whether people come with their card alone. */
  hasPersons: boolean;
  /** The system that drew; empty for a draw of ours. */
  system: string;
  /** Whether the buyer is called as in government procurement. */
  isProcurement: boolean;
  /** How many of its rooms seat their members now. */
  rooms: number;
}

export interface Today {
  place: string;
  hasDevice: boolean;
  draws: DrawLine[];
}

export interface Presentation {
  id: string;
  state: 'Checking' | 'Waiting' | 'Arrived' | 'Refused';
  reason: string | null;
  /** −1 while nobody knows which seat it is. */
  position: number;
  name: string | null;
  /** Whether somebody of that name attended the opening. */
  isAsked: boolean;
}

export interface SeatLine {
  position: number;
  name: string;
  number: string;
  at: number;
  outcome: Outcome;
  attended: 'Nobody' | 'Asked' | 'Another';
  /** Whether the seat was lost after the arrival: the person has to leave. */
  unseated: boolean;
}

/** A certified key of the browser at a seat. */
export interface KeyLine {
  position: number;
  room: string;
  seat: number;
  at: number;
  /** Waiting: the platform does not have it yet. */
  state: 'Waiting' | 'Taken' | 'Refused';
}

export interface EntryLine {
  number: number;
  at: number;
  position: number;
  act: string;
  detail: string;
  by: string;
}

/** What is typed of one person. */
export interface Typed {
  id: string;
  digits: string;
  name: string;
  looked: boolean;
}

/** How somebody comes: with a number and a code, or with the card alone. */
export type Way = 'number' | 'card';

export const blank: Typed = { id: '', digits: '', name: '', looked: false };

const idLetters = 18;
const numberDigits = 12;
const nameLetters = 60;
const firstBuyer = 10_000;
const firstExpert = 20_000;

/** An identity number as it is compared: no blanks, a capital X. */
export const idOf = (text: string): string => text.replace(/\s/g, '').toUpperCase();

/** The digits of the expert's number, without what stands between them. */
export const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** The same in groups of four, as it was told; more than 12 are left off. */
export const grouped = (text: string): string =>
  digitsOf(text)
    .slice(0, numberDigits)
    .replace(/(.{4})(?=.)/g, '$1 ');

export const keyNumberDigits = 10;

/** The digits of a key's number, without what stands between them. */
export const keyDigits = digitsOf;

/** The same as the seat's screen shows it: 1234 567 890; more than 10 are left off. */
export const groupedKey = (text: string): string =>
  keyDigits(text)
    .slice(0, keyNumberDigits)
    .replace(/^(.{4})(.{1,3})?(.+)?$/, (_, a: string, b?: string, c?: string) =>
      [a, b, c].filter(part => part !== undefined).join(' '),
    );

/** Whether the key of somebody's browser may be certified now. */
export const maySign = (seat: SeatLine): boolean =>
  (seat.outcome === 'Arrived' || seat.outcome === 'Back') && !seat.unseated && seat.attended !== 'Asked';

/** The keys of somebody who is in, the newest of each room. */
export const keysOf = (keys: readonly KeyLine[], position: number): KeyLine[] => [
  ...new Map(keys.filter(key => key.position === position).map(key => [key.room, key])).values(),
];

/** What a seat is called: the word's key, and what stands in it. */
export function seatOf(position: number): [key: string, values: Record<string, string | number>] {
  if (position < 0) return ['gate.seat.none', {}];
  if (position >= firstExpert) return ['gate.seat.expert', { n: position - firstExpert + 1 }];
  if (position >= firstBuyer) return ['gate.seat.buyer', { n: position - firstBuyer + 1 }];
  return ['gate.seat.position', { position: positionOf(position) }];
}

/** What still lacks before the trustees may be asked, the first in the order of the form; null where nothing does. */
export function lackOf(typed: Typed, way: Way, hasDevice: boolean): 'id' | 'digits' | 'name' | 'looked' | null {
  if (!isId(idOf(typed.id))) return 'id';
  if (way === 'number' && digitsOf(typed.digits).length !== numberDigits) return 'digits';
  if (way === 'card' && (typed.name.trim() === '' || [...typed.name.trim()].length > nameLetters)) return 'name';
  return typed.looked || hasDevice ? null : 'looked';
}

/** Form and check character (GB 11643). */
export function isId(id: string): boolean {
  if (!/^[1-9]\d{16}[\dX]$/.test(id)) return false;
  const sum = [...id.slice(0, idLetters - 1)].reduce((sum, digit) => ((sum + Number(digit)) * 2) % 11, 0);
  return '10X98765432'[sum] === id[idLetters - 1];
}

/** Of a certified key the register keeps the room's beginning, the seat and its number; null for another detail. */
export function keyDetail(detail: string): { room: string; seat: string; number: string } | null {
  const [, room, seat, number] = /^([0-9a-f]{8}) · (\d{1,2}) · ([\d ]{10,14})$/.exec(detail) ?? [];
  return room && seat && number ? { room, seat, number } : null;
}

export type Act = 'leave' | 'return' | 'avoid' | 'another';

/** What may be done with somebody who is in; first what is asked about a name of the opening. */
export function actsOf({ outcome, attended, unseated }: SeatLine): Act[] {
  if (outcome === 'Avoids') return [];
  // Whoever has lost the seat leaves, and that is all.
  if (unseated) return outcome === 'Left' ? [] : attended === 'Asked' ? ['another', 'leave'] : ['leave'];
  if (attended === 'Asked') return ['avoid', 'another'];
  return outcome === 'Left' ? ['return', 'avoid'] : ['leave', 'avoid'];
}

/** What is told of who is here: the words' keys, and their counts. Who sits no more is said apart. */
export function countsOf(
  draw: Pick<DrawLine, 'arrived' | 'buyers' | 'gone'>,
): ['arrived' | 'buyers' | 'gone', number][] {
  const counts: ReturnType<typeof countsOf> = [['arrived', draw.arrived]];
  if (draw.buyers > 0) counts.push(['buyers', draw.buyers]);
  if (draw.gone > 0) counts.push(['gone', draw.gone]);
  return counts;
}

/** Where somebody is still expected first; what is complete last. */
export const byNeed = (draws: readonly DrawLine[]): DrawLine[] =>
  [...draws].sort((a, b) => Number(a.isComplete) - Number(b.isComplete) || a.roomAt - b.roomAt);

/** The draw whose door is shown at once: the only one that is admitted here. */
export function onlyDraw(draws: readonly DrawLine[]): string | null {
  const open = draws.filter(draw => draw.isHere && draw.isOpen && !draw.isComplete);
  return open.length === 1 ? open[0]!.draw : null;
}
