// The key of a seat: made in this browser, kept in its IndexedDB, and never to be read out. Whoever sits signs with it;
// drafts are encrypted with a second one that never leaves this browser either.
import { equal, type Bytes } from '../seal/bytes';
import { random, sign, verify } from '../seal/suite';
import { keyed } from './keyed';
import type { Facts } from './state';
import { certificateMessage, keyNumber, readCertificate, type SeatCertificate } from './wire';

export interface SeatKey {
  room: string;
  pair: CryptoKeyPair;
  /** Drafts are encrypted under keys that are derived of it. */
  secret: CryptoKey;
  point: Bytes;
  number: string;
  /** Until when the key waits for the gate, UTC microseconds; 0 before it was announced. */
  expiresAt: number;
  /** Null before the gate has certified the key. */
  certificate: Bytes | null;
}

const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const store = keyed<SeatKey>('seats');

export async function makeSeatKey(room: string): Promise<SeatKey> {
  const pair = await crypto.subtle.generateKey(curve, false, ['sign', 'verify']);
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const secret = await crypto.subtle.importKey('raw', random(32), 'HKDF', false, ['deriveKey']);
  return { room, pair, secret, point, number: keyNumber(room, point), expiresAt: 0, certificate: null };
}

export const keptSeatKey = (room: string): Promise<SeatKey | null> => store.read(room);
export const keepSeatKey = (key: SeatKey): Promise<void> => store.write(key.room, key);
export const dropSeatKey = (room: string): Promise<void> => store.drop(room);

/** The certificate of a key, where the gate of the room signed it for this key and a seat of the room; else null. */
export async function checkCertificate(
  facts: Facts,
  point: Bytes,
  certificate: Bytes,
  signature: Bytes,
): Promise<SeatCertificate | null> {
  const seat = readCertificate(certificate);
  const { start } = facts;
  const isOurs = seat?.room === start.room && start.seats[seat.seat - 1]?.role === seat.role && equal(seat.key, point);
  return isOurs && (await verify(start.gate, certificateMessage(certificate), signature)) ? seat : null;
}

/** A statement with the seat's signature. */
export const signWith = async (key: SeatKey, statement: Bytes, message: Bytes) => ({
  statement,
  signature: await sign(key.pair.privateKey, message),
});

/** "1234567890" as it is read aloud: "1234 567 890". */
export const spokenNumber = (number: string): string => number.replace(/^(\d{4})(\d{3})(\d{3})$/, '$1 $2 $3');
