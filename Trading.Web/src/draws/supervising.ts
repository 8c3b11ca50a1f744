import { getJson, postJson } from '../api';
import { textBytes, toBase64, join, type Bytes } from '../seal/bytes';
import { signAs, type Person } from '../seal/person';
import { peekPolicy } from '../seal/policy';
import { asPerson } from '../seal/platform';
import { tagged } from '../seal/suite';
import type { Compared } from './compared';
import { paperStateOf } from './paperState';
import { comparisonOf, type Draw, type External, type Facts } from './state';

// What the supervisor of a draw sees and may do (docs/spec/draw.md, "Message of a draw" and "HTTP").

export const outcomes = ['Arrived', 'Left', 'Back', 'Avoids'] as const;
export interface SeatLine {
  kind: 'Drawn' | 'Buyers' | 'External';
  /** Of a drawn seat, from 0. */
  group: number | null;
  number: string;
  name: string;
  /** UTC microseconds. */
  at: number;
  outcome: (typeof outcomes)[number];
  /** The opening showed a conflict after the arrival: the seat is another's. */
  unseated: boolean;
}
export interface SeatList {
  seats: number;
  arrived: number;
  names: SeatLine[];
}

export const readSeats = (draw: string, signal?: AbortSignal): Promise<SeatList> =>
  getJson<SeatList>(`/api/draws/${draw}/seats`, signal);

/** The key that the policies name; all three name the same. */
export function supervisorOf(facts: Facts): Bytes | null {
  const policy = peekPolicy(facts.policies[0]!);
  return typeof policy === 'string' ? null : (policy.roles[4] ?? null);
}

export const mostReasonLetters = 500;

/** What is signed of an order to draw again, with its tag: the message of the beacon that follows, then the reason. */
export async function againStatement(draw: Draw, reason: string): Promise<Bytes> {
  // Brings the arithmetic of points, which nothing else here needs.
  const { messageOf } = await import('./proof/beacon');
  const message = messageOf(draw.facts!.draw, draw.commitment!.root, draw.orders.length + 1);
  return tagged('draw again', join(message, textBytes(reason)));
}

export async function orderAgain(person: Person, draw: Draw, reason: string): Promise<void> {
  const signature = toBase64(await signAs(person, await againStatement(draw, reason)));
  await asPerson(person, () => postJson(`/api/draws/${draw.facts!.draw}/again`, { reason, signature }));
}

/** Why nothing can be drawn again now; null where the supervisor may order it. */
export function whyNotAgain(draw: Draw): 'over' | 'notDrawn' | 'tooLate' | null {
  if (draw.phase === 'settled' || draw.phase === 'failed') return 'over';
  if (draw.phase !== 'drawn') return 'notDrawn';
  // Nor when whoever arrived has lost the seat since: a name was read.
  return draw.arrived > 0 || draw.arrivedAt !== null ? 'tooLate' : null;
}

const lateMicros = 30 * 60 * 1e6;
const unsealedMicros = 5 * 60 * 1e6;

export interface Warning {
  code:
    | 'locks'
    | 'late'
    | 'missing'
    | 'silent'
    | 'dropped'
    | 'paper'
    | 'awaitsBidders'
    | 'awaitsPool'
    | 'uncompared'
    | 'comparedNobody';
  n: number;
  /** Of how many, where that is said. */
  m?: number;
}

// Nobody is rung by us for a draw of another system: who is missing, and at last the paper.
function externalWarnings(draw: Draw, { roomAt, seats }: External, now: number): Warning[] {
  if (draw.phase === 'imported') return now >= roomAt ? [{ code: 'missing', n: seats - draw.arrived }] : [];
  return paperStateOf(draw, now / 1_000) === 'now' ? [{ code: 'paper', n: 1 }] : [];
}

// Bids without a credit code were compared with nobody's employer. That stays true when everybody has arrived.
function uncompared(draw: Draw, compared: Compared | null): Warning[] {
  if (draw.bidders === null || draw.phase === 'failed') return [];
  if (compared) return compared.without > 0 ? [{ code: 'uncompared', n: compared.without, m: compared.bids }] : [];
  return draw.bidders === 0 ? [{ code: 'comparedNobody', n: 0 }] : [];
}

/** What to look after: counts alone, of which nobody is told who they are. `now` in UTC microseconds. */
export function warningsOf(draw: Draw, now: number | null, compared: Compared | null = null): Warning[] {
  const { facts, notices, external } = draw;
  if (external && now !== null) return externalWarnings(draw, external, now);
  if (!facts || now === null) return [];
  const found = uncompared(draw, compared);
  if (draw.phase === 'settled' || draw.phase === 'failed') return found;
  const add = (code: Warning['code'], n: number) => n > 0 && found.push({ code, n });
  const isSealed = draw.commitment !== null;
  add('locks', !isSealed && now < facts.drawAt && facts.drawAt - now < unsealedMicros ? 1 : 0);
  if (draw.phase !== 'drawn') return found;
  const comparison = comparisonOf(draw);
  if (comparison) found.push({ code: comparison === 'bidders' ? 'awaitsBidders' : 'awaitsPool', n: facts.seats });
  const isOpen = now >= facts.roomAt;
  add('late', !isOpen && facts.roomAt - now < lateMicros ? facts.seats - (notices?.confirmed ?? 0) : 0);
  add('missing', isOpen ? facts.seats - draw.arrived : 0);
  add('silent', notices?.silent ?? 0);
  add('dropped', notices ? notices.declined + notices.silent + notices.conflicts : 0);
  return found;
}
