import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '../../src/api';
import { completeKit } from '../../src/bid/complete';
import type { Trouble } from '../../src/person/explain';
import { fromHex, toBase64, type Bytes } from '../../src/seal/bytes';
import type { Kit } from '../../src/seal/kit';
import type { Policy } from '../../src/seal/policy';
import type { Target } from '../../src/seal/target';
import { load } from '../seal/vectors';
import { kitOf, sealedBid } from './entries';

// A kit that lacks what the platform owes it, against a platform that a test answers for. Acknowledgement and receipt
// are signed and judged as they are outside.

interface Key {
  name: string;
  publicPoint: string;
}
const frozen = load<{
  log: Key;
  witnesses: Key[];
  threshold: number;
  entryHash: string;
  receipt: string;
  acknowledgement: string;
}>('receipts/receipts.json');
vi.mock('../../src/seal/names', async original => ({ ...(await original<object>()), intakeStream: () => 'intake' }));
const pauses = vi.hoisted(() => [] as number[]);
vi.mock('../../src/seal/line', async original => ({
  ...(await original<object>()),
  pause: async (ms: number) => void pauses.push(ms),
}));

const closeAt = 1_000_000;
const lateRule = 'bidding-reg:36';
const policy = {
  version: 1,
  closeAt: BigInt(closeAt),
  platformKey: fromHex(frozen.log.publicPoint),
  trustees: frozen.witnesses.map(({ name, publicPoint }) => ({ name, signingKey: fromHex(publicPoint) })),
  threshold: frozen.threshold,
} as unknown as Policy;
const target = { policy } as unknown as Target;
const acknowledgement = fromHex(frozen.acknowledgement);
const receipt = fromHex(frozen.receipt);
const bare = kitOf(sealedBid({ entryHash: frozen.entryHash }));

type Answer = () => Response | Promise<Response>;
const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
const notFound: Answer = () => json(404, { reason: 'NotFound' });
const noLine: Answer = () => Promise.reject(new TypeError('no line'));
const says = (name: string, bytes: Bytes) => () => json(200, { [name]: toBase64(bytes) });
const flipped = (bytes: Bytes, at: number) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));

const asked: string[] = [];
let answers: Record<'acknowledgements' | 'receipts' | 'time', Answer[]>;

beforeEach(() => {
  asked.length = pauses.length = 0;
  answers = {
    acknowledgements: [says('acknowledgement', acknowledgement)],
    receipts: [says('receipt', receipt)],
    time: [() => json(200, { now: closeAt })],
  };
  // Each answer is given once, the last one for ever.
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    const list = answers[path.split('/')[2] as keyof typeof answers];
    return (list.length > 1 ? list.shift()! : list[0]!)();
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** The kit, or the trouble. */
const complete = (kit: Kit, signal = new AbortController().signal): Promise<Kit | Trouble> =>
  completeKit(kit, target, lateRule, signal).catch((cause: unknown) => cause as Trouble);
const paths = (...names: string[]) => names.map(name => `/api/${name}/${frozen.entryHash}`);

describe('a kit', () => {
  it('without anything gets acknowledgement and receipt', async () => {
    expect(await complete(bare)).toEqual({ ...bare, acknowledgement, receipt });
    expect(asked).toEqual(paths('acknowledgements', 'receipts'));
  });

  it('with an acknowledgement asks for the receipt alone', async () => {
    expect(await complete({ ...bare, acknowledgement })).toEqual({ ...bare, acknowledgement, receipt });
    expect(asked).toEqual(paths('receipts'));
  });

  it('with both asks for nothing', async () => {
    expect(await complete({ ...bare, acknowledgement, receipt })).toEqual({ ...bare, acknowledgement, receipt });
    expect(asked).toEqual([]);
  });

  it('of a bid that was not delivered is told so, and that it may still be sent', async () => {
    answers.acknowledgements = [notFound];
    expect(await complete(bare)).toMatchObject({ code: 'notYetDelivered', rule: '', next: 'send-the-bid' });
    answers.acknowledgements = [() => json(200, {})];
    expect(await complete(bare)).toMatchObject({ code: 'notYetDelivered' });
  });

  it("of a bid that was not delivered in time is told so by the session's rule, after it was asked for", async () => {
    answers.acknowledgements = [notFound];
    answers.time = [() => json(200, { now: closeAt + 1 })];
    expect(await complete(bare)).toMatchObject({ code: 'notDelivered', rule: lateRule, next: 'keep-your-copy' });
    expect(asked).toEqual([...paths('acknowledgements'), '/api/time']);
  });

  it('is completed after the deadline too', async () => {
    answers.time = [() => json(200, { now: closeAt + 1 })];
    expect(await complete(bare)).toEqual({ ...bare, acknowledgement, receipt });
  });
});

describe('a broken line', () => {
  it('is asked again, for the acknowledgement, the time and the receipt, and is never "not delivered"', async () => {
    const busy: Answer = () => json(503, {});
    answers.acknowledgements.unshift(noLine, busy);
    answers.receipts.unshift(noLine, () => json(429, {}));
    expect(await complete(bare)).toEqual({ ...bare, acknowledgement, receipt });
    expect(asked).toEqual(paths(...Array(3).fill('acknowledgements'), ...Array(3).fill('receipts')));
    expect([pauses.length, pauses[0]! < pauses[1]!, pauses[2]! < pauses[3]!]).toEqual([4, true, true]);
    answers.acknowledgements = [notFound];
    answers.time.unshift(noLine);
    expect(await complete(bare)).toMatchObject({ code: 'notYetDelivered' });
  });

  it('is waited for while the witnesses have not signed', async () => {
    answers.receipts.unshift(
      () => json(200, {}),
      () => json(202, {}),
    );
    expect(await complete(bare)).toMatchObject({ receipt });
    expect(asked.slice(1)).toEqual(paths('receipts', 'receipts', 'receipts'));
  });

  it('is left when the page is left', async () => {
    const page = new AbortController();
    answers.receipts = [
      () => json(200, {}),
      () => {
        page.abort();
        return json(200, {});
      },
    ];
    expect(await complete(bare, page.signal)).toMatchObject({ name: 'AbortError' });
    expect(asked).toEqual(paths('acknowledgements', 'receipts', 'receipts'));
  });
});

describe('what does not hold', () => {
  it.each([
    ['unreadable', acknowledgement.slice(1)],
    ['unsigned', flipped(acknowledgement, 121)],
    ['unsigned', flipped(acknowledgement, 12)],
  ])('is no acknowledgement: %s', async (word, bytes) => {
    answers.acknowledgements = [says('acknowledgement', bytes)];
    expect(await complete(bare)).toMatchObject({ code: `ack_${word}`, next: 'keep-and-tell' });
    expect(asked).toEqual(paths('acknowledgements'));
  });

  it('is the acknowledgement of another entry, also where the kit holds it', async () => {
    const other = { ...bare, entryHash: '7'.repeat(64) };
    expect(await complete(other)).toMatchObject({ code: 'ack_another' });
    expect(await complete({ ...other, acknowledgement })).toMatchObject({ code: 'ack_another' });
  });

  it('is a receipt that was altered or is of another entry', async () => {
    for (const bytes of [receipt.slice(1), flipped(receipt, 40), flipped(receipt, 50), flipped(receipt, 10)]) {
      answers.receipts = [says('receipt', bytes)];
      expect(await complete(bare)).toMatchObject({ code: 'receipt', rule: 'spec:streams', next: 'keep-and-tell' });
    }
  });

  it('is an answer that is no refusal of ours: it is told as it stands', async () => {
    answers.acknowledgements = [() => json(403, { reason: 'Forbidden' })];
    expect(await complete(bare)).toBeInstanceOf(Problem);
    answers.acknowledgements = [() => json(200, { acknowledgement: '???' })];
    expect(await complete(bare)).toMatchObject({ message: expect.stringContaining('base64') });
  });
});
