// What the bytes inside an event say and whom they name, compared with the event and with what the session published
// (docs/spec/archive.md, "Order of events"). Signatures are left to `trading verify`.
import { CorruptStream, type Fields } from './fields';
import { readAct, type ActKind } from './seal/acts';
import { Der } from './seal/der';
import { pointOfSpki } from './seal/spki';
import { tagged, type Tag } from './seal/suite';
import { sha256 } from './sha256';
import type { Bid, Hall, Lot } from './state';
import { toHex, WireError, WireReader } from './wire';

const [hashBytes, pointBytes, withdrawalBytes] = [32, 65, 235];
const mostTranscript = 65_536;

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

/** The key that a certificate names, its signature unchecked. */
export function certificateKey(certificate: Uint8Array): Uint8Array | null {
  try {
    const fields = new Der(new Der(new Uint8Array(certificate)).into(0x30).raw(0x30)).into(0x30);
    for (const tag of [0xa0, 0x02, 0x30, 0x30, 0x30, 0x30]) fields.raw(tag); // version … subject
    return pointOfSpki(fields.raw(0x30));
  } catch (broken) {
    if (broken instanceof WireError) return null;
    throw broken;
  }
}

/** Whether one of the officials of these roles stands behind the key. */
export const holds = (hall: Hall, key: Uint8Array | null, ...roles: string[]): boolean =>
  key !== null && hall.roles.some(role => roles.includes(role.role) && same(role.key, key));

/** Version 1: a bidder's act bears the key of the form's certificate, or the submission key if no owner is proved. */
export function isBiddersKey(bid: Bid, key: Uint8Array | null): boolean {
  const own = bid.form && !bid.marks.includes('OwnerUnproved') ? certificateKey(bid.form.certificate) : null;
  return key !== null && same(key, own ?? bid.submissionKey);
}

/** A withdrawal (docs/spec/envelope.md) of that submission under the lot's lock. */
export function withdraws(lot: Lot, statement: Uint8Array, submission: string): boolean {
  if (statement.length !== withdrawalBytes) return false;
  const reader = new WireReader(statement);
  if (toHex(reader.fixed(4)) !== '424c5731' || reader.u16() !== 1) return false;
  const [lock, context, id] = [reader.fixed(hashBytes), reader.fixed(hashBytes), reader.fixed(16)].map(toHex);
  return lock === lot.lock!.id && context === lot.contextHash && id === submission;
}

/**
 * What is wrong with a lock certificate that hashes can tell: it was made under another policy, from other messages
 * than the logged ones, or has another lock's id. Its proofs and signatures are left to who seals and who verifies.
 */
export function lockProblem(lot: Lot, certificate: Uint8Array, lockId: string): string | null {
  try {
    const reader = new WireReader(certificate);
    if (reader.u16() !== 1) return 'the certificate is of no known suite';
    const transcript = reader.varied(mostTranscript);
    const each = (length: number) => lot.trustees.map(() => toHex(sha256(reader.fixed(length))));
    const [commitments, signatures] = [each(hashBytes), each(pointBytes)];
    reader.end();
    const extension = transcript.subarray(transcript.length - 3 * hashBytes);
    if (toHex(extension.subarray(0, hashBytes)) !== lot.policyHash) return 'the lock was made under another policy';
    if (lockId !== hash('lock', transcript)) return 'the lock has another id';
    const isLogged = (round: number, hashes: string[]) =>
      hashes.every((made, i) => lot.messages.some(m => m.round === round && m.trustee === i + 1 && m.hash === made));
    return isLogged(0, commitments) && isLogged(3, signatures)
      ? null
      : 'the lock was made from other messages than the logged ones';
  } catch (broken) {
    if (broken instanceof WireError) return 'the bytes are no lock certificate';
    throw broken;
  }
}

export const same = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);
