// What a session's public stream says, folded: the one thing that components render. Times are microseconds since 1970,
// UTC.
import type { Form, PriceKind } from './form';
import type { Stretch } from './schedule';
import type { RulePack } from './seal/terms';

export type SessionPhase = 'none' | 'running' | 'concluded';

export type LotPhase = 'ceremony' | 'intake' | 'frozen' | 'releasing' | 'opened' | 'failed';

export type Mark =
  | 'OverCeiling'
  | 'WordsDiffer'
  | 'ZeroPrice'
  | 'NegativePrice'
  | 'Unparsed'
  | 'WrongPriceKind'
  | 'OwnerUnproved'
  | 'SameCertificate'
  | 'NameDiffers'
  | 'CodeDiffers'
  | 'BelowLeastDiscount'
  | 'WordsUnreadable';

/** How the record stands beside a bid: confirmed · present and silent · absent, or silent where silence accepts. */
export type Standing = 'confirmed' | 'unconfirmed' | 'deemedAccepted';

export interface Hall {
  /** Of the last event that was folded; −1 before the first. */
  height: number;
  /** The latest time that an event bore; none that follows bears an earlier one. */
  lastAt: number;
  /** Of the terms and of every policy. */
  version: number;
  /** What the commit still holds that the last event began; null where it is complete. */
  commit: Commit | null;
  phase: SessionPhase;
  session: string;
  tenderCode: string;
  title: string;
  pack: Pack;
  drill: boolean;
  /** Published seconds for objections and confirmations; 0 in sessions of before (period.ts). */
  periodSeconds: number;
  /** Who published, by a right that a manager gave; null in sessions of before. */
  publisher: { name: string; key: Uint8Array | null } | null;
  preparedAt: number;
  concludedAt: number | null;
  /** The sealed record, once there is one; `hash` in hexadecimal. */
  record: { at: number; hash: string } | null;
  roles: { role: string; name: string; key: Uint8Array }[];
  lots: Lot[];
  objections: Objection[];
  /** When the platform's process stood still over a deadline, as it was told. */
  standstills: Standstill[];
  /** What happened, newest last; a tail of the stream. */
  log: LogLine[];
}

/** Events that stand together: nothing comes between them, and they bear one time. `problem` is said where it ends. */
export interface Commit {
  lot: string;
  at: number;
  next: string[];
  problem: string | null;
}

export type Pack = RulePack;

export interface Lot {
  lot: string;
  /** Of the lot's policy, whose rules its bids are read by. */
  version: number;
  /** Tagged hashes of the policy and of the lot's context, in hexadecimal. */
  policyHash: string;
  contextHash: string;
  /** Who may order a late freeze: the keys that the policy names, by role. */
  orderKeys: { [role: string]: Uint8Array | null };
  title: string;
  priceKind: PriceKind;
  /** The bound in fen or millionths, as the kind says; of a discount the least one (`isLeastDiscount`). 0: none. */
  ceiling: bigint;
  /** Decimals of a yuan that unit prices may have, 2 to 6. */
  unitPriceDecimals: number;
  /** The text of its published scoring terms, or null. */
  scoring: string | null;
  phase: LotPhase;
  closeAt: number;
  openAt: number;
  threshold: number;
  quorum: number;
  custody: 'independent' | 'single';
  recordSizeBytes: number;
  /** When the intake's ticks fall due. */
  stretches: Stretch[];
  /** In the policy's order; trustee n is `trustees[n − 1]`. */
  trustees: string[];
  /** Logged messages of the ceremony; `hash` in hexadecimal. */
  messages: { round: number; trustee: number; hash: string }[];
  lock: { id: string; certifiedAt: number } | null;
  freeze: Freeze | null;
  release: Release | null;
  openedAt: number | null;
  failure: { at: number; cause: 'FewSubmitted' | 'FewOpened' | 'NoLock'; rule: string } | null;
  /**
   * In the order of the frozen list. Complete only once the lot is opened or failed: before that the commit is still
   * being folded.
   */
  bids: Bid[];
}

export interface Freeze {
  at: number;
  treeSize: number;
  root: string;
  entries: number;
  live: number;
  revoked: string[];
  cosignatures: { trustee: number; late: boolean; at: number }[];
  /** Who ordered a late cosignature of the head, and when: host and supervisor, in this order. */
  lateOrders: { role: string; at: number }[];
}

export interface Release {
  beganAt: number;
  /** Trustees whose partial openings were verified, by number. */
  released: { trustee: number; at: number }[];
  /** Trustees who first sent wrong ones. */
  refused: { trustee: number; at: number; cause: string }[];
}

export interface Bid {
  submission: string;
  /** 65 bytes; it signs the bidder's acts where no form names a certificate. */
  submissionKey: Uint8Array;
  envelopeHash: string;
  form: Form | null;
  /** The content as it stood in the envelope; empty when it could not be opened. */
  content: Uint8Array;
  marks: Mark[];
  /** Whom the certificate names, where a mark says that the form names another; else null. */
  certified: { name: string; code: string } | null;
  unreadable: { cause: string; fault: 'Bidder' | 'Platform' | 'Undetermined' } | null;
  attended: boolean;
  confirmed: boolean;
}

export interface Objection {
  id: string;
  lot: string;
  submission: string;
  text: string;
  at: number;
  answer: string | null;
  answeredAt: number | null;
}

/** Not seen alive after `from`, alive again at `until`; `restarted`: by another process, connections were lost. */
export interface Standstill {
  from: number;
  until: number;
  restarted: boolean;
}

/** A line of the log: the event's type is the code, translated where it is shown. */
export interface LogLine {
  height: number;
  at: number;
  code: string;
  lot: string | null;
  params: Record<string, string | number>;
}

export function standingOf(pack: Pack, bid: Bid): Standing {
  return bid.confirmed ? 'confirmed' : bid.attended && !pack.silenceAccepts ? 'unconfirmed' : 'deemedAccepted';
}

/**
 * Whether the bound is a least discount: of every discount, but under policies of version 1, which called it a ceiling.
 */
export const isLeastDiscount = (lot: Pick<Lot, 'priceKind' | 'version'>): boolean =>
  lot.priceKind === 'Discount' && lot.version > 1;

/** Bids to open: live and not revoked. */
export function toOpen(freeze: Freeze): number {
  return freeze.live - freeze.revoked.length;
}

/** Whether everything of the lot's one commit is there to be looked at. */
export function isShown(lot: Lot): boolean {
  return lot.phase === 'opened' || lot.phase === 'failed';
}
