import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import { Problem } from '../api';
import { Trouble } from '../person/explain';
import { fromHex, hex } from '../seal/bytes';
import { readSignedHeader, signWithdrawal } from '../seal/header';
import { openKitKey, type Kit } from '../seal/kit';
import { readPolicy } from '../seal/policy';
import {
  commitUpload,
  declareUpload,
  findEntry,
  isPassing,
  isSignedOut,
  isTooLate,
  missingParts,
  platformTime,
  pollReceipt,
  putPart,
  sendWithdrawal,
  supersedingRevision,
} from '../seal/platform';
import { acknowledged, received } from '../seal/receipt';
import { forgetFile, forgetSealed, saveSealed, sealedBids, sealedFile, type SealedBid } from '../seal/store';
import { contextHash } from '../seal/names';
import type { Target } from '../seal/target';
import { insist, sayUntilKnown, upload, type UploadProgress, type UploadWays } from '../seal/upload';

// The sealed bids that this browser holds for a lot, and their way to the platform: upload, acknowledgement, receipt.
// Everything that the platform says is checked here against the lock's policy, whose keys stood in the trust file when
// the bid was sealed.

const pause = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms));

export const ways: UploadWays = {
  find: findEntry,
  declare: declareUpload,
  missing: missingParts,
  put: putPart,
  commit: commitUpload,
  isPassing,
  isTooLate,
  pause,
  isIncomplete: cause => cause instanceof Problem && cause.reason === 'Incomplete',
};

/** `lateRule` is the rule of the session's pack for what comes after the deadline. */
export function useSubmissions(session: string, lot: string, lateRule: () => string) {
  const bids = shallowRef<SealedBid[]>([]);
  const isRead = ref(false);
  const progress = shallowRef<UploadProgress | null>(null);
  const trouble = shallowRef<unknown>(null);
  const needsSignIn = ref(false);
  const supersededBy = ref<Record<string, number>>({});
  const over = new AbortController();
  const busy = new Set<string>();
  // A bid whose kit was never saved is nobody's to withdraw: it is not sent.
  const newest = computed(() => bids.value.find(bid => bid.isKitSaved) ?? null);
  onScopeDispose(() => over.abort());

  async function load(): Promise<void> {
    try {
      bids.value = await sealedBids(session, lot);
    } catch (cause) {
      trouble.value = cause;
    }
    isRead.value = true;
  }

  async function keep(bid: SealedBid): Promise<void> {
    await saveSealed(bid);
    bids.value = [bid, ...bids.value.filter(b => b.entryHash !== bid.entryHash)].sort(
      (a, b) => b.revision - a.revision,
    );
  }

  const forget = async (bid: SealedBid): Promise<void> => {
    await forgetSealed(bid);
    bids.value = bids.value.filter(b => b.entryHash !== bid.entryHash);
  };

  /** Sends what is not sent, then fetches what the platform owes. Said again, it goes on where it stopped. */
  async function send(bid: SealedBid): Promise<void> {
    if (busy.has(bid.entryHash)) return;
    busy.add(bid.entryHash);
    trouble.value = null;
    needsSignIn.value = false;
    try {
      if (bid.acknowledgement) await lookForNewer(bid);
      const sent = bid.acknowledgement ? bid : await (bid.isWithdrawn ? withdrawNow(bid) : bring(bid));
      if (!sent.receipt) await awaitReceipt(sent);
    } catch (cause) {
      if (over.signal.aborted) return;
      if (isSignedOut(cause)) await askWithoutTicket(bid);
      else trouble.value = cause;
    } finally {
      busy.delete(bid.entryHash);
      progress.value = null;
    }
  }

  // A newer revision may have come from another browser or the command line. It is a note: the way of this bid goes on
  // without it.
  async function lookForNewer(bid: SealedBid): Promise<void> {
    const revision = await supersedingRevision(bid.entryHash, over.signal).catch(() => null);
    if (revision !== null) supersededBy.value = { ...supersededBy.value, [bid.entryHash]: revision };
  }

  async function bring(bid: SealedBid): Promise<SealedBid> {
    const signed = await readSignedHeader(bid.header);
    if (typeof signed === 'string') throw new Trouble('sealedGone', {}, 'spec:envelope', 'seal-again');
    const { session, lot, entryHash, header, partRoots } = bid;
    const plan = { session, lot, entryHash, header, partRoots, sections: signed.header.sections };
    const sent = await confirmed(
      bid,
      await upload(
        plan,
        () => fileOf(bid),
        ways,
        now => {
          progress.value = now;
        },
        over.signal,
      ),
    );
    await forgetFile(bid);
    return sent;
  }

  async function fileOf(bid: SealedBid): Promise<File> {
    const file = await sealedFile(bid);
    if (!file) throw new Trouble('sealedGone', {}, 'spec:envelope', 'seal-again');
    return file;
  }

  // Whoever is signed out may have been so for long: what became of the entry is known without a ticket, and after the
  // deadline that is all.
  async function askWithoutTicket(bid: SealedBid): Promise<void> {
    const found = await insist(() => findEntry(bid.entryHash, over.signal), ways, over.signal);
    if (found) await awaitReceipt(await confirmed(bid, found));
    else if (await isOver(bid)) trouble.value = late(bid);
    else needsSignIn.value = true;
  }

  const isOver = async (bid: SealedBid): Promise<boolean> =>
    (await insist(platformTime, ways, over.signal)) > Number((await policyOf(bid)).closeAt);

  const late = (bid: SealedBid) =>
    new Trouble(
      bid.isWithdrawn ? 'notWithdrawn' : 'notDelivered',
      {},
      lateRule(),
      bid.isWithdrawn ? 'bid-stands' : 'keep-your-copy',
    );

  async function confirmed(bid: SealedBid, acknowledgement: SealedBid['acknowledgement']): Promise<SealedBid> {
    const policy = await policyOf(bid);
    const found = await acknowledged(acknowledgement!, policy, bid.entryHash);
    if (typeof found === 'string') throw new Trouble(`ack_${found}`, {}, 'procurement-87:33', 'keep-and-tell');
    const sent = { ...bid, acknowledgement };
    await keep(sent);
    return sent;
  }

  async function awaitReceipt(bid: SealedBid): Promise<void> {
    await keep({ ...bid, receipt: await receiptOf(bid.entryHash, await policyOf(bid), over.signal) });
  }

  /**
   * Withdraws the submission of a kit, whose key is all that is needed; the answer is the kit of the withdrawal.
   * The statement is kept before it
   * is sent, so that the same one is asked for and said again. After the deadline nothing is sent: that would be a
   * revocation, which nobody asked
   * for here. The lock is the one of the bid where this browser holds it, else one that was checked against a trust
   * file just now.
   */
  async function withdraw(kit: Kit, target: Target | null): Promise<Kit> {
    const own = await openKitKey(kit);
    if (!own) throw new Trouble('kitUnreadable', {}, 'spec:envelope', 'check-submission-kit');
    const before = bids.value.find(b => b.submission === kit.submission && !b.isWithdrawn);
    const lock = before ?? (target && { policy: target.policyBytes, certificate: target.certificateBytes });
    if (!lock) throw new Trouble('noLock', {}, 'spec:lock', 'get-trust-file');
    const kept = bids.value.find(
      b => b.submission === kit.submission && b.isWithdrawn && b.revision === kit.revision + 1,
    );
    const gone = kept ?? (await statementOf(kit, own, lock));
    await keep(gone);
    const sent = gone.acknowledgement ? gone : await withdrawNow(gone);
    void send(sent);
    return {
      ...kit,
      revision: sent.revision,
      header: sent.header,
      entryHash: sent.entryHash,
      acknowledgement: sent.acknowledgement,
      receipt: sent.receipt,
    };
  }

  async function statementOf(
    kit: Kit,
    own: { key: CryptoKey; point: Uint8Array<ArrayBuffer> },
    lock: Pick<SealedBid, 'policy' | 'certificate'>,
  ): Promise<SealedBid> {
    const statement = await signWithdrawal(
      own.key,
      own.point,
      kit.lockId,
      await contextHash(session, lot),
      fromHex(kit.submission),
      kit.revision + 1,
    );
    return {
      session,
      lot,
      submission: kit.submission,
      revision: statement.revision,
      entryHash: hex(statement.entryHash),
      sizeBytes: 0,
      header: statement.bytes,
      partRoots: [],
      policy: lock.policy,
      certificate: lock.certificate,
      documents: [],
      isKitSaved: true,
      acknowledgement: null,
      receipt: null,
      isWithdrawn: true,
    };
  }

  // Said again after the deadline the statement would be a revocation: that is another declaration, and the bidder's to
  // make.
  async function withdrawNow(gone: SealedBid): Promise<SealedBid> {
    const say = async () => {
      if (await isOver(gone)) throw new Problem(409, 'TooLate', lateRule(), 'bid-stands', '');
      return (await sendWithdrawal(session, lot, gone.header))!;
    };
    try {
      const known = await insist(() => findEntry(gone.entryHash, over.signal), ways, over.signal);
      const sent = await confirmed(gone, known ?? (await sayUntilKnown(gone.entryHash, say, ways, over.signal)));
      for (const bid of bids.value.filter(
        b => b.submission === gone.submission && !b.isWithdrawn && b.revision <= gone.revision,
      ))
        await forget(bid);
      return sent;
    } catch (cause) {
      if (!(cause instanceof Problem) || isPassing(cause)) throw cause;
      await forget(gone); // refused for good: the same statement is never taken
      if (isTooLate(cause)) throw late(gone);
      if (cause.nextStep === 'already-withdrawn')
        throw new Trouble('alreadyWithdrawn', {}, cause.rule, 'already-withdrawn');
      throw cause;
    }
  }

  return { bids, newest, isRead, progress, trouble, needsSignIn, supersededBy, load, keep, forget, send, withdraw };
}

/** Waits for the receipt and checks it. */
export async function receiptOf(
  entryHash: string,
  policy: Target['policy'],
  signal: AbortSignal,
): Promise<SealedBid['receipt']> {
  for (;;) {
    const bytes = await insist(() => pollReceipt(entryHash, signal), ways, signal);
    if (bytes) {
      const verdict = await received(bytes, policy, entryHash);
      if (verdict !== 'Valid') throw new Trouble('receipt', { verdict }, 'spec:streams', 'keep-and-tell');
      return bytes;
    }
    await pause(1_000); // a server may answer "pending" at once instead of holding the call
    signal.throwIfAborted();
  }
}

/** The kit with everything that the platform owes it, at any time; `lateRule` says why nothing is taken any more. */
export async function completeKit(kit: Kit, target: Target, lateRule: string, signal: AbortSignal): Promise<Kit> {
  const acknowledgement = kit.acknowledgement ?? (await insist(() => findEntry(kit.entryHash, signal), ways, signal));
  if (!acknowledgement) {
    const isOver = (await insist(platformTime, ways, signal)) > Number(target.policy.closeAt);
    throw isOver
      ? new Trouble('notDelivered', {}, lateRule, 'keep-your-copy')
      : new Trouble('notYetDelivered', {}, '', 'send-the-bid');
  }
  const found = await acknowledged(acknowledgement, target.policy, kit.entryHash);
  if (typeof found === 'string') throw new Trouble(`ack_${found}`, {}, 'procurement-87:33', 'keep-and-tell');
  return { ...kit, acknowledgement, receipt: kit.receipt ?? (await receiptOf(kit.entryHash, target.policy, signal)) };
}

async function policyOf(bid: SealedBid) {
  const policy = await readPolicy(bid.policy);
  if (typeof policy === 'string') throw new Trouble('sealedGone', {}, 'spec:policy', 'seal-again');
  return policy;
}
