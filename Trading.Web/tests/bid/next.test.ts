import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/api';
import { asksOf, start, type Bidding, type LotFacts, type Said } from '../../src/bid/bidding';
import { next } from '../../src/bid/next';
import {
  arrivedOf,
  choicesOf,
  heldOf,
  isOnWay,
  mayLeaveElsewhere,
  mayLookAt,
  riskOf,
  stateOf,
  stepOf,
  steps,
} from '../../src/bid/show';
import { Trouble } from '../../src/person/explain';
import { textBytes } from '../../src/seal/bytes';
import { printKit, type Kit } from '../../src/seal/kit';
import type { Person } from '../../src/seal/person';
import type { FilledForm } from '../../src/seal/sealing';
import type { SealedBid } from '../../src/seal/store';
import type { Target } from '../../src/seal/target';
import type { TrustFile } from '../../src/seal/trust';
import { bytes, kitOf, sealedBid, statement } from './entries';

const open: LotFacts = {
  phase: 'intake',
  isPast: false,
  closeAt: 1e12,
  lateRule: 'bidding-reg:36',
  tenderCode: 'T-1',
  revoked: [],
};
const person = { certificate: { subject: '甲' } } as unknown as Person;
const trust = { trustees: [] } as unknown as TrustFile;
const target = {} as Target;
const filled = { bidderName: '甲' } as unknown as FilledForm;

const told = (...said: Said[]): Bidding => said.reduce(next, start);
const on = (b: Bidding, ...said: Said[]): Bidding => said.reduce(next, b);
const asked = (b: Bidding) => asksOf(b).map(ask => ask.ask);
const code = (b: Bidding) => (b.trouble as Trouble | null)?.code ?? null;

const lot = (change: Partial<LotFacts> = {}): Said => ({ said: 'lot', lot: { ...open, ...change } });
const past = lot({ isPast: true });
const frozen = lot({ phase: 'frozen', isPast: true });
const read = (...bids: SealedBid[]): Said => ({ said: 'read', bids });
const whoIs: Said = { said: 'person', person };
const trusts: Said = { said: 'trust', trust: { file: trust, isFromPlatform: false } };
const locked: Said = { said: 'locked', lock: { target, isAnchored: true } };
const seals: Said = { said: 'seal', filled, documents: [] };
const unsaved = sealedBid({ isKitSaved: false });
const isSealed: Said = { said: 'sealed', kit: kitOf(unsaved), bid: unsaved };
const acked = sealedBid({ acknowledgement: bytes(1) });
const received = { ...acked, receipt: bytes(2) };
const heard = (entry: SealedBid): Said => ({ said: 'heard', heard: { heard: 'entry', entry } });
const lost: Said = {
  said: 'heard',
  heard: { heard: 'refused', how: 'passing', cause: new Error('no line'), part: null },
};

const chosenBack = (kit: Kit): Said => ({ said: 'kitBack', file: textBytes(printKit(kit)) });

const filling = told(lot(), read(), whoIs, trusts, locked);
const sealing = on(filling, seals);
const inKit = on(sealing, isSealed);
const keeping = on(inKit, chosenBack(kitOf(unsaved)));
const sending = on(keeping, { said: 'kept', bid: sealedBid() });
const holding = told(lot(), read(received));

describe('a bid, step by step', () => {
  it('begins with what this browser holds', () => {
    expect([asked(start), start.doing.at]).toEqual([['read'], 'reading']);
    expect(told(read()).doing).toEqual({ at: 'filling', replaces: null });
    expect(told(read(unsaved)).doing.at).toBe('filling');
    expect([told(read(sealedBid())).doing.at, asked(told(read(sealedBid())))]).toEqual(['shown', ['find']]);
    expect(asked(told(read(acked)))).toEqual(['receipt', 'newer']);
    expect(asked(told(read(received)))).toEqual(['newer']);
    const broken = told({ said: 'failed', ask: 'read', cause: new Error('disk') });
    expect([broken.doing.at, broken.trouble]).toEqual(['filling', new Error('disk')]);
  });

  it('wants person and trust file, then the lock, and a trust file anew where the lock does not hold', () => {
    expect(asked(told(lot(), read(), whoIs))).toEqual([]);
    const both = told(lot(), read(), whoIs, trusts);
    expect(asked(both)).toEqual(['lock']);
    const failed = on(both, { said: 'failed', ask: 'lock', cause: new Trouble('x') });
    expect([failed.trust, code(failed), asked(failed)]).toEqual([null, 'x', []]);
    expect(asked(filling)).toEqual([]);
    expect([on(failed, { said: 'mended' }).trouble, on(filling, { said: 'mended' })]).toEqual([null, filling]);
  });

  it('is sealed, its kit saved, kept, and only then sent', () => {
    expect(on(told(lot(), read(), whoIs), seals).doing.at).toBe('filling');
    expect(asked(sealing)).toEqual(['guard', 'seal']);
    expect(on(sealing, { said: 'sealing', done: 3, of: 4 }).doing).toMatchObject({ at: 'sealing', done: 3, of: 4 });
    expect([inKit.doing.at, asked(inKit)]).toEqual(['kit', ['guard']]);
    expect(keeping.doing).toMatchObject({ at: 'keeping', bid: { isKitSaved: true } });
    expect(asked(keeping)).toEqual(['guard', 'keep']);
    // Another kit, and one that lacks its last byte, send nothing.
    expect(on(inKit, chosenBack(kitOf(sealedBid({ revision: 2 })))).doing.at).toBe('kit');
    expect(on(inKit, { said: 'kitBack', file: textBytes(printKit(kitOf(unsaved)).slice(0, -1)) }).doing.at).toBe('kit');
    expect([sending.doing.at, asked(sending), sending.kit?.entryHash]).toEqual(['shown', ['find'], unsaved.entryHash]);
  });

  it('goes back to where it was when something fails', () => {
    const failed = (b: Bidding, ask: 'seal' | 'keep') => on(b, { said: 'failed', ask, cause: new Trouble('x') });
    expect([failed(sealing, 'seal').doing.at, code(failed(sealing, 'seal'))]).toEqual(['filling', 'x']);
    expect([failed(keeping, 'keep').doing.at, code(failed(keeping, 'keep'))]).toEqual(['kit', 'x']);
    expect(on(failed(keeping, 'keep'), chosenBack(kitOf(unsaved))).trouble).toBeNull();
  });

  it('is acknowledged, then has its receipt, and may be replaced or withdrawn', () => {
    const logged = on(sending, heard({ ...sealedBid(), acknowledgement: bytes(1) }));
    expect([asked(logged), choicesOf(logged)]).toEqual([
      ['receipt'],
      { mayReplace: true, mayWithdraw: true, mayRevoke: false },
    ]);
    const done = on(logged, { said: 'heard', heard: { heard: 'receipt', entry: received } });
    expect([asked(done), done.bids[0]!.receipt]).toEqual([[], bytes(2)]);
  });

  it('hears of a newer revision from elsewhere', () => {
    const passed = on(holding, { said: 'newer', revision: 4 });
    expect(passed.supersededBy).toBe(4);
    // It is nobody's to change any more; the kit of the newest one is asked for instead.
    expect(choicesOf(passed)).toEqual({ mayReplace: false, mayWithdraw: false, mayRevoke: false });
    expect([mayLeaveElsewhere(holding), mayLeaveElsewhere(passed)]).toEqual([false, true]);
    expect(on(passed, { said: 'replace' }).doing.at).toBe('choosing');
    // It is asked again while nothing took its place, by the clock and at each turn of the lot; never of what is over.
    const stands = on(holding, { said: 'newer', revision: null });
    expect([asked(stands), asked(on(stands, { said: 'look' })), asked(on(stands, past))]).toEqual([
      [],
      ['newer'],
      ['newer'],
    ]);
    expect([on(passed, { said: 'look' }).supersededBy, on(stands, lot()).supersededBy]).toEqual([4, null]);
    expect(asked(on(told(lot(), read(sealedBid())), { said: 'look' }))).toEqual(['find']);
    const unknown = on(holding, { said: 'failed', ask: 'newer', cause: new Error('no line') });
    expect([unknown.supersededBy, unknown.trouble]).toEqual([null, null]);
  });

  it('is replaced with its kit, by the next revision', () => {
    const choosing = on(holding, whoIs, trusts, locked, { said: 'replace' });
    expect(choosing.doing.at).toBe('choosing');
    expect(on(choosing, { said: 'cancel' }).doing.at).toBe('shown');
    const replacing = on(choosing, { said: 'kit', kit: kitOf(received) });
    expect([replacing.doing.at, stepOf(replacing, true), isOnWay(replacing)]).toEqual(['filling', 'form', true]);
    const second = sealedBid({ revision: 2, entryHash: '9'.repeat(64) });
    expect(on(replacing, { said: 'cancel' }).doing.at).toBe('shown');
    expect(on(told(lot(), read()), { said: 'cancel' }).doing).toEqual({ at: 'filling', replaces: null });
    const again = on(replacing, seals, { said: 'sealed', kit: kitOf(second), bid: second }, chosenBack(kitOf(second)));
    expect(on(again, { said: 'kept', bid: second }).way?.entry.revision).toBe(2);
  });

  it('has steps that follow', () => {
    const row = (b: Bidding, ticket = false) => steps.map(s => stateOf(b, s, stepOf(b, ticket))[0]).join('');
    expect(
      [told(lot(), read()), told(lot(), read(), whoIs), filling, sealing, inKit, sending].map(b => row(b)),
    ).toEqual(['naaaa', 'dnaaa', 'ddnaa', 'ddnaa', 'dddna', 'ddddn']);
    const reloaded = told(lot(), read(sealedBid()));
    expect([row(reloaded), row(reloaded, true)]).toEqual(['ndddd', 'ddddn']);
  });
});

describe('a ticket that ended', () => {
  const out: Said = { said: 'heard', heard: { heard: 'refused', how: 'signedOut', cause: null, part: null } };
  const inTime: Said = { said: 'heard', heard: { heard: 'time', isOver: false } };
  const none: Said = { said: 'heard', heard: { heard: 'none' } };

  it('is renewed by whoever is known here, and sending goes on', () => {
    const b = on(sending, none, out, none, inTime);
    expect([b.signIn, asked(b)]).toEqual(['wanted', ['signIn']]);
    expect(asked(on(b, { said: 'signedIn' }))).toEqual(['find']);
    const failed = on(b, { said: 'failed', ask: 'signIn', cause: new Error('no') });
    expect([failed.signIn, asked(failed)]).toEqual(['failed', []]);
    expect(asked(on(failed, { said: 'retry' }))).toEqual(['find']);
  });

  it('asks for the person else', () => {
    const b = on(told(lot(), read(sealedBid())), none, out, none, inTime);
    expect([b.signIn, asked(b)]).toEqual(['failed', []]);
    expect(asked(on(b, whoIs))).toEqual(['find']);
  });

  it('leaves alone what is on its way', () => {
    const b = on(sending, none);
    expect(on(b, whoIs).way).toBe(b.way);
  });
});

describe('leaving the page', () => {
  it('costs the kit that is in it only, or stops what is not delivered, and else nothing', () => {
    expect([sealing, inKit, keeping].map(riskOf)).toEqual(['unsaved', 'unsaved', 'unsaved']);
    expect([sending, told(lot(), read(sealedBid()))].map(riskOf)).toEqual(['unsent', 'unsent']);
    expect([told(lot(), read()), filling, holding, on(sending, past)].map(riskOf)).toEqual([null, null, null, null]);
  });
});

describe('several bids of one browser', () => {
  const other = sealedBid({ submission: 'a'.repeat(32), entryHash: 'b'.repeat(64), acknowledgement: bytes(1) });
  const both = told(lot(), read(sealedBid({ revision: 2, entryHash: 'c'.repeat(64) }), acked, other));
  const done = on(both, heard({ ...sealedBid({ revision: 2, entryHash: 'c'.repeat(64) }), acknowledgement: bytes(1) }));
  it('are all listed, each by its newest entry', () => {
    expect(heldOf(both).map(bid => bid.entryHash)).toEqual(['c'.repeat(64), other.entryHash]);
  });
  it('can be turned to, but not away from what is on its way', () => {
    const look: Said = { said: 'lookAt', entryHash: other.entryHash };
    expect(on(both, look)).toBe(both);
    expect(on(done, look).way?.entry).toBe(other);
    expect(on(done, { said: 'lookAt', entryHash: 'f'.repeat(64) })).toBe(done);
    expect(on(filling, look)).toBe(filling);
    expect(mayLookAt(on(done, look), other)).toBe(false);
  });
});

describe('the deadline', () => {
  const at = (b: Bidding) => on(b, past);

  it('ends what was not sent, and says so where something was sealed', () => {
    expect([at(filling).doing.at, code(at(filling)), isOnWay(at(filling))]).toEqual(['filling', null, false]);
    for (const b of [sealing, inKit])
      expect([at(b).doing.at, code(at(b)), asked(at(b))]).toEqual(['filling', 'notSent', []]);
    expect(on(at(filling), seals).doing.at).toBe('filling');
    expect(on(at(sealing), isSealed).doing.at).toBe('filling');
  });

  it('stops an upload that is not whole, and asks what arrived', () => {
    const parts = [0, 1, 2, 3].map(part => ({ section: 1, part, sizeBytes: 1_000 }));
    const uploading = on(
      sending,
      { said: 'heard', heard: { heard: 'none' } },
      { said: 'heard', heard: { heard: 'declared', upload: 'u' } },
      { said: 'heard', heard: { heard: 'missing', parts } },
      { said: 'heard', heard: { heard: 'put', part: parts[0]! } },
    );
    expect(asked(uploading)).toEqual(['put', 'put', 'put']);
    expect([asked(at(uploading)), asked(on(at(uploading), past))]).toEqual([['find'], ['find']]);
    expect(arrivedOf(at(uploading).way!)!.bytes).toBe(arrivedOf(uploading.way!)!.bytes);
    const whole = on(
      uploading,
      ...parts.slice(1).map((part): Said => ({ said: 'heard', heard: { heard: 'put', part } })),
    );
    expect([asked(whole), asked(at(whole))]).toEqual([['commit'], ['commit']]);
  });

  it('leads from a replacement back to the bid that was received', () => {
    const choosing = on(holding, { said: 'replace' });
    const replacing = on(choosing, { said: 'kit', kit: kitOf(received) });
    expect([at(choosing).doing.at, at(replacing).doing.at]).toEqual(['shown', 'shown']);
  });

  it('leaves what was said to the platform', () => {
    expect(at(keeping).doing.at).toBe('keeping');
    expect(at(sending).way).toBe(sending.way);
    const asking = on(sending, { said: 'heard', heard: { heard: 'none' } }, lost);
    expect([asked(asking), asked(at(asking))]).toEqual([['pause'], ['find']]);
    expect(at(holding).doing.at).toBe('shown');
  });

  it('takes the choices away', () => {
    expect(choicesOf(at(holding))).toEqual({ mayReplace: false, mayWithdraw: false, mayRevoke: false });
    expect(on(at(holding), { said: 'replace' }).doing.at).toBe('shown');
    expect(on(at(holding), { said: 'leave', what: 'withdrawal' }).doing.at).toBe('shown');
    expect(mayLeaveElsewhere(at(filling))).toBe(false);
  });

  it('passes over a look at a withdrawal: what is confirmed stays a withdrawal', () => {
    const looking = on(
      filling,
      { said: 'leave', what: 'withdrawal' },
      { said: 'kit', kit: kitOf(received) },
      { said: 'leaveLocked', target },
    );
    const confirmed = on(looking, past, { said: 'confirm' });
    expect([confirmed.doing, asked(confirmed)]).toMatchObject([{ what: 'withdrawal', step: 'sign' }, ['sign']]);
    expect(on(looking, frozen, { said: 'confirm' }).doing).toMatchObject({ what: 'withdrawal', step: 'sign' });
  });
});

describe('a withdrawal', () => {
  const chosen = on(holding, { said: 'leave', what: 'withdrawal' }, { said: 'kit', kit: kitOf(received) });
  const gone = statement();
  const saying = on(chosen, { said: 'confirm' }, { said: 'statement', bid: gone });

  it('by the kit of a bid that this browser sealed needs nothing else', () => {
    expect([asked(chosen).includes('leaveLock'), asked(on(chosen, { said: 'confirm' }))]).toEqual([
      false,
      ['newer', 'sign'],
    ]);
    expect([saying.doing, asked(saying)]).toMatchObject([{ step: 'say' }, ['find']]);
  });

  it('by the kit alone needs its lock, which the kit itself names, and another kit where the lock is another', () => {
    const alone = on(told(lot(), read()), { said: 'leave', what: 'withdrawal' }, { said: 'kit', kit: kitOf(received) });
    expect(on(alone, { said: 'confirm' }).doing).toMatchObject({ step: 'look' });
    expect(asked(alone)).toEqual(['leaveLock']);
    const failed = on(alone, { said: 'failed', ask: 'leaveLock', cause: new Trouble('kitOfAnother') });
    expect([failed.doing, code(failed), asked(failed)]).toMatchObject([{ kit: null }, 'kitOfAnother', []]);
    const ready = on(alone, { said: 'leaveLocked', target });
    expect(asked(on(ready, { said: 'confirm' }))).toEqual(['sign']);
  });

  it('may be thought better of until it is confirmed, and not after', () => {
    expect(on(chosen, { said: 'cancel' }).doing.at).toBe('shown');
    expect(on(chosen, { said: 'otherKit' }).doing).toMatchObject({ at: 'leaving', kit: null });
    expect(on(saying, { said: 'cancel' })).toBe(saying);
    expect(on(saying, { said: 'otherKit' })).toBe(saying);
  });

  it('ends the envelopes before it, and its kit is saved by itself', () => {
    const done = on(saying, heard({ ...gone, acknowledgement: bytes(3) }));
    expect(done.bids.map(bid => bid.revision)).toEqual([2]);
    expect([done.doing.at, done.download, asked(done)]).toMatchObject([
      'shown',
      { revision: 2, acknowledgement: bytes(3), submissionKey: kitOf(received).submissionKey },
      ['receipt', 'download'],
    ]);
    expect(on(done, { said: 'downloaded' }).download).toBeNull();
    expect(choicesOf(done)).toEqual({ mayReplace: true, mayWithdraw: false, mayRevoke: false });
  });

  it('that this page made is followed by a new bid without asking for its kit', () => {
    const done = on(saying, heard({ ...gone, acknowledgement: bytes(3) }), { said: 'downloaded' });
    const back = on(done, { said: 'replace' });
    expect(back.doing).toMatchObject({ at: 'filling', replaces: { revision: 2 } });
    expect(on(back, { said: 'cancel' }).doing.at).toBe('shown');
    // What was replaced elsewhere needs the newest kit, which is not here.
    expect(on(done, { said: 'newer', revision: 3 }, { said: 'replace' }).doing.at).toBe('choosing');
  });

  it('of a bid that this page sealed begins with the look', () => {
    const own = on(sending, heard(acked), { said: 'leave', what: 'withdrawal' });
    expect(own.doing).toMatchObject({ at: 'leaving', kit: { revision: 1 }, step: 'look' });
    expect(on(own, { said: 'otherKit' }).doing).toMatchObject({ kit: null });
  });

  it('that is refused leaves the bid standing and is forgotten', () => {
    const cause = new Problem(404, 'NotFound', '', 'already-withdrawn', '');
    const asking = on(saying, { said: 'heard', heard: { heard: 'none' } });
    const timed = on(asking, { said: 'heard', heard: { heard: 'time', isOver: false } });
    const refused = on(timed, { said: 'heard', heard: { heard: 'refused', how: 'final', cause, part: null } });
    expect(asked(refused)).toEqual(['forget']);
    const stands = on(refused, { said: 'forgotten' });
    expect([stands.way?.entry.revision, stands.bids.length, code(stands)]).toEqual([1, 1, 'alreadyWithdrawn']);
    expect(stands.doing).toMatchObject({ at: 'leaving', step: 'look' });
  });

  it('that was interrupted goes on after a reload', () => {
    const later = told(lot(), read(gone, received));
    expect([later.doing.at, later.way?.entry.isWithdrawn, asked(later)]).toEqual(['shown', true, ['find']]);
  });
});

describe('a revocation', () => {
  const held = on(holding, frozen);
  const chosen = on(held, { said: 'leave', what: 'revocation' }, { said: 'kit', kit: kitOf(received) });
  const gone = statement({ revocation: 'said' });
  const saying = on(chosen, { said: 'confirm' }, { said: 'statement', bid: gone });
  const releasing = lot({ phase: 'releasing', isPast: true });

  it('is offered from the freeze to the release, to whoever holds the bid or its kit', () => {
    for (const phase of ['intake', 'releasing', 'opened', 'failed'] as const) {
      const b = on(holding, lot({ phase, isPast: true }));
      expect(on(b, { said: 'leave', what: 'revocation' }).doing.at).toBe('shown');
      expect([
        choicesOf(b).mayRevoke,
        mayLeaveElsewhere(on(told(lot(), read()), lot({ phase, isPast: true }))),
      ]).toEqual([false, false]);
    }
    expect([choicesOf(held).mayRevoke, mayLeaveElsewhere(held)]).toEqual([true, false]);
    expect(mayLeaveElsewhere(told(frozen, read()))).toBe(true);
  });

  it('is recorded in the stream, and its statement is saved by itself', () => {
    expect(asked(saying)).toEqual(['say']);
    const done = on(saying, { said: 'heard', heard: { heard: 'revoked', entry: { ...gone, revocation: 'recorded' } } });
    expect([done.doing.at, done.download?.revision, done.bids.length, asked(done)]).toEqual([
      'shown',
      2,
      1,
      ['download'],
    ]);
    expect(choicesOf(done)).toEqual({ mayReplace: false, mayWithdraw: false, mayRevoke: false });
  });

  it('whose answer was lost is said again, until the hall shows it', () => {
    const waiting = on(saying, lost);
    expect(asked(waiting)).toEqual(['pause']);
    const shown = on(waiting, lot({ phase: 'frozen', isPast: true, revoked: [gone.submission] }));
    expect([shown.way?.entry.revocation, shown.doing.at, shown.download?.revision]).toEqual(['recorded', 'shown', 2]);
    expect(asked(told(frozen, read(gone, received)))).toEqual(['say']);
  });

  it('ends with the release: what was only looked at is told so, what was said is answered', () => {
    const looked = on(chosen, releasing);
    expect([looked.doing.at, code(looked)]).toEqual(['shown', 'notRevoked']);
    expect(on(saying, releasing).doing).toMatchObject({ at: 'leaving', step: 'say' });
    const cause = new Problem(409, 'TooLate', 'bidding-reg:35', '', '');
    const late = on(saying, releasing, { said: 'heard', heard: { heard: 'refused', how: 'late', cause, part: null } });
    const stands = on(late, { said: 'forgotten' });
    expect([stands.doing.at, code(stands), stands.way?.entry.revision]).toEqual(['shown', 'notRevoked', 1]);
  });
});

describe('two tabs', () => {
  const elsewhere = (...bids: SealedBid[]): Said => ({ said: 'elsewhere', bids });

  it('know what the other was told', () => {
    expect(asked(on(sending, elsewhere(acked)))).toEqual(['receipt', 'newer']);
    expect(asked(on(sending, elsewhere(received)))).toEqual(['newer']);
    const same = on(sending, elsewhere(sealedBid()));
    expect(same.way).toBe(sending.way);
  });

  it('show what the other sent, or took back', () => {
    const empty = told(lot(), read());
    expect(on(empty, elsewhere(sealedBid())).doing.at).toBe('shown');
    const back = on(holding, elsewhere(statement({ acknowledgement: bytes(1) })));
    expect([back.way?.entry.isWithdrawn, back.doing.at]).toEqual([true, 'shown']);
  });

  it('do not take a kit, a replacement or a look away from whoever sits there', () => {
    expect(on(inKit, elsewhere(sealedBid(), unsaved)).doing).toBe(inKit.doing);
    const replacing = on(holding, { said: 'replace' }, { said: 'kit', kit: kitOf(received) });
    expect(on(replacing, elsewhere(received)).doing).toBe(replacing.doing);
    const looking = on(holding, { said: 'leave', what: 'withdrawal' });
    expect(on(looking, elsewhere(received)).doing).toBe(looking.doing);
  });

  it('hold other submissions without looking at them', () => {
    const other = sealedBid({ submission: 'a'.repeat(32), entryHash: 'b'.repeat(64), revision: 9 });
    expect(on(sending, elsewhere(other, sealedBid())).way?.entry.submission).toBe(sealedBid().submission);
  });
});

it('changes nothing of the value before', () => {
  const frozenDeep = <T>(value: T): T => {
    if (value && typeof value === 'object' && !ArrayBuffer.isView(value) && !Object.isFrozen(value)) {
      Object.freeze(value);
      Object.values(value).forEach(frozenDeep);
    }
    return value;
  };
  const said: Said[] = [
    lot(),
    read(sealedBid()),
    whoIs,
    trusts,
    locked,
    heard(acked),
    { said: 'replace' },
    past,
    frozen,
  ];
  let b = frozenDeep(start);
  for (const one of said) b = frozenDeep(next(b, one));
  expect(b.doing.at).toBe('shown');
});
