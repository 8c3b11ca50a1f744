// A lot's lock policy as screens show it; seal/policy.ts reads it and knows its rules (docs/spec/policy.md).
import { CorruptStream } from './fields';
import type { Stretch } from './schedule';
import type { Bytes } from './seal/bytes';
import { peekPolicy } from './seal/policy';

export interface Policy {
  /** 1 or 2; the rules that go by it: docs/spec/policy.md, "Versions". */
  version: number;
  session: string;
  lot: string;
  threshold: number;
  trustees: string[];
  custody: 'independent' | 'single';
  /** Microseconds since 1970, UTC; an arrival at this instant is in. */
  closeAt: number;
  openAt: number;
  recordSizeBytes: number;
  quorum: number;
  stretches: Stretch[];
  drill: boolean;
  /** The keys of host and supervisor, where the policy names them. */
  orderKeys: { [role: string]: Uint8Array | null };
}

/** Throws CorruptStream for bytes that are no policy, and for times that a screen cannot count exactly. */
export function readPolicy(bytes: Bytes): Policy {
  const policy = peekPolicy(bytes);
  if (typeof policy === 'string') throw new CorruptStream(`a policy breaks its rules: ${policy}`);
  const { version, session, lot, threshold, recordSizeBytes, quorum, drill, roles } = policy;
  return {
    version,
    session,
    lot,
    threshold,
    trustees: policy.trustees.map(trustee => trustee.name),
    custody: policy.custody === 'Single' ? 'single' : 'independent',
    closeAt: micros(policy.closeAt),
    openAt: micros(policy.openAt),
    recordSizeBytes,
    quorum,
    stretches: policy.ticks,
    drill,
    orderKeys: { Host: roles[3]!, Supervisor: roles[4]! },
  };
}

function micros(at: bigint): number {
  const value = Number(at);
  if (!Number.isSafeInteger(value)) throw new CorruptStream('a time beyond 2^53 microseconds');
  return value;
}
