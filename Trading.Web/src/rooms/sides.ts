// What host, supervisor and bidder ask of a room beside its streams (docs/spec/http.md, "Rooms").
import { call, getJson } from '../api';
import type { RoomInShort } from './rooms';
import type { Stage } from './state';
import type { Ground, QuestionKind, Role } from './wire';

const of = (room: string): string => `/api/rooms/${encodeURIComponent(room)}`;

export interface Desk {
  phase: RoomInShort['phase'];
  stage: Stage;
  endsAt: number;
  revision: number;
  /** 0: there is none. */
  leader: number;
  sheets: number;
  seats: { seat: number; role: Role; position: number; taken: boolean; pledged: boolean; signed: boolean }[];
  /** Bids whose qualification the host has to judge. */
  toQualify: string[];
  rejections: { bid: string; ground: Ground; rule: string; item: string; reason: string; isLate: boolean }[];
  questions: {
    question: string;
    bid: string;
    kind: QuestionKind;
    answerBy: number;
    state: 'Open' | 'Answered' | 'Refused' | 'Lapsed' | 'Accepted';
  }[];
  count: 'None' | 'Agreed' | 'Blocked';
  block: { code: string; where: string; rule: string } | null;
  /** What a draft names now; null while no count is agreed. */
  reportHash: string | null;
  draft: { hash: string; signBy: number; agreed: number; dissenting: number } | null;
  duties: string[];
}

export const readDesk = (room: string, signal?: AbortSignal): Promise<Desk> =>
  getJson<Desk>(`${of(room)}/desk`, signal);

export interface OwnQuestion {
  id: string;
  kind: QuestionKind;
  text: string;
  answerBy: number;
  state: Desk['questions'][number]['state'];
  answer: { yes: boolean; text: string } | null;
}

export interface OwnBid {
  bid: string;
  questions: OwnQuestion[];
  rejected: { ground: Ground; rule: string; reason: string } | null;
  /** Rank 0: no candidate, and not ranked. */
  line: { rank: number; total: string; price: string } | null;
}

export const readOwn = (room: string, signal?: AbortSignal): Promise<OwnBid> =>
  getJson<OwnBid>(`${of(room)}/own`, signal);

export const warningKinds = ['Identical', 'Distance', 'Objective'] as const;
export interface RoomWarning {
  kind: (typeof warningKinds)[number];
  seats: number[];
  bid: string | null;
  criterion: string | null;
  at: number;
}

export const readWarnings = (room: string, signal?: AbortSignal): Promise<RoomWarning[]> =>
  getJson<RoomWarning[]>(`${of(room)}/warnings`, signal);

/** The report or an archive, for whoever has a part: such an address is asked with the ticket. */
export async function saveFile(room: string, path: string, name: string): Promise<void> {
  const blob = await (await call(`${of(room)}/${path}`)).blob();
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
