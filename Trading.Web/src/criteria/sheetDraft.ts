import { printWhole, readWhole } from './entries';
import type { Unit } from './shape';

// One expert's sheet for one bid, while it is written: what an entry says, what is wrong with it, the sum. Scores are
// hundredths of a point, exact (docs/spec/scoring.md, 4.4: S6, S7, S8, S10). The preview and the expert's desk use it.

export interface SheetItem {
  id: string;
  kind: 'objective' | 'subjective';
  /** All three in hundredths of a point; a score below `reasonBelow` needs a reason. */
  most: bigint;
  step: bigint;
  reasonBelow: bigint | null;
}

export interface Entry {
  score: string;
  reason: string;
}

export type SheetFault =
  'missing' | 'notNumber' | 'tooFine' | 'below' | 'above' | 'offStep' | 'reasonMissing' | 'reasonLong' | 'reasonBad';

export interface SheetProblem {
  item: number;
  field: 'score' | 'reason';
  fault: SheetFault;
  /** What its sentence says, as people write it. */
  values: Record<string, string>;
}

const points: Unit = { decimals: 2, name: 'points' };
const mostReason = 500;
// What the specification takes for no text (section 2, "Types"), with half letters.
const unseen = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\p{Cs}]/u;

export const emptyEntries = (items: readonly SheetItem[]): Entry[] => items.map(() => ({ score: '', reason: '' }));

export const printScore = (hundredths: bigint): string => printWhole(hundredths.toString(), points);

/** Hundredths of a point, or why it is no score at all. */
export function readScore(text: string): bigint | 'missing' | 'notNumber' | 'tooFine' {
  if (text.trim() === '') return 'missing';
  const read = readWhole(text, points);
  return typeof read === 'bigint' ? read : read === 'tooFine' ? 'tooFine' : 'notNumber';
}

/** What is wrong with one score; null for one that can stand. */
export function scoreFault(item: SheetItem, text: string): Pick<SheetProblem, 'fault' | 'values'> | null {
  const score = readScore(text);
  const bounds = { most: printScore(item.most), step: printScore(item.step) };
  if (typeof score === 'string') return { fault: score, values: bounds };
  if (score < 0n) return { fault: 'below', values: bounds };
  if (score > item.most) return { fault: 'above', values: bounds };
  const rest = score % item.step;
  if (rest === 0n) return null;
  const under = score - rest;
  return {
    fault: 'offStep',
    values: { ...bounds, under: printScore(under), over: printScore(under + item.step) },
  };
}

/** Whether this score has to be explained. One that cannot stand is mended first. */
export function needsReason(item: SheetItem, text: string): boolean {
  const score = readScore(text);
  return item.reasonBelow !== null && typeof score === 'bigint' && score >= 0n && score < item.reasonBelow;
}

function reasonFault(item: SheetItem, { score, reason }: Entry): SheetFault | null {
  const text = reason.trim();
  if (text === '') return needsReason(item, score) ? 'reasonMissing' : null;
  if ([...text].length > mostReason) return 'reasonLong';
  return unseen.test(text) ? 'reasonBad' : null;
}

/** Everything that keeps the sheet from being handed in, in the order of its fields. */
export function problemsOf(items: readonly SheetItem[], entries: readonly Entry[]): SheetProblem[] {
  return items.flatMap((item, i) => {
    const entry = entries[i] ?? { score: '', reason: '' };
    const score = scoreFault(item, entry.score);
    const reason = reasonFault(item, entry);
    const values = { below: item.reasonBelow === null ? '' : printScore(item.reasonBelow), most: `${mostReason}` };
    return [
      ...(score ? [{ item: i, field: 'score' as const, ...score }] : []),
      ...(reason ? [{ item: i, field: 'reason' as const, fault: reason, values }] : []),
    ];
  });
}

/** The sum of the scores that can stand, of all that could be given, and how many are still missing. */
export function sumOf(
  items: readonly SheetItem[],
  entries: readonly Entry[],
): { sum: bigint; most: bigint; missing: number } {
  const standing = items.map((item, i) => {
    const text = entries[i]?.score ?? '';
    return scoreFault(item, text) ? null : (readScore(text) as bigint);
  });
  return {
    sum: standing.reduce<bigint>((sum, each) => sum + (each ?? 0n), 0n),
    most: items.reduce((sum, item) => sum + item.most, 0n),
    missing: standing.filter(each => each === null).length,
  };
}

/** The next lawful score above or below what stands there; from an empty field the largest, or none at all. */
export function stepped(item: SheetItem, text: string, by: -1 | 1): string {
  const score = readScore(text);
  if (typeof score === 'string') return printScore(by > 0 ? item.most : 0n);
  const rest = ((score % item.step) + item.step) % item.step;
  const grid = score - rest;
  const next = by > 0 ? grid + item.step : rest > 0n ? grid : grid - item.step;
  return printScore(next < 0n ? 0n : next > item.most ? item.most : next);
}
