// What the pages of a seat say to the platform (docs/spec/http.md, "Rooms"). Every call may be sent again.
import { call, getJson, getText, postJson, Problem } from '../api';
import type { FeedEvent } from '../follow';
import { readBase64, toBase64, type Bytes } from '../seal/bytes';
import { BadAnswer } from '../seal/platform';
import { sign, tagged } from '../seal/suite';
import { keepTicket, type Ticket } from '../ticket';
import { faultOf, type Fault } from './pdf';
import type { PollAnswer } from './poll';
import type { Signed } from './state';

const of = (room: string) => `/api/rooms/${room}`;

export interface WaitingKey {
  number: string;
  expiresAt: number;
}

/** Makes a key known that waits for the gate. */
export const announceKey = (room: string, key: Bytes): Promise<WaitingKey> =>
  postJson<WaitingKey>(`/api/rooms/${room}/keys`, { key: toBase64(key) });

/** What the gate has said of a waiting key: its certificate, or nothing yet; null where it waits no more. */
export async function readKey(
  room: string,
  number: string,
): Promise<{ certificate: Bytes; signature: Bytes } | 'waiting' | null> {
  try {
    const answer = await getJson<{ certificate?: string | null; signature?: string | null }>(
      `${of(room)}/keys/${number}`,
    );
    if (answer.certificate == null || answer.signature == null) return 'waiting';
    return { certificate: bytesOf(answer.certificate), signature: bytesOf(answer.signature) };
  } catch (cause) {
    if (cause instanceof Problem && cause.status === 404) return null;
    throw cause;
  }
}

/** Signs in with the key of a seat; the page's head shows the name. */
export async function signInSeat(room: string, key: CryptoKey, seat: number): Promise<Ticket> {
  const { challenge } = await postJson<{ challenge: string }>('/api/sign-in/challenge', {});
  const signature = await sign(key, tagged('sign-in', bytesOf(challenge)));
  const answer = await postJson<Ticket>('/api/sign-in/seat', { room, challenge, signature: toBase64(signature) });
  const ticket = { ...answer, expiresAt: Number(answer.expiresAt), name: '', seat };
  keepTicket(ticket);
  return ticket;
}

/** Signs in to a room with a key of a bid, as its kit holds it; the page's head shows the bidder's name. */
export async function signInByKit(room: string, bid: string, key: CryptoKey, name: string): Promise<Ticket> {
  const { challenge } = await postJson<{ challenge: string }>('/api/sign-in/challenge', {});
  const signature = await sign(key, tagged('sign-in', bytesOf(challenge)));
  const answer = await postJson<Ticket>('/api/sign-in/bid', { room, bid, challenge, signature: toBase64(signature) });
  const ticket = { ...answer, expiresAt: Number(answer.expiresAt), name };
  keepTicket(ticket);
  return ticket;
}

const shape = ({ statement, signature }: Signed) => ({
  statement: toBase64(statement),
  signature: toBase64(signature),
});

export const sendAct = (room: string, signed: Signed): Promise<void> =>
  postJson(`/api/rooms/${room}/acts`, shape(signed));
export const sendReview = (room: string, signed: Signed): Promise<{ commitment: string }> =>
  postJson(`/api/rooms/${room}/reviews`, shape(signed));
export const sendSheet = (room: string, signed: Signed): Promise<{ commitment: string }> =>
  postJson(`/api/rooms/${room}/sheets`, shape(signed));

const waitSeconds = 25;
/** A line may be dead without knowing it. */
const longestMs = 40_000;

/** Events of a closed stream from a height on; the answer waits for news. */
export async function readClosed(
  room: string,
  stream: 'supervised' | 'sheets',
  from: number,
  waits: boolean,
  signal: AbortSignal,
): Promise<PollAnswer> {
  // A page's own numbers are heights; what stands inside its events is read where they are folded.
  const answer = JSON.parse(
    await getText(
      `${of(room)}/${stream}?from=${from}&wait=${waits ? waitSeconds : 0}`,
      AbortSignal.any([signal, AbortSignal.timeout(longestMs)]),
    ),
  ) as { events: FeedEvent[]; next: number };
  if (!Array.isArray(answer.events) || typeof answer.next !== 'number') throw new BadAnswer();
  return { events: answer.events, next: answer.next };
}

/** A draft as the platform keeps it: it cannot read it. */
export interface StoredDraft {
  revision: string;
  bytes: Bytes;
}

export async function readDraft(room: string, name: string): Promise<StoredDraft | null> {
  try {
    const answer = await call(`${of(room)}/drafts/${name}`);
    return { revision: revisionOf(answer), bytes: new Uint8Array(await answer.arrayBuffer()) };
  } catch (cause) {
    if (cause instanceof Problem && cause.status === 404) return null;
    throw cause;
  }
}

/** The new revision; a Problem of status 412 where another window has saved since. */
export async function writeDraft(room: string, name: string, bytes: Bytes, revision: string | null): Promise<string> {
  const answer = await call(`${of(room)}/drafts/${name}`, {
    method: 'PUT',
    body: new Blob([bytes]),
    headers: {
      'Content-Type': 'application/octet-stream',
      ...(revision === null ? {} : { 'If-Match': revision }),
    },
  });
  return revisionOf(answer);
}

export const isOutdated = (cause: unknown): boolean => cause instanceof Problem && cause.status === 412;

function revisionOf(answer: Response): string {
  const tag = answer.headers.get('ETag');
  if (tag === null) throw new BadAnswer();
  return tag;
}

/** A document of a bid; its section is its number. */
export interface DocumentLine {
  section: number;
  bytes: number;
  /** Why it is not shown masked; absent where it is shown. */
  fault?: Fault | null;
}

export async function readDocuments(room: string, bid: string): Promise<DocumentLine[]> {
  const answer = await getJson<DocumentLine[]>(`${of(room)}/bids/${bid}/documents`);
  if (!Array.isArray(answer)) throw new BadAnswer();
  return answer.map(line => ({
    section: Number(line.section),
    bytes: Number(line.bytes),
    fault: faultOf((line as { problem?: unknown }).problem),
  }));
}

export const documentPath = (room: string, bid: string, section: number): string =>
  `${of(room)}/bids/${bid}/documents/${section}`;

/** Whether the platform no longer knows whoever asks. */
export const isDenied = (cause: unknown): boolean =>
  cause instanceof Problem && (cause.status === 401 || cause.status === 403 || cause.status === 404);

function bytesOf(text: unknown): Bytes {
  const bytes = readBase64(text);
  if (!bytes) throw new BadAnswer();
  return bytes;
}
