import { isTooLate } from '../seal/platform';
import { Trouble } from '../person/explain';
import type { Kit } from '../seal/kit';
import type { SealedBid } from '../seal/store';
import { isOpen, isReady, mayRevoke, type Bidding } from './bidding';
import type { Own } from './fate';
import { bytesToSend, isWaiting, sentOf, type Way } from './way';

// What the page shows of a bidding. Nothing here is kept.

export const steps = ['person', 'trust', 'form', 'kit', 'send'] as const;
export type Step = (typeof steps)[number];

/** An entry that the platform has not acknowledged. */
export const unsentOf = ({ way }: Bidding): SealedBid | null =>
  way && !way.entry.acknowledgement && way.entry.revocation !== 'recorded' ? way.entry : null;

/** Whether a kit stands in this page only. */
export const isUnsaved = ({ doing }: Bidding): boolean =>
  doing.at === 'sealing' || doing.at === 'kit' || doing.at === 'keeping';

/** What is lost by leaving: `unsaved`, a kit of this page only; `unsent`, a bid that stays here and is not sent. */
export type Risk = 'unsaved' | 'unsent';

export const riskOf = (b: Bidding): Risk | null =>
  isUnsaved(b) ? 'unsaved' : isOpen(b) && unsentOf(b) !== null ? 'unsent' : null;

/** The newest entry of each submission that this browser holds for the lot. */
export const heldOf = ({ bids }: Bidding): SealedBid[] =>
  bids.filter((bid, i) => bids.findIndex(other => other.submission === bid.submission) === i);

/** Whether another submission may be turned to: nothing is being made, and what is shown is not on its way. */
export const mayLookAt = (b: Bidding, bid: SealedBid): boolean =>
  b.doing.at === 'shown' &&
  bid.isKitSaved &&
  bid.submission !== b.way?.entry.submission &&
  (unsentOf(b) === null || b.way?.stage.at === 'ended');

/** Whether the way from person to sending is shown: a bid is being made, or it is on its way. */
export function isOnWay(b: Bidding): boolean {
  if (!isOpen(b)) return false;
  const unsent = unsentOf(b);
  return b.doing.at === 'filling' || isUnsaved(b) || (unsent !== null && !unsent.isWithdrawn);
}

/** The present step; who sends on what was sealed before needs nothing but a ticket. */
export function stepOf(b: Bidding, hasTicket: boolean): Step {
  const isSending = b.doing.at !== 'filling' && !isUnsaved(b);
  if (!b.person && !(isSending && unsentOf(b) && hasTicket)) return 'person';
  if (b.doing.at === 'kit' || b.doing.at === 'keeping') return 'kit';
  if (isSending) return 'send';
  return b.lock ? 'form' : 'trust';
}

/** How a step stands beside the present one; what was sealed before has been through all but the last. */
export function stateOf(b: Bidding, step: Step, now: Step): 'done' | 'now' | 'ahead' {
  if (step === now) return 'now';
  const isPast = step !== 'person' && unsentOf(b) !== null && !isUnsaved(b);
  return isPast || steps.indexOf(step) < steps.indexOf(now) ? 'done' : 'ahead';
}

/** Whether the page waits for itself. */
export const isBusy = (b: Bidding): boolean =>
  b.doing.at === 'sealing' ||
  b.doing.at === 'keeping' ||
  (b.person !== null && b.trust !== null && b.lock === null) ||
  (b.doing.at === 'leaving' && (b.doing.step !== 'look' || (b.doing.kit !== null && !isReady(b))));

/** What is known here of the entry that is looked at. */
export const ownOf = ({ entry }: Way): Own => ({
  submission: entry.submission,
  entryHash: entry.entryHash,
  isWithdrawn: entry.isWithdrawn,
  isRevoked: entry.revocation === 'recorded',
  isAcknowledged: entry.acknowledgement !== null,
  hasReceipt: entry.receipt !== null,
});

/** What is known of a bid whose kit alone is here. */
export const ownOfKit = (kit: Kit): Own => ({
  submission: kit.submission,
  entryHash: kit.entryHash,
  isWithdrawn: false,
  isRevoked: false,
  isAcknowledged: kit.acknowledgement ? true : null,
  hasReceipt: kit.receipt !== null,
});

/** Whether the deadline is over and the way of the entry has ended: what has not arrived arrives no more. */
export const isOver = (b: Bidding): boolean => !isOpen(b) && b.way?.stage.at === 'ended';

/** Whether the entry's card is shown. */
export const isEntryShown = (b: Bidding): boolean =>
  b.way !== null && (b.doing.at === 'shown' || (unsentOf(b) !== null && !isSaying(b)));

// A statement on its way is shown where it was confirmed.
const isSaying = ({ doing }: Bidding): boolean => doing.at === 'leaving' && doing.step === 'say';

/** The kit alone takes a bid back: for whoever cannot sign in any more, or has a revision here that never arrived. */
export function mayLeaveElsewhere(b: Bidding): boolean {
  const { doing, way } = b;
  const isIdle = doing.at === 'filling' || doing.at === 'choosing' || doing.at === 'shown';
  const hasOwn = way !== null && (way.entry.acknowledgement !== null || way.entry.isWithdrawn) && !b.supersededBy;
  return (isOpen(b) || mayRevoke(b)) && isIdle && !hasOwn;
}

/** What may be done with the entry that is shown; one whose place another took is no longer anybody's to change. */
export function choicesOf(b: Bidding): { mayReplace: boolean; mayWithdraw: boolean; mayRevoke: boolean } {
  const entry = b.way?.entry;
  const isTaken = b.doing.at === 'shown' && entry != null && entry.acknowledgement !== null && !b.supersededBy;
  return {
    mayReplace: isTaken && isOpen(b),
    mayWithdraw: isTaken && isOpen(b) && !entry.isWithdrawn,
    mayRevoke: isTaken && mayRevoke(b) && !entry.isWithdrawn && !b.lot!.revoked.includes(entry.submission),
  };
}

/** What ended the way of the entry; null while it goes on. */
export const troubleOf = ({ way }: Bidding): unknown => (way?.stage.at === 'ended' ? way.stage.trouble : null);

/** After the deadline only the truth is left to be asked for. */
export const mayRetry = (b: Bidding): boolean =>
  isOpen(b) || !(troubleOf(b) instanceof Trouble || isTooLate(troubleOf(b)));

export const needsSignIn = ({ way, signIn }: Bidding): boolean => way?.stage.at === 'signIn' && signIn !== 'wanted';

/** `isAsking`: everything was sent and the answer did not come back. */
export interface Progress {
  sentBytes: number;
  ofBytes: number;
  isWaiting: boolean;
  isAsking: boolean;
}

/** What the platform had of an upload that did not end in time; null where nobody knows. */
export const arrivedOf = (way: Way): { bytes: number; ofBytes: number } | null =>
  way.sentBytes === null || bytesToSend(way) === 0 ? null : { bytes: way.sentBytes, ofBytes: bytesToSend(way) };

/** Null before anything is known, and once the platform has acknowledged the entry. */
export function progressOf(way: Way): Progress | null {
  const isThere = way.entry.acknowledgement !== null || way.entry.revocation === 'recorded';
  const isKnown = way.sentBytes !== null || way.isLost || isWaiting(way);
  if (isThere || way.stage.at === 'ended' || !isKnown) return null;
  return {
    sentBytes: sentOf(way) ?? 0,
    ofBytes: bytesToSend(way),
    isWaiting: isWaiting(way),
    isAsking: way.isLost,
  };
}
