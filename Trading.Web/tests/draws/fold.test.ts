import { describe, expect, it } from 'vitest';
import { readJson, type Json } from '../../src/exact';
import { CorruptStream } from '../../src/fields';
import type { FeedEvent } from '../../src/follow';
import { foldClosed, nothingClosed } from '../../src/draws/closed';
import { foldDraw, knownTypes } from '../../src/draws/fold';
import { noDraw, type Draw } from '../../src/draws/state';
import { caseOf, cases, streamOf } from './vectors';

const whole = streamOf(caseOf('whole'), 'draw');
const typeOf = (event: FeedEvent) => /^\{"type":"(\w+)"/.exec(event.e)![1]!;
const upTo = (events: FeedEvent[], type: string) => events.slice(0, events.findIndex(e => typeOf(e) === type) + 1);
const after = (name: string, type: string): Draw => foldDraw(noDraw, upTo(streamOf(caseOf(name), 'draw'), type));

describe('the fold of a draw', () => {
  it.each(cases.map(one => [one.name, one] as const))('reads %s as the platform decides it', (_, one) => {
    const seen: string[] = [];
    let draw = noDraw;
    for (const [stream, e] of one.events) {
      if (stream === 'draw') draw = foldDraw(draw, [{ h: draw.height + 1, e }]);
      seen.push(draw.phase);
    }
    // A value is closed: the public stream hears of it with the next event of the same commit.
    const differ = seen.flatMap((phase, i) => (phase === one.phases[i] ? [] : [one.events[i]![1]]));
    expect(differ.every(e => e.startsWith('{"type":"BeaconCombined"'))).toBe(true);
    expect(foldDraw(noDraw, streamOf(one, 'draw'))).toEqual(draw);
  });

  it('counts, and names no position and nobody', () => {
    const draw = foldDraw(noDraw, whole);
    expect(draw.facts).toMatchObject({ seats: 5, threshold: 2, trustees: ['t1', 't2', 't3'], custody: 'Single' });
    expect(draw.commitment!.head).toMatchObject({ rows: 24, eligible: 24 });
    expect(draw.notices).toMatchObject({ confirmed: 5, declined: 1, silent: 1, conflicts: 2 });
    expect([draw.arrived, draw.bidders, draw.result!.k]).toEqual([5, 2, 0]);
  });

  it('begins anew with another draw', () => {
    const draw = after('again', 'AnotherDrawOrdered');
    expect([draw.phase, draw.result, draw.notices, draw.orders.map(order => order.k)]).toEqual([
      'committed',
      null,
      null,
      [1],
    ]);
    expect(foldDraw(noDraw, streamOf(caseOf('again'), 'draw')).result!.k).toBe(2);
  });

  it('says why a draw failed', () => {
    const failed = (name: string) => foldDraw(noDraw, streamOf(caseOf(name), 'draw')).failure;
    expect(failed('short')).toMatchObject({ cause: 'PoolShort', group: 0, needed: 5, left: 2, binding: 'Unit' });
    expect(failed('not-drawn')).toMatchObject({ cause: 'NotDrawn', group: -1 });
    expect(failed('not-arrived')).toMatchObject({ cause: 'NotArrived' });
    expect(failed('seat-open')).toMatchObject({ cause: 'SeatOpen' });
    const opening = changed(streamOf(caseOf('uncompared'), 'draw'), 'DrawDisclosed', e => {
      Object.assign(e, failedEvent, { cause: 'NothingOpened', at: e.at });
    });
    expect(foldDraw(noDraw, opening)).toMatchObject({ phase: 'failed', failure: { cause: 'NothingOpened' } });
  });

  it('leaves the state before as it was, and passes over what it does not know', () => {
    const before = after('whole', 'PoolCommitted');
    const copy = structuredClone(before);
    const strange = { h: before.height + 1, e: `{"type":"Strange","at":${before.lastAt}}` };
    expect(foldDraw(before, [strange])).toMatchObject({ phase: 'committed', height: before.height + 1 });
    foldDraw(before, whole.slice(before.height + 1));
    expect(before).toEqual(copy);
    expect(knownTypes()).toHaveLength(15);
  });
});

const failedEvent = readJson(
  streamOf(caseOf('not-arrived'), 'draw').find(event => typeOf(event) === 'DrawFailed')!.e,
) as { [key: string]: Json };

/** A stream in which one event is changed. */
function changed(events: FeedEvent[], type: string, change: (e: { [key: string]: Json }) => void): FeedEvent[] {
  const at = events.findIndex(event => typeOf(event) === type);
  const e = readJson(events[at]!.e) as { [key: string]: Json };
  change(e);
  return [...events.slice(0, at), { h: at, e: JSON.stringify(e) }];
}
const dropped = (events: FeedEvent[], type: string) =>
  events.filter(event => typeOf(event) !== type).map(({ e }, h) => ({ h, e }));
const flip = (text: Json) =>
  Buffer.from(Buffer.from(text as string, 'base64').map((b, i) => (i === 40 ? b ^ 1 : b))).toString('base64');

describe('a stream that no honest platform wrote', () => {
  const shortened = (key: string) => (e: { [key: string]: Json }) => void (e[key] = 'AAAA');
  it.each<[string, FeedEvent[]]>([
    ['begins with something else', whole.slice(1).map(({ e }, h) => ({ h, e }))],
    ['leaves out a height', [whole[0]!, whole[2]!]],
    ['goes back in time', changed(whole, 'PoolCommitted', e => void (e.at = 1))],
    ['has another request', changed(whole, 'DrawRequested', e => void (e.request = flip(e.request!)))],
    ['has another id', changed(whole, 'DrawRequested', e => void (e.draw = 'f'.repeat(32)))],
    ['has two policies', changed(whole, 'DrawRequested', e => void (e.policies = (e.policies as Json[]).slice(1)))],
    ['has its policies in another order', changed(whole, 'DrawRequested', e => void (e.policies as Json[]).reverse())],
    ['is published too late', changed(whole, 'DrawRequested', e => void (e.at = 1_772_409_600_000_000))],
    ['has one lock twice', [...whole.slice(0, 2), { h: 2, e: whole[1]!.e }]],
    ['has a lock of another policy', changed(whole, 'DrawLockCertified', e => void (e.lot = 'names'))],
    ['has a lock that is none', changed(whole, 'DrawLockCertified', shortened('certificate'))],
    ['is committed to without a lock', dropped(whole, 'DrawLockCertified')],
    ['commits with the head of another request', changed(whole, 'PoolCommitted', e => void (e.head = flip(e.head!)))],
    ['commits without a signature', changed(whole, 'PoolCommitted', shortened('signature'))],
    ['draws before a commitment', dropped(whole, 'PoolCommitted')],
    ['draws before its hour', changed(whole, 'CommitteeDrawn', e => void (e.at = 1_772_409_000_000_000))],
    ['draws another number', changed(whole, 'CommitteeDrawn', e => void (e.k = 1))],
    ['draws more seats than were asked for', changed(whole, 'CommitteeDrawn', e => void (e.seats = 6))],
    ['counts before it draws', dropped(whole, 'CommitteeDrawn')],
    ['counts more than sit', changed(whole, 'NoticesCounted', e => void (e.confirmed = 6))],
    ['names bidders that are none', changed(whole, 'BiddersNamed', e => void (e.units = ['x']))],
    ['names bidders in another order', changed(whole, 'BiddersNamed', e => void (e.units as Json[]).reverse())],
    ['counts other seats', changed(whole, 'ArrivalsCounted', e => void (e.seats = 4))],
    ['discloses before the last arrival', dropped(whole, 'ArrivalsCounted')],
    ['discloses before the opening named anybody', dropped(streamOf(caseOf('again'), 'draw'), 'BiddersNamed')],
    [
      'discloses uncompared before the last hour',
      changed(streamOf(caseOf('uncompared'), 'draw'), 'DrawDisclosed', e => void (e.at = (e.at as number) - 1)),
    ],
    ['goes on after its end', [...whole, { h: whole.length, e: whole.at(-1)!.e }]],
    [
      'draws again without a reason',
      changed(streamOf(caseOf('again'), 'draw'), 'AnotherDrawOrdered', e => void (e.reason = '')),
    ],
    [
      'is short of a group that is none',
      changed(streamOf(caseOf('short'), 'draw'), 'DrawFailed', e => void (e.group = 2)),
    ],
    [
      'is over before the room opens',
      changed(streamOf(caseOf('not-drawn'), 'draw'), 'DrawFailed', e => void (e.at = 1_772_409_700_000_000)),
    ],
    [
      'is over before the last hour of arrivals',
      changed(streamOf(caseOf('not-arrived'), 'draw'), 'DrawFailed', e => void (e.at = 1_772_413_200_000_000)),
    ],
  ])('%s: it is refused', (_, events) => {
    expect(() => foldDraw(noDraw, events)).toThrow(CorruptStream);
  });
});

describe('the closed stream', () => {
  const draw = foldDraw(noDraw, whole);
  const events = streamOf(caseOf('whole'), 'drawn');
  it('tells values, seats and what became of each position', () => {
    const closed = foldClosed(draw, nothingClosed, events);
    expect(closed.values.map(value => value.steps.length)).toEqual([5]);
    expect(closed.told.flatMap(told => told.dropped)).toHaveLength(4);
    expect(closed.told.flatMap(told => told.steps)).toHaveLength(4);
    const again = caseOf('again');
    const twice = foldClosed(foldDraw(noDraw, streamOf(again, 'draw')), nothingClosed, streamOf(again, 'drawn'));
    expect(twice.values.map(value => value.k)).toEqual([0, 1, 2]);
  });
  it.each<[string, FeedEvent[]]>([
    ['tells of positions before a value', events.slice(1).map(({ e }, h) => ({ h, e }))],
    ['has a value of another draw', changed(events, 'BeaconCombined', e => void (e.k = 1))],
    ['has fewer answers than t', changed(events, 'BeaconCombined', e => void (e.answers = []))],
    ['tells of a position that is none', changed(events, 'PositionTold', e => void (e.position = 24))],
    [
      'seats somebody though nobody left',
      changed(events, 'PositionTold', e => void (e.steps = [{ position: 1, group: 0, insteadOf: 5 }])),
    ],
    ['has conflicts that cannot be read', changed(events, 'ConflictsFound', e => void (e.statement = 'AAAA'))],
  ])('%s: it is refused', (_, wrong) => {
    expect(() => foldClosed(draw, nothingClosed, wrong)).toThrow(CorruptStream);
  });
});
