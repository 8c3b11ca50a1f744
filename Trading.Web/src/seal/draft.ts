import { fits, hex, toBase64, type Bytes } from './bytes';
import { isLot } from './names';
import { checkPolicy, newestVersion, printPolicy, type Custody, type Policy, type PolicyProblem } from './policy';
import type { PriceKind } from './price';
import { random, suiteId } from './suite';
import {
  hashTerms,
  isPeriodWhole,
  isScoringWhole,
  type Publisher,
  type Role,
  type RulePack,
  type SessionTerms,
} from './terms';
import type { TrustFile } from './trust';

// What a host writes down before a session is published, turned into terms and one policy per lot, as `trading prepare`
// does it.

/** `scoring`: the text of its scoring terms, or null. */
export interface DraftLot {
  lot: string;
  title: string;
  priceKind: PriceKind;
  ceiling: bigint;
  unitPriceDecimals: number;
  scoring: string | null;
}

export interface SessionDraft {
  tenderCode: string;
  title: string;
  rulePack: RulePack;
  lots: DraftLot[];
  /** Without the host, whose certificate is the signer's. */
  roles: { role: Role; name: string; key: Bytes }[];
  host: { name: string; key: Bytes };
  /** The right that the signer publishes by, as the platform tells it. */
  publisher: Publisher;
  /** UTC microseconds. */
  closeAt: bigint;
  custody: Custody;
  drill: boolean;
  /** For objections and confirmations. */
  periodSeconds: number;
}

export type DraftProblem =
  | 'code'
  | 'title'
  | 'lots'
  | 'lotId'
  | 'lotTwice'
  | 'lotTitle'
  | 'ceiling'
  | 'scoring'
  | 'period'
  | 'roleName'
  | 'noSupervisor'
  | 'supervisor'
  | 'platform'
  | 'trustees'
  | PolicyProblem;

/** Everything that can be said before a trust file is there. */
export function checkDraft(draft: SessionDraft): DraftProblem | null {
  const ids = draft.lots.map(lot => lot.lot);
  const supervisors = draft.roles.filter(r => r.role === 'Supervisor').map(r => hex(r.key));
  const others = [draft.host, ...draft.roles.filter(r => r.role !== 'Supervisor')].map(r => hex(r.key));
  if (!fits(draft.tenderCode, 1, 100)) return 'code';
  if (!fits(draft.title, 1, 500)) return 'title';
  if (ids.length < 1 || ids.length > 64) return 'lots';
  if (!ids.every(isLot)) return 'lotId';
  if (new Set(ids).size !== ids.length) return 'lotTwice';
  if (!draft.lots.every(lot => fits(lot.title, 1, 500))) return 'lotTitle';
  if (draft.lots.some(lot => lot.ceiling < 0n || lot.ceiling > BigInt(Number.MAX_SAFE_INTEGER))) return 'ceiling';
  if (!isScoringWhole(termsOf(draft))) return 'scoring';
  if (!isPeriodWhole(termsOf(draft))) return 'period';
  if (![draft.host, ...draft.roles].every(role => fits(role.name, 1, 500))) return 'roleName';
  // A lot whose freeze no trustee saw in time is freed by host and supervisor together: without the two its bids would
  // stay sealed for ever.
  if (supervisors.length === 0) return 'noSupervisor';
  return supervisors.some(key => others.includes(key)) ? 'supervisor' : null;
}

export interface Publication {
  session: string;
  body: { session: string; terms: object; policies: string[] };
}

export async function publish(draft: SessionDraft, trust: TrustFile): Promise<Publication | DraftProblem> {
  const problem =
    checkDraft(draft) ?? (trust.platforms.length !== 1 ? 'platform' : trust.trustees.length < 1 ? 'trustees' : null);
  if (problem) return problem;
  const terms = termsOf(draft);
  const session = hex(random(16));
  const termsHash = await hashTerms(terms);
  const policies = draft.lots.map(lot => policyOf(session, lot.lot, draft, trust, termsHash));
  for (const policy of policies) {
    const broken = await checkPolicy(policy);
    if (broken) return broken;
  }
  return {
    session,
    body: { session, terms: asJson(terms), policies: policies.map(policy => toBase64(printPolicy(policy))) },
  };
}

// Lots with the same scoring terms share them.
function termsOf(draft: SessionDraft): SessionTerms {
  const scoring = [...new Set(draft.lots.flatMap(lot => lot.scoring ?? []))];
  return {
    tenderCode: draft.tenderCode,
    title: draft.title,
    rulePack: draft.rulePack,
    lots: draft.lots.map(lot => ({ ...lot, scoring: lot.scoring === null ? 0 : scoring.indexOf(lot.scoring) + 1 })),
    roles: [{ role: 'Host', name: draft.host.name, key: draft.host.key }, ...draft.roles],
    drill: draft.drill,
    publisher: draft.publisher,
    scoring: scoring.length > 0 ? scoring : null,
    periodSeconds: draft.periodSeconds,
  };
}

function policyOf(session: string, lot: string, draft: SessionDraft, trust: TrustFile, termsHash: Bytes): Policy {
  const trustees = [...trust.trustees].sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    version: newestVersion,
    session,
    lot,
    purpose: 0,
    suite: suiteId,
    threshold: Math.floor(trustees.length / 2) + 1,
    trustees: trustees.map(({ name, staticKey, signingKey }) => ({ name, staticKey, signingKey })),
    platformKey: trust.platforms[0]!.signingKey,
    custody: draft.custody,
    closeAt: draft.closeAt,
    openAt: draft.closeAt,
    drawAt: 0n,
    ticks: [
      { secondsBefore: 86_400, periodSeconds: 60 },
      { secondsBefore: 600, periodSeconds: 5 },
    ],
    recordSizeBytes: 16_384,
    secondSecret: 0,
    windowSeconds: 0,
    quorum: Math.max(3, draft.rulePack.minimumSubmitted),
    ceremonyFate: 0,
    drill: draft.drill,
    roles: [null, null, null, draft.host.key, draft.roles.find(r => r.role === 'Supervisor')?.key ?? null],
    termsHash,
  };
}

// A ceiling is below 2^53 (checkDraft), so a JSON number holds it.
function asJson({ scoring, ...terms }: SessionTerms): object {
  return {
    ...terms,
    lots: terms.lots.map(({ unitPriceDecimals = 2, scoring: number = 0, ...lot }) => ({
      ...lot,
      ceiling: Number(lot.ceiling),
      ...(unitPriceDecimals === 2 ? {} : { unitPriceDecimals }),
      ...(number === 0 ? {} : { scoring: number }),
    })),
    roles: terms.roles.map(role => ({ ...role, key: toBase64(role.key) })),
    publisher: terms.publisher
      ? { ...terms.publisher, key: terms.publisher.key ? toBase64(terms.publisher.key) : null }
      : null,
    ...(scoring ? { scoring } : {}),
  };
}
