import { Trouble } from '../person/explain';
import type { Kit } from '../seal/kit';
import { insist, pause } from '../seal/line';
import { platformTime } from '../api';
import { fetchLock, findEntry, isPassing, pollReceipt } from '../seal/platform';
import { acknowledged, received } from '../seal/receipt';
import { LockProblem, type Target } from '../seal/target';
import type { Policy } from '../seal/policy';
import type { Bytes } from '../seal/bytes';

// The platform's words about an entry, believed only where they hold against the lock's policy, whose keys stood in the
// trust file when the bid was sealed.

const patience = { isPassing, pause };

/** The lock of a kit, by its id: whoever holds the kit needs no trust file any more. */
export async function lockOfKit(kit: Kit, session: string, lot: string): Promise<Target> {
  try {
    return await fetchLock({ lockId: kit.lockId }, session, lot);
  } catch (cause) {
    if (!(cause instanceof LockProblem && cause.code === 'notOfKit')) throw cause;
    throw new Trouble('kitOfAnother', {}, 'spec:lock', 'choose-the-kit');
  }
}

/** The acknowledgement, or trouble: the platform signed something that does not hold. */
export async function checkedAcknowledgement(bytes: Bytes, policy: Policy, entryHash: string): Promise<Bytes> {
  const found = await acknowledged(bytes, policy, entryHash);
  if (typeof found === 'string') throw new Trouble(`ack_${found}`, {}, 'procurement-87:33', 'keep-and-tell');
  return bytes;
}

/** One long poll; null while the witnesses have not signed, trouble where the receipt does not hold. */
export async function askReceipt(entryHash: string, policy: Policy, signal: AbortSignal): Promise<Bytes | null> {
  const bytes = await pollReceipt(entryHash, signal);
  if (!bytes) return null;
  const verdict = await received(bytes, policy, entryHash);
  if (verdict !== 'Valid') throw new Trouble('receipt', {}, 'spec:streams', 'keep-and-tell', verdict);
  return bytes;
}

/** The kit with everything that the platform owes it, at any time; `lateRule` says why nothing is taken any more. */
export async function completeKit(kit: Kit, target: Target, lateRule: string, signal: AbortSignal): Promise<Kit> {
  const { policy } = target;
  const known = kit.acknowledgement ?? (await insist(() => findEntry(kit.entryHash, signal), patience, signal));
  if (!known) {
    const isOver = (await insist(platformTime, patience, signal)) > Number(policy.closeAt);
    throw isOver
      ? new Trouble('notDelivered', {}, lateRule, 'keep-your-copy')
      : new Trouble('notYetDelivered', {}, '', 'send-the-bid');
  }
  const acknowledgement = await checkedAcknowledgement(known, policy, kit.entryHash);
  return { ...kit, acknowledgement, receipt: kit.receipt ?? (await awaitReceipt(kit.entryHash, policy, signal)) };
}

const secondMs = 1_000;

async function awaitReceipt(entryHash: string, policy: Policy, signal: AbortSignal): Promise<Bytes> {
  for (;;) {
    const receipt = await insist(() => askReceipt(entryHash, policy, signal), patience, signal);
    if (receipt) return receipt;
    await pause(secondMs, signal); // a server may answer "pending" at once instead of holding the call
    signal.throwIfAborted();
  }
}
