import { equal, fromHex, Reader, WireError, type Bytes } from './bytes';
import { intakeStream } from './names';
import { judge, noteKey, readCheckpoint, readNote, type CheckpointVerdict, type Note, type NoteKey } from './notes';
import type { Policy } from './policy';
import { suiteId, tagged, verify } from './suite';
import { allowsSlot, isIncluded, leafHash, slotForm, slotRoot, type SlotForm, type SlotPath } from './trees';

// The platform's words about an entry (docs/spec/streams.md, "Acknowledgement" and "Receipt"), checked against keys
// that the trust file holds.

export interface Acknowledgement {
  /** Arrival, UTC microseconds. */
  at: bigint;
  entryHash: Bytes;
  sizeBytes: bigint;
  tick: bigint;
  bytes: Bytes;
}

export interface Receipt {
  entryHash: Bytes;
  slot: SlotPath;
  tick: bigint;
  inclusion: Bytes[];
  note: Note;
}

export type ReceiptVerdict = CheckpointVerdict | 'NotIncluded';

export function readAcknowledgement(bytes: Bytes): Acknowledgement | null {
  if (bytes.length !== 122) return null;
  const r = new Reader(bytes);
  const suite = r.u16();
  const read = { at: r.i64(), entryHash: r.fixed(32), sizeBytes: r.i64(), tick: r.i64(), bytes };
  return suite === suiteId && read.at >= 0n && read.sizeBytes >= 0n && read.tick >= 0n ? read : null;
}

export const isSignedBy = (acknowledgement: Acknowledgement, platformKey: Bytes): Promise<boolean> =>
  verify(platformKey, tagged('acknowledgement', acknowledgement.bytes.slice(0, 58)), acknowledgement.bytes.slice(58));

export function readReceipt(bytes: Bytes): Receipt | null {
  try {
    const r = new Reader(bytes);
    if (r.u16() !== suiteId) return null;
    const [entryHash, slot, tick] = [r.fixed(32), readSlot(r), r.i64()];
    const inclusion = r.list(63, () => r.fixed(32));
    const note = readNote(r.varied(65_536));
    r.end();
    return note && tick >= 0n ? { entryHash, slot, tick, inclusion, note } : null;
  } catch (broken) {
    if (broken instanceof WireError) return null;
    throw broken;
  }
}

/** The form of the slots comes from the policy's version; what a path says of itself does not choose it. */
export async function verifyReceipt(
  receipt: Receipt,
  origin: string,
  form: SlotForm,
  log: NoteKey,
  witnesses: readonly NoteKey[],
  threshold: number,
): Promise<ReceiptVerdict> {
  const verdict = await judge(receipt.note, origin, log, witnesses, threshold);
  if (verdict !== 'Valid') return verdict;
  if (!allowsSlot(form, receipt.slot)) return 'NotIncluded';
  const head = readCheckpoint(receipt.note.text)!;
  const leaf = await leafHash(await slotRoot(receipt.slot, receipt.entryHash));
  return (await isIncluded(receipt.tick, head.size, leaf, receipt.inclusion, head.root)) ? 'Valid' : 'NotIncluded';
}

/** What a bidder asks: is this the platform's signed word for my entry? */
export async function acknowledged(
  bytes: Bytes,
  policy: Policy,
  entryHash: string,
): Promise<Acknowledgement | 'unreadable' | 'unsigned' | 'another'> {
  const found = readAcknowledgement(bytes);
  if (!found) return 'unreadable';
  if (!(await isSignedBy(found, policy.platformKey))) return 'unsigned';
  return equal(found.entryHash, fromHex(entryHash)) ? found : 'another';
}

/** Whether the bytes prove the entry in the lot's intake under a head that t trustees of the policy cosigned. */
export async function received(
  bytes: Bytes,
  policy: Policy,
  entryHash: string,
): Promise<ReceiptVerdict | 'unreadable' | 'another'> {
  const receipt = readReceipt(bytes);
  if (!receipt) return 'unreadable';
  if (!equal(receipt.entryHash, fromHex(entryHash))) return 'another';
  // The platform signs under the stream's name; under version 1 it might be any.
  const log = await noteKey(
    policy.version > 1 ? intakeStream(policy.session, policy.lot) : receipt.note.lines[0]!.name,
    policy.platformKey,
    'note',
  );
  const witnesses = await Promise.all(policy.trustees.map(t => noteKey(t.name, t.signingKey, 'cosignature')));
  return verifyReceipt(
    receipt,
    intakeStream(policy.session, policy.lot),
    slotForm(policy.version),
    log,
    witnesses,
    policy.threshold,
  );
}

function readSlot(r: Reader): SlotPath {
  const [slots, slot] = [r.u32(), r.u32()];
  if ((slots !== 256 && slots !== 65_536) || slot >= slots) throw new WireError('no such slot');
  const salt = r.fixed(32);
  return { slots, slot, salt, path: Array.from({ length: slots === 256 ? 8 : 16 }, () => r.fixed(32)) };
}
