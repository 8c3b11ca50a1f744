import { describe, expect, it } from 'vitest';
import { CorruptStream } from '../src/fields';
import { foldAll, knownTypes, mostLogLines, noHall } from '../src/fold';
import { isShown, type Hall } from '../src/state';
import { snapshotOf } from './snapshot';
import { names, streamOf, vector, type SessionVector } from './vectors';

const streams = names('sessions').map(name => vector<SessionVector>(`sessions/${name}.json`));
const eventful = streams.find(stream => stream.name === 'eventful')!;

describe('the fold', () => {
  it.each(streams)('makes of $name what the server makes of it, at every height', stream => {
    const events = streamOf(stream);
    for (const { height, session } of stream.snapshots)
      expect(snapshotOf(foldAll(noHall, events.slice(0, height + 1)))).toEqual(session);
  });

  it.each(streams)('makes the same of $name however it is cut', stream => {
    const events = streamOf(stream);
    const whole = foldAll(noHall, events);
    expect(events.reduce<Hall>((hall, event) => foldAll(hall, [event]), noHall)).toEqual(whole);
    for (let cut = 0; cut <= events.length; cut++)
      expect(foldAll(foldAll(noHall, events.slice(0, cut)), events.slice(cut))).toEqual(whole);
  });

  it('leaves the state before as it was', () => {
    const events = streamOf(eventful);
    let hall = noHall;
    for (const event of events) {
      const before = structuredClone(hall);
      const after = foldAll(hall, [event]);
      expect(hall).toEqual(before);
      hall = after;
    }
  });

  it('keeps amounts exact beyond 2^53', () => {
    const lot = foldAll(noHall, streamOf(eventful)).lots[0]!;
    expect(lot.ceiling).toBe(9007199254740993n);
    expect(lot.bids[0]!.form!.price.value).toBe(1_000_000_000_000_000n);
    expect(lot.bids[4]!.form!.price.value).toBe(9223372036854775807n);
  });

  it('keeps the bids that an event does not touch', () => {
    const events = streamOf(eventful);
    const confirmed = events.findIndex(event => event.e.startsWith('{"type":"RecordConfirmed"'));
    const before = foldAll(noHall, events.slice(0, confirmed));
    const after = foldAll(before, events.slice(confirmed, confirmed + 1));
    expect(after.lots[0]!.bids.filter((bid, i) => bid !== before.lots[0]!.bids[i])).toHaveLength(1);
  });

  it('shows no bid before the whole commit is there', () => {
    const events = streamOf(eventful);
    const last = events.findIndex(event => event.e.startsWith('{"type":"LotOpened"'));
    for (let h = 0; h < last; h++) expect(isShown(foldAll(noHall, events.slice(0, h + 1)).lots[0]!)).toBe(false);
    expect(isShown(foldAll(noHall, events.slice(0, last + 1)).lots[0]!)).toBe(true);
  });

  it('knows every event of a session that the server has', () => {
    const ofIntake = ['IntakeOpened', 'CommitStamped', 'EntryAccepted', 'EntryRefused', 'TickSealed'];
    expect(knownTypes()).toEqual(expect.arrayContaining(names('events').filter(type => !ofIntake.includes(type))));
  });

  it('takes the sealed record after the end, and an order over a late freeze', () => {
    const events = streamOf(eventful);
    const hall = foldAll(noHall, events.slice(0, -1));
    const sealed = foldAll(hall, [
      {
        h: hall.height + 1,
        e:
          `{"type":"RecordSealed","at":${hall.lastAt},"hash":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",` +
          '"certificate":"","signature":""}',
      },
    ]);
    expect(sealed.record).toEqual({
      at: hall.lastAt,
      hash: '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f',
    });
    expect(
      foldAll(noHall, streamOf(streams.find(stream => stream.name === 'late')!)).lots[0]!.freeze!.lateOrders.map(
        o => o.role,
      ),
    ).toEqual(['Host', 'Supervisor']);
  });

  it('refuses a standstill that the decider refuses, and a freeze that it holds', () => {
    const events = streamOf(vector<SessionVector>('sessions/standstill.json'));
    const place = events.findIndex(event => event.e.startsWith('{"type":"PlatformStoodStill"'));
    const before = foldAll(noHall, events.slice(0, place));
    const { at, from, until } = JSON.parse(events[place]!.e) as { at: number; from: number; until: number };
    const told = (change: object) => ({
      h: place,
      e: JSON.stringify({ type: 'PlatformStoodStill', at, from, until, restarted: false, ...change }),
    });
    expect(foldAll(before, [told({})]).standstills).toHaveLength(1);
    const closeAt = before.lots[0]!.closeAt;
    for (const change of [
      { at: at - 1 },
      { from: until },
      { from: before.preparedAt - 1 },
      { from: closeAt + 1 },
      { until: at + 1 },
    ])
      expect(() => foldAll(before, [told(change)])).toThrow(CorruptStream);
    expect(() => foldAll(before, [told({}), { ...told({ restarted: true }), h: place + 1 }])).toThrow(CorruptStream);
    const frozen = { ...events.find(event => event.e.startsWith('{"type":"LotFrozen"'))!, h: place + 1 };
    expect(foldAll(before, [told({}), frozen]).lots[0]!.phase).toBe('frozen');
    const tooLong = { at: closeAt + 5_500_001, until: closeAt + 5_000_001 };
    const later = { ...frozen, e: frozen.e.replace(/"at":\d+/, `"at":${closeAt + 8_999_999}`) };
    expect(() => foldAll(before, [told(tooLong), later])).toThrow('a standstill holds it');
  });

  it('counts and names an event that it does not know', () => {
    const hall = foldAll(noHall, streamOf(eventful).slice(0, 3));
    const after = foldAll(hall, [{ h: 3, e: '{"type":"SomethingNew","at":9,"lot":"a"}' }]);
    expect(after.log.at(-1)).toEqual({ height: 3, at: 9, code: 'SomethingNew', lot: 'a', params: {} });
    expect({ ...after, height: hall.height, lastAt: hall.lastAt, log: hall.log }).toEqual(hall);
  });

  it('keeps a tail of the log', () => {
    const hall = foldAll(noHall, streamOf(eventful).slice(0, 1));
    const many = Array.from({ length: mostLogLines + 50 }, (_, i) => ({ h: i + 1, e: `{"type":"X","at":${i}}` }));
    expect(foldAll(hall, many).log.map(line => line.height)).toEqual(
      Array.from({ length: mostLogLines }, (_, i) => i + 51),
    );
  });

  const start = streamOf(eventful).slice(0, 1);
  it.each([
    ['a missing height', { h: 2, e: '{"type":"X","at":1}' }],
    ['a height twice', { h: 0, e: '{"type":"X","at":1}' }],
    ['another beginning', { h: 1, e: start[0]!.e }],
    ['an unknown lot', { h: 1, e: '{"type":"ReleaseBegan","at":1,"lot":"z"}' }],
    ['a skipped phase', { h: 1, e: '{"type":"ReleaseBegan","at":1,"lot":"a"}' }],
    ['a missing field', { h: 1, e: '{"type":"LotFrozen","at":1,"lot":"a"}' }],
    ['an answer to nothing', { h: 1, e: '{"type":"ObjectionAnswered","at":1,"objection":"x","text":"y"}' }],
    ['no object', { h: 1, e: '[]' }],
  ])('refuses %s', (_, event) => {
    expect(() => foldAll(foldAll(noHall, start), [event])).toThrow(CorruptStream);
  });
});
