import { Trouble } from '../person/explain';
import type { Kit } from '../seal/kit';
import type { SealedBid } from '../seal/store';
import {
  endedBy,
  isOpen,
  isReady,
  kitOf,
  mayCancel,
  mayRevoke,
  type Ask,
  type Bidding,
  type Doing,
  type Leaving,
  type LotFacts,
  type Said,
} from './bidding';
import { isKitFile } from './kitBack';
import { mayLookAt } from './show';
import { again, begin, follow, late, releaseBegan, type Heard } from './way';

/** What the bidding becomes by whatever is said; what does not fit the hour changes nothing. */
export function next(b: Bidding, s: Said): Bidding {
  const { doing } = b;
  switch (s.said) {
    case 'lot':
      return ofLot(isOtherHour(b, s.lot) ? lookedAgain({ ...b, lot: s.lot }) : { ...b, lot: s.lot });
    case 'read':
      return doing.at === 'reading' ? rest(show({ ...b, bids: s.bids })) : b;
    case 'elsewhere':
      return elsewhere(b, s.bids);
    case 'person':
      return signedIn({ ...b, person: s.person, lock: null, trouble: null });
    case 'signedIn':
      return signedIn(b);
    case 'trust':
      return { ...b, trust: s.trust, lock: null, trouble: null };
    case 'locked':
      return { ...b, lock: s.lock };
    case 'seal':
      return doing.at === 'filling' && isOpen(b) && b.person && b.lock
        ? { ...b, trouble: null, doing: { at: 'sealing', replaces: doing.replaces, ...jobOf(s), done: 0, of: 1 } }
        : b;
    case 'sealing':
      return doing.at === 'sealing' ? { ...b, doing: { ...doing, done: s.done, of: s.of } } : b;
    case 'sealed':
      return doing.at === 'sealing'
        ? { ...b, doing: { at: 'kit', replaces: doing.replaces, kit: s.kit, bid: s.bid } }
        : b;
    case 'kitBack':
      return doing.at === 'kit' && isKitFile(s.file, doing.kit)
        ? { ...b, trouble: null, doing: { ...doing, at: 'keeping', bid: { ...doing.bid, isKitSaved: true } } }
        : b;
    case 'kept':
      return doing.at === 'keeping' ? sent({ ...b, kit: doing.kit }, s.bid) : b;
    case 'replace':
      return mayTurn(b) && isOpen(b) ? { ...b, trouble: null, doing: replacing(b) } : b;
    case 'leave':
      return mayTurn(b) && isTimeOf(b, s.what) ? { ...b, trouble: null, doing: leaving(s.what, kitOf(b)) } : b;
    case 'lookAt': {
      const bid = b.bids.find(one => one.entryHash === s.entryHash);
      return bid && mayLookAt(b, bid) ? { ...sent(b, bid), trouble: null } : b;
    }
    case 'kit':
      return chosen(b, s.kit);
    case 'ownKit':
      return { ...b, kit: s.kit };
    case 'leaveLocked':
    case 'otherKit':
    case 'confirm':
    case 'statement':
      return doing.at === 'leaving' ? leave(b, doing, s) : b;
    case 'cancel':
      return mayCancel(b) ? rest({ ...b, trouble: null }) : b;
    case 'mended':
      return b.trouble === null ? b : { ...b, trouble: null };
    case 'retry':
      return b.way ? { ...b, way: again(b.way), signIn: 'none', supersededBy: supersedable(b.way.entry) } : b;
    case 'newer':
      return { ...b, supersededBy: s.revision };
    case 'look':
      return lookedAgain(b);
    case 'forgotten':
      return forgotten(b);
    case 'downloaded':
      return { ...b, download: null };
    case 'heard':
      return heard(b, s.heard);
    case 'failed':
      return failed(b, s.ask, s.cause);
  }
}

type LeaveSaid = Extract<Said, { said: 'leaveLocked' | 'otherKit' | 'confirm' | 'statement' }>;

// A bid is taken back: kit and lock, the look, the signature, the word.
function leave(b: Bidding, doing: Extract<Doing, { at: 'leaving' }>, s: LeaveSaid): Bidding {
  const isLook = doing.step === 'look';
  switch (s.said) {
    case 'leaveLocked':
      return { ...b, doing: { ...doing, target: s.target } };
    case 'otherKit':
      return isLook ? { ...b, trouble: null, doing: leaving(doing.what, null) } : b;
    case 'confirm':
      return isLook && isReady(b) ? { ...b, trouble: null, doing: { ...doing, step: 'sign' } } : b;
    case 'statement':
      return doing.step === 'sign' ? { ...shown(b, s.bid), doing: { ...doing, step: 'say' } } : b;
  }
}

const jobOf = ({ filled, documents }: Said & { said: 'seal' }) => ({ filled, documents });

// A kit that this page made, or was given, is not asked for again.
const replacing = (b: Bidding): Doing => {
  const kit = kitOf(b);
  return kit ? { at: 'filling', replaces: kit } : { at: 'choosing' };
};

const leaving = (what: Leaving, kit: Kit | null): Doing => ({
  at: 'leaving',
  what,
  kit,
  target: null,
  step: 'look',
});

// Nothing is begun over a kit that is in this page only, or over a statement on its way.
const mayTurn = ({ doing }: Bidding): boolean =>
  doing.at === 'filling' || doing.at === 'shown' || doing.at === 'choosing';

const isTimeOf = (b: Bidding, what: Leaving): boolean => (what === 'withdrawal' ? isOpen(b) : mayRevoke(b));

/** Where the page stands when nothing is being done: at the newest entry, or at an empty form. */
const rest = (b: Bidding): Bidding => ({
  ...b,
  doing: b.way ? { at: 'shown' } : { at: 'filling', replaces: null },
});

const keep = (bids: readonly SealedBid[], bid: SealedBid): readonly SealedBid[] =>
  [bid, ...bids.filter(other => other.entryHash !== bid.entryHash)].sort((a, c) => c.revision - a.revision);

// A bid whose kit was never saved is nobody's to withdraw: it is not sent.
const newestOf = (bids: readonly SealedBid[]): SealedBid | null => bids.find(bid => bid.isKitSaved) ?? null;

const supersedable = (entry: SealedBid): null | undefined => (entry.acknowledgement ? undefined : null);

// What took an entry's place once does not give it back: only where there was nothing, it is asked again.
const lookedAgain = (b: Bidding): Bidding =>
  b.way && b.supersededBy === null ? { ...b, supersededBy: supersedable(b.way.entry) } : b;

// The newest entry and its way; a way that goes on is left alone. Of several submissions the one that is looked at
// stays.
function show(b: Bidding): Bidding {
  const own = b.way?.entry;
  const isKept = b.bids.some(bid => bid.entryHash === own?.entryHash);
  const newest = newestOf(isKept ? b.bids.filter(bid => bid.submission === own!.submission) : b.bids);
  if (!newest) return { ...b, way: null, supersededBy: null };
  if (b.way?.entry.entryHash === newest.entryHash) return b;
  return { ...b, way: begin(newest), supersededBy: supersedable(newest) };
}

const shown = (b: Bidding, bid: SealedBid): Bidding => ({
  ...b,
  bids: keep(b.bids, bid),
  way: begin(bid),
  supersededBy: supersedable(bid),
  signIn: 'none',
});

const sent = (b: Bidding, bid: SealedBid): Bidding => ({ ...shown(b, bid), doing: { at: 'shown' } });

const isOtherHour = ({ lot }: Bidding, now: LotFacts): boolean =>
  lot !== null && (lot.phase !== now.phase || lot.isPast !== now.isPast);

// The deadline and the release end what can no longer be done. What was sent goes on until the platform has answered.
function ofLot(b: Bidding): Bidding {
  const { doing, way, lot } = b;
  if (way?.entry.revocation === 'said' && lot!.revoked.includes(way.entry.submission))
    return heard(b, { heard: 'revoked', entry: { ...way.entry, revocation: 'recorded' } });
  if (isRevokingTooLate(b)) return { ...rest(b), trouble: releaseBegan() };
  if (!lot!.isPast && lot!.phase === 'intake') return b;
  if (lot!.isPast && way && late(way) !== way) return ofLot({ ...b, way: late(way) });
  switch (doing.at) {
    case 'sealing':
    case 'kit':
      return { ...rest(b), trouble: new Trouble('notSent', {}, lot!.lateRule, 'keep-your-copy') };
    case 'filling':
    case 'choosing':
      return lot!.phase === 'ceremony' ? b : rest(b);
    default:
      return b;
  }
}

// Two tabs of one browser hold the same files: what the other one was told is known here too.
function elsewhere(b: Bidding, bids: readonly SealedBid[]): Bidding {
  if (b.doing.at === 'reading') return b;
  const own = b.way?.entry;
  const same = bids.find(bid => bid.entryHash === own?.entryHash);
  const isFurther = own && same && ((same.acknowledgement && !own.acknowledgement) || (same.receipt && !own.receipt));
  const merged = { ...b, bids };
  const moved = isFurther ? { ...merged, way: begin(same), supersededBy: supersedable(same) } : show(merged);
  return b.doing.at === 'filling' || b.doing.at === 'shown' ? turned(moved) : moved;
}

// Whoever writes a replacement goes on with it; an empty page shows what the other tab sent.
const turned = (b: Bidding): Bidding => (b.doing.at === 'filling' && b.doing.replaces ? b : rest(b));

// What waited for a ticket, or had ended, is said anew; what is on its way is left alone.
function signedIn(b: Bidding): Bidding {
  const isStuck = b.way?.stage.at === 'signIn' || b.way?.stage.at === 'ended';
  return { ...b, signIn: 'none', way: b.way && isStuck ? again(b.way) : b.way };
}

function chosen(b: Bidding, kit: Kit): Bidding {
  if (b.doing.at === 'choosing') return { ...b, kit: null, doing: { at: 'filling', replaces: kit } };
  if (b.doing.at === 'leaving') return { ...b, trouble: null, doing: { ...b.doing, kit } };
  return b;
}

function heard(b: Bidding, said: Heard): Bidding {
  if (!b.way) return b;
  const way = follow(b.way, said, b.lot?.lateRule ?? '');
  const moved = { ...b, way, bids: kept(b.bids, b.way.entry, way.entry) };
  if (way.stage.at === 'signIn' && b.signIn === 'none') return { ...moved, signIn: b.person ? 'wanted' : 'failed' };
  if (b.doing.at !== 'leaving' || b.doing.step !== 'say') return moved;
  if (isTaken(way.entry)) return taken(moved, b.doing.kit!);
  return way.stage.at === 'ended' ? { ...moved, doing: { at: 'shown' } } : moved;
}

// An entry that changed was kept; one that withdraws ended what stood before.
function kept(bids: readonly SealedBid[], before: SealedBid, entry: SealedBid): readonly SealedBid[] {
  if (entry === before) return bids;
  const all = keep(bids, entry);
  const over = entry.isWithdrawn && isTaken(entry) ? endedBy(all, entry) : [];
  return all.filter(bid => !over.includes(bid));
}

const isTaken = (entry: SealedBid): boolean => entry.acknowledgement !== null || entry.revocation === 'recorded';

// The kit of the statement is saved by itself: it holds what the platform said of the withdrawal.
function taken(b: Bidding, from: Kit): Bidding {
  const { revision, header, entryHash, acknowledgement, receipt } = b.way!.entry;
  const kit = { ...from, revision, header, entryHash, acknowledgement, receipt };
  return { ...b, kit, download: kit, doing: { at: 'shown' } };
}

// A statement that is never taken: the page stands again where it was chosen, or at the bid that stands.
function forgotten(b: Bidding): Bidding {
  if (b.way?.stage.at !== 'refused') return b;
  const { entry, stage } = b.way;
  const left = show({ ...b, bids: b.bids.filter(bid => bid.entryHash !== entry.entryHash), trouble: stage.trouble });
  if (b.doing.at !== 'leaving') return rest(left);
  const looked: Bidding = { ...left, doing: { ...b.doing, step: 'look' } };
  return isRevokingTooLate(looked) ? rest(looked) : looked;
}

const isRevokingTooLate = (b: Bidding): boolean =>
  b.doing.at === 'leaving' && b.doing.what === 'revocation' && b.doing.step === 'look' && !mayRevoke(b);

function failed(b: Bidding, ask: Ask['ask'] | null, cause: unknown): Bidding {
  const { doing } = b;
  const told = { ...b, trouble: cause };
  switch (ask) {
    case 'read':
      return { ...rest(b), trouble: cause };
    case 'lock':
      return { ...told, trust: null };
    case 'seal':
      return doing.at === 'sealing' ? { ...told, doing: { at: 'filling', replaces: doing.replaces } } : b;
    case 'keep':
      return doing.at === 'keeping' ? { ...told, doing: { ...doing, at: 'kit' } } : b;
    case 'leaveLock':
      return doing.at === 'leaving' ? { ...told, doing: { ...doing, kit: null } } : b;
    case 'sign':
      return doing.at === 'leaving' ? { ...told, doing: { ...doing, step: 'look' } } : b;
    case 'signIn':
      return { ...b, signIn: 'failed' };
    case 'newer':
      return { ...b, supersededBy: null };
    case null:
      return told;
    default:
      return b;
  }
}
