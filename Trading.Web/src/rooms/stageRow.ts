// Where a room stands on its way, and what it waits for: for the row of stages and the line below it.
import { blindStages, seatsOf } from './fold';
import { maskedIn } from './sheet';
import { plainStages, stages, type Facts, type Room, type Stage } from './state';

export interface StageStep {
  code: Stage;
  state: 'done' | 'now' | 'ahead' | 'failed';
}

/** The stages that a room goes through: masked scoring is one where its terms say so. */
export const stagesOf = (facts: Pick<Facts, 'terms'> | null | undefined): readonly Stage[] =>
  facts && maskedIn(facts.terms).length > 0 ? stages : plainStages;

export function stepsOf(room: Pick<Room, 'phase' | 'stage'> & { facts?: Room['facts'] }): StageStep[] {
  const all = stagesOf(room.facts);
  if (room.phase === 'concluded') return all.map(code => ({ code, state: 'done' }));
  const at = all.indexOf(room.stage);
  const now = room.phase === 'failed' ? 'failed' : 'now';
  return all.map((code, i) => ({ code, state: i < at ? 'done' : i === at ? now : 'ahead' }));
}

export interface Waiting {
  code: Stage | 'stopped' | 'MaskingAgain' | 'ScoringAgain';
  n: number;
  m: number;
}

/** What the public stream says of what is waited for; null where the room is over, or not begun. */
export function waitingOf(room: Room): Waiting | null {
  if (room.phase === 'stopped') return { code: 'stopped', n: 0, m: 0 };
  if (room.phase !== 'sitting') return null;
  const seats = seatsOf(room);
  if (room.stage === 'Seating') return { code: 'Seating', n: room.taken, m: seats };
  if (room.stage === 'Masking')
    return { code: room.hasVoid ? 'MaskingAgain' : 'Masking', n: room.masked.length, m: seats };
  if (room.stage === 'Scoring')
    return { code: room.hasVoid ? 'ScoringAgain' : 'Scoring', n: room.committed.length, m: seats };
  return { code: room.stage, n: 0, m: seats };
}

/**
 * How many sheets came: a word's key and what stands in it. Whether a member who went had handed in one is nobody's to
 * know, so all are counted, and the words say that some may be void.
 */
export const sheetsNote = (room: Room): [key: string, values: { n: number; m: number }] => [
  room.hasVoid ? 'roomSides.commit.sheetsEver' : 'roomSides.commit.sheets',
  { n: room.committed.length, m: seatsOf(room) },
];

/** Stages whose papers are closed until all are in, with what is published of each. */
export const closingsOf = (room: Room): Room['closings'] =>
  room.closings.filter(one => blindStages.includes(one.stage));

/** How often the time for papers was made longer. */
export const extensionsOf = (room: Room): { at: number; until: number }[] =>
  room.log
    .filter(line => line.code === 'EvaluationExtended')
    .map(line => ({ at: line.at, until: Number(line.params.at) }));
