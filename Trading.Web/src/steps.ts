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

export const publicSteps = [...stepCodes, 'objection', 'attend', 'failed', 'sealed'] as const;

/** The step of the procedure that everybody in the hall waits for or takes part in, as the big screen says it. */
export function publicStep(hall: Hall, lot: Lot): (typeof publicSteps)[number] {
  if (hall.record) return 'sealed';
  if (hall.phase === 'concluded') return 'record';
  if (lot.phase === 'failed' && lot.failure!.cause !== 'FewOpened') return 'failed';
  if (lot.phase !== 'opened' && lot.phase !== 'failed') return lot.phase;
  if (hall.objections.some(o => o.lot === lot.lot && o.answer === null)) return 'objection';
  return lot.bids.some(bid => !bid.attended && !bid.unreadable) ? 'attend' : 'opened';
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
