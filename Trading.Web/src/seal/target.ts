import type { Json } from '../exact';
import type { TenderMark } from '../tender/mark';
import { equal, type Bytes } from './bytes';
import type { LockCertificate, LockFault } from './lock';
import { contextHash } from './names';
import { hashPolicy, readPolicy, type Policy, type PolicyProblem } from './policy';
import { hashTerms, readTerms, type SessionTerms } from './terms';
import { covers, type TrustFile } from './trust';

// A lock that was checked, against the trust file or a kit, before anything is encrypted to it: otherwise the platform
// could hand out a key of its own and read every bid.

export interface Target {
  policy: Policy;
  policyBytes: Bytes;
  certificate: LockCertificate;
  certificateBytes: Bytes;
  contextHash: Bytes;
  /** What was published, as the policy's hash pins it; null for a lock that came without. */
  terms: SessionTerms | null;
  /** What the platform says of the tender number. */
  tender: TenderMark | null;
}

/**
 * Why nothing may be sealed. `detail` is a problem of the policy, a fault of the certificate, or the trustee's name.
 */
export class LockProblem extends Error {
  constructor(
    readonly code: 'policy' | 'notCovered' | 'notOfKit' | 'unreadable' | 'fault' | 'another' | 'terms',
    readonly detail: PolicyProblem | LockFault | '' = '',
    readonly trustee = '',
  ) {
    super(`lock: ${code} ${detail}`);
  }
}

/**
 * What a lock is checked against: a trust file; or the lock's id out of a kit, whose bid was sealed to a lock that was
 * checked. The id is a hash over trustees' keys and policy (docs/spec/lock.md), so that no other lock has it.
 */
export type Anchor = TrustFile | { lockId: Bytes };

export async function checkLock(anchor: Anchor, policyBytes: Bytes, certificateBytes: Bytes): Promise<Target> {
  const policy = await readPolicy(policyBytes);
  if (typeof policy === 'string') throw new LockProblem('policy', policy);
  if (!('lockId' in anchor) && !covers(anchor, policy)) throw new LockProblem('notCovered');
  // Brings the arithmetic of points, which nothing else needs.
  const { readCertificate, verifyCertificate } = await import('./lock');
  const certificate = await readCertificate(certificateBytes);
  if (!certificate) throw new LockProblem('unreadable');
  if ('lockId' in anchor && !equal(certificate.lockId, anchor.lockId)) throw new LockProblem('notOfKit');
  const expected = {
    threshold: policy.threshold,
    staticKeys: policy.trustees.map(t => t.staticKey),
    policyHash: await hashPolicy(policyBytes),
  };
  const failure = await verifyCertificate(certificate, expected);
  if (failure) throw new LockProblem('fault', failure.fault, policy.trustees[failure.accused - 1]?.name);
  return {
    policy,
    policyBytes,
    certificate,
    certificateBytes,
    contextHash: await contextHash(policy.session, policy.lot),
    terms: null,
    tender: null,
  };
}

/** The lock with the terms beside it, which must be those that it was made for. */
export async function withTerms(target: Target, json: Json, tender: TenderMark): Promise<Target> {
  const terms = readTerms(json);
  if (!terms || !equal(await hashTerms(terms), target.policy.termsHash)) throw new LockProblem('terms');
  return { ...target, terms, tender };
}
