// Masked scoring: labels of bids, what a seat is told while bids are masked, and a desk made of it
// (docs/spec/room.md, "Masked scoring"; docs/spec/http.md, "Rooms").
import { getJson } from '../api';
import { hex, readBase64, textBytes, type Bytes } from '../seal/bytes';
import { BadAnswer } from '../seal/platform';
import { tagged } from '../seal/suite';
import { sha256 } from '../sha256';
import { roomPacks } from './packs';
import { identityKinds, noRoom, type Facts, type IdentityKind, type Room } from './state';

/** A label by its place from 1: A to Z, then AA, AB, … */
export function labelOf(place: number): string {
  let text = '';
  for (let left = place; left > 0; left = Math.floor((left - 1) / 26))
    text = String.fromCharCode(65 + ((left - 1) % 26)) + text;
  return text;
}

/** The id of a bid while it is masked. */
export const maskedId = (salt: Uint8Array, bid: string): string =>
  hex(sha256(tagged('room masked', salt, textBytes(bid)))).slice(0, 32);

export interface MaskedView {
  isMasked: boolean;
  /** The room will come to it. */
  isAhead: boolean;
  phase: 'Sitting' | 'Stopped' | 'Concluded' | 'Failed';
  endsAt: number;
  /** The documents have been looked through: there are labels. */
  isReady: boolean;
  terms: Bytes;
  bids: { bid: string; found: IdentityKind[] }[];
  papers: string[];
  seats: number;
  isIn: boolean;
  hasSaidShort: boolean;
}

/** What a seat is told; the platform tells it to whoever sits. */
export async function readMasked(room: string, signal?: AbortSignal): Promise<MaskedView> {
  const answer = await getJson<Omit<MaskedView, 'terms'> & { terms?: string | null }>(
    `/api/rooms/${room}/masked`,
    signal,
  );
  const terms = answer.terms == null ? new Uint8Array() : readBase64(answer.terms);
  if (!terms || !Array.isArray(answer.bids) || !Array.isArray(answer.papers)) throw new BadAnswer();
  const bids = answer.bids.map(one => {
    if (!/^[0-9a-f]{32}$/.test(one.bid)) throw new BadAnswer();
    return { bid: one.bid, found: one.found.filter(kind => identityKinds.includes(kind)) };
  });
  return { ...answer, endsAt: Number(answer.endsAt), seats: Number(answer.seats), terms, bids };
}

/** What was found in a room's masked documents, as host and supervisor are told; page 0 are a file's properties. */
export interface FoundIdentity {
  bid: string;
  section: number;
  page: number;
  kind: IdentityKind;
}

export const readIdentity = (room: string, signal?: AbortSignal): Promise<FoundIdentity[]> =>
  getJson<FoundIdentity[]>(`/api/rooms/${room}/identity`, signal);

/**
 * A room as cards of a desk read it, of nothing but what a seat is told: its bids are the masked ones, named by their
 * labels; everything that could name a bidder is empty because it is not known here.
 */
export function maskedRoom(id: string, view: MaskedView, nameOf: (label: string) => string): Room & { facts: Facts } {
  const none = new Uint8Array();
  // No card of this stage asks for the law: it hangs on the terms, which both trades have.
  const pack = roomPacks[0]!;
  return {
    ...noRoom,
    phase: view.phase === 'Stopped' ? 'stopped' : 'sitting',
    stage: 'Masking',
    endsAt: view.endsAt,
    taken: view.seats,
    masked: view.papers.map(commitment => ({ at: 0, commitment })),
    facts: {
      at: 0,
      startBytes: none,
      signature: none,
      terms: view.terms,
      pack,
      start: {
        suite: 0,
        room: id,
        session: '',
        lot: '',
        record: none,
        checkpoint: '',
        draw: '',
        pack: pack.id,
        packVersion: pack.version,
        terms: none,
        drawnK: '',
        endsAt: BigInt(view.endsAt),
        host: none,
        supervisor: none,
        gate: none,
        seats: Array.from({ length: view.seats }, () => ({ role: 'Expert' as const, position: 0 })),
        items: [],
        bids: view.bids.map((one, i) => ({
          id: one.bid,
          code: '',
          name: nameOf(labelOf(i + 1)),
          figure: 0n,
          published: [],
          envelope: none,
          scoring: '',
          keys: [],
        })),
      },
    },
  };
}
