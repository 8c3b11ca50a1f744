import { readFigures, type FigureFault, type PriceKind } from '../seal/price';
import type { Custody } from '../seal/policy';
import { newestPacks, type Publisher, type Role, type RulePack } from '../seal/terms';
import type { DraftProblem, SessionDraft } from '../seal/draft';
import type { Bytes } from '../seal/bytes';

// What a host writes into the form, as texts, and the draft that they come to.

/** `decimals`: of unit prices; no other kind has them. `scoring`: the file of its scoring terms, or null. */
export interface LotTexts {
  lot: string;
  title: string;
  priceKind: PriceKind;
  ceiling: string;
  decimals: number;
  scoring: { name: string; text: string } | null;
}
export interface RoleTexts {
  role: Role;
  name: string;
  key: Bytes | null;
  subject: string;
}
export interface DraftTexts {
  rulePack: string;
  tenderCode: string;
  title: string;
  lots: LotTexts[];
  roles: RoleTexts[];
  /** `2026-12-01T09:30`, Beijing time, as the field of a browser gives it. */
  closeAt: string;
  /** Empty until it is chosen: no answer could be true for everybody. */
  custody: Custody | '';
  drill: boolean;
  /** Minutes for objections and confirmations; empty for the pack's usual ones. */
  period: string;
}

/** Somebody must be able to free a late freeze together with the host: the form begins with that person. */
export const emptySupervisor = (): RoleTexts => ({ role: 'Supervisor', name: '', key: null, subject: '' });

export const emptyLot = (lot: string): LotTexts => ({
  lot,
  title: '',
  priceKind: 'Amount',
  ceiling: '',
  decimals: 2,
  scoring: null,
});

export const emptyDraft = (): DraftTexts => ({
  rulePack: newestPacks[0]!.id,
  tenderCode: '',
  title: '',
  lots: [emptyLot('1')],
  roles: [emptySupervisor()],
  closeAt: '',
  custody: '',
  drill: false,
  period: '',
});

/** The least time from publishing to the deadline: the key ceremony and a first bid have to fit. */
export const leastLeadMs = 60_000;

/** A deadline further ahead is confirmed on its own: a wrong year looks like a right one. */
export const farMs = 60 * 86_400_000;

export type TextProblem =
  DraftProblem | 'custody' | 'closeAt' | 'closePast' | 'closeSoon' | 'ceilingText' | 'ceilingPercent' | 'roleKey';

/** Beijing time of a date field as UTC milliseconds; NaN for what is none. */
export const beijing = (text: string): number =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(text)
    ? Date.parse(`${text.length === 16 ? `${text}:00` : text}+08:00`)
    : NaN;

export const packOf = (texts: DraftTexts): RulePack => newestPacks.find(pack => pack.id === texts.rulePack)!;

/** Seconds of the period: of minutes with at most two decimals, or the pack's usual ones; NaN for what is none. */
export function periodOf(texts: DraftTexts): number {
  const text = texts.period.normalize('NFKC').trim();
  if (text === '') return packOf(texts).usualPeriodSeconds;
  return /^\d{1,5}(\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * 60) : NaN;
}

export function draftOf(
  texts: DraftTexts,
  host: { name: string; key: Bytes },
  publisher: Publisher,
  nowMs: number,
): SessionDraft | TextProblem {
  const closeMs = beijing(texts.closeAt);
  if (Number.isNaN(closeMs)) return 'closeAt';
  if (closeMs <= nowMs) return 'closePast';
  if (closeMs < nowMs + leastLeadMs) return 'closeSoon';
  const lots = texts.lots.map(lot => ({ ...lot, ceiling: boundOf(lot) }));
  if (lots.some(lot => lot.ceiling === 'NoPercent')) return 'ceilingPercent';
  if (lots.some(lot => typeof lot.ceiling !== 'bigint')) return 'ceilingText';
  if (texts.roles.some(role => role.key === null)) return 'roleKey';
  if (texts.custody === '') return 'custody';
  const periodSeconds = periodOf(texts);
  if (Number.isNaN(periodSeconds)) return 'period';
  return {
    tenderCode: texts.tenderCode.trim(),
    title: texts.title.trim(),
    rulePack: packOf(texts),
    lots: lots.map(lot => ({
      lot: lot.lot.trim(),
      title: lot.title.trim(),
      priceKind: lot.priceKind,
      ceiling: lot.ceiling as bigint,
      unitPriceDecimals: lot.priceKind === 'UnitPrices' ? lot.decimals : 2,
      scoring: lot.scoring?.text ?? null,
    })),
    roles: texts.roles.map(({ role, name, key }) => ({ role, name: name.trim(), key: key! })),
    host,
    publisher,
    closeAt: BigInt(closeMs) * 1_000n,
    custody: texts.custody,
    drill: texts.drill,
    periodSeconds,
  };
}

export const boundOf = (lot: LotTexts): bigint | FigureFault =>
  lot.ceiling.trim() === '' ? 0n : readFigures(lot.priceKind, lot.ceiling);
