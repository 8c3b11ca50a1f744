import { describe, expect, it } from 'vitest';
import { CorruptStream } from '../src/fields';
import { foldAll, noHall } from '../src/fold';
import { cutOff, standingIn } from '../src/host/cutOff';
import { nextStep } from '../src/host/nextStep';
import { mayConclude, periodEndOf, periodLeft } from '../src/period';
import PeriodNote from '../src/period/PeriodNote.vue';
import type { Hall } from '../src/state';
import { inBoth, render, textOf } from './render';
import { streamOf, vector, type SessionVector } from './vectors';

// tests/vectors/sessions/period.json: a rehearsal with three seconds for objections and confirmations. Of two lots the
// one without bids failed first; one of three bidders confirmed; the host concluded at the very end.
const events = streamOf(vector<SessionVector>('sessions/period.json'));
const at = (e: string) => Number(/"at":(\d+)/.exec(e)![1]);
const first = (type: string) => events.findIndex(event => event.e.startsWith(`{"type":"${type}"`));
const until = (type: string): Hall => foldAll(noHall, events.slice(0, first(type)));
const opened = at(events[first('LotOpened')]!.e);
const before = until('SessionConcluded');
const end = opened + 3e6;

const concludedAt = (micros: number, hall: Hall = before) => {
  const { e, h } = events[first('SessionConcluded')]!;
  return foldAll(hall, [{ h, e: e.replace(/"at":\d+/, `"at":${micros}`) }]).phase;
};

describe('the period for objections and confirmations', () => {
  it('runs from the outcome of the last lot', () => {
    expect(periodEndOf(until('LotOpened'))).toBeNull();
    expect([before.periodSeconds, periodEndOf(before)]).toEqual([3, end]);
    expect(at(events[first('LotFailed')]!.e)).toBeLessThan(opened);
    expect([periodLeft(before, null), periodLeft(before, end / 1e6 - 1.5), periodLeft(before, end / 1e6 + 9)]).toEqual([
      null,
      2,
      0,
    ]);
  });

  it('ends before a stream may conclude, to the microsecond', () => {
    expect(() => concludedAt(end - 1)).toThrow(CorruptStream);
    expect(concludedAt(end)).toBe('concluded');
  });

  it('ends early where every bid is confirmed, those that could not be opened among them', () => {
    const all = (change: object): Hall => ({
      ...before,
      lots: before.lots.map(lot => ({ ...lot, bids: lot.bids.map(bid => ({ ...bid, ...change })) })),
    });
    expect([mayConclude(before, end - 1), mayConclude(all({ confirmed: true }), opened)]).toEqual([false, true]);
    expect(mayConclude(all({ unreadable: { cause: 'x', fault: 'Platform' } }), opened)).toBe(false);
    expect(mayConclude({ ...before, lots: before.lots.map(lot => ({ ...lot, bids: [] })) }, opened)).toBe(true);
    expect(mayConclude({ ...before, periodSeconds: 0 }, opened)).toBe(true);
  });

  it('is what the host waits for, then the conclusion', () => {
    expect([nextStep(before, end - 1).code, nextStep(before, null).code, nextStep(before, end).code]).toEqual([
      'waitPeriod',
      'waitPeriod',
      'conclude',
    ]);
  });

  it('is counted down beside those who confirmed, and gone with the conclusion', async () => {
    for (const language of inBoth) {
      const text = async (second: number | null) =>
        textOf(await render(PeriodNote, { hall: before, second }, language));
      expect(await text(end / 1e6 - 2)).toContain('00:00:02');
      expect(await text(end / 1e6 - 2)).toMatch(language === 'zh' ? '已确认 1 / 3' : '1 of 3 confirmed');
      expect(await text(end / 1e6)).toMatch(language === 'zh' ? '截止' : 'closed at');
    }
    const concluded = foldAll(noHall, events);
    expect(textOf(await render(PeriodNote, { hall: concluded, second: end / 1e6 }))).toBe('');
  });
});

describe('what a conclusion would cut off', () => {
  it('is whoever has not confirmed, what is open, and what is left of the period', () => {
    const { silent, absent, open, left } = cutOff(before, end / 1e6 - 2);
    expect([silent.length, absent.length, open, left]).toEqual([0, 2, 0, 2]);
    const silenced = {
      ...before,
      lots: before.lots.map(lot => ({ ...lot, bids: lot.bids.map(bid => ({ ...bid, attended: true })) })),
    };
    expect([cutOff(silenced, end / 1e6).silent.length, cutOff(silenced, end / 1e6).left]).toEqual([2, 0]);
  });

  it('is counted of all lots, and of one', () => {
    const lot = before.lots.find(one => one.bids.length > 0)!;
    const objection = { id: 'x', lot: lot.lot, submission: 'y', text: 'z', at: 1, answer: null, answeredAt: null };
    const asked = { ...before, objections: [objection, { ...objection, answer: 'a' }] };
    expect(standingIn(asked)).toEqual({ bids: 3, attended: 1, confirmed: 1, raised: 2, open: 1 });
    expect(standingIn(asked, [before.lots.find(one => one !== lot)!])).toEqual({
      bids: 0,
      attended: 0,
      confirmed: 0,
      raised: 0,
      open: 0,
    });
  });
});
