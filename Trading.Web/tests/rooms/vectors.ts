import type { FeedEvent } from '../../src/follow';
import { foldRoom } from '../../src/rooms/fold';
import { foldPapers } from '../../src/rooms/papers';
import { noPapers, noRoom, nothingSupervised, type Papers, type Room, type Supervised } from '../../src/rooms/state';
import { foldSupervised } from '../../src/rooms/supervised';
import { load } from '../seal/vectors';

export type StreamName = 'room' | 'supervised' | 'sheets';
export type Told = Record<string, unknown>;

/** tests/vectors/room/rooms.json: whole rooms, by commit, and what is so after each. */
export interface RoomCase {
  name: string;
  commits: { events: [StreamName, string][]; state: Told }[];
}

export const cases = load<{ cases: RoomCase[] }>('room/rooms.json').cases;
export const caseOf = (name: string): RoomCase => cases.find(one => one.name === name)!;

export interface Folded {
  room: Room;
  said: Supervised;
  papers: Papers;
}
export const nothing: Folded = { room: noRoom, said: nothingSupervised, papers: noPapers };

/** Everything after one more commit. */
export function foldCommit(at: Folded, events: readonly [StreamName, string][]): Folded {
  const of = (name: StreamName, height: number): FeedEvent[] =>
    events.filter(([stream]) => stream === name).map(([, e], i) => ({ h: height + 1 + i, e }));
  const room = foldRoom(at.room, of('room', at.room.height));
  const facts = room.facts!;
  return {
    room,
    said: foldSupervised(facts, at.said, of('supervised', at.said.height)),
    papers: foldPapers(facts, at.papers, of('sheets', at.papers.height)),
  };
}

/** A whole room, or the room up to the first commit that `isLast` names. */
export function folded(name: string, isLast: (told: Told, events: [StreamName, string][]) => boolean = () => false) {
  let at = nothing;
  for (const commit of caseOf(name).commits) {
    at = foldCommit(at, commit.events);
    if (isLast(commit.state, commit.events)) break;
  }
  return at;
}

/** The room as soon as a stage began. */
export const atStage = (name: string, stage: string): Folded => folded(name, told => told['stage'] === stage);

export const streamOf = (name: string, stream: StreamName): FeedEvent[] =>
  caseOf(name)
    .commits.flatMap(commit => commit.events)
    .filter(([of]) => of === stream)
    .map(([, e], h) => ({ h, e }));
