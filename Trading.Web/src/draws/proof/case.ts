// A transcript as its checks read it: each part is null where its bytes cannot be read, which its own check tells.
import { hex, join, type Bytes } from '../../seal/bytes';
import { readCertificate, sharesOf, type LockCertificate } from '../../seal/lock';
import { readPolicy, type Policy } from '../../seal/policy';
import { tagged } from '../../seal/suite';
import type { TrustFile } from '../../seal/trust';
import { sha256 } from '../../sha256';
import { readHead, readPosition, type Head, type Position } from '../commitment';
import { readRequest, type DrawRequest } from '../request';
import { seat, type Seating } from '../seating';
import type { OpenLock } from './beacon';
import { orderOf } from './order';
import type { Transcript } from './transcript';

export interface Case {
  transcript: Transcript;
  /** Whom the reader trusts; null where nobody said. */
  trust: TrustFile | null;
  request: DrawRequest | null;
  requestHash: Bytes;
  policies: (Policy | null)[];
  certificates: (LockCertificate | null)[];
  /** The lock of the beacon, as whoever checks answers needs it. */
  drawLock: OpenLock | null;
  head: Head | null;
  positions: (Position | null)[];
  /** The number of the draw: how often another was ordered. */
  k: number;
}

export async function caseOf(transcript: Transcript, trust: TrustFile | null): Promise<Case> {
  const policies = await Promise.all(transcript.policies.map(bytes => readPolicy(bytes)));
  const certificates = await Promise.all((transcript.certificates ?? []).map(readCertificate));
  const first = certificates[0] ?? null;
  return {
    transcript,
    trust,
    request: readRequest(transcript.request),
    requestHash: new Uint8Array(sha256(tagged('draw request', transcript.request))),
    policies: policies.map(policy => (typeof policy === 'string' ? null : policy)),
    certificates,
    drawLock: first && { id: first.lockId, threshold: first.transcript.threshold, shares: sharesOf(first) },
    head: transcript.commitment && readHead(transcript.commitment.head),
    positions: (transcript.commitment?.positions ?? []).map(readPosition),
    k: transcript.again.length,
  };
}

/** The seating that follows from what was published; null where something before it cannot be read. */
export function replayed(c: Case): (Seating & { order: number[] }) | null {
  const { drawn } = c.transcript;
  if (!c.request || !drawn || drawn.value.length !== 32 || c.positions.includes(null)) return null;
  const order = orderOf(drawn.value, c.positions.length);
  const candidates = c.positions.map(p => ({ groups: p!.groups, label: hex(p!.label) }));
  const seating = seat(
    c.request.groups.map(group => group.seats),
    candidates,
    order,
    drawn.dropped,
  );
  return { ...seating, order };
}

const leaf = (bytes: Uint8Array): Uint8Array => sha256(join(Uint8Array.of(0), bytes));

/** The root of an RFC 6962 tree over a head and its rows; `tell` hears how many leaves were hashed. */
export async function rootOf(head: Bytes, rows: readonly Uint8Array[], tell: Tell): Promise<Bytes> {
  const of = rows.length + 1;
  let level = [leaf(head)];
  for (const [i, row] of rows.entries()) {
    level.push(leaf(row));
    if (i % 256 === 0) await tell(i, of);
  }
  while (level.length > 1) {
    const above: Uint8Array[] = [];
    for (let i = 0; i < level.length; i += 2)
      above.push(i + 1 < level.length ? sha256(join(Uint8Array.of(1), level[i]!, level[i + 1]!)) : level[i]!);
    level = above;
  }
  return new Uint8Array(level[0]!);
}

/** How far a long check is. */
export type Tell = (done: number, of: number) => void | Promise<void>;

export const isZero = (bytes: Uint8Array): boolean => bytes.every(byte => byte === 0);
