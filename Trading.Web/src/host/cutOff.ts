import { bidsOf, periodLeft } from '../period';
import { isShown, type Bid, type Hall, type Lot } from '../state';

// What the host sees of the hall before the conclusion, and what a conclusion would cut off: afterwards nobody can sign
// in, object or confirm any more.

export interface Standing {
  /** Bids in the tables of all lots. */
  bids: number;
  attended: number;
  confirmed: number;
  /** Objections and questions, and those without an answer. */
  raised: number;
  open: number;
}

export const standingIn = (hall: Hall, lots: readonly Lot[] = hall.lots): Standing => {
  const bids = bidsOf({ lots: lots.filter(isShown) });
  const raised = hall.objections.filter(o => lots.some(lot => lot.lot === o.lot));
  return {
    bids: bids.length,
    attended: bids.filter(bid => bid.attended).length,
    confirmed: bids.filter(bid => bid.confirmed).length,
    raised: raised.length,
    open: raised.filter(o => o.answer === null).length,
  };
};

export interface CutOff {
  /** Bids that are not confirmed, with their lot: who signed in and kept silent, then who never came. */
  silent: Bid[];
  absent: Bid[];
  open: number;
  /** Seconds of the period that are left; 0 where none is. */
  left: number;
}

export function cutOff(hall: Hall, second: number | null): CutOff {
  const waiting = bidsOf({ lots: hall.lots.filter(isShown) }).filter(bid => !bid.confirmed);
  return {
    silent: waiting.filter(bid => bid.attended),
    absent: waiting.filter(bid => !bid.attended),
    open: standingIn(hall).open,
    left: periodLeft(hall, second) ?? 0,
  };
}
