import { Problem } from '../api';
import { hex, join, toBase64, Writer, type Bytes } from '../seal/bytes';
import { sealBox } from '../seal/box';
import { signAs, type Person } from '../seal/person';
import { checkPolicy, hashPolicy, newestVersion, printPolicy, type Custody, type Policy } from '../seal/policy';
import { random, suiteId, tagged } from '../seal/suite';
import type { TrustedOffice, TrustFile } from '../seal/trust';
import type { DrawRules } from './gates';
import { drawSalt, hashPerson, hashRequest, hashSalt, printRequest, type DrawRequest, type SeatGroup } from './request';

// What host or agent asks for, turned into what the platform takes (docs/spec/draw.md, "Request" and "Locks"), as
// Trading.Cli/Draws/DrawDraft.cs does it: a fresh id and salt, three policies, the salt in boxes, the host's signature.

/** Whom the buyer sends, and whom nobody may meet, by identity number: it is hashed here and stays in the page. */
export interface AskedSeat {
  id: string;
  unit: string;
}

/** What is asked for, of a draw of ours and of one that is imported. */
export interface AskDraft extends Pick<
  DrawRequest,
  'session' | 'lot' | 'budgetFen' | 'isWeighty' | 'buyerUnit' | 'agentUnit' | 'regions' | 'reserveDepth' | 'place'
> {
  rules: DrawRules;
  groups: SeatGroup[];
  buyerSeats: AskedSeat[];
  avoidedUnits: string[];
  avoidedPersons: string[];
  /** UTC microseconds. */
  drawAt: bigint;
  roomAt: bigint;
  drill: boolean;
  /** A point of 65 bytes. */
  supervisor: Bytes;
}

export interface DrawDraft extends AskDraft {
  custody: Custody;
}

export interface Published {
  draw: string;
  body: { draw: string; request: string; policies: string[]; salt: string; gateSalt: string; signature: string };
}

/** What a trust file lacks for draws. */
export type TrustLack = 'platform' | 'trustees' | 'custodian' | 'gateway' | 'gate';

export const officeOf = (trust: TrustFile, kind: TrustedOffice['kind']): TrustedOffice | null =>
  trust.offices.find(office => office.kind === kind) ?? null;

/** The first thing that it lacks, or null. */
export function lackOf(trust: TrustFile): TrustLack | null {
  if (trust.platforms.length !== 1) return 'platform';
  if (trust.trustees.length < 1) return 'trustees';
  return (['custodian', 'gateway', 'gate'] as const).find(kind => !officeOf(trust, kind)) ?? null;
}

/** What is drawn at random; vectors bring their own. */
export interface Chance {
  id: Bytes;
  salt: Bytes;
  ephemerals?: CryptoKeyPair[];
}
export const chance = (id: Bytes = random(16)): Chance => ({ id, salt: drawSalt() });

/** Whether the platform holds another draw under the id that was sent. */
export const standsAlready = (cause: unknown): boolean => cause instanceof Problem && cause.reason === 'Conflict';

/** The trust file lacks nothing (`lackOf`), and the draft was checked. */
export async function publishDraw(
  draft: DrawDraft,
  trust: TrustFile,
  host: Person,
  { id, salt, ephemerals = [] }: Chance = chance(),
): Promise<Published> {
  const request = await requestOf(draft, hex(id), salt);
  const bytes = printRequest(request);
  const requestHash = await hashRequest(bytes);
  const policies = lots.map(lot => policyOf(lot, draft, request, requestHash, trust, host.certificate.key));
  for (const policy of policies) {
    const broken = await checkPolicy(policy);
    if (broken) throw new RangeError(broken);
  }
  const box = (kind: 'custodian' | 'gate', ephemeral?: CryptoKeyPair) =>
    sealBox(officeOf(trust, kind)!.staticKey, 'draw sealed salt', requestHash, salt, ephemeral);
  const saltBox = await box('custodian', ephemerals[0]);
  // The gate compares persons where there are some to compare with, and gets the salt for nothing else.
  const gateBox = draft.buyerSeats.length > 0 ? await box('gate', ephemerals[1]) : new Uint8Array(0);
  const printed = policies.map(printPolicy);
  const statement = await publicationOf(requestHash, printed, saltBox, gateBox);
  return {
    draw: request.draw,
    body: {
      draw: request.draw,
      request: toBase64(bytes),
      policies: printed.map(toBase64),
      salt: toBase64(saltBox),
      gateSalt: toBase64(gateBox),
      signature: toBase64(await signAs(host, tagged('draw publish', statement))),
    },
  };
}

/** What the host signs ("Statements"). */
export async function publicationOf(
  requestHash: Bytes,
  policies: Bytes[],
  saltBox: Bytes,
  gateBox: Bytes,
): Promise<Bytes> {
  const hashes = await Promise.all(policies.map(hashPolicy));
  return join(requestHash, ...hashes, new Writer().varied(saltBox).varied(gateBox).done());
}

/** The request of a draft; every person becomes a hash under the salt. */
export async function requestOf(draft: AskDraft, draw: string, salt: Bytes): Promise<DrawRequest> {
  const { session, lot, rules, budgetFen, isWeighty, groups, buyerUnit, agentUnit } = draft;
  const { regions, reserveDepth, drawAt, roomAt, place } = draft;
  return {
    suite: suiteId,
    draw,
    session,
    lot,
    rules: rules.id,
    rulesVersion: rules.version,
    budgetFen,
    isWeighty,
    groups,
    buyerSeats: await Promise.all(
      draft.buyerSeats.map(async seat => ({ person: await hashPerson(salt, seat.id), unit: seat.unit })),
    ),
    buyerUnit,
    agentUnit,
    avoidedUnits: [...new Set(draft.avoidedUnits)].sort(),
    personSaltHash: await hashSalt(salt),
    avoidedPersons: await risingHashes(salt, [...new Set(draft.avoidedPersons)]),
    regions,
    reserveDepth,
    drawAt,
    roomAt,
    place,
  };
}

/** Person hashes, rising: their order says nothing. */
export const risingHashes = async (salt: Bytes, ids: readonly string[]): Promise<Bytes[]> =>
  (await Promise.all(ids.map(id => hashPerson(salt, id)))).sort((a, b) => (hex(a) < hex(b) ? -1 : 1));

const lots = [
  { lot: 'draw', purpose: 3 },
  { lot: 'names', purpose: 4 },
  { lot: 'contact', purpose: 5 },
] as const;

function policyOf(
  { lot, purpose }: (typeof lots)[number],
  draft: DrawDraft,
  request: DrawRequest,
  requestHash: Bytes,
  trust: TrustFile,
  host: Bytes,
): Policy {
  const roleOf = (kind: TrustedOffice['kind']) => officeOf(trust, kind)!.signingKey;
  return {
    version: newestVersion,
    session: request.draw,
    lot,
    purpose,
    suite: suiteId,
    threshold: Math.floor(trust.trustees.length / 2) + 1,
    trustees: trust.trustees.map(({ name, staticKey, signingKey }) => ({ name, staticKey, signingKey })),
    platformKey: trust.platforms[0]!.signingKey,
    custody: draft.custody,
    closeAt: request.drawAt,
    openAt: request.drawAt,
    drawAt: purpose === 3 ? request.drawAt : 0n,
    ticks: [{ secondsBefore: 60, periodSeconds: 10 }],
    recordSizeBytes: 4_096,
    secondSecret: 0,
    windowSeconds: 0,
    quorum: 3,
    ceremonyFate: 0,
    drill: draft.drill,
    roles: [roleOf('custodian'), roleOf('gateway'), roleOf('gate'), host, draft.supervisor],
    termsHash: requestHash,
  };
}
