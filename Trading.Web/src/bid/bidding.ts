import type { Bytes } from '../seal/bytes';
import type { Kit } from '../seal/kit';
import type { Person } from '../seal/person';
import type { FilledForm } from '../seal/sealing';
import type { SealedBid } from '../seal/store';
import type { Target } from '../seal/target';
import type { TrustFile } from '../seal/trust';
import type { LotPhase } from '../state';
import { asksOf as wayAsks, type Heard, type Way, type WayAsk } from './way';

// A bidder at a lot, as one value: what this browser holds, who sits there, what is being done, and the way of the
// newest entry to the platform. `next` (next.ts) makes the next value of whatever is said, by a person, the hall, the
// platform or the disk; `asksOf` tells what has to be done now. Both are pure: useBidding.ts does what is asked.

/** What the hall says of the lot. */
export interface LotFacts {
  readonly phase: LotPhase;
  /** Whether the deadline has passed by the server's clock. */
  readonly isPast: boolean;
  /** UTC microseconds. */
  readonly closeAt: number;
  /** The rule of the session's pack for what comes after the deadline. */
  readonly lateRule: string;
  readonly tenderCode: string;
  /** Submissions that were revoked. */
  readonly revoked: readonly string[];
}

/** `isAnchored`: whether an authority of the trust file issued the person's certificate. */
export interface Lock {
  readonly target: Target;
  readonly isAnchored: boolean;
}
export interface Trusted {
  readonly file: TrustFile;
  readonly isFromPlatform: boolean;
}

/** A withdrawal before the deadline (撤回); after it, and before the release, a revocation (撤销). */
export type Leaving = 'withdrawal' | 'revocation';

export type Doing =
  /** The disk is read. */
  | { readonly at: 'reading' }
  /** Person, trust file and form; `replaces` is the kit of the bid whose next revision this is. */
  | { readonly at: 'filling'; readonly replaces: Kit | null }
  | ({ readonly at: 'sealing'; readonly done: number; readonly of: number } & Sealing)
  /** Sealed; the kit is in this page only, until its saved file was chosen back. */
  | { readonly at: 'kit'; readonly replaces: Kit | null; readonly kit: Kit; readonly bid: SealedBid }
  /** The kit is known to be saved; the bid is kept before it is sent. */
  | { readonly at: 'keeping'; readonly replaces: Kit | null; readonly kit: Kit; readonly bid: SealedBid }
  /** The newest entry is looked at. */
  | { readonly at: 'shown' }
  /** The kit of the bid that shall be replaced is asked for. */
  | { readonly at: 'choosing' }
  /** A bid is taken back with its kit: the kit is asked for, its lock fetched, then looked at, signed, said. */
  | {
      readonly at: 'leaving';
      readonly what: Leaving;
      readonly kit: Kit | null;
      readonly target: Target | null;
      readonly step: 'look' | 'sign' | 'say';
    };

/** What is sealed, and the kit of the bid that it replaces. */
export interface Sealing {
  readonly replaces: Kit | null;
  readonly filled: FilledForm;
  readonly documents: readonly File[];
}

export interface Bidding {
  readonly lot: LotFacts | null;
  /** Sealed bids and statements that this browser holds for the lot, the newest revision first. */
  readonly bids: readonly SealedBid[];
  readonly person: Person | null;
  readonly trust: Trusted | null;
  readonly lock: Lock | null;
  readonly doing: Doing;
  /** Of the entry that is looked at. */
  readonly way: Way | null;
  /** The revision that took the entry's place; undefined while it is to be asked for. */
  readonly supersededBy: number | null | undefined;
  /** The own kit, where this page has it. */
  readonly kit: Kit | null;
  /** A kit that is handed to the browser's downloads. */
  readonly download: Kit | null;
  /** Somebody known here signs in again; `failed`: that did not work, the person is asked. */
  readonly signIn: 'none' | 'wanted' | 'failed';
  /** What went wrong with the last thing that the person did. */
  readonly trouble: unknown;
}

export type Said =
  | { readonly said: 'lot'; readonly lot: LotFacts }
  | { readonly said: 'read'; readonly bids: readonly SealedBid[] }
  /** Another tab changed what is kept. */
  | { readonly said: 'elsewhere'; readonly bids: readonly SealedBid[] }
  | { readonly said: 'person'; readonly person: Person }
  | { readonly said: 'signedIn' }
  | { readonly said: 'trust'; readonly trust: Trusted }
  | { readonly said: 'locked'; readonly lock: Lock }
  | { readonly said: 'seal'; readonly filled: FilledForm; readonly documents: readonly File[] }
  | { readonly said: 'sealing'; readonly done: number; readonly of: number }
  | { readonly said: 'sealed'; readonly kit: Kit; readonly bid: SealedBid }
  /** A file that was chosen back; it counts where it is the kit, byte for byte. */
  | { readonly said: 'kitBack'; readonly file: Bytes }
  | { readonly said: 'kept'; readonly bid: SealedBid }
  | { readonly said: 'replace' }
  | { readonly said: 'leave'; readonly what: Leaving }
  /** Another bid of this browser is looked at. */
  | { readonly said: 'lookAt'; readonly entryHash: string }
  /** A kit was chosen, for what is being done. */
  | { readonly said: 'kit'; readonly kit: Kit }
  | { readonly said: 'ownKit'; readonly kit: Kit }
  | { readonly said: 'leaveLocked'; readonly target: Target }
  | { readonly said: 'otherKit' }
  | { readonly said: 'confirm' }
  /** The statement was signed and kept. */
  | { readonly said: 'statement'; readonly bid: SealedBid }
  | { readonly said: 'cancel' }
  /** What the last trouble was about is being changed. */
  | { readonly said: 'mended' }
  | { readonly said: 'retry' }
  | { readonly said: 'newer'; readonly revision: number | null }
  /** Time went by: what may have changed elsewhere is asked for again. */
  | { readonly said: 'look' }
  | { readonly said: 'forgotten' }
  | { readonly said: 'downloaded' }
  | { readonly said: 'heard'; readonly heard: Heard }
  /** What was asked for did not work, or the person's wish cannot be done. */
  | { readonly said: 'failed'; readonly ask: Ask['ask'] | null; readonly cause: unknown };

export type Ask =
  | WayAsk
  | { readonly ask: 'read' | 'lock' | 'seal' | 'keep' | 'leaveLock' | 'sign' | 'newer' | 'signIn' | 'download' }
  /** While the kit is in this page only, no other tab gives its bid's room back. */
  | { readonly ask: 'guard' };

export const start: Bidding = {
  lot: null,
  bids: [],
  person: null,
  trust: null,
  lock: null,
  doing: { at: 'reading' },
  way: null,
  supersededBy: null,
  kit: null,
  download: null,
  signIn: 'none',
  trouble: null,
};

/** Everything that has to be done now. What is no longer asked for is ended, what is asked for is begun once. */
export function asksOf(bidding: Bidding): Ask[] {
  const { doing, way } = bidding;
  const asks: Ask[] = way ? wayAsks(way) : [];
  const also = (isAsked: boolean, ask: 'lock' | 'leaveLock' | 'newer' | 'signIn' | 'download' | 'guard') => {
    if (isAsked) asks.push({ ask });
  };
  also(bidding.person !== null && bidding.trust !== null && bidding.lock === null, 'lock');
  also(way !== null && bidding.supersededBy === undefined, 'newer');
  also(bidding.signIn === 'wanted', 'signIn');
  also(bidding.download !== null, 'download');
  also(doing.at === 'sealing' || doing.at === 'kit' || doing.at === 'keeping', 'guard');
  if (doing.at === 'reading') asks.push({ ask: 'read' });
  if (doing.at === 'sealing') asks.push({ ask: 'seal' });
  if (doing.at === 'keeping') asks.push({ ask: 'keep' });
  if (doing.at === 'leaving') {
    also(doing.kit !== null && !isReady(bidding), 'leaveLock');
    if (doing.step === 'sign') asks.push({ ask: 'sign' });
  }
  return asks;
}

/** The kit that this page holds, where it is the one of the entry that is looked at and nothing took its place. */
export const kitOf = ({ kit, way, supersededBy }: Bidding): Kit | null =>
  kit !== null && kit.entryHash === way?.entry.entryHash && !supersededBy ? kit : null;

export const isOpen = ({ lot }: Bidding): boolean => lot?.phase === 'intake' && !lot.isPast;

/** The time of a revocation: between the freeze and the release. */
export const mayRevoke = ({ lot }: Bidding): boolean => lot?.phase === 'frozen';

/** Whether what is being done may be left: nothing was sealed or signed for it yet. */
export const mayCancel = ({ doing }: Bidding): boolean =>
  doing.at === 'choosing' ||
  (doing.at === 'filling' && doing.replaces !== null) ||
  (doing.at === 'leaving' && doing.step === 'look');

/** Whether the bid to be taken back is known with its lock, so that it can be looked at. */
export const isReady = ({ doing, bids }: Bidding): boolean =>
  doing.at === 'leaving' && doing.kit !== null && (doing.target !== null || isLockKnown(bids, doing.kit));

/** What a statement makes nothing of: the envelopes of its submission up to its revision. */
export const endedBy = (bids: readonly SealedBid[], gone: SealedBid): SealedBid[] =>
  bids.filter(bid => bid.submission === gone.submission && !bid.isWithdrawn && bid.revision <= gone.revision);

// This browser sealed the bid, and so knows its lock.
const isLockKnown = (bids: readonly SealedBid[], kit: Kit): boolean =>
  bids.some(bid => bid.submission === kit.submission && !bid.isWithdrawn);
