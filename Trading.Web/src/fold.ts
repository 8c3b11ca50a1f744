// The pure fold of a session's public stream (docs/spec/feed.md, "Events"): events in, state out.
// tests/vectors/sessions holds whole streams and what the C# decider makes of them; this makes the same.
import { readJson } from './exact';
import { bytesIn, CorruptStream, Fields } from './fields';
import type { FeedEvent } from './follow';
import { readForm, type Form } from './form';
import { readPolicy } from './policy';
import { ascii } from './seal/bytes';
import { readX509 } from './seal/certificate';
import { isHash } from './seal/names';
import { nameOf as nameIn } from './seal/subject';
import { scoringOf, termsIn, type LotTerms } from './seal/terms';
import { commitAfter, judge } from './procedure';
import { mostLogLines, noHall } from './noHall';
import { secondsOf } from './standstill';
import type { Bid, Freeze, Hall, Lot, LogLine, Mark, Release } from './state';
import { hash } from './statements';
import { toHex } from './wire';

export { mostLogLines, noHall };

/**
 * The state after more events; the state before is left as it is. Lots and bids that no event touched stay the same
 * objects, so that whoever shows them has nothing to do.
 */
export function foldAll(hall: Hall, events: readonly FeedEvent[]): Hall {
  if (events.length === 0) return hall;
  const draft = draftOf(hall);
  const owned = new Set<string>();
  for (const event of events) {
    if (event.h !== draft.height + 1) throw new CorruptStream(`height ${event.h} does not follow ${draft.height}`);
    fold(draft, owned, new Fields(readJson(event.e)), event.h);
    draft.height = event.h;
  }
  draft.log.splice(0, draft.log.length - mostLogLines);
  return draft;
}

/** The types this fold knows; any other is counted, shown by its name and changes nothing. */
export const knownTypes = (): string[] => [...Object.keys(ofSession), ...Object.keys(ofLot)];

function fold(hall: Hall, owned: Set<string>, e: Fields, height: number): void {
  const type = e.text('type');
  if ((hall.phase === 'none') !== (type === 'SessionPrepared')) throw new CorruptStream(`${type} at height ${height}`);
  const isKnown = type in ofLot || type in ofSession;
  if (isKnown && hall.phase === 'concluded' && (type !== 'RecordSealed' || hall.record))
    throw new CorruptStream(`${type} after the end`);
  const lot = type in ofLot ? ownLot(hall, owned, e.text('lot')) : null;
  judge(hall, lot, type, e);
  const params = lot ? ofLot[type]!(lot, e) : type in ofSession ? ofSession[type]!(hall, e) : {};
  if (isKnown) hall.commit = commitAfter(hall, lot, type, e);
  hall.lastAt = Math.max(hall.lastAt, e.micros('at'));
  if (params) hall.log.push({ height, at: e.micros('at'), code: type, lot: e.optionalText('lot'), params });
}

type Params = LogLine['params'] | null;

// What an event does to the session. The answer is what the log says of it; null keeps it out of the log.
const ofSession: Record<string, (hall: Hall, e: Fields) => Params> = {
  SessionPrepared: (hall, e) => {
    const terms = termsIn(e.part('terms'));
    const { tenderCode, title, drill, publisher = null, rulePack: pack, roles, lots } = terms;
    [hall.tenderCode, hall.title, hall.drill, hall.publisher] = [tenderCode, title, drill, publisher];
    [hall.pack, hall.roles] = [pack, roles];
    hall.periodSeconds = terms.periodSeconds ?? 0;
    hall.phase = 'running';
    hall.session = e.text('session');
    hall.preparedAt = e.micros('at');
    const policies = e.texts('policies');
    if (policies.length !== lots.length) throw new CorruptStream('there is one policy per lot');
    hall.lots = lots.map((lot, i) => newLot(hall, lot, scoringOf(terms, lot), policies[i]!));
    hall.version = hall.lots[0]?.version ?? 1;
    if (hall.lots.some(lot => lot.closeAt <= hall.preparedAt)) throw new CorruptStream('published after a deadline');
    return {};
  },
  ObjectionRaised: (hall, e) => {
    hall.objections.push({
      id: e.text('objection'),
      lot: e.text('lot'),
      submission: e.text('submission'),
      text: e.text('text'),
      at: e.micros('at'),
      answer: null,
      answeredAt: null,
    });
    return {};
  },
  ObjectionAnswered: (hall, e) => {
    const index = hall.objections.findIndex(o => o.id === e.text('objection'));
    if (index < 0) throw new CorruptStream('an answer to nothing');
    hall.objections[index] = { ...hall.objections[index]!, answer: e.text('text'), answeredAt: e.micros('at') };
    return {};
  },
  PlatformStoodStill: (hall, e) => {
    const told = { from: e.micros('from'), until: e.micros('until'), restarted: e.flag('restarted') };
    hall.standstills.push(told);
    return { restarted: Number(told.restarted), s: secondsOf(told) };
  },
  SessionConcluded: (hall, e) => {
    hall.phase = 'concluded';
    hall.concludedAt = e.micros('at');
    return {};
  },
  RecordSealed: (hall, e) => {
    if (hall.phase !== 'concluded') throw new CorruptStream('a record before the conclusion');
    hall.record = { at: e.micros('at'), hash: hashText(e.text('hash')) };
    return {};
  },
};

const ofLot: Record<string, (lot: Lot, e: Fields) => Params> = {
  CeremonyMessageLogged: (lot, e) => {
    lot.messages.push({ round: e.whole('round'), trustee: e.whole('trustee'), hash: e.hex('hash') });
    return { trustee: nameOf(lot, e.whole('trustee')), round: e.whole('round') };
  },
  CeremonyFailed: (lot, e) => {
    const by = nameOf(lot, e.optionalWhole('by') ?? 0);
    return { trustee: nameOf(lot, e.whole('trustee')), by, cause: e.text('cause') };
  },
  LockCertified: (lot, e) => {
    from(lot, 'ceremony');
    lot.phase = 'intake';
    lot.lock = { id: e.hex('lockId'), certifiedAt: e.micros('at') };
    return {};
  },
  LotFrozen: (lot, e) => {
    from(lot, 'intake');
    lot.phase = 'frozen';
    lot.freeze = {
      at: e.micros('at'),
      treeSize: e.whole('treeSize'),
      root: e.hex('root'),
      entries: e.whole('entries'),
      live: e.whole('live'),
      revoked: [],
      cosignatures: [],
      lateOrders: [],
    };
    return { live: e.whole('live') };
  },
  FreezeCosigned: (lot, e) => {
    const cosignature = { trustee: e.whole('trustee'), late: e.flag('late'), at: e.micros('at') };
    const freeze = frozen(lot);
    freeze.cosignatures = [...freeze.cosignatures.filter(c => c.trustee !== cosignature.trustee), cosignature].sort(
      (a, b) => a.trustee - b.trustee,
    );
    return { trustee: nameOf(lot, cosignature.trustee), late: Number(cosignature.late) };
  },
  LateFreezeOrdered: (lot, e) => {
    const order = { role: e.text('role'), at: e.micros('at') };
    const freeze = frozen(lot);
    freeze.lateOrders.push(order);
    freeze.lateOrders.sort((a, b) => (a.role < b.role ? -1 : 1));
    return { role: order.role };
  },
  BidRevoked: (lot, e) => {
    const freeze = frozen(lot);
    freeze.revoked = [...freeze.revoked, e.text('submission')].sort();
    return {};
  },
  ReleaseBegan: (lot, e) => {
    from(lot, 'frozen');
    lot.phase = 'releasing';
    lot.release = { beganAt: e.micros('at'), released: [], refused: [] };
    return {};
  },
  PartialAccepted: (lot, e) => {
    const release = releaseOf(lot);
    const [trustee, at] = [e.whole('trustee'), e.micros('at')];
    release.released = byTrustee([...release.released.filter(r => r.trustee !== trustee), { trustee, at }]);
    return { trustee: nameOf(lot, trustee), released: release.released.length, of: lot.trustees.length };
  },
  PartialRefused: (lot, e) => {
    const release = releaseOf(lot);
    const [trustee, at, cause] = [e.whole('trustee'), e.micros('at'), e.text('cause')];
    release.refused = byTrustee([...release.refused.filter(r => r.trustee !== trustee), { trustee, at, cause }]);
    return { trustee: nameOf(lot, trustee), cause };
  },
  BidOpened: (lot, e) => {
    from(lot, 'releasing');
    const content = e.bytes('content');
    const [form, marks] = [readForm(content, lot.version), e.texts('marks') as Mark[]];
    lot.bids.push({ ...newBid(e), form, content, marks, certified: certifiedOf(form, marks) });
    return null;
  },
  BidUnreadable: (lot, e) => {
    from(lot, 'releasing');
    lot.bids.push({ ...newBid(e), unreadable: { cause: e.text('cause'), fault: e.text('fault') as 'Bidder' } });
    return null;
  },
  LotOpened: (lot, e) => {
    from(lot, 'releasing');
    lot.phase = 'opened';
    lot.openedAt = e.micros('at');
    return { opened: e.whole('opened'), unreadable: e.whole('unreadable') };
  },
  LotFailed: (lot, e) => {
    if (lot.phase === 'opened' || lot.phase === 'failed') throw new CorruptStream(`lot ${lot.lot} cannot fail`);
    lot.phase = 'failed';
    lot.failure = { at: e.micros('at'), cause: e.text('cause') as 'NoLock', rule: e.text('rule') };
    return { cause: e.text('cause') };
  },
  BidderAttended: (lot, e) => changeBid(lot, e.text('submission'), { attended: true }),
  RecordConfirmed: (lot, e) => changeBid(lot, e.text('submission'), { confirmed: true }),
};

// Everything that a step may change is copied once for all events that come together; what it merely replaces is
// shared.
function draftOf(hall: Hall): Hall {
  return {
    ...hall,
    objections: [...hall.objections],
    standstills: [...hall.standstills],
    log: [...hall.log],
    lots: [...hall.lots],
  };
}

// A lot is copied when the first event comes that is about it.
function ownLot(hall: Hall, owned: Set<string>, name: string): Lot {
  const index = hall.lots.findIndex(lot => lot.lot === name);
  const lot = hall.lots[index];
  if (!lot) throw new CorruptStream(`there is no lot ${name}`);
  if (owned.has(name)) return lot;
  owned.add(name);
  return (hall.lots[index] = {
    ...lot,
    messages: [...lot.messages],
    bids: [...lot.bids],
    freeze: lot.freeze && { ...lot.freeze, lateOrders: [...lot.freeze.lateOrders] },
    release: lot.release && { ...lot.release },
  });
}

function newLot(hall: Hall, terms: LotTerms, scoring: string | null, policyText: string): Lot {
  const bytes = bytesIn(policyText);
  const policy = readPolicy(bytes);
  const { version, threshold, quorum, custody, recordSizeBytes, trustees, closeAt, openAt, stretches, orderKeys } =
    policy;
  const [session, name] = [hall.session, terms.lot];
  if (policy.session !== session || policy.lot !== name)
    throw new CorruptStream(`the policy of lot ${name} is for another session or lot`);
  if (quorum !== hall.pack.minimumSubmitted || policy.drill !== hall.drill)
    throw new CorruptStream(`the policy of lot ${name} and the terms disagree`);
  return {
    lot: name,
    policyHash: hash('policy', bytes),
    contextHash: hash('context', ascii(session), ascii(name)),
    orderKeys,
    title: terms.title,
    priceKind: terms.priceKind,
    ceiling: terms.ceiling,
    version,
    unitPriceDecimals: terms.unitPriceDecimals ?? 2,
    scoring,
    phase: 'ceremony',
    closeAt,
    openAt,
    threshold,
    quorum,
    custody,
    recordSizeBytes,
    stretches,
    trustees,
    messages: [],
    lock: null,
    freeze: null,
    release: null,
    openedAt: null,
    failure: null,
    bids: [],
  };
}

function newBid(e: Fields): Bid {
  return {
    submission: e.text('submission'),
    submissionKey: e.bytes('submissionKey'),
    envelopeHash: e.hex('envelopeHash'),
    form: null,
    content: new Uint8Array(),
    marks: [],
    certified: null,
    unreadable: null,
    attended: false,
    confirmed: false,
  };
}

// Both names are read out where they differ: the one that the bidder wrote, and the certificate's.
function certifiedOf(form: Form | null, marks: Mark[]): Bid['certified'] {
  if (!form || !(marks.includes('NameDiffers') || marks.includes('CodeDiffers'))) return null;
  const holder = readX509(new Uint8Array(form.certificate))?.holder;
  return holder ? { name: nameIn(holder), code: holder.code } : null;
}

function changeBid(lot: Lot, submission: string, change: Partial<Bid>): Params {
  const index = lot.bids.findIndex(bid => bid.submission === submission);
  if (index < 0 || (lot.phase !== 'opened' && lot.phase !== 'failed'))
    throw new CorruptStream(`there is no opened submission ${submission}`);
  const bid = (lot.bids[index] = { ...lot.bids[index]!, ...change });
  return { bidder: bid.form?.bidderName ?? '', number: index + 1 };
}

function from(lot: Lot, phase: Lot['phase']): void {
  if (lot.phase !== phase) throw new CorruptStream(`lot ${lot.lot} is ${lot.phase}, not ${phase}`);
}

function frozen(lot: Lot): Freeze {
  if (!lot.freeze) throw new CorruptStream(`lot ${lot.lot} is not frozen`);
  return lot.freeze;
}

function releaseOf(lot: Lot): Release {
  if (!lot.release) throw new CorruptStream(`the release of lot ${lot.lot} has not begun`);
  return lot.release;
}

function byTrustee<T extends { trustee: number }>(items: T[]): T[] {
  return items.sort((a, b) => a.trustee - b.trustee);
}

function nameOf(lot: Lot, trustee: number): string {
  return lot.trustees[trustee - 1] ?? '';
}

function hashText(text: string): string {
  return isHash(text) ? text : toHex(bytesIn(text));
}
