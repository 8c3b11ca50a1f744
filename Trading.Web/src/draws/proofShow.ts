// How the page lays out what the checks found: five steps, each with its checks, and the words of a finding.
import { ruleParts } from '../format';
import type { Closed, Outcome as Told } from './closed';
import type { Finding, Outcome } from './proof/finding';
import type { CheckNumber } from './proof/run';
import type { SeatStep } from './seating';

export const proofSteps: readonly { code: string; checks: readonly CheckNumber[] }[] = [
  { code: 'asked', checks: ['V61', 'V62'] },
  { code: 'list', checks: ['V63', 'V64', 'V65', 'V66'] },
  { code: 'value', checks: ['V67', 'V68', 'V69'] },
  { code: 'seats', checks: ['V70', 'V71', 'V72', 'V73'] },
  { code: 'signed', checks: ['V74', 'V75', 'V76'] },
  { code: 'people', checks: ['V77', 'V78', 'V79', 'V80', 'V81', 'V82'] },
];

type Translate = (key: string, values?: Record<string, unknown>) => string;

/** The sentence of a finding; codes among its values are put into words. */
export function sayFinding({ said, values }: Finding, t: Translate): string {
  const words: Record<string, unknown> = { ...values };
  if (values.fault !== undefined) words.fault = t(`proof.fault.${values.fault}`);
  if (values.lock !== undefined) words.lock = t(`draw.lock.${values.lock}`);
  const rule = typeof values.rule === 'string' ? ruleParts(values.rule) : null;
  if (rule) words.rule = t(rule.key, { n: rule.n });
  return t(`proof.found.${said}`, words);
}

export function countOf(found: Partial<Record<CheckNumber, Finding>>): Record<Outcome, number> {
  const counts = { pass: 0, fail: 0, none: 0, later: 0 };
  for (const finding of Object.values(found)) counts[finding.outcome]++;
  return counts;
}

export interface SeatRow extends SeatStep {
  /** What was last told of the position; `conflict` where a statement of conflicts hit it. */
  became: Told | 'conflict' | 'nothing';
}

/** Who took a seat in the draw that counts, in order, and what became of each. */
export function seatRows(closed: Closed): SeatRow[] {
  const last = closed.values.at(-1);
  if (!last) return [];
  const told = closed.told.filter(one => one.k === last.k);
  const becameOf = (position: number): SeatRow['became'] => {
    // Whoever was unseated in the room still leaves it; why stays the word.
    if (told.some(one => one.here.includes(position))) return 'conflict';
    const about = told.filter(one => one.position?.number === position || one.dropped.includes(position)).at(-1);
    return about ? (about.position?.outcome ?? 'conflict') : 'nothing';
  };
  return [...last.steps, ...told.flatMap(one => one.steps)].map(step => ({ ...step, became: becameOf(step.position) }));
}
