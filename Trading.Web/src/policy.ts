// A lot's lock policy as its canonical bytes say it (docs/spec/policy.md): what a screen shows of it.
import type { Stretch } from './schedule';
import { WireError, WireReader } from './wire';

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

const pointBytes = 65;
const mostTextBytes = 64;

/** Throws WireError for bytes that are no policy. Keys are not judged here: who is about to seal asks `src/seal`. */
export function readPolicy(bytes: Uint8Array): Policy {
  const reader = new WireReader(bytes);
  const version = reader.u8();
  if (version !== 1 && version !== 2) throw new WireError('unknown version of a policy');
  const [session, lot] = [reader.text(mostTextBytes), reader.text(mostTextBytes)];
  reader.u8(); // purpose
  reader.u16(); // suite
  const threshold = reader.u8();
  const trustees = reader.list(32, () => {
    const name = reader.text(mostTextBytes);
    reader.fixed(2 * pointBytes);
    return name;
  });
  reader.fixed(pointBytes);
  const custody = reader.u8() === 1 ? 'single' : 'independent';
  const [closeAt, openAt] = [micros(reader), micros(reader)];
  micros(reader); // draw
  const stretches = reader.list(16, () => ({ secondsBefore: reader.u32(), periodSeconds: reader.u32() }));
  const recordSizeBytes = reader.u32();
  reader.u8(); // second secret
  reader.u32(); // window
  const quorum = reader.u8();
  reader.u8(); // fate of the ceremony's ciphertexts
  const drill = reader.flag();
  const roles = Array.from({ length: 5 }, () => reader.optional(() => reader.fixed(pointBytes)));
  reader.fixed(32);
  reader.end();
  return {
    version,
    session,
    lot,
    threshold,
    trustees,
    custody,
    closeAt,
    openAt,
    recordSizeBytes,
    quorum,
    drill,
    stretches,
    orderKeys: { Host: roles[3]!, Supervisor: roles[4]! },
  };
}

function micros(reader: WireReader): number {
  const value = Number(reader.i64());
  if (!Number.isSafeInteger(value)) throw new WireError('a time beyond 2^53 microseconds');
  return value;
}
