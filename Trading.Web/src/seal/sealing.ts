import { fromHex, hex, type Bytes } from './bytes';
import { checkForm, ownershipMessage, printForm, type FormProblem, type OpeningForm } from './form';
import { drawSubmissionKey, openKitKey, type Kit } from './kit';
import { signAs, type Person } from './person';
import { fileNameOf, type SealedBid } from './store';
import { random } from './suite';
import type { Target } from './target';
import type { SealingJob, SealingNews } from './worker';

// From a filled form to sealed bytes and a kit: the submission key is drawn (or taken from the kit of the bid that is
// replaced), the form is signed for it, and the worker seals.

/** What a bidder filled in; the lock's policy says in which version it is sealed. */
export type FilledForm = Omit<OpeningForm, 'version' | 'certificate' | 'ownership'>;

/** Why a form cannot be sealed at all. */
export class SealProblem extends Error {
  constructor(
    readonly code: FormProblem | 'tooLong' | 'kit' | 'documentChanged' | 'noRoom' | 'readBack' | 'worker' | 'tooLarge',
    readonly detail = '',
  ) {
    super(`seal: ${code} ${detail}`);
  }
}

export async function sealBid(
  target: Target,
  person: Person,
  filled: FilledForm,
  documents: File[],
  replaces: Kit | null,
  report: (done: number, of: number) => void,
): Promise<{ bid: SealedBid; kit: Kit }> {
  const own = replaces ? { ...(await keyOf(replaces)), pkcs8: replaces.submissionKey } : await drawSubmissionKey();
  const submissionId = replaces ? fromHex(replaces.submission) : random(16);
  const revision = replaces ? replaces.revision + 1 : 1;
  const { policy, certificate: lock, contextHash } = target;
  const record = await recordOf(target, person, filled, own.point);
  const name = fileNameOf({ submission: hex(submissionId), revision, isWithdrawn: false, revocation: 'none' });
  const request = {
    recipient: lock.groupKey,
    lockId: lock.lockId,
    contextHash,
    submissionKey: own.key,
    submissionPoint: own.point,
    submissionId,
    revision,
    record,
    recordSizeBytes: policy.recordSizeBytes,
  };
  const sealed = await sealInWorker({ request, documents: [...documents], name }, report);
  const named = {
    session: policy.session,
    lot: policy.lot,
    submission: hex(submissionId),
    revision,
    entryHash: hex(sealed.entryHash),
    header: sealed.header,
  };
  return {
    kit: { ...named, lockId: lock.lockId, submissionKey: own.pkcs8, acknowledgement: null, receipt: null },
    bid: {
      ...named,
      sizeBytes: sealed.sizeBytes,
      partRoots: sealed.partRoots,
      policy: target.policyBytes,
      certificate: target.certificateBytes,
      documents: documents.map(file => file.name),
      bidderName: filled.bidderName,
      isKitSaved: false,
      acknowledgement: null,
      receipt: null,
      isWithdrawn: false,
      revocation: 'none',
    },
  };
}

/** The content of section 0, signed by the bidder for this submission key and lock. */
export async function recordOf(
  target: Target,
  person: Person,
  filled: FilledForm,
  submissionPoint: Bytes,
): Promise<Bytes> {
  const ownership = await signAs(
    person,
    ownershipMessage(submissionPoint, target.contextHash, target.certificate.lockId),
  );
  const form = { ...filled, version: target.policy.version, certificate: person.certificate.der, ownership };
  const problem = checkForm(form);
  if (problem) throw new SealProblem(problem);
  const bytes = printForm(form);
  const most = target.policy.recordSizeBytes - 4;
  if (bytes.length > most) throw new SealProblem('tooLong', `${bytes.length} / ${most}`);
  return bytes;
}

async function keyOf(kit: Kit): Promise<{ key: CryptoKey; point: Bytes }> {
  const opened = await openKitKey(kit);
  if (!opened) throw new SealProblem('kit');
  return opened;
}

/** Seals in a worker into this browser's folder, under the job's name. */
export function sealInWorker(
  job: SealingJob,
  report: (done: number, of: number) => void,
): Promise<SealingNews & { kind: 'sealed' }> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  return new Promise<SealingNews & { kind: 'sealed' }>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<SealingNews>) => {
      if (data.kind === 'progress') report(data.done, data.of);
      else if (data.kind === 'sealed') resolve(data);
      else reject(problemOf(data));
    };
    worker.onerror = event => reject(new SealProblem('worker', event.message));
    worker.postMessage(job);
  }).finally(() => worker.terminate());
}

function problemOf(failed: SealingNews & { kind: 'failed' }): SealProblem {
  if (failed.error === 'QuotaExceededError') return new SealProblem('noRoom');
  if (
    failed.error === 'NotReadableError' ||
    failed.error === 'NotFoundError' ||
    failed.message.includes('changed while')
  )
    return new SealProblem('documentChanged');
  return failed.error === 'RangeError'
    ? new SealProblem('tooLarge', failed.message)
    : new SealProblem('readBack', failed.message);
}
