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

  it('gives each lot its scoring terms, and refuses what is not in one spelling', () => {
    const [first] = streamOf(streams.find(stream => stream.name === 'form-2')!);
    const withScoring = (lot: string, terms: string) => ({
      ...first!,
      e: first!.e
        .replace('"unitPriceDecimals":4}', `"unitPriceDecimals":4${lot}}`)
        .replace('},"policies"', `${terms}},"policies"`),
    });
    const scoring = (lot: string, terms: string) => foldAll(noHall, [withScoring(lot, terms)]).lots[0]!.scoring;
    expect(scoring('', '')).toBeNull();
    expect(scoring(',"scoring":1', ',"scoring":["{\\r\\n}"]')).toBe('{\r\n}');
    for (const [lot, terms] of [
      [',"scoring":1', ''],
      ['', ',"scoring":["{}"]'],
      [',"scoring":2', ',"scoring":["{}"]'],
      [',"scoring":1', ',"scoring":["{}","{ }"]'],
    ] as const)
      expect(() => scoring(lot, terms)).toThrow(CorruptStream);
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
    const sealed = foldAll(hall, events.slice(-1));
    const { at, hash } = JSON.parse(events.at(-1)!.e) as { at: number; hash: string };
    expect(sealed.record).toEqual({ at, hash: Buffer.from(hash, 'base64').toString('hex') });
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
