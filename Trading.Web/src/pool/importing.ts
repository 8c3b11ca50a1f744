// An import as docs/spec/pool.md has it. Pure.

export interface Import {
  id: string;
  by: string;
  startedAt: number;
  state: 'Reading' | 'Checked' | 'Writing' | 'Done' | 'Cancelled' | 'Failed';
  percent: number;
  rows: number;
  faultyRows: number;
  faults: number;
  new: number;
  changed: number;
  same: number;
  mayTakeGood: boolean;
  hasPoolChanged: boolean;
}

export interface ImportFault {
  line: number;
  column: number;
  field: string | null;
  code: string;
  otherLine: number;
  other: string | null;
}

export const faultsOnPage = 200;

/** Whether it goes on by itself, so that the page asks again. */
export const isMoving = (found: Import | null): boolean => found?.state === 'Reading' || found?.state === 'Writing';

/** Whether it holds up another one. */
export const isOpen = (found: Import | null): boolean => isMoving(found) || found?.state === 'Checked';

/** What may be written: all rows, the good ones alone, or nothing. */
export function choice(found: Import): 'all' | 'good' | 'none' {
  if (found.state !== 'Checked' || !found.mayTakeGood) return 'none';
  return found.faultyRows === 0 ? 'all' : 'good';
}
