import { equal, fits, type Bytes } from '../seal/bytes';
import { isLot } from '../seal/names';
import { periodBounds } from '../seal/terms';
import { beijing, boundOf, leastLeadMs, packOf, periodOf, type DraftTexts, type TextProblem } from './draftTexts';

// Everything that is wrong in the form, field by field, in the order in which the fields stand. A field is named by its
// id in the page.

export interface FormFault {
  field: string;
  problem: TextProblem;
}

export function faultsIn(texts: DraftTexts, host: Bytes, nowMs: number): FormFault[] {
  const faults: FormFault[] = [];
  const add = (field: string, problem: TextProblem | null | false) => {
    if (problem) faults.push({ field, problem });
  };
  add('code', !fits(texts.tenderCode.trim(), 1, 100) && 'code');
  add('title', !fits(texts.title.trim(), 1, 500) && 'title');
  add('close', closeProblem(texts, nowMs));
  add('period', periodProblem(texts));
  add('custody', texts.custody === '' && 'custody');
  const ids = texts.lots.map(lot => lot.lot.trim());
  texts.lots.forEach((lot, i) => {
    add(`lot-${i}`, !isLot(ids[i]!) ? 'lotId' : ids.indexOf(ids[i]!) !== i && 'lotTwice');
    add(`lot-title-${i}`, !fits(lot.title.trim(), 1, 500) && 'lotTitle');
    add(`lot-ceiling-${i}`, boundProblem(boundOf(lot)));
  });
  texts.roles.forEach((role, i) => {
    const alone = role.role === 'Supervisor';
    const others = [
      host,
      ...texts.roles.filter(other => other !== role && other.role !== 'Supervisor').map(r => r.key),
    ];
    add(`role-name-${i}`, role.key !== null && !fits(role.name.trim(), 1, 500) && 'roleName');
    add(
      `role-file-${i}`,
      role.key === null ? 'roleKey' : alone && others.some(key => key && equal(key, role.key!)) && 'supervisor',
    );
  });
  return faults;
}

function closeProblem(texts: DraftTexts, nowMs: number): TextProblem | null {
  const closeMs = beijing(texts.closeAt);
  if (Number.isNaN(closeMs)) return 'closeAt';
  if (closeMs <= nowMs) return 'closePast';
  return closeMs < nowMs + leastLeadMs ? 'closeSoon' : null;
}

function periodProblem(texts: DraftTexts): TextProblem | null {
  const [seconds, { least, most }] = [periodOf(texts), periodBounds(packOf(texts), texts.drill)];
  return seconds >= least && seconds <= most ? null : 'period';
}

function boundProblem(bound: ReturnType<typeof boundOf>): TextProblem | null {
  if (bound === 'NoPercent') return 'ceilingPercent';
  if (typeof bound !== 'bigint') return 'ceilingText';
  return bound < 0n || bound > BigInt(Number.MAX_SAFE_INTEGER) ? 'ceiling' : null;
}
