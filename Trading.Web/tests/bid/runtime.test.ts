import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, shallowRef, type EffectScope, type ShallowRef } from 'vue';
import { Problem } from '../../src/api';
import type { LotFacts } from '../../src/bid/bidding';
import { useBidding, type UsedBidding } from '../../src/bid/useBidding';
import { fromHex, readBase64, toBase64 } from '../../src/seal/bytes';
import { readWithdrawal, type Withdrawal } from '../../src/seal/header';
import { drawSubmissionKey, type Kit } from '../../src/seal/kit';
import { contextHash } from '../../src/seal/names';
import type { SealedBid } from '../../src/seal/store';
import { random } from '../../src/seal/suite';
import type { Target } from '../../src/seal/target';
import { kitOf, lot, sealedBid, session } from './entries';

// The bidding with its effects, against a platform that a test answers for. What the platform signs is judged elsewhere
// (receipt.test.ts).

const closeAt = 1_000_000;
const kept = new Map<string, SealedBid>();
const downloads: Kit[] = [];

vi.mock('../../src/seal/store', () => ({
  saveSealed: async (bid: SealedBid) => void kept.set(bid.entryHash, bid),
  forgetSealed: async (bid: SealedBid) => void kept.delete(bid.entryHash),
  forgetFile: async () => {},
  sealedBids: async () => [...kept.values()].sort((a, b) => b.revision - a.revision),
  sealedFile: async () => null,
  roomBytes: async () => null,
}));
vi.mock('../../src/seal/policy', () => ({ readPolicy: async () => ({ closeAt: BigInt(closeAt) }) }));
vi.mock('../../src/seal/receipt', () => ({ acknowledged: async () => ({}), received: async () => 'Valid' }));
vi.mock('../../src/bid/kits', () => ({ saveKit: (kit: Kit) => void downloads.push(kit), namingOf: () => ({}) }));

interface Asked {
  path: string;
  ticket: string | null;
  body: { statement: string } | null;
}
type Answer = () => Response | Promise<Response>;

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
const refused = (status: number, reason: string, nextStep: string) =>
  json(status, { reason, rule: 'bidding-law:29', nextStep, detail: reason });
const signed = () => json(200, { acknowledgement: toBase64(random(9)) });

const target = { policyBytes: random(4), certificateBytes: random(4) } as unknown as Target;
const open: LotFacts = {
  phase: 'intake',
  isPast: false,
  closeAt,
  lateRule: 'bidding-reg:36',
  tenderCode: 'T-1',
  revoked: [],
};
const asked: Asked[] = [];
let kit: Kit;
let scope: EffectScope;
let facts: ShallowRef<LotFacts>;
let page: UsedBidding;
let now: number;
let found: string[];
let statements: Answer;

const said = () => asked.filter(call => call.path.endsWith('/withdrawals'));
const doing = () => page.bidding.value.doing;
const entry = () => page.bidding.value.way?.entry;
const statement = async (): Promise<Withdrawal> => {
  const read = await readWithdrawal(readBase64(said()[0]!.body!.statement)!);
  if (typeof read === 'string') throw new Error(read);
  return read;
};

async function opens(): Promise<void> {
  page = scope.run(() =>
    useBidding(
      session,
      lot,
      () => facts.value,
      () => BigInt(now),
    ),
  )!;
  await vi.waitFor(() => expect(doing().at).not.toBe('reading'));
}

function leaves(what: 'withdrawal' | 'revocation', chosen = kit): void {
  page.say({ said: 'leave', what });
  page.say({ said: 'kit', kit: chosen });
  page.say({ said: 'leaveLocked', target });
  page.say({ said: 'confirm' });
}

beforeEach(async () => {
  kept.clear();
  asked.length = downloads.length = 0;
  [now, found] = [closeAt - 1, []];
  facts = shallowRef(open);
  statements = signed;
  vi.stubGlobal('fetch', async (path: string, options: RequestInit) => {
    if (path.endsWith('/lock')) return new Promise(() => {}); // a test gives the lock itself
    asked.push({
      path,
      ticket: new Headers(options.headers).get('Authorization'),
      body: options.body ? (JSON.parse(options.body as string) as { statement: string }) : null,
    });
    if (path === '/api/time') return json(200, { now });
    if (path.startsWith('/api/receipts/')) return json(200, { receipt: toBase64(random(9)) });
    if (path.endsWith('/withdrawals')) return statements();
    return found.length > 0 ? json(200, { acknowledgement: found[0] }) : refused(404, 'NotFound', 'read-description');
  });
  const { pkcs8 } = await drawSubmissionKey();
  kit = kitOf(sealedBid({ revision: 2 }), { lockId: random(32), submissionKey: pkcs8 });
  scope = effectScope();
});
afterEach(() => {
  scope.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a kit alone', () => {
  beforeEach(opens);

  it('withdraws without a ticket: its key signs, and the statement is kept before it is sent', async () => {
    let wasKept = 0;
    statements = () => {
      wasKept = kept.size;
      return signed();
    };
    leaves('withdrawal');
    await vi.waitFor(() => expect(entry()?.receipt).toBeTruthy());
    expect(asked.every(call => call.ticket === null)).toBe(true);
    expect(asked.some(call => call.path.includes('sign-in'))).toBe(false);
    expect([said().length, wasKept]).toEqual([1, 1]);
    const own = await statement();
    expect(own).toMatchObject({ revision: 3, submissionId: fromHex(kit.submission), lockId: kit.lockId });
    expect(own.contextHash).toEqual(await contextHash(session, lot));
    expect(downloads).toMatchObject([{ revision: 3, header: own.bytes, submissionKey: kit.submissionKey }]);
    expect(downloads[0]!.acknowledgement).not.toBeNull();
    expect(entry()).toMatchObject({ isWithdrawn: true, revision: 3 });
  });

  it('asks what became of it when the answer is lost, and says nothing twice', async () => {
    statements = () => {
      found = [toBase64(random(9))];
      return Promise.reject(new TypeError('no line'));
    };
    leaves('withdrawal');
    await vi.waitFor(() => expect(entry()?.acknowledgement).toBeTruthy());
    expect(said()).toHaveLength(1);
  });

  it('sends nothing after the deadline: that would be another declaration', { timeout: 10_000 }, async () => {
    now = closeAt + 1;
    leaves('withdrawal');
    await vi.waitFor(() => expect(page.bidding.value.trouble).toMatchObject({ code: 'notWithdrawn' }), 5_000);
    expect([said().length, kept.size, page.bidding.value.way]).toEqual([0, 0, null]);
    expect(doing()).toMatchObject({ at: 'leaving', step: 'look' });
  });

  it('hears that the bid is withdrawn already, and keeps no statement that is never taken', async () => {
    statements = () => refused(404, 'NotFound', 'already-withdrawn');
    leaves('withdrawal');
    await vi.waitFor(() =>
      expect(page.bidding.value.trouble).toMatchObject({ code: 'alreadyWithdrawn', next: 'already-withdrawn' }),
    );
    statements = () => refused(404, 'NotFound', 'check-submission-kit');
    page.say({ said: 'confirm' });
    await vi.waitFor(() => expect(page.bidding.value.trouble).toBeInstanceOf(Problem));
    expect([kept.size, page.bidding.value.way]).toEqual([0, null]);
  });

  it('needs a lock that was checked, and a key that can be read', async () => {
    page.say({ said: 'leave', what: 'withdrawal' });
    page.say({ said: 'kit', kit });
    page.say({ said: 'confirm' });
    expect(doing()).toMatchObject({ step: 'look' });
    page.say({ said: 'cancel' });
    leaves('withdrawal', { ...kit, submissionKey: random(20) });
    await vi.waitFor(() => expect(page.bidding.value.trouble).toMatchObject({ code: 'kitUnreadable' }));
    expect(asked).toEqual([]);
  });
});

describe('a revocation', () => {
  const frozen: LotFacts = { ...open, phase: 'frozen', isPast: true };
  beforeEach(async () => {
    now = closeAt + 1;
    facts.value = frozen;
    await opens();
  });

  it('is a statement of the kit, kept and said until the platform has recorded it', async () => {
    let times = 0;
    statements = () => (++times === 1 ? Promise.reject(new TypeError('no line')) : json(200, { height: 12 }));
    leaves('revocation');
    await vi.waitFor(() => expect(entry()).toMatchObject({ revocation: 'recorded', acknowledgement: null }), 5_000);
    expect(said().map(call => call.body!.statement)).toEqual(Array(2).fill(toBase64((await statement()).bytes)));
    expect(asked.some(call => call.path.startsWith('/api/acknowledgements/'))).toBe(false);
    expect(downloads).toMatchObject([{ revision: 3, acknowledgement: null }]);
    expect([...kept.values()]).toMatchObject([{ revocation: 'recorded', revision: 3 }]);
  });

  it('is too late once the release has begun: nothing is kept, and the bid stands', async () => {
    statements = () => json(409, { reason: 'TooLate', rule: 'bidding-reg:35', nextStep: 'tell-the-committee' });
    leaves('revocation');
    await vi.waitFor(() => expect(page.bidding.value.trouble).toMatchObject({ code: 'notRevoked' }));
    expect([said().length, kept.size, downloads.length]).toEqual([1, 0, 0]);
  });
});

it('asks again by the clock what may have been sent from elsewhere', async () => {
  vi.useFakeTimers();
  const received = sealedBid({ acknowledgement: random(9), receipt: random(9) });
  kept.set(received.entryHash, received);
  found = [toBase64(random(9))];
  const times = () => asked.filter(call => call.path === `/api/acknowledgements/${received.entryHash}`).length;
  await opens();
  await vi.waitFor(() => expect([times(), page.bidding.value.supersededBy]).toEqual([1, null]));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(times()).toBeGreaterThanOrEqual(3);
  scope.stop();
  const last = times();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(times()).toBe(last);
});

describe('two tabs', () => {
  it('share what they hold', async () => {
    const waiting = sealedBid({ receipt: random(9), acknowledgement: random(9) });
    await opens();
    const first = page;
    kept.set(waiting.entryHash, waiting);
    await opens();
    expect(entry()?.entryHash).toBe(waiting.entryHash);
    leaves('withdrawal', { ...kit, revision: 1 });
    await vi.waitFor(() => expect(first.bidding.value.way?.entry).toMatchObject({ isWithdrawn: true }));
  });

  it('do not give back the room of a bid whose kit the other is about to save', async () => {
    const unsaved = sealedBid({ isKitSaved: false });
    kept.set(unsaved.entryHash, unsaved);
    let isHeld = true;
    const request = async (_: string, { ifAvailable }: LockOptions, work: (lock: Lock | null) => unknown) =>
      work(ifAvailable && isHeld ? null : ({} as Lock));
    vi.stubGlobal('navigator', { locks: { request } });
    await opens();
    expect(kept.size).toBe(1);
    isHeld = false;
    await opens();
    expect([kept.size, doing().at]).toEqual([0, 'filling']);
  });
});
