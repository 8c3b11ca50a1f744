// Where a lot stands on its way, for the row of steps.
import type { Hall, Lot } from './state';

export const stepCodes = ['ceremony', 'intake', 'frozen', 'releasing', 'opened', 'record'] as const;

export interface Step {
  code: (typeof stepCodes)[number];
  state: 'done' | 'now' | 'ahead' | 'failed';
}

export function stepsOf(hall: Hall, lot: Lot): Step[] {
  if (lot.phase === 'failed') return upTo(failedAt(lot), 'failed');
  if (hall.record) return upTo(stepCodes.length, 'now');
  if (hall.phase === 'concluded') return upTo(stepCodes.indexOf('record'), 'now');
  return upTo(stepCodes.indexOf(lot.phase), 'now');
}

function failedAt(lot: Lot): number {
  return lot.failure!.cause === 'NoLock'
    ? 0
    : lot.failure!.cause === 'FewSubmitted'
      ? stepCodes.indexOf('frozen')
      : stepCodes.indexOf('opened');
}

function upTo(current: number, state: Step['state']): Step[] {
  return stepCodes.map((code, i) => ({ code, state: i < current ? 'done' : i === current ? state : 'ahead' }));
}
