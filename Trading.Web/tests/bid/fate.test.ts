import { describe, expect, it } from 'vitest';
import { fateOf, type Fate, type Own } from '../../src/bid/fate';
import SentBid from '../../src/bid/SentBid.vue';
import { Trouble } from '../../src/person/explain';
import type { Bid, Lot } from '../../src/state';
import { bytes, sealedBid, statement } from './entries';
import { inBoth, render, said, textOf } from '../render';

const bid = sealedBid();
const own: Own = {
  submission: bid.submission,
  entryHash: bid.entryHash,
  isWithdrawn: false,
  isRevoked: false,
  isAcknowledged: true,
  hasReceipt: true,
};
const row = (change: Partial<Bid> = {}) =>
  ({ submission: bid.submission, envelopeHash: bid.entryHash, unreadable: null, ...change }) as Bid;
const lot = (phase: Lot['phase'], change: Partial<Lot> = {}) =>
  ({ phase, bids: [], freeze: null, failure: null, ...change }) as unknown as Lot;
const other = row({ submission: 'a'.repeat(32) });
const opened = (...bids: Bid[]) => lot('opened', { bids });
const failed = (cause: 'FewSubmitted' | 'FewOpened', ...bids: Bid[]) =>
  lot('failed', { bids, failure: { at: 1, cause, rule: '' } });
const fate = (change: Partial<Own>, at: Lot, newer: number | null = null, isOver = false) =>
  fateOf({ ...own, ...change }, at, newer, isOver).fate;

describe('what became of one’s own bid', () => {
  it('is known from the platform until the list is frozen', () => {
    const open = lot('intake');
    expect(fate({ isAcknowledged: false, hasReceipt: false }, open)).toBe('sending');
    expect(fate({ isAcknowledged: false, hasReceipt: false }, open, null, true)).toBe('notInTime');
    expect(fate({ hasReceipt: false }, open)).toBe('logged');
    expect(fate({}, open)).toBe('received');
    expect(fate({}, open, 2)).toBe('superseded');
    expect(fate({ isWithdrawn: true, hasReceipt: false }, open)).toBe('withdrawing');
    expect(fate({ isWithdrawn: true }, open)).toBe('withdrawn');
    expect(fate({ isWithdrawn: true }, open, 3)).toBe('superseded');
  });

  it('is told by the stream alone once there is a list, whatever was received before', () => {
    expect(fateOf(own, opened(other, row()), null)).toEqual({ fate: 'opened', number: 2, fault: null });
    const another = row({ envelopeHash: 'f'.repeat(64) });
    expect(fateOf(own, opened(another), null)).toMatchObject({ fate: 'replaced', number: 1 });
    const broken = row({ unreadable: { cause: 'TagMismatch', fault: 'Platform' } });
    expect(fateOf(own, failed('FewOpened', broken), null)).toEqual({
      fate: 'unreadable',
      number: 1,
      fault: 'Platform',
    });
    expect(fate({}, opened(other))).toBe('withdrawn');
    expect(fate({ isAcknowledged: false }, opened(other))).toBe('notInTime');
    expect(fate({ isAcknowledged: null }, opened(other))).toBe('notListed');
    expect(fate({ isWithdrawn: true, isAcknowledged: false }, opened(row()))).toBe('sending');
  });

  it('is a revocation from the moment that the stream holds it', () => {
    const freeze = { revoked: [bid.submission] } as unknown as Lot['freeze'];
    for (const phase of ['frozen', 'releasing', 'opened'] as const)
      expect(fate({}, lot(phase, { freeze }))).toBe('revoked');
    expect(fate({ isRevoked: true }, lot('frozen'))).toBe('revoked');
  });

  it('is to stay sealed where too few were received', () => {
    expect(fate({}, failed('FewSubmitted'))).toBe('staysSealed');
    expect(fate({}, failed('FewSubmitted'), 2)).toBe('superseded');
    expect(fate({ isWithdrawn: true, hasReceipt: false }, failed('FewSubmitted'))).toBe('withdrawn');
    expect(fate({ isAcknowledged: false }, failed('FewSubmitted'), null, true)).toBe('notInTime');
  });
});

describe('an entry as it is shown', () => {
  const entry = sealedBid({ acknowledgement: bytes(1), receipt: bytes(2) });
  const props = {
    bid: entry,
    progress: null,
    trouble: null,
    mayRetry: false,
    supersededBy: null,
    remaining: 60,
    arrived: null,
    host: '漓江代理',
  };
  const shown = (fate: Fate, change: object = {}, language: (typeof inBoth)[number] = 'zh') =>
    render(SentBid, { ...props, place: { fate, number: 4, fault: 'Platform' }, ...change }, language);

  it('has words for each state, and is green only where the entry itself counts', async () => {
    const green: Fate[] = ['received', 'withdrawn', 'opened'];
    const all: Fate[] = [
      ...green,
      'logged',
      'notInTime',
      'superseded',
      'withdrawing',
      'revoked',
      'staysSealed',
      'replaced',
      'unreadable',
      'notListed',
    ];
    for (const language of inBoth) {
      const texts = new Set<string>();
      for (const fate of all) {
        const html = await shown(fate, { supersededBy: 2 }, language);
        expect(/class="[^"]*\bgood\b/.test(html)).toBe(green.includes(fate));
        if (fate !== 'received' && fate !== 'superseded') expect(textOf(html)).not.toMatch(/已收到|Received/);
        texts.add(textOf(html));
      }
      expect(texts.size).toBe(all.length);
      for (const fate of ['revoked', 'withdrawn', 'staysSealed', 'notInTime', 'notListed', 'superseded'])
        expect(said(`bid.own.${fate}`, language)).not.toBe('');
    }
    expect(textOf(await shown('unreadable'))).toContain('平台原因');
  });

  it('names a hash for what it is of', async () => {
    expect(textOf(await shown('received'))).toContain('投标指纹');
    expect(textOf(await shown('withdrawn', { bid: statement() }))).toContain('撤回声明指纹');
    expect(textOf(await shown('revoked', { bid: statement({ revocation: 'recorded' }) }))).toContain('撤销声明指纹');
    expect(textOf(await shown('withdrawn', { bid: statement() }, 'en'))).toContain('Fingerprint of the withdrawal');
  });

  it('that did not arrive in time says how much had come, and whom to call', async () => {
    const arrived = { bytes: 1_048_576, ofBytes: 3_145_728 };
    const text = textOf(await shown('notInTime', { arrived }));
    expect(text).toContain('只收到 1.0 MiB / 3.0 MiB');
    expect(text).toContain(`主持人漓江代理，并说明投标指纹 ${entry.entryHash.slice(0, 16)}`);
    expect(textOf(await shown('received', { arrived }))).not.toMatch(/漓江代理|MiB/);
  });

  it('that did not arrive in time says so once', async () => {
    const trouble = new Trouble('notDelivered', {}, 'bidding-reg:36', 'keep-your-copy');
    expect(await shown('notInTime', { trouble })).not.toContain('sent-fate');
  });
});
