// What a printed record says of its session: behind the # of the address in its QR code stand the number of events and
// the root over them (docs/spec/record.md, "Signing"). A hall that is opened so compares it with the stream it reads.
import { textBytes, Writer } from '../seal/bytes';
import { hash } from '../seal/suite';
import { leafHash, rootOf } from '../seal/trees';
import { fromBase64, toHex } from '../wire';

export interface Claim {
  /** Events that the root covers, at least one. */
  size: number;
  /** 64 hexadecimal digits. */
  root: string;
}

/** An event as a page of the feed has it. */
export interface SaltedEvent {
  h: number;
  salt: string;
  e: string;
}

/** `equal`: these are all events · `longer`: they are the first ones, others followed · `different`: others. */
export type Verdict = 'equal' | 'longer' | 'different';

/** What an address claims behind its #; null for anything else. */
export function claimIn(fragment: string): Claim | null {
  const found = /^#size=([1-9]\d{0,8})&root=([0-9a-f]{64})$/.exec(fragment);
  return found ? { size: Number(found[1]), root: found[2]! } : null;
}

/** The claim against a stream of so many events, of which the first `claim.size` are given in their order. */
export async function judged(claim: Claim, events: readonly SaltedEvent[], length: number): Promise<Verdict> {
  const first = events.slice(0, claim.size);
  if (first.length < claim.size || first.some((event, i) => event.h !== i)) return 'different';
  const root = toHex(await rootOf(await Promise.all(first.map(leafOf))));
  if (root !== claim.root) return 'different';
  return length === claim.size ? 'equal' : 'longer';
}

/** The leaf of an event in the stream's tree (docs/spec/streams.md, "Salted leaves"). */
export async function leafOf({ h, salt, e }: SaltedEvent): Promise<Uint8Array<ArrayBuffer>> {
  const type = String((JSON.parse(e) as { type: unknown }).type);
  const height = new Writer().i64(BigInt(h)).done();
  return leafHash(await hash('leaf', fromBase64(salt), height, textBytes(type), textBytes(e)));
}
