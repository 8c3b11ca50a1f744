// The list of rooms as the platform tells it, and one room in short (docs/spec/http.md, "Rooms").
import { getJson } from '../api';
import { plainStages, type Stage } from './state';

export const listPhases = ['Sitting', 'Stopped', 'Concluded', 'Failed'] as const;

export interface RoomOfList {
  room: string;
  session: string;
  /** Of its tender; empty where the session cannot be read. */
  title: string;
  tenderCode: string;
  lot: string;
  phase: (typeof listPhases)[number];
  stage: Stage;
  /** UTC microseconds. */
  startedAt: number;
  /** The caller's own parts, where the own rooms were asked for. */
  mine: ('host' | 'supervisor' | 'seat' | 'bidder')[];
}

export interface RoomsPage {
  rooms: RoomOfList[];
  /** What the page behind this one is asked for by; null where there is none. */
  next: string | null;
}

export interface RoomInShort {
  room: string;
  session: string;
  title: string;
  tenderCode: string;
  lot: string;
  phase: RoomOfList['phase'];
  stage: Stage;
  seats: number;
  taken: number;
  endsAt: number;
  revision: number;
  papers: number;
}

/** A page of the list: the newest, those behind a room, those of a session, the own ones. */
export async function readRooms(
  asked: { before?: string; session?: string; mine?: 'true' },
  signal: AbortSignal,
): Promise<RoomsPage> {
  const query = new URLSearchParams(asked).toString();
  const page = await getJson<RoomsPage>(`/api/rooms${query && `?${query}`}`, signal);
  return { rooms: page.rooms.map(line => ({ ...line, startedAt: Number(line.startedAt) })), next: page.next };
}

export const readRoom = (room: string, signal: AbortSignal): Promise<RoomInShort> =>
  getJson<RoomInShort>(`/api/rooms/${encodeURIComponent(room)}`, signal);

export const isOver = (line: Pick<RoomOfList, 'phase'>): boolean => ['Concluded', 'Failed'].includes(line.phase);

/** Those that go on, the first begun first; then those that are over, the last first. */
export const byTime = (rooms: readonly RoomOfList[]): { going: RoomOfList[]; over: RoomOfList[] } => ({
  going: rooms.filter(line => !isOver(line)).sort((a, b) => a.startedAt - b.startedAt),
  over: rooms.filter(isOver).sort((a, b) => b.startedAt - a.startedAt),
});

export const toneOf = (phase: RoomOfList['phase']): string =>
  ({ Sitting: 'blue', Stopped: 'warn', Concluded: 'good', Failed: 'bad' })[phase];

/** The page where somebody with these parts goes first. */
export function wayOf({ room, mine }: Pick<RoomOfList, 'room' | 'mine'>): string {
  const parts = ['host', 'supervisor', 'seat', 'bidder'] as const;
  const pages = { host: '/clerk', supervisor: '/supervise', seat: '/seat', bidder: '/own' };
  const part = parts.find(one => mine.includes(one));
  return `/rooms/${room}${part ? pages[part] : ''}`;
}

/** How far a room has come, of so many stages. */
export const stageNumber = (stage: Stage): number => plainStages.indexOf(stage === 'Masking' ? 'Electing' : stage) + 1;
