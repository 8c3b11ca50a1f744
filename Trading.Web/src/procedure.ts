// What of a stream's times, order and number, and (statements.ts) of the bytes in its events, a reader can see for
// itself (docs/spec/archive.md, "Order of events" and "Times"). A page refuses a stream at the same event as
// `trading verify`, which asks the platform's own decider; tests/vectors/sessions-bad holds both to it.
import { CorruptStream, type Fields } from './fields';
import { mayConclude } from './period';
import { isRecordVersion } from './recordVersion';
import { drainDelay, ticksOf } from './schedule';
import { fits } from './seal/bytes';
import { isSubmission } from './seal/names';
import { cosignedAt } from './seal/notes';
import { freezeAt, settledAt, touches } from './standstill';
import { actSays, certificateKey, holds, isBiddersKey, keyOf, lockProblem, same, withdraws } from './statements';
import { toOpen, type Bid, type Commit, type Freeze, type Hall, type Lot } from './state';
import { toHex } from './wire';

const second = 1_000_000;
const latest = Number.MAX_SAFE_INTEGER;
const tolerance = 2 * second;
const timelySeconds = 7;
const mostEntries = 65_536;
const mostObjections = 64;
const mostCauseLetters = 500;
const mostTextLetters = 2_000;
const mostLineCharacters = 1_024;

type Check = (hall: Hall, e: Fields) => void;
type LotCheck = (lot: Lot, e: Fields, hall: Hall) => void;

/**
 * Throws a CorruptStream for an event that cannot follow on the state; of a type that it does not know it sees the time
 * alone.
 */
export function judge(hall: Hall, lot: Lot | null, type: string, e: Fields): void {
  inTime(hall, e.micros('at'));
  const { commit } = hall;
  must(
    !commit || (commit.next.includes(type) && commit.lot === e.optionalText('lot') && commit.at === e.micros('at')),
    'it stands within a commit',
  );
  if (type in ofLot) ofLot[type]!(lot!, e, hall);
  else if (type in ofSession) ofSession[type]!(hall, e);
}

/** The rest of the commit that the event began, behind it; null where it stands alone. */
export function commitAfter(hall: Hall, lot: Lot | null, type: string, e: Fields): Commit | null {
  const rest = (...next: string[]): Commit => ({ lot: lot!.lot, at: e.micros('at'), next, problem: null });
  if (type === 'CeremonyFailed') return rest('LotFailed');
  if (type === 'FreezeCosigned')
    return lot!.phase === 'frozen' && isCosigned(lot!) && toOpen(lot!.freeze!) >= lot!.quorum
      ? rest('ReleaseBegan')
      : null;
  if (type !== 'BidOpened' && type !== 'BidUnreadable') return null;
  return {
    ...rest('BidOpened', 'BidUnreadable', 'LotOpened', 'LotFailed'),
    problem: hall.commit?.problem ?? problemOf(lot!, e, type),
  };
}

const ofSession: Record<string, Check> = {
  PlatformStoodStill: (hall, e) => {
    const told = { from: e.micros('from'), until: e.micros('until'), restarted: e.flag('restarted') };
    must(
      told.from >= hall.preparedAt && told.from < told.until && told.until <= e.micros('at'),
      'such a standstill cannot be told',
    );
    must(
      !hall.standstills.some(other => told.from < other.until && other.from < told.until),
      'another of that time was told',
    );
    const isOpen = (lot: Lot) => lot.version > 1 && lot.phase === 'intake' && touches(told, lot.closeAt);
    must(hall.lots.some(isOpen), 'it touches no open intake');
    must(e.micros('at') >= settledAt(told), 'it is told too early');
  },
  ObjectionRaised: (hall, e) => {
    const bid = bidOf(lotNamed(hall, e.text('lot')), e);
    must(!hall.objections.some(o => o.id === e.text('objection')), 'the objection was raised before');
    must(
      hall.objections.filter(o => o.lot === e.text('lot') && o.submission === bid.submission).length < mostObjections,
      'a bid raises no more objections',
    );
    must(fits(e.text('text'), 1, mostTextLetters), 'the text is missing or too long');
    const [lot, text, id] = [e.text('lot'), e.text('text'), e.text('objection')];
    actSays(hall, e, 'object', { lot, subject: bid.submission, text, id });
    signedByBidder(hall, bid, e);
  },
  ObjectionAnswered: (hall, e) => {
    const objection = hall.objections.find(o => o.id === e.text('objection'));
    must(objection?.answer === null, 'an answer to nothing, or a second one');
    actSays(hall, e, 'answer', { lot: objection!.lot, subject: objection!.id, text: e.text('text') });
    signedByOfficial(hall, e, 'Host', 'Tenderer', 'Agent');
  },
  SessionConcluded: (hall, e) => {
    must(
      hall.objections.every(o => o.answer !== null),
      'an objection is open',
    );
    must(
      hall.lots.every(lot => lot.phase === 'opened' || lot.phase === 'failed'),
      'a lot is neither opened nor failed',
    );
    must(mayConclude(hall, e.micros('at')), 'the period for objections and confirmations runs');
    must(
      isRecordVersion(e.optionalWhole('record') ?? 1, e.optionalText('address') ?? ''),
      'there is no such version of the record, or the address is none',
    );
    actSays(hall, e, 'conclude');
    signedByOfficial(hall, e, 'Host');
  },
  RecordSealed: (hall, e) => must(holds(hall, certificateKey(e.bytes('certificate')), 'Host'), 'the host seals it'),
};

const ofLot: Record<string, LotCheck> = {
  CeremonyMessageLogged: (lot, e) => {
    const [round, trustee] = [e.whole('round'), e.whole('trustee')];
    inPhase(lot, 'ceremony');
    isTrustee(lot, trustee);
    must([0, 1, 3].includes(round), 'there is no such round');
    must(!isLogged(lot, round, trustee), 'the message was logged before');
    must(e.micros('at') < lot.closeAt, 'it comes after the deadline');
    must(round === 0 || isComplete(lot, round === 1 ? 0 : 1), 'the round before is not complete');
  },
  CeremonyFailed: (lot, e) => {
    const [accused, by, signature] = [e.whole('trustee'), e.optionalWhole('by') ?? 0, e.optionalText('signature')];
    inPhase(lot, 'ceremony');
    must(
      accused >= 0 && accused <= lot.trustees.length && fits(e.text('cause'), 1, mostCauseLetters),
      'there is no such trustee, or no cause',
    );
    must(
      by === 0
        ? signature === null && (accused === 0 || lot.version === 1)
        : by > 0 && by <= lot.trustees.length && lot.version > 1 && signature !== null,
      'an accusation without proof',
    );
  },
  LockCertified: (lot, e) => {
    inPhase(lot, 'ceremony');
    must(
      [0, 1, 3].every(round => isComplete(lot, round)),
      'messages of the ceremony are missing',
    );
    must(e.micros('at') < lot.closeAt, 'the lock comes after the deadline');
    const problem = lockProblem(lot, e.bytes('certificate'), e.hex('lockId'));
    must(problem === null, problem ?? '');
  },
  LotFrozen: (lot, e, hall) => {
    inPhase(lot, 'intake');
    must(e.micros('at') >= freezeAt(hall, lot), 'a standstill holds it');
    const [live, entries, size] = [e.whole('live'), e.whole('entries'), e.whole('treeSize')];
    must(e.micros('at') >= lot.closeAt + (lot.version > 1 ? drainDelay : 0), 'it is frozen before its drain');
    must(
      e.bytes('root').length === 32 && size >= 1 && live >= 0 && live <= entries && entries <= mostEntries,
      'the counts do not add up',
    );
    must(
      lot.version === 1 || size === ticksOf(lot.stretches, lot.closeAt, lot.lock!.certifiedAt),
      'the tree is not the one of the schedule',
    );
  },
  FreezeCosigned: (lot, e) => {
    const freeze = frozen(lot, 'frozen', 'releasing', 'opened');
    isTrustee(lot, e.whole('trustee'));
    must(!freeze.cosignatures.some(c => c.trustee === e.whole('trustee')), 'the trustee cosigned before');
    const line = e.text('cosignature');
    must(line.length > 0 && line.length <= mostLineCharacters, 'there is no line');
    if (lot.version > 1) inTolerance(lot, e, line);
    const excused =
      freeze.cosignatures.some(c => !c.late) ||
      ['Host', 'Supervisor'].every(role => freeze.lateOrders.some(o => o.role === role));
    must(!e.flag('late') || excused, 'it came late, and nothing excuses that');
  },
  LateFreezeOrdered: (lot, e, hall) => {
    const freeze = frozen(lot, 'frozen');
    must(
      ['Host', 'Supervisor'].includes(e.text('role')) && !freeze.lateOrders.some(o => o.role === e.text('role')),
      'it was ordered before, or by somebody else',
    );
    must(!isCosigned(lot) && e.micros('at') > lot.closeAt + timelySeconds * second, 'nothing is to be ordered');
    actSays(hall, e, 'lateFreeze', { lot: lot.lot, subject: freeze.root });
    signedByOfficial(hall, e);
    const [key, due] = [keyOf(e.part('act').bytes('certificate')), lot.orderKeys[e.text('role')] ?? null];
    must(key !== null && due !== null && same(key, due), 'the policy names somebody else');
  },
  BidRevoked: (lot, e) => {
    const freeze = frozen(lot, 'frozen');
    must(!freeze.revoked.includes(e.text('submission')) && toOpen(freeze) > 0, 'it was revoked before');
    must(withdraws(lot, e.bytes('statement'), e.text('submission')), 'it is no withdrawal of that bid');
  },
  ReleaseBegan: (_, __, hall) => must(hall.commit !== null, 'no cosignature made it'),
  PartialAccepted: (lot, e) => {
    partialOf(lot, e);
    must(!lot.release!.released.some(r => r.trustee === e.whole('trustee')), 'the trustee released before');
  },
  PartialRefused: (lot, e) => {
    partialOf(lot, e);
    const named = (list: { trustee: number }[]) => list.some(r => r.trustee === e.whole('trustee'));
    must(!named(lot.release!.released) && !named(lot.release!.refused), 'the trustee was named before, or released');
    must(
      fits(e.text('cause'), 1, mostCauseLetters) && lot.version > 1 === (e.optionalText('signature') !== null),
      'an accusation without proof',
    );
  },
  BidOpened: lot => released(lot),
  BidUnreadable: lot => released(lot),
  LotOpened: (lot, e, hall) => {
    closes(lot, hall);
    const unreadable = lot.bids.filter(bid => bid.unreadable).length;
    must(
      e.whole('opened') === lot.bids.length - unreadable && e.whole('unreadable') === unreadable,
      'the counts are not those of the results',
    );
    must(!mustFail(lot, hall), 'too few bidders were opened');
  },
  LotFailed: (lot, e, hall) => {
    const [cause, rule] = [e.text('cause'), e.text('rule')];
    if (cause === 'NoLock')
      return must(hall.commit !== null && rule === 'spec:ceremony' && lot.phase === 'ceremony', 'no ceremony failed');
    must(rule === hall.pack.minimumSubmittedRule, 'the failure names another rule than the pack');
    if (cause === 'FewOpened') {
      closes(lot, hall);
      return must(mustFail(lot, hall), 'enough bidders were opened');
    }
    const freeze = frozen(lot, 'frozen');
    must(
      cause === 'FewSubmitted' && toOpen(freeze) < hall.pack.minimumSubmitted && isCosigned(lot),
      'the lot does not fail',
    );
  },
  BidderAttended: (lot, e, hall) => {
    const bid = bidOf(lot, e);
    must(!bid.attended, 'the bidder attended before');
    actSays(hall, e, 'attend', { lot: lot.lot, subject: bid.submission });
    signedByBidder(hall, bid, e);
  },
  RecordConfirmed: (lot, e, hall) => {
    const bid = bidOf(lot, e);
    must(!bid.confirmed && (bid.attended || lot.version === 1), 'the bidder confirmed before, or never attended');
    actSays(hall, e, 'confirm', { lot: lot.lot, subject: bid.submission });
    signedByBidder(hall, bid, e);
  },
};

function inTime(hall: Hall, at: number): void {
  must(at >= 0 && at <= latest, 'no clock shows this time');
  // Streams of version 1 may tell one lot after the other; how far their times may fall, `verify` judges.
  must(hall.version === 1 || at >= hall.lastAt, 'time falls');
}

// Name, length and second of a cosignature line; its signature is checked where receipts and archives are.
function inTolerance(lot: Lot, e: Fields, line: string): void {
  const time = cosignedAt(line, lot.trustees[e.whole('trustee') - 1]!);
  must(time !== null, 'it is no line of that trustee');
  must(time! < BigInt(latest), 'no clock shows this second');
  const at = Number(time);
  must(at >= Math.floor((lot.closeAt + drainDelay - tolerance) / second), 'it was cosigned before the drain');
  must(at <= Math.floor((e.micros('at') + tolerance) / second), 'it was cosigned after it came');
  const until = lot.closeAt + timelySeconds * second;
  must(
    e.flag('late') ? (at + 1) * second - 1 > until : at <= Math.floor(until / second),
    'late or not, its second says otherwise',
  );
}

// The form of one result; whatever is wrong is said where its commit ends, for only there it is judged.
function problemOf(lot: Lot, e: Fields, type: string): string | null {
  const id = e.text('submission');
  if (lot.bids.filter(bid => bid.submission === id).length > 1) return 'a submission stands twice';
  if (lot.freeze!.revoked.includes(id)) return 'a revoked submission is not opened';
  if (!isSubmission(id) || e.bytes('submissionKey').length !== 65 || e.bytes('envelopeHash').length !== 32)
    return 'a result breaks the form';
  if (type === 'BidOpened')
    return e.bytes('content').length <= lot.recordSizeBytes && e.bytes('sectionKey').length === 32
      ? null
      : 'a result breaks the form';
  const [fault, point] = [e.text('fault'), e.optionalText('sharedPoint')];
  if (!fits(e.text('cause'), 1, mostCauseLetters)) return 'the cause is missing';
  if (lot.version === 1) return null;
  return fault === 'Bidder'
    ? point === null
      ? 'a fault without proof'
      : null
    : fault === 'Platform' && point === null
      ? null
      : 'a fault without proof';
}

function closes(lot: Lot, hall: Hall): void {
  must(hall.commit !== null && lot.phase === 'releasing', 'there are no results');
  must(hall.commit!.problem === null, hall.commit!.problem ?? '');
  must(lot.bids.length === toOpen(lot.freeze!), 'there is one result for each bid to open');
}

// Distinct bidders are distinct certificates, and each form that does not parse. Nobody counts further than what is
// enough: this stands in the one commit of five hundred results.
function mustFail(lot: Lot, hall: Hall): boolean {
  if (hall.pack.fewOpened !== 'Fail') return false;
  const certificates = new Set<string>();
  let formless = 0;
  for (const bid of lot.bids) {
    if (bid.form) certificates.add(toHex(bid.form.certificate));
    else if (!bid.unreadable) formless++;
    if (certificates.size + formless >= hall.pack.minimumSubmitted) return false;
  }
  return true;
}

function partialOf(lot: Lot, e: Fields): void {
  frozen(lot, 'releasing', 'opened');
  isTrustee(lot, e.whole('trustee'));
  must(e.bytes('hash').length === 32, 'a hash has 32 bytes');
}

function released(lot: Lot): void {
  inPhase(lot, 'releasing');
  must(lot.release!.released.length >= lot.threshold, 'too few trustees have released');
}

// A bidder's act bears the bid's own certificate, its owner proved, or its bare submission key. Signatures are checked
// by `trading verify`.
function signedByBidder(hall: Hall, bid: Bid, e: Fields): void {
  const certificate = e.part('act').bytes('certificate');
  if (hall.version === 1) return must(isBiddersKey(bid, keyOf(certificate)), 'somebody else signed it');
  const own = bid.form && !bid.marks.includes('OwnerUnproved') ? bid.form.certificate : null;
  must(same(certificate, bid.submissionKey) || (own !== null && same(certificate, own)), 'somebody else signed it');
}

// Without roles the keys are the policy's matter.
function signedByOfficial(hall: Hall, e: Fields, ...roles: string[]): void {
  const certificate = e.part('act').bytes('certificate');
  if (hall.version > 1) must(certificate.length > 65, 'a bare key names nobody');
  if (roles.length > 0) must(holds(hall, keyOf(certificate), ...roles), 'somebody else signed it');
}

function bidOf(lot: Lot, e: Fields): Bid {
  const bid = lot.bids.find(b => b.submission === e.text('submission'));
  if (!bid || (lot.phase !== 'opened' && lot.phase !== 'failed'))
    throw new CorruptStream(`there is no opened submission ${e.text('submission')}`);
  return bid;
}

function lotNamed(hall: Hall, name: string): Lot {
  const lot = hall.lots.find(l => l.lot === name);
  if (!lot) throw new CorruptStream(`there is no lot ${name}`);
  return lot;
}

function frozen(lot: Lot, ...phases: Lot['phase'][]): Freeze {
  must(phases.includes(lot.phase), `lot ${lot.lot} is ${lot.phase}`);
  return lot.freeze!;
}

function must(holds: boolean, problem: string): void {
  if (!holds) throw new CorruptStream(problem);
}

const inPhase = (lot: Lot, phase: Lot['phase']): void =>
  must(lot.phase === phase, `lot ${lot.lot} is ${lot.phase}, not ${phase}`);
const isTrustee = (lot: Lot, trustee: number): void =>
  must(trustee >= 1 && trustee <= lot.trustees.length, `there is no trustee ${trustee}`);
const isLogged = (lot: Lot, round: number, trustee: number): boolean =>
  lot.messages.some(m => m.round === round && m.trustee === trustee);
const isComplete = (lot: Lot, round: number): boolean => lot.trustees.every((_, i) => isLogged(lot, round, i + 1));
const isCosigned = (lot: Lot): boolean => lot.freeze!.cosignatures.length >= lot.threshold;
