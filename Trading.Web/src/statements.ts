// What the bytes inside an event say and whom they name, compared with the event and with what the session published
// (docs/spec/archive.md, "Order of events"). Signatures are left to `trading verify`.
import { CorruptStream, type Fields } from './fields';
import { readAct, type ActKind } from './seal/acts';
import { readX509 } from './seal/certificate';
import { readStatement } from './seal/header';
import { readLockParts } from './seal/lockParts';
import { tagged, type Tag } from './seal/suite';
import { sha256 } from './sha256';
import type { Bid, Hall, Lot } from './state';
import { toHex } from './wire';

const pointBytes = 65;

export const hash = (tag: Tag, ...parts: Uint8Array[]): string => toHex(sha256(tagged(tag, ...parts)));

/** An act says what its event says: the kind, this session, and lot, subject and text where it has them. */
export function actSays(
  hall: Hall,
  e: Fields,
  kind: ActKind,
  said: { lot?: string; subject?: string; text?: string; id?: string } = {},
): void {
  const statement = new Uint8Array(e.part('act').bytes('statement'));
  const act = readAct(statement);
  const { lot, subject = '', text = '', id } = said;
  if (act?.kind !== kind || act.session !== hall.session) throw new CorruptStream('its act is another one');
  if ((lot !== undefined && act.lot !== lot) || act.subject !== subject || act.text !== text)
    throw new CorruptStream('its act says something else');
  if (id !== undefined && id !== hash('act', statement)) throw new CorruptStream('it is not named after its act');
}

/** The bare key, or the one of a certificate of the accepted form; null where the bytes name none. */
export function keyOf(certificate: Uint8Array): Uint8Array | null {
  return certificate.length === pointBytes ? certificate : certificateKey(certificate);
}

/** The key that a certificate of the accepted form names, its signature unchecked. */
export const certificateKey = (certificate: Uint8Array): Uint8Array | null =>
  readX509(new Uint8Array(certificate))?.key ?? null;

/** Whether one of the officials of these roles stands behind the key. */
export const holds = (hall: Hall, key: Uint8Array | null, ...roles: string[]): boolean =>
  key !== null && hall.roles.some(role => roles.includes(role.role) && same(role.key, key));

/** Version 1: a bidder's act bears the key of the form's certificate, or the submission key if no owner is proved. */
export function isBiddersKey(bid: Bid, key: Uint8Array | null): boolean {
  const own = bid.form && !bid.marks.includes('OwnerUnproved') ? certificateKey(bid.form.certificate) : null;
  return key !== null && same(key, own ?? bid.submissionKey);
}

/** A withdrawal of that submission under the lot's lock, by the key that it names. */
export function withdraws(lot: Lot, statement: Uint8Array, submission: string): boolean {
  const said = readStatement(new Uint8Array(statement));
  return (
    typeof said !== 'string' &&
    toHex(said.lockId) === lot.lock!.id &&
    toHex(said.contextHash) === lot.contextHash &&
    toHex(said.submissionId) === submission &&
    toHex(said.pseudonym) === hash('pseudonym', said.submissionKey).slice(0, 2 * said.pseudonym.length)
  );
}

/**
 * What is wrong with a lock certificate that hashes can tell: it was made under another policy, from other messages
 * than the logged ones, or has another lock's id. Its proofs and signatures are left to who seals and who verifies.
 */
export function lockProblem(lot: Lot, certificate: Uint8Array, lockId: string): string | null {
  const parts = readLockParts(new Uint8Array(certificate));
  if (!parts) return 'the bytes are no lock certificate';
  if (toHex(parts.policyHash) !== lot.policyHash) return 'the lock was made under another policy';
  if (lockId !== hash('lock', parts.transcript)) return 'the lock has another id';
  const isLogged = (round: number, messages: Uint8Array[]) =>
    messages.length === lot.trustees.length &&
    messages.every((message, i) =>
      lot.messages.some(m => m.round === round && m.trustee === i + 1 && m.hash === toHex(sha256(message))),
    );
  return isLogged(0, parts.commitments) && isLogged(3, parts.signatures)
    ? null
    : 'the lock was made from other messages than the logged ones';
}

export const same = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);
