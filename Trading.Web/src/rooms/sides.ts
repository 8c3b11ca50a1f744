// What host, supervisor and bidder ask of a room beside its streams (docs/spec/http.md, "Rooms").
import { call, getJson, postJson } from '../api';
import { readBase64, toBase64, type Bytes } from '../seal/bytes';
import { BadAnswer } from '../seal/platform';
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
  /** Whether the tenderer may name the leader now. */
  mayName: boolean;
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

/** The full report as the host has it to read: not signed while it waits for that. */
export const readReport = async (room: string): Promise<Bytes> =>
  new Uint8Array(await (await call(`${of(room)}/report.pdf?kind=full`)).arrayBuffer());

/** The attributes of the report that the platform wants signed, as they came. */
export async function reportAttributes(room: string, certificate: Bytes): Promise<Bytes> {
  const answer = await postJson<{ attributes: string }>(`/api/rooms/${room}/report/attributes`, {
    certificate: toBase64(certificate),
  });
  const attributes = readBase64(answer.attributes);
  if (!attributes) throw new BadAnswer();
  return attributes;
}

export const sealReport = (room: string, certificate: Bytes, signature: Bytes): Promise<void> =>
  postJson(`/api/rooms/${room}/report`, { certificate: toBase64(certificate), signature: toBase64(signature) });

/** Who looked at which document of a bid; seat 0 is the supervisor. */
export interface DocumentRead {
  seat: number;
  bid: string;
  section: number;
  /** Calls: a page that shows a document by range makes many. */
  times: number;
  firstAt: number;
  lastAt: number;
}

export const readReads = (
  room: string,
  from: number,
  signal?: AbortSignal,
): Promise<{ reads: DocumentRead[]; next: number | null }> => getJson(`${of(room)}/reads?from=${from}`, signal);

/** What a supervisor notes for itself, at a height of the public stream. */
export interface Bookmark {
  id: number;
  height: number;
  stage: Stage;
  at: number;
  note: string;
}

export const mostNoteLetters = 300;

export const readBookmarks = (room: string, signal?: AbortSignal): Promise<Bookmark[]> =>
  getJson<Bookmark[]>(`/api/rooms/${room}/bookmarks`, signal);

export const addBookmark = (room: string, height: number, note: string): Promise<Bookmark> =>
  postJson<Bookmark>(`/api/rooms/${room}/bookmarks`, { height, note });

export const removeBookmark = async (room: string, id: number): Promise<void> =>
  void (await call(`${of(room)}/bookmarks/${id}`, { method: 'DELETE' }));
