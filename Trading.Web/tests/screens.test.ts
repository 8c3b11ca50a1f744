import { describe, expect, it } from 'vitest';
import { barOf, scaleOf } from '../src/bars';
import { foldAll, noHall } from '../src/fold';
import {
  dateTime,
  decimal,
  duration,
  figure,
  grouped,
  lasted,
  lastedInWords,
  percent,
  roundedFraction,
  ruleParts,
  span,
  unitYuan,
} from '../src/format';
import { said } from './render';
import { groupsOf, nextClose, type SessionLine } from '../src/sessions';
import { milestones, sentenceOf } from '../src/sentences';
import type { Bid, Hall, Lot } from '../src/state';
import { isMadeUpFor, secondsOf, standstillsOf, touches } from '../src/standstill';
import { stepsOf } from '../src/steps';
import { waitingOf } from '../src/waiting';
import { knownTypes } from '../src/fold';
import { streamOf, vector, type SessionVector } from './vectors';

const streams = (name: string) => streamOf(vector<SessionVector>(`sessions/${name}.json`));
const typeOf = (e: string) => /^\{"type":"(\w+)"/.exec(e)![1]!;
/** The state after the first event of a type. */
function after(name: string, type: string): Hall {
  const events = streams(name);
  return foldAll(noHall, events.slice(0, events.findIndex(event => typeOf(event.e) === type) + 1));
}

describe('figures', () => {
  it.each([
    [0n, '0.00'],
    [5n, '0.05'],
    [123456789n, '1,234,567.89'],
    [-100n, '−1.00'],
    [1_000_000_000_000_000n, '10,000,000,000,000.00'],
    [9223372036854775807n, '92,233,720,368,547,758.07'],
  ])('prints %d hundredths as %s', (value, text) => {
    expect(decimal(value)).toBe(text);
  });
  it.each([
    [953_000n, '95.30'],
    [1_000_000n, '100.00'],
    [123_456n, '12.3456'],
    [5n, '0.0005'],
    [-50_000n, '−5.00'],
    [95_310n, '9.531'],
  ])('prints %d millionths as %s percent', (value, text) => {
    expect(percent(value)).toBe(text);
  });
  it('takes the unit from the kind', () => {
    expect([650_000n, 654_321n, 1_234_567_800_000n, -5n, -5_432_100n].map(unitYuan)).toEqual([
      '0.65',
      '0.654321',
      '1,234,567.80',
      '−0.000005',
      '−5.4321',
    ]);
    expect(figure('Amount', 100n)).toEqual({ unit: 'unit.yuan', n: '1.00' });
    expect(figure('UnitPrices', 100n)).toEqual({ unit: 'unit.yuan', n: '1.00' });
    expect(figure('Discount', 100_000n)).toEqual({ unit: 'unit.percent', n: '10.00' });
  });
  it('shows Beijing time wherever the machine stands', () => {
    expect(dateTime(Date.UTC(2026, 11, 31, 16, 5, 9))).toBe('2027-01-01 00:05:09');
    expect(span(90_061)).toEqual({ days: 1, clock: '01:01:01' });
    const scores = ['203000/2147', '95', '1/200', '199/200', '', 'x/2', '1/0'];
    expect(scores.map(roundedFraction)).toEqual(['94.55', '95.00', '0.01', '1.00', '', 'x/2', '1/0']);
    expect([lasted(5), lasted(65), lasted(3_661)]).toEqual(['0:05', '1:05', '1:01:01']);
  });
  it('tells what is longer than a day in days and hours', () => {
    const zh = (key: string, values: Record<string, unknown>) => said(key, 'zh', values);
    const en = (key: string, values: Record<string, unknown>) => said(key, 'en', values);
    expect([duration(86_399, zh), duration(86_400, zh), duration(1_795_714_997, en)]).toEqual([
      '23:59:59',
      '1 天 0 小时',
      '20783 d 17 h',
    ]);
    expect([lastedInWords(65, zh), lastedInWords(200_000, zh)]).toEqual(['1:05', '2 天 7 小时']);
  });
  it('splits rules and digits', () => {
    expect(ruleParts('procurement-87:41')).toEqual({ key: 'rule.procurement-87', n: '41' });
    expect(ruleParts('something else')).toBeNull();
    expect(grouped('0123456789abcdef')).toBe('01234567 89abcdef');
  });
});

describe('why a hall waits', () => {
  const first = (hall: Hall, lot = 0) => waitingOf(hall.lots[lot]!, null);
  it('names what is missing in each phase', () => {
    expect(first(after('eventful', 'SessionPrepared'))).toMatchObject({ code: 'ceremony', n: 0, m: 9 });
    expect(first(after('eventful', 'LockCertified'))).toBeNull();
    expect(first(after('eventful', 'LotFrozen'))).toMatchObject({ code: 'cosign', n: 0, m: 2 });
    expect(first(after('eventful', 'ReleaseBegan'))).toMatchObject({ code: 'release', n: 0, m: 2 });
    expect(first(after('eventful', 'LotOpened'))).toBeNull();
    expect(first(after('no-lock', 'LotFailed'))).toBeNull();
  });
  it('waits for the freeze once the deadline has passed, and not before', () => {
    const lot = after('eventful', 'LockCertified').lots[0]!;
    expect(waitingOf(lot, lot.closeAt / 1000)).toBeNull();
    expect(waitingOf(lot, lot.closeAt / 1000 + 1)).toMatchObject({ code: 'freeze', since: lot.closeAt });
  });
  it('says when too few were submitted', () => {
    const events = streams('two-lots');
    const hall = foldAll(
      noHall,
      events.slice(
        0,
        events.findIndex(event => typeOf(event.e) === 'LotFailed'),
      ),
    );
    expect(first(hall, 1)).toMatchObject({ code: 'few', n: 2, m: 2 });
  });
});

describe('the row of steps', () => {
  const states = (hall: Hall, lot = 0) =>
    stepsOf(hall, hall.lots[lot]!)
      .map(step => step.state[0])
      .join('');
  it('follows the lot to the end', () => {
    expect(states(after('eventful', 'SessionPrepared'))).toBe('naaaaa');
    expect(states(after('eventful', 'LockCertified'))).toBe('dnaaaa');
    expect(states(after('eventful', 'LotFrozen'))).toBe('ddnaaa');
    expect(states(after('eventful', 'ReleaseBegan'))).toBe('dddnaa');
    expect(states(after('eventful', 'LotOpened'))).toBe('ddddna');
    expect(states(after('eventful', 'SessionConcluded'))).toBe('dddddn');
    expect(states({ ...after('eventful', 'SessionConcluded'), record: { at: 1, hash: '' } })).toBe('dddddd');
  });
  it('ends where a lot fails', () => {
    expect(states(after('no-lock', 'LotFailed'))).toBe('faaaaa');
    expect(states(after('two-lots', 'LotFailed'), 1)).toBe('ddfaaa');
    expect(states(after('few-opened', 'LotFailed'))).toBe('ddddfa');
  });
});

describe('bars', () => {
  const lot = (ceiling: bigint, ...values: bigint[]) =>
    ({
      priceKind: 'Amount',
      ceiling,
      bids: values.map(value => ({ form: { price: { kind: 'Amount', value } } }) as unknown as Bid),
    }) as unknown as Lot;
  const bars = (l: Lot) => l.bids.map(bid => barOf(l, bid, scaleOf(l)));
  it('are shares of the ceiling, and one outlier does not flatten the rest', () => {
    expect(bars(lot(1_000n, 500n, 1_000n))).toEqual([50, 100]);
    expect(bars(lot(1_000n, 600n, 1_100n))).toEqual([54.5, 100]);
    expect(bars(lot(1_000n, 600n, 9_000_000_000_000_000_000n))).toEqual([50, 100]);
  });
  it('are shares of the highest where the bound is a least discount', () => {
    const discounts = { ...lot(50_000n, 100_000n, 25_000n), priceKind: 'Discount', version: 2 } as unknown as Lot;
    for (const bid of discounts.bids) bid.form!.price.kind = 'Discount';
    expect([scaleOf(discounts).most, discounts.bids.map(bid => barOf(discounts, bid, scaleOf(discounts)))]).toEqual([
      100_000n,
      [100, 25],
    ]);
  });

  it('are shares of the highest where there is no ceiling, and never negative', () => {
    expect(bars(lot(0n, 50n, 200n, -5n, 0n))).toEqual([25, 100, 0, 0]);
    expect(bars(lot(0n))).toEqual([]);
    expect(bars(lot(0n, 0n))).toEqual([null]);
  });
  it('are not drawn for a bid without a comparable price', () => {
    const hall = after('eventful', 'LotOpened');
    expect(bars(hall.lots[0]!).map(bar => bar === null)).toEqual([false, true, true, true, false]);
  });
});

describe('sentences', () => {
  const t = (key: string, values: Record<string, unknown> = {}) => `${key} ${JSON.stringify(values)}`;
  it('exist for every line of a whole session', () => {
    for (const name of ['eventful', 'two-lots', 'no-lock', 'few-opened']) {
      const hall = foldAll(noHall, streams(name));
      for (const line of hall.log) expect(sentenceOf(line, hall, t, () => true)).not.toContain('log.unknown');
    }
  });
  it('name the lot where there are several, and an unknown event by its type', () => {
    const hall = foldAll(noHall, streams('two-lots'));
    expect(sentenceOf(hall.log.at(-1)!, hall, t, () => true)).toContain('said.lotPrefix {"lot":"a"');
    expect(sentenceOf({ height: 1, at: 1, code: 'New', lot: null, params: {} }, hall, t, () => false)).toBe(
      'log.unknown {"type":"New"}',
    );
  });
  it('tell a standstill over the deadline and what follows for each lot', () => {
    const hall = foldAll(noHall, streams('standstill'));
    const said = hall.log
      .filter(line => line.code === 'PlatformStoodStill')
      .map(line => sentenceOf(line, hall, t, () => true));
    expect(said).toEqual([
      'event.PlatformStoodStill {"restarted":0,"s":"4.0"}',
      'event.PlatformStoodStill {"restarted":0,"s":"10.0"}',
    ]);
    expect(hall.lots.map(lot => standstillsOf(hall, lot).map(({ consequence }) => consequence))).toEqual([
      ['madeUpFor'],
      ['held'],
    ]);
  });
  it('are said aloud for events that exist', () => {
    expect(knownTypes()).toEqual(expect.arrayContaining([...milestones]));
  });
});

describe('a standstill', () => {
  const closeAt = 1_800_000_600_000_000;
  const told = (from: number, until: number, restarted = false) => ({
    from: closeAt + from,
    until: closeAt + until,
    restarted,
  });
  it('touches a deadline from its beginning until nothing waits any more', () => {
    expect(
      [told(0, 1), told(1, 2), told(-9, -500_000), told(-9, -499_999), told(-9, 0, true), told(-9, 1, true)].map(one =>
        touches(one, closeAt),
      ),
    ).toEqual([true, false, false, true, false, true]);
  });
  it('is made up for within the five seconds that trustees allow', () => {
    expect(
      [told(0, 4_500_000), told(0, 4_500_001), told(0, 5_000_000, true), told(0, 5_000_001, true)].map(one =>
        isMadeUpFor(one, closeAt),
      ),
    ).toEqual([true, false, true, false]);
  });
  it('is never rounded down to nothing', () => {
    expect([told(0, 1), told(0, 3_000_000), told(0, 3_000_001)].map(secondsOf)).toEqual(['0.1', '3.0', '3.1']);
  });
});

describe("today's sessions", () => {
  const noon = Date.UTC(2026, 5, 1, 4);
  const session = (id: string, hours: number[], phase: SessionLine['phase'] = 'running', lot = 'intake') =>
    ({
      session: id,
      phase,
      lots: hours.map(h => ({ lot: 'a', title: '', phase: lot, closeAt: (noon + h * 3_600_000) * 1000 })),
    }) as unknown as SessionLine;
  it("are grouped by Beijing's day", () => {
    const groups = groupsOf(
      [
        session('tomorrow', [13]),
        session('tonight', [11]),
        session('soon', [1]),
        session('old', [-30], 'sealed'),
        session('done', [-2], 'concluded'),
        session('held', [-30]),
        session('failed', [-1], 'running', 'failed'),
      ],
      noon,
    );
    const ids = Object.fromEntries(
      Object.entries(groups).map(([group, list]) => [group, (list as SessionLine[]).map(s => s.session)]),
    );
    expect(ids).toEqual({
      soon: ['held', 'soon', 'tonight'],
      today: ['failed', 'done'],
      later: ['tomorrow'],
      earlier: ['old'],
    });
  });
  it('show the next deadline', () => {
    expect(nextClose(session('x', [-1, 2, 1]), noon)).toBe((noon + 3_600_000) * 1000);
    expect(nextClose(session('x', [-3, -1]), noon)).toBe((noon - 3_600_000) * 1000);
  });
});
