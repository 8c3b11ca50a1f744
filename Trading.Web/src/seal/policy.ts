import { fits, hex, Reader, textBytes, WireError, Writer, type Bytes } from './bytes';
import { isLot, isSession } from './names';
import { hash, hashBytes, isPoint, pointBytes, suiteId } from './suite';

// The policy of a lock (docs/spec/policy.md): printer, parser and rules side by side.

export interface PolicyTrustee {
  name: string;
  staticKey: Bytes;
  signingKey: Bytes;
}
export interface TickPeriod {
  secondsBefore: number;
  periodSeconds: number;
}
export const purposes = ['Open', 'OpenTechnical', 'OpenPrice', 'Draw', 'Names', 'Contact'] as const;
export const custodies = ['Independent', 'Single'] as const;
export type Custody = (typeof custodies)[number];

/** Versions of the form: the first is read for ever, the newest is made. */
export const firstVersion = 1;
export const newestVersion = 2;

export interface Policy {
  version: number;
  session: string;
  lot: string;
  /** Index in `purposes`; an envelope of a bid has 0. */
  purpose: number;
  suite: number;
  threshold: number;
  trustees: PolicyTrustee[];
  platformKey: Bytes;
  custody: Custody;
  /** UTC microseconds. */
  closeAt: bigint;
  openAt: bigint;
  drawAt: bigint;
  ticks: TickPeriod[];
  recordSizeBytes: number;
  /** 0 none, 1 optional, 2 required. */
  secondSecret: number;
  windowSeconds: number;
  quorum: number;
  /** 0 destroy, 1 keep. */
  ceremonyFate: number;
  drill: boolean;
  /** custodian, gateway, gate, host, supervisor. */
  roles: (Bytes | null)[];
  termsHash: Bytes;
}

export type PolicyProblem =
  | 'Malformed'
  | 'SessionName'
  | 'LotName'
  | 'UnknownSuite'
  | 'TrusteeCount'
  | 'TrusteeName'
  | 'BadKey'
  | 'SameKey'
  | 'Threshold'
  | 'Times'
  | 'DrawTime'
  | 'Ticks'
  | 'RecordSize'
  | 'Window'
  | 'Quorum'
  | 'TermsHash';

export const recordSizes: readonly number[] = [4_096, 16_384, 65_536];
export const hashPolicy = (bytes: Bytes): Promise<Bytes> => hash('policy', bytes);

export function printPolicy(p: Policy): Bytes {
  const w = new Writer();
  w.u8(p.version).text(p.session).text(p.lot).u8(p.purpose).u16(p.suite).u8(p.threshold);
  w.list(p.trustees, t => w.text(t.name).fixed(t.staticKey).fixed(t.signingKey));
  w.fixed(p.platformKey).u8(custodies.indexOf(p.custody)).i64(p.closeAt).i64(p.openAt).i64(p.drawAt);
  w.list(p.ticks, t => w.u32(t.secondsBefore).u32(t.periodSeconds));
  w.u32(p.recordSizeBytes).u8(p.secondSecret).u32(p.windowSeconds).u8(p.quorum).u8(p.ceremonyFate).flag(p.drill);
  for (const key of p.roles) w.optional(key);
  return w.fixed(p.termsHash).done();
}

/** The policy of canonical bytes, or the name of the first rule that fails. */
export async function readPolicy(bytes: Bytes): Promise<Policy | PolicyProblem> {
  const policy = parsed(bytes);
  return policy ? ((await checkPolicy(policy)) ?? policy) : 'Malformed';
}

/** The same without asking whether keys are points of the curve: for screens, which encrypt nothing to them. */
export function peekPolicy(bytes: Bytes): Policy | PolicyProblem {
  const policy = parsed(bytes);
  return policy ? (namesProblem(policy) ?? valuesProblem(policy) ?? policy) : 'Malformed';
}

export async function checkPolicy(p: Policy): Promise<PolicyProblem | null> {
  const problem = namesProblem(p);
  if (problem) return problem;
  const points = await Promise.all([...keysOf(p), ...p.roles.filter(key => key !== null)].map(isPoint));
  return points.every(Boolean) ? valuesProblem(p) : 'BadKey';
}

const keysOf = (p: Policy): Bytes[] => [...p.trustees.flatMap(t => [t.staticKey, t.signingKey]), p.platformKey];

// The rules before and behind the one on keys: the first that fails is named.
function namesProblem(p: Policy): PolicyProblem | null {
  const names = p.trustees.map(t => t.name);
  if (p.version !== firstVersion && p.version !== newestVersion) return 'Malformed';
  if (p.purpose >= purposes.length || p.secondSecret > 2 || p.ceremonyFate > 1) return 'Malformed';
  if (!isSession(p.session)) return 'SessionName';
  if (!isLot(p.lot)) return 'LotName';
  if (p.suite !== suiteId) return 'UnknownSuite';
  if (names.length < 1 || names.length > 32) return 'TrusteeCount';
  return names.every(isName) && new Set(names).size === names.length ? null : 'TrusteeName';
}

function valuesProblem(p: Policy): PolicyProblem | null {
  const [keys, trustees] = [keysOf(p), p.trustees.length];
  const last = p.version === firstVersion ? lastInstant : behind9999;
  const times = p.closeAt > 0n && p.openAt > 0n && p.closeAt < last && p.openAt < last;
  if (new Set(keys.map(hex)).size !== keys.length) return 'SameKey';
  if (p.threshold > trustees || 2 * p.threshold <= trustees) return 'Threshold';
  if (!times || (p.purpose >= 4 ? p.openAt < p.closeAt : p.openAt !== p.closeAt)) return 'Times';
  if (p.purpose === 3 ? p.drawAt <= 0n : p.drawAt !== 0n) return 'DrawTime';
  if (!areTicks(p.ticks)) return 'Ticks';
  if (!recordSizes.includes(p.recordSizeBytes)) return 'RecordSize';
  if (p.secondSecret === 0 ? p.windowSeconds !== 0 : p.windowSeconds < 1 || p.windowSeconds > 86_400) return 'Window';
  if (p.quorum < 3) return 'Quorum';
  return p.termsHash.length === hashBytes ? null : 'TermsHash';
}

function parsed(bytes: Bytes): Policy | null {
  try {
    return parse(bytes);
  } catch (broken) {
    if (broken instanceof WireError) return null;
    throw broken;
  }
}

/** A name that may stand in a note's line: 1 to 64 bytes, no white space, no control character, no '+'. */
export const isName = (name: string): boolean =>
  fits(name, 1, 64) && textBytes(name).length <= 64 && !/[\p{White_Space}\p{Cc}+]/u.test(name);

export function areTicks(ticks: TickPeriod[]): boolean {
  return (
    ticks.length >= 1 &&
    ticks.length <= 16 &&
    ticks[0]!.secondsBefore <= 366 * 86_400 &&
    ticks.every((t, i) => i === 0 || t.secondsBefore < ticks[i - 1]!.secondsBefore) &&
    ticks.every(t => t.periodSeconds >= 1 && t.periodSeconds <= 3_600 && t.periodSeconds <= t.secondsBefore)
  );
}

const lastInstant = 2n ** 62n - 1n;
/** 10000-01-01T00:00:00Z: since version 2 every instant has a year of four digits. */
const behind9999 = 253_402_300_800_000_000n;

// The order of the properties is the order of the bytes.
function parse(bytes: Bytes): Policy {
  const r = new Reader(bytes);
  const key = () => r.fixed(pointBytes);
  const policy: Policy = {
    version: r.u8(),
    session: r.text(32),
    lot: r.text(16),
    purpose: r.u8(),
    suite: r.u16(),
    threshold: r.u8(),
    trustees: r.list(32, () => ({ name: r.text(64), staticKey: key(), signingKey: key() })),
    platformKey: key(),
    custody: custodies[r.u8()] ?? wrong(),
    closeAt: r.i64(),
    openAt: r.i64(),
    drawAt: r.i64(),
    ticks: r.list(16, () => ({ secondsBefore: r.u32(), periodSeconds: r.u32() })),
    recordSizeBytes: r.u32(),
    secondSecret: r.u8(),
    windowSeconds: r.u32(),
    quorum: r.u8(),
    ceremonyFate: r.u8(),
    drill: r.flag(),
    roles: Array.from({ length: 5 }, () => r.optional(key)),
    termsHash: r.fixed(hashBytes),
  };
  r.end();
  return policy;
}

function wrong(): never {
  throw new WireError('unknown custody');
}
