import { describe, expect, it } from 'vitest';
import { start, type Bidding, type LotFacts } from '../../src/bid/bidding';
import BrowserBids from '../../src/bid/BrowserBids.vue';
import { next } from '../../src/bid/next';
import LeaveDialog from '../../src/person/LeaveDialog.vue';
import TimeStrip from '../../src/bid/TimeStrip.vue';
import type { SealedBid } from '../../src/seal/store';
import { bytes, sealedBid, statement } from './entries';
import { inBoth, partOf, render, textOf } from '../render';

const open: LotFacts = {
  phase: 'intake',
  isPast: false,
  closeAt: 1e12,
  lateRule: '',
  tenderCode: '',
  revoked: [],
};
const holding = (facts: Partial<LotFacts>, ...bids: SealedBid[]): Bidding =>
  next(next(start, { said: 'lot', lot: { ...open, ...facts } }), { said: 'read', bids });
const received = sealedBid({ acknowledgement: bytes(1), receipt: bytes(2), bidderName: '甲' });
const other = sealedBid({ ...received, submission: 'a'.repeat(32), entryHash: 'b'.repeat(64), bidderName: '乙' });
const shown = async (bidding: Bidding, tabs: number, language: (typeof inBoth)[number] = 'zh') =>
  textOf(await render(BrowserBids, { bidding, lot: null, tabs }, language));

describe('what else this browser has of a lot', () => {
  it('is no news where there is one page and one bid', async () => {
    expect(await shown(holding({}), 0)).toBe('');
    expect(await shown(holding({}, received), 0)).toBe('');
  });

  it('is told of another page, with the bids there are', async () => {
    for (const language of inBoth) expect(await shown(holding({}), 2, language)).toContain('2');
    const unsaved = sealedBid({ isKitSaved: false, bidderName: '丙' });
    expect(await shown(holding({}, unsaved), 1)).toMatch(/丙.*凭证还没有保存/);
  });

  it('lists two bids, of which both count, and not what was withdrawn', async () => {
    const text = await shown(holding({}, received, other), 0);
    expect([text.includes('2 份投标'), text.includes('甲'), text.includes('乙'), text.includes('截止前')]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    const gone = statement({ submission: other.submission, acknowledgement: bytes(1), receipt: bytes(2) });
    expect(await shown(holding({}, received, gone), 0)).toBe('');
    expect(await shown(holding({ phase: 'opened', isPast: true }, received, other), 0)).not.toContain('请在截止前');
  });
});

describe('the time that is left', () => {
  const strip = async (remaining: number) => partOf(await render(TimeStrip, { remaining, lot: '施工' }), 'time-strip');

  it('is in sight with its lot, and louder near the end', async () => {
    expect(textOf(await strip(3_661))).toContain('01:01:01');
    expect((await strip(3_661)).includes('class="strip"')).toBe(true);
    expect([await strip(600), await strip(120)].map(html => /strip (\w+)/.exec(html)?.[1])).toEqual(['warn', 'bad']);
    expect(textOf(await strip(-5))).toContain('00:00:00');
  });
});

describe('leaving a page', () => {
  it('says in both languages what is lost', async () => {
    for (const language of inBoth)
      for (const risk of ['unsaved', 'unsent'] as const)
        expect(textOf(await render(LeaveDialog, { risk, words: 'bid.away' }, language)).length).toBeGreaterThan(60);
  });
});
