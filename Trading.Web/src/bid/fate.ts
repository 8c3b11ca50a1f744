import type { Lot } from '../state';

// What became of an entry of one's own. Once the list is frozen the session's stream alone says so, whatever was
// received before; until then the platform's checked word about the entry does.

/** What is known here of the entry: of a sealed bid or statement that this browser holds, or of a kit. */
export interface Own {
  submission: string;
  entryHash: string;
  isWithdrawn: boolean;
  isRevoked: boolean;
  /** Null where nobody asked: a kit may lack its acknowledgement although the bid arrived. */
  isAcknowledged: boolean | null;
  hasReceipt: boolean;
}

export type Fate =
  /** On its way, or waiting for somebody to send it. */
  | 'sending'
  /** Nothing arrived before the deadline. */
  | 'notInTime'
  /** Acknowledged, witnesses have not signed. */
  | 'logged'
  | 'received'
  /** A newer entry of the submission stands in its place: a replacement or a withdrawal, made elsewhere. */
  | 'superseded'
  | 'withdrawing'
  | 'withdrawn'
  | 'revoked'
  /** Too few bids: the lot is not opened. */
  | 'staysSealed'
  /** Another revision was opened. */
  | 'replaced'
  | 'opened'
  | 'unreadable'
  /** In no opened list, and why is not known here. */
  | 'notListed';

export interface Place {
  fate: Fate;
  /** Of the row in the list of the opening, from 1; of a revision that took the entry's place, too. */
  number: number | null;
  fault: 'Bidder' | 'Platform' | 'Undetermined' | null;
}

export function fateOf(own: Own, lot: Lot | null, supersededBy: number | null, isOver = false): Place {
  const plain = (fate: Fate): Place => ({ fate, number: null, fault: null });
  if (own.isRevoked || lot?.freeze?.revoked.includes(own.submission)) return plain('revoked');
  if (lot && (lot.phase === 'opened' || lot.failure?.cause === 'FewOpened')) return listed(own, lot);
  if (own.isAcknowledged === false) return plain(isOver ? 'notInTime' : 'sending');
  if (supersededBy !== null) return plain('superseded');
  if (own.isWithdrawn) return plain(own.hasReceipt || lot?.phase === 'failed' ? 'withdrawn' : 'withdrawing');
  if (lot?.phase === 'failed') return plain('staysSealed');
  return plain(own.hasReceipt ? 'received' : 'logged');
}

function listed(own: Own, { bids }: Lot): Place {
  const index = bids.findIndex(bid => bid.submission === own.submission);
  const bid = bids[index];
  if (!bid) return { fate: unlisted(own), number: null, fault: null };
  // What stands in the list was not taken back by a statement that nobody acknowledged.
  if (own.isWithdrawn && own.isAcknowledged === false) return { fate: 'sending', number: null, fault: null };
  const fate = bid.envelopeHash !== own.entryHash ? 'replaced' : bid.unreadable ? 'unreadable' : 'opened';
  return { fate, number: index + 1, fault: bid.unreadable?.fault ?? null };
}

// An acknowledged bid leaves the list by a withdrawal alone.
const unlisted = ({ isAcknowledged }: Own): Fate =>
  isAcknowledged === null ? 'notListed' : isAcknowledged ? 'withdrawn' : 'notInTime';
