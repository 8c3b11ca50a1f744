import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, type EffectScope } from 'vue';
import { Problem } from '../src/api';
import { useSubmissions } from '../src/bid/useSubmissions';
import { Trouble } from '../src/person/explain';
import { fromHex, readBase64, toBase64 } from '../src/seal/bytes';
import { readWithdrawal, type Withdrawal } from '../src/seal/header';
import { drawSubmissionKey, type Kit } from '../src/seal/kit';
import { contextHash } from '../src/seal/names';
import type { SealedBid } from '../src/seal/store';
import { random } from '../src/seal/suite';
import type { Target } from '../src/seal/target';

// A bid is withdrawn with its kit and nothing else. What the platform signs is judged elsewhere (receipt.test.ts).

const closeAt = 1_000_000;
const kept = new Map<string, SealedBid>();

vi.mock('../src/seal/store', () => ({
  saveSealed: async (bid: SealedBid) => void kept.set(bid.entryHash, bid),
  forgetSealed: async (bid: SealedBid) => void kept.delete(bid.entryHash),
  forgetFile: async () => {},
  sealedBids: async () => [...kept.values()],
  sealedFile: async () => null,
}));
vi.mock('../src/seal/policy', () => ({ readPolicy: async () => ({ closeAt: BigInt(closeAt) }) }));
vi.mock('../src/seal/receipt', () => ({ acknowledged: async () => ({}), received: async () => 'Valid' }));

interface Asked {
  path: string;
  ticket: string | null;
  body: { statement: string } | null;
}
type Answer = (asked: Asked) => Response | Promise<Response>;

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
const refused = (status: number, reason: string, nextStep: string) =>
  json(status, { reason, rule: 'bidding-law:29', nextStep, detail: reason });

describe('a kit alone', () => {
  const [session, lot] = ['5'.repeat(32), '1'];
  const target = { policyBytes: random(4), certificateBytes: random(4) } as unknown as Target;
  const asked: Asked[] = [];
  let kit: Kit;
  let scope: EffectScope;
  let submissions: ReturnType<typeof useSubmissions>;
  let now: number;
  let found: string[];
  let withdrawals: Answer;

  const said = () => asked.filter(call => call.path.endsWith('/withdrawals'));
  const statement = async (): Promise<Withdrawal> => {
    const read = await readWithdrawal(readBase64(said()[0]!.body!.statement)!);
    if (typeof read === 'string') throw new Error(read);
    return read;
  };

  beforeEach(async () => {
    kept.clear();
    asked.length = 0;
    [now, found] = [closeAt - 1, []];
    withdrawals = () => json(200, { acknowledgement: toBase64(random(9)) });
    vi.stubGlobal('fetch', async (path: string, options: RequestInit) => {
      const call = {
        path,
        ticket: new Headers(options.headers).get('Authorization'),
        body: options.body ? (JSON.parse(options.body as string) as { statement: string }) : null,
      };
      asked.push(call);
      if (path === '/api/time') return json(200, { now });
      if (path.startsWith('/api/receipts/')) return json(200, { receipt: toBase64(random(9)) });
      if (path.endsWith('/withdrawals')) return withdrawals(call);
      return found.length > 0 ? json(200, { acknowledgement: found[0] }) : refused(404, 'NotFound', 'read-description');
    });
    const { pkcs8 } = await drawSubmissionKey();
    kit = {
      session,
      lot,
      lockId: random(32),
      submission: '6'.repeat(32),
      revision: 2,
      submissionKey: pkcs8,
      header: random(200),
      acknowledgement: null,
      entryHash: '7'.repeat(64),
      receipt: null,
    };
    scope = effectScope();
    submissions = scope.run(() => useSubmissions(session, lot, () => 'bidding-reg:36'))!;
  });
  afterEach(() => {
    scope.stop();
    vi.unstubAllGlobals();
  });

  it('withdraws without a ticket: its key signs, and the statement is kept before it is sent', async () => {
    let wasKept = 0;
    withdrawals = () => {
      wasKept = kept.size;
      return json(200, { acknowledgement: toBase64(random(9)) });
    };
    const answer = await submissions.withdraw(kit, target);
    expect(asked.every(call => call.ticket === null)).toBe(true);
    expect(asked.some(call => call.path.includes('sign-in'))).toBe(false);
    expect([said().length, wasKept]).toEqual([1, 1]);
    const own = await statement();
    expect(own).toMatchObject({ revision: 3, submissionId: fromHex(kit.submission), lockId: kit.lockId });
    expect(own.contextHash).toEqual(await contextHash(session, lot));
    expect([answer.revision, answer.header]).toEqual([3, own.bytes]);
    expect(answer.acknowledgement).not.toBeNull();
    await vi.waitFor(() => expect(submissions.newest.value?.receipt).toBeTruthy());
    expect(submissions.newest.value).toMatchObject({ isWithdrawn: true, revision: 3 });
  });

  it('asks what became of it when the answer is lost, and says nothing twice', async () => {
    withdrawals = () => {
      found = [toBase64(random(9))];
      return Promise.reject(new TypeError('no line'));
    };
    await submissions.withdraw(kit, target);
    expect(said()).toHaveLength(1);
    expect(submissions.newest.value?.acknowledgement).toBeTruthy();
  });

  it('sends nothing after the deadline: that would be another declaration', async () => {
    now = closeAt + 1;
    const cause: unknown = await submissions.withdraw(kit, target).catch((refusal: unknown) => refusal);
    expect(cause).toBeInstanceOf(Trouble);
    expect((cause as Trouble).code).toBe('notWithdrawn');
    expect([said().length, kept.size, submissions.newest.value]).toEqual([0, 0, null]);
  });

  it('hears that the bid is withdrawn already, and keeps no statement that is never taken', async () => {
    withdrawals = () => refused(404, 'NotFound', 'already-withdrawn');
    const cause: unknown = await submissions.withdraw(kit, target).catch((refusal: unknown) => refusal);
    expect([(cause as Trouble).code, (cause as Trouble).next]).toEqual(['alreadyWithdrawn', 'already-withdrawn']);
    withdrawals = () => refused(404, 'NotFound', 'check-submission-kit');
    await expect(submissions.withdraw(kit, target)).rejects.toBeInstanceOf(Problem);
    expect([kept.size, submissions.newest.value]).toEqual([0, null]);
  });

  it('needs a lock that was checked, and a key that can be read', async () => {
    await expect(submissions.withdraw(kit, null)).rejects.toMatchObject({ code: 'noLock' });
    await expect(submissions.withdraw({ ...kit, submissionKey: random(20) }, target)).rejects.toMatchObject({
      code: 'kitUnreadable',
    });
    expect(asked).toEqual([]);
  });
});
