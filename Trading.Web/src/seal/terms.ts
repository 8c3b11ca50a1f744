import { Writer, type Bytes } from './bytes';
import { priceKinds, type PriceKind } from './price';
import { hash } from './suite';

// Terms of a session (docs/spec/feed.md, "Terms") and the rule packs of this version, to the last value: a pack is never edited.

export interface RulePack {
  id: string;
  version: number;
  minimumSubmitted: number;
  minimumSubmittedRule: string;
  fewOpened: 'Fail' | 'Continue';
  protest: 'Objection' | 'Question';
  protestRule: string;
  silenceAccepts: boolean;
  lateRule: string;
  recordRule: string;
}

export const roles = ['Public', 'Bidder', 'Tenderer', 'Agent', 'Host', 'Witness', 'Notary', 'Supervisor', 'Manager', 'Trustee'] as const;
export type Role = (typeof roles)[number];
export const givenRoles: readonly Role[] = ['Tenderer', 'Agent', 'Witness', 'Notary', 'Supervisor', 'Manager'];

export interface LotTerms { lot: string; title: string; priceKind: PriceKind; ceiling: bigint }
export interface SessionRole { role: Role; name: string; key: Bytes }
export interface SessionTerms { tenderCode: string; title: string; rulePack: RulePack; lots: LotTerms[]; roles: SessionRole[]; drill: boolean }

const goods: RulePack = {
  id: 'procurement-goods', version: 1, minimumSubmitted: 3, minimumSubmittedRule: 'procurement-87:41', fewOpened: 'Fail', protest: 'Question',
  protestRule: 'procurement-87:42', silenceAccepts: false, lateRule: 'procurement-87:33', recordRule: 'procurement-87:42',
};

export const rulePacks: readonly RulePack[] = [
  {
    id: 'construction-national', version: 1, minimumSubmitted: 3, minimumSubmittedRule: 'bidding-reg:44', fewOpened: 'Continue', protest: 'Objection',
    protestRule: 'bidding-reg:44', silenceAccepts: false, lateRule: 'bidding-reg:36', recordRule: 'e-bidding:32',
  },
  goods,
  { ...goods, id: 'procurement-services' },
];

export function printTerms(terms: SessionTerms): Bytes {
  const w = new Writer().u8(1).text(terms.tenderCode).text(terms.title);
  const p = terms.rulePack;
  w.text(p.id).u32(p.version).u32(p.minimumSubmitted).text(p.minimumSubmittedRule).u8(['Fail', 'Continue'].indexOf(p.fewOpened));
  w.u8(['Objection', 'Question'].indexOf(p.protest)).text(p.protestRule).flag(p.silenceAccepts).text(p.lateRule).text(p.recordRule);
  w.list(terms.lots, lot => w.text(lot.lot).text(lot.title).u8(priceKinds.indexOf(lot.priceKind)).i64(lot.ceiling));
  w.list(terms.roles, role => w.u8(roles.indexOf(role.role)).text(role.name).fixed(role.key));
  return w.flag(terms.drill).done();
}

export const hashTerms = (terms: SessionTerms): Promise<Bytes> => hash('terms', printTerms(terms));
