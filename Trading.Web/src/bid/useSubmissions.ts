import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import { Problem } from '../api';
import { Trouble } from '../person/explain';
import { fromHex, hex } from '../seal/bytes';
import { readSignedHeader, signWithdrawal } from '../seal/header';
import { openKitKey, type Kit } from '../seal/kit';
import { readPolicy } from '../seal/policy';
import { commitUpload, declareUpload, isPassing, isSignedOut, missingParts, pollReceipt, putPart, sendWithdrawal, supersedingRevision } from '../seal/platform';
import { acknowledged, received } from '../seal/receipt';
import { forgetFile, forgetSealed, saveSealed, sealedBids, sealedFile, type SealedBid } from '../seal/store';
import { contextHash } from '../seal/names';
import type { Target } from '../seal/target';
import { insist, upload, type UploadProgress, type UploadWays } from '../seal/upload';

// The sealed bids that this browser holds for a lot, and their way to the platform: upload, acknowledgement, receipt. Everything that the
// platform says is checked here against the lock's policy, whose keys stood in the trust file when the bid was sealed.

const pause = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms));

const ways: UploadWays = {
  declare: declareUpload, missing: missingParts, put: putPart, commit: commitUpload, isPassing, pause,
  isIncomplete: cause => cause instanceof Problem && cause.reason === 'Incomplete',
};

export function useSubmissions(session: string, lot: string) {
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
    try { bids.value = await sealedBids(session, lot); } catch (cause) { trouble.value = cause; }
    isRead.value = true;
  }

  async function keep(bid: SealedBid): Promise<void> {
    await saveSealed(bid);
    bids.value = [bid, ...bids.value.filter(b => b.entryHash !== bid.entryHash)].sort((a, b) => b.revision - a.revision);
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
      const sent = bid.acknowledgement ? bid : await bring(bid);
      if (!sent.receipt) await awaitReceipt(sent);
    } catch (cause) {
      if (over.signal.aborted) return;
      if (isSignedOut(cause)) needsSignIn.value = true;
      else trouble.value = cause;
    } finally {
      busy.delete(bid.entryHash);
      progress.value = null;
    }
  }

  // A newer revision may have come from another browser or the command line. It is a note: the way of this bid goes on without it.
  async function lookForNewer(bid: SealedBid): Promise<void> {
    const revision = await supersedingRevision(bid.entryHash, over.signal).catch(() => null);
    if (revision !== null) supersededBy.value = { ...supersededBy.value, [bid.entryHash]: revision };
  }

  async function bring(bid: SealedBid): Promise<SealedBid> {
    const file = await sealedFile(bid);
    if (!file) throw new Trouble('sealedGone', {}, 'spec:envelope', 'seal-again');
    const signed = await readSignedHeader(bid.header);
    if (typeof signed === 'string') throw new Trouble('sealedGone', {}, 'spec:envelope', 'seal-again');
    const plan = { session: bid.session, lot: bid.lot, header: bid.header, partRoots: bid.partRoots, sections: signed.header.sections };
    const acknowledgement = await upload(plan, file, ways, now => { progress.value = now; }, over.signal);
    const sent = await confirmed(bid, acknowledgement);
    await forgetFile(bid);
    return sent;
  }

  async function confirmed(bid: SealedBid, acknowledgement: SealedBid['acknowledgement']): Promise<SealedBid> {
    const policy = await policyOf(bid);
    const found = await acknowledged(acknowledgement!, policy, bid.entryHash);
    if (typeof found === 'string') throw new Trouble(`ack_${found}`, {}, 'procurement-87:33', 'keep-and-tell');
    const sent = { ...bid, acknowledgement };
    await keep(sent);
    return sent;
  }

  async function awaitReceipt(bid: SealedBid): Promise<void> {
    for (;;) {
      const bytes = await insist(() => pollReceipt(bid.entryHash, over.signal), ways, over.signal);
      if (bytes) {
        const verdict = await received(bytes, await policyOf(bid), bid.entryHash);
        if (verdict !== 'Valid') throw new Trouble('receipt', { verdict }, 'spec:streams', 'keep-and-tell');
        return keep({ ...bid, receipt: bytes });
      }
      await pause(1_000); // a server may answer "pending" at once instead of holding the call
      over.signal.throwIfAborted();
    }
  }

  /**
   * Withdraws the submission of a kit; the answer is the kit of the withdrawal. After the deadline this is a revocation, without acknowledgement.
   * The lock is the one of the bid where this browser holds it, else one that was checked against a trust file just now.
   */
  async function withdraw(kit: Kit, target: Target | null): Promise<Kit> {
    const own = await openKitKey(kit);
    if (!own) throw new Trouble('kitUnreadable', {}, 'spec:envelope', 'check-submission-kit');
    const statement = await signWithdrawal(own.key, own.point, kit.lockId, await contextHash(session, lot), fromHex(kit.submission), kit.revision + 1);
    const before = bids.value.find(b => b.submission === kit.submission);
    const lock = before ?? (target && { policy: target.policyBytes, certificate: target.certificateBytes });
    if (!lock) throw new Trouble('noLock', {}, 'spec:lock', 'get-trust-file');
    const acknowledgement = await sendWithdrawal(session, lot, statement.bytes);
    const gone: SealedBid = {
      session, lot, submission: kit.submission, revision: statement.revision, entryHash: hex(statement.entryHash), sizeBytes: 0, header: statement.bytes, partRoots: [],
      policy: lock.policy, certificate: lock.certificate, documents: [], isKitSaved: true, acknowledgement: null, receipt: null, isWithdrawn: true,
    };
    if (before) await forget(before);
    if (acknowledgement) void send(await confirmed(gone, acknowledgement));
    return { ...kit, revision: gone.revision, header: gone.header, entryHash: gone.entryHash, acknowledgement, receipt: null };
  }

  return { bids, newest, isRead, progress, trouble, needsSignIn, supersededBy, load, keep, forget, send, withdraw };
}

async function policyOf(bid: SealedBid) {
  const policy = await readPolicy(bid.policy);
  if (typeof policy === 'string') throw new Trouble('sealedGone', {}, 'spec:policy', 'seal-again');
  return policy;
}
