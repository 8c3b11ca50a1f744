import type { Json } from '../exact';
import { CorruptStream, Fields } from '../fields';
import { isWellFormed, textBytes, Writer, type Bytes } from './bytes';
import { priceKinds, type PriceKind } from './price';
import { hash } from './suite';

// Terms of a session (docs/spec/feed.md, "Terms") and the rule packs of this version, to the last value: a pack is
// never edited.

const fewOpened = ['Fail', 'Continue'] as const;
const protests = ['Objection', 'Question'] as const;

export interface RulePack {
  id: string;
  version: number;
  minimumSubmitted: number;
  minimumSubmittedRule: string;
  fewOpened: (typeof fewOpened)[number];
  protest: (typeof protests)[number];
  protestRule: string;
  silenceAccepts: boolean;
  lateRule: string;
  recordRule: string;
  /** Of the period for objections and confirmations; 0 in packs of version 1, which know none. */
  leastPeriodSeconds: number;
  usualPeriodSeconds: number;
  mostPeriodSeconds: number;
}

export const roles = [
  'Public',
  'Bidder',
  'Tenderer',
  'Agent',
  'Host',
  'Witness',
  'Notary',
  'Supervisor',
  'Manager',
  'Trustee',
] as const;
export type Role = (typeof roles)[number];
export const givenRoles: readonly Role[] = ['Tenderer', 'Agent', 'Witness', 'Notary', 'Supervisor', 'Manager'];

/**
 * `unitPriceDecimals`: 2 to 6 decimals of a yuan, 2 for every other kind; absent means 2. `scoring`: which of the
 * session's scoring terms are the lot's, from 1; absent or 0 means none.
 */
export interface LotTerms {
  lot: string;
  title: string;
  priceKind: PriceKind;
  ceiling: bigint;
  unitPriceDecimals?: number;
  scoring?: number;
}
export interface SessionRole {
  role: Role;
  name: string;
  key: Bytes;
}
/** Who published, by a right that a manager gave; the key is null for an account that has bound none. */
export interface Publisher {
  name: string;
  key: Bytes | null;
}
/**
 * Without a publisher these are terms of version 1, with a period of version 4, else with scoring terms of version 3:
 * those of before 4 are read for ever and made no more. `scoring`: each text once, in the order in which lots first
 * name it. `periodSeconds`: for objections and confirmations, from the last lot's outcome on; absent or 0 means none.
 */
export interface SessionTerms {
  tenderCode: string;
  title: string;
  rulePack: RulePack;
  lots: LotTerms[];
  roles: SessionRole[];
  drill: boolean;
  publisher?: Publisher | null;
  scoring?: string[] | null;
  periodSeconds?: number;
}

/** Bytes of one text of scoring terms, and of all of a session. */
export const mostScoringBytes = 16_384;
export const mostScoringBytesInAll = 262_144;

const noPeriod = { leastPeriodSeconds: 0, usualPeriodSeconds: 0, mostPeriodSeconds: 0 };

const construction: RulePack = {
  id: 'construction-national',
  version: 1,
  minimumSubmitted: 3,
  minimumSubmittedRule: 'bidding-reg:44',
  fewOpened: 'Continue',
  protest: 'Objection',
  protestRule: 'bidding-reg:44',
  silenceAccepts: false,
  lateRule: 'bidding-reg:36',
  recordRule: 'e-bidding:32',
  ...noPeriod,
};

const goods: RulePack = {
  id: 'procurement-goods',
  version: 1,
  minimumSubmitted: 3,
  minimumSubmittedRule: 'procurement-87:41',
  fewOpened: 'Fail',
  protest: 'Question',
  protestRule: 'procurement-87:42',
  silenceAccepts: false,
  lateRule: 'procurement-87:33',
  recordRule: 'procurement-87:42',
  ...noPeriod,
};
const services: RulePack = { ...goods, id: 'procurement-services' };

const withPeriod = (first: RulePack, usualPeriodSeconds: number): RulePack => ({
  ...first,
  version: 2,
  leastPeriodSeconds: 60,
  usualPeriodSeconds,
  mostPeriodSeconds: 86_400,
});

/** Those that sessions are published under. */
export const newestPacks: readonly RulePack[] = [
  withPeriod(construction, 600),
  withPeriod(goods, 900),
  withPeriod(services, 900),
];

/** All of them, those of before first. */
export const rulePacks: readonly RulePack[] = [construction, goods, services, ...newestPacks];

const isKnown = (pack: RulePack): boolean =>
  rulePacks.some(known => (Object.keys(known) as (keyof RulePack)[]).every(key => known[key] === pack[key]));

/** The seconds that a period may have; a rehearsal may be shorter than any real session. */
export const periodBounds = (pack: RulePack, drill: boolean): { least: number; most: number } => ({
  least: drill ? 1 : pack.leastPeriodSeconds,
  most: pack.mostPeriodSeconds,
});

export function printTerms(terms: SessionTerms): Bytes {
  const publisher = terms.publisher ?? null;
  const scoring = terms.scoring ?? null;
  const periodSeconds = terms.periodSeconds ?? 0;
  const version = periodSeconds !== 0 ? 4 : scoring ? 3 : publisher ? 2 : 1;
  const w = new Writer().u8(version).text(terms.tenderCode).text(terms.title);
  const p = terms.rulePack;
  w.text(p.id).u32(p.version).u32(p.minimumSubmitted).text(p.minimumSubmittedRule).u8(fewOpened.indexOf(p.fewOpened));
  w.u8(protests.indexOf(p.protest)).text(p.protestRule).flag(p.silenceAccepts).text(p.lateRule).text(p.recordRule);
  if (version > 3) w.u32(p.leastPeriodSeconds).u32(p.usualPeriodSeconds).u32(p.mostPeriodSeconds);
  w.list(terms.lots, lot => {
    w.text(lot.lot).text(lot.title).u8(priceKinds.indexOf(lot.priceKind)).i64(lot.ceiling);
    if (version > 1) w.u8(lot.unitPriceDecimals ?? 2);
    if (version > 2) w.u8(lot.scoring ?? 0);
  });
  w.list(terms.roles, role => w.u8(roles.indexOf(role.role)).text(role.name).fixed(role.key));
  w.flag(terms.drill);
  if (publisher) w.text(publisher.name).optional(publisher.key);
  if (version > 2) w.list(scoring ?? [], text => w.text(text));
  if (version > 3) w.u32(periodSeconds);
  return w.done();
}

/** The scoring terms of a lot, or null. */
export const scoringOf = (terms: SessionTerms, lot: LotTerms): string | null =>
  terms.scoring?.[(lot.scoring ?? 0) - 1] ?? null;

/** Whether scoring terms stand in their one spelling and within their limits. */
export function isScoringWhole({ lots, publisher, scoring }: SessionTerms): boolean {
  const named = [...new Set(lots.map(lot => lot.scoring ?? 0).filter(number => number !== 0))];
  if (!scoring) return named.length === 0;
  const sizes = scoring.map(text => (isWellFormed(text) ? textBytes(text).length : Infinity));
  return (
    Boolean(publisher) &&
    scoring.length > 0 &&
    named.length === scoring.length &&
    named.every((number, i) => number === i + 1) &&
    new Set(scoring).size === scoring.length &&
    sizes.every(size => size > 0 && size <= mostScoringBytes) &&
    sizes.reduce((sum, size) => sum + size, 0) <= mostScoringBytesInAll &&
    !scoring.some(text => /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text))
  );
}

/** Whether the period is one that the pack allows, and there exactly where the pack knows one. */
export function isPeriodWhole({ rulePack, publisher, drill, periodSeconds = 0 }: SessionTerms): boolean {
  if (rulePack.mostPeriodSeconds === 0) return periodSeconds === 0;
  const { least, most } = periodBounds(rulePack, drill);
  return Boolean(publisher) && periodSeconds >= least && periodSeconds <= most;
}

export const hashTerms = (terms: SessionTerms): Promise<Bytes> => hash('terms', printTerms(terms));

/**
 * Terms as the platform's answers hold them; null for what are none. Their hash tells whether they are the ones that
 * were published.
 */
export function readTerms(json: Json): SessionTerms | null {
  try {
    return termsIn(new Fields(json));
  } catch (cause) {
    if (cause instanceof CorruptStream) return null;
    throw cause;
  }
}

/** The same of an event's fields; throws CorruptStream. */
export function termsIn(terms: Fields): SessionTerms {
  const publisher = terms.optionalPart('publisher');
  const read: SessionTerms = {
    tenderCode: terms.text('tenderCode'),
    title: terms.text('title'),
    rulePack: readPack(terms.part('rulePack')),
    lots: terms.parts('lots').map(lot => ({
      lot: lot.text('lot'),
      title: lot.text('title'),
      priceKind: lot.word('priceKind', priceKinds),
      ceiling: lot.exact('ceiling'),
      unitPriceDecimals: lot.optionalWhole('unitPriceDecimals') ?? 2,
      scoring: lot.optionalWhole('scoring') ?? 0,
    })),
    roles: terms.parts('roles').map(role => ({
      role: role.word('role', roles),
      name: role.text('name'),
      key: role.bytes('key'),
    })),
    drill: terms.flag('drill'),
    publisher: publisher && readPublisher(publisher),
    scoring: terms.optionalTexts('scoring'),
    periodSeconds: terms.optionalWhole('periodSeconds') ?? 0,
  };
  if (!isScoringWhole(read)) throw new CorruptStream('scoring terms are not in order');
  if (!isKnown(read.rulePack)) throw new CorruptStream('the rule pack is not one that this version knows');
  if (!isPeriodWhole(read)) throw new CorruptStream('the period is none that the rule pack allows');
  return read;
}

function readPublisher(fields: Fields): Publisher {
  return { name: fields.text('name'), key: fields.optionalText('key') === null ? null : fields.bytes('key') };
}

const readPack = (pack: Fields): RulePack => ({
  id: pack.text('id'),
  version: pack.whole('version'),
  minimumSubmitted: pack.whole('minimumSubmitted'),
  minimumSubmittedRule: pack.text('minimumSubmittedRule'),
  fewOpened: pack.word('fewOpened', fewOpened),
  protest: pack.word('protest', protests),
  protestRule: pack.text('protestRule'),
  silenceAccepts: pack.flag('silenceAccepts'),
  lateRule: pack.text('lateRule'),
  recordRule: pack.text('recordRule'),
  leastPeriodSeconds: pack.optionalWhole('leastPeriodSeconds') ?? 0,
  usualPeriodSeconds: pack.optionalWhole('usualPeriodSeconds') ?? 0,
  mostPeriodSeconds: pack.optionalWhole('mostPeriodSeconds') ?? 0,
});
