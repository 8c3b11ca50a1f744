// A review of one bid while it is written: marks and reasons as cells of the draft, and what is missing.
import { isReason, oneLine } from './reasons';
import type { Cells } from './drafts';
import type { ReviewMark, RoomItem } from './wire';

export const passes = 'pass';
export const fails = 'fail';
export const markCell = (bid: string, item: string): string => `${bid}/${item}/mark`;
export const reasonCell = (bid: string, item: string): string => `${bid}/${item}/reason`;

export interface ItemState {
  item: RoomItem;
  mark: '' | typeof passes | typeof fails;
  reason: string;
  problem: 'unmarked' | 'reasonMissing' | 'reasonLong' | 'reasonUnseen' | null;
}

export const statesOf = (items: readonly RoomItem[], bid: string, cells: Cells): ItemState[] =>
  items.map(item => {
    const found = cells[markCell(bid, item.id)];
    const mark = found === passes || found === fails ? found : '';
    const reason = oneLine(cells[reasonCell(bid, item.id)] ?? '');
    const problem =
      mark === ''
        ? 'unmarked'
        : mark === passes || isReason(reason)
          ? null
          : [...reason].length > 500
            ? 'reasonLong'
            : reason === ''
              ? 'reasonMissing'
              : 'reasonUnseen';
    return { item, mark, reason, problem };
  });

/** What is signed, once nothing is missing. */
export const marksOf = (states: readonly ItemState[]): ReviewMark[] =>
  states.map(({ item, mark, reason }) => ({
    item: item.id,
    passes: mark === passes,
    reason: mark === passes ? '' : reason,
  }));
