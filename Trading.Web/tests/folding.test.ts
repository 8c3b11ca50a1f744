import { describe, expect, it } from 'vitest';
import { foldAll, noHall } from '../src/fold';
import { Folding, pauseMs, shownEveryMs, sliceMs } from '../src/folding';
import type { Hall } from '../src/state';
import { streamOf, vector, type SessionVector } from './vectors';

const events = streamOf(vector<SessionVector>('sessions/eventful.json'));
const lotOf = (hall: Hall) => hall.lots[0]!;

// A world whose clock goes on by so many milliseconds each time it is asked; turns are taken by hand.
function world(stepMs: number) {
  const waiting: { by: 'frame' | 'turn' | 'pause'; work: () => void }[] = [];
  const seen = { halls: [] as Hall[], failures: [] as string[], turns: [] as string[], pauses: [] as number[] };
  let time = 0;
  const folding = new Folding({
    now: () => (time += stepMs),
    nextFrame: work => void waiting.push({ by: 'frame', work }),
    nextTurn: work => void waiting.push({ by: 'turn', work }),
    later: (ms, work) => {
      seen.pauses.push(ms);
      waiting.push({ by: 'pause', work });
    },
    show: hall => void seen.halls.push(hall),
    fail: cause => void seen.failures.push(cause.message),
  });
  const run = () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      seen.turns.push(next.by);
      next.work();
    }
  };
  return { folding, seen, run };
}

describe('folding', () => {
  it('folds a burst in slices and shows it whole', () => {
    const { folding, seen, run } = world(sliceMs);
    const some = events.slice(0, 3);
    folding.take(some);
    expect(folding.height).toBe(some.length - 1);
    run();
    expect(seen.turns).toEqual(['frame', 'turn', 'turn']);
    expect(seen.halls).toEqual([foldAll(noHall, some)]);
  });

  it('folds a short one at once, and what comes meanwhile with it', () => {
    const { folding, seen, run } = world(0);
    folding.take(events.slice(0, 3));
    folding.take(events.slice(3));
    run();
    expect(seen.turns).toEqual(['frame']);
    expect(seen.halls).toEqual([foldAll(noHall, events)]);
  });

  it('shows something of a long stream now and then', () => {
    const { folding, seen, run } = world(shownEveryMs + 1);
    folding.take(events);
    run();
    expect(seen.halls).toHaveLength(events.length);
  });

  it('shows what comes alone at once, and of a train of acts a few pictures a second', () => {
    const { folding, seen, run } = world(1);
    folding.take(events.slice(0, 1));
    run();
    expect(seen.halls).toHaveLength(1);
    for (const event of events.slice(1, 9)) folding.take([event]);
    run();
    expect(seen.halls).toHaveLength(2);
    expect(seen.halls[1]).toEqual(foldAll(noHall, events.slice(0, 9)));
    expect(seen.pauses).toHaveLength(1);
    expect(seen.pauses[0]).toBeGreaterThan(0);
    expect(seen.pauses[0]).toBeLessThan(pauseMs);
  });

  it('stops at what cannot be folded, and shows what stood before', () => {
    const { folding, seen, run } = world(shownEveryMs + 1);
    folding.take(events.slice(0, 2));
    run();
    folding.take([{ h: 3, e: '{}' }]);
    run();
    folding.take(events);
    run();
    expect(seen.failures).toHaveLength(1);
    expect(seen.halls.map(hall => hall.height)).toEqual([0, 1]);
  });
});

describe('what an act leaves as it was', () => {
  it('is every other lot, and every other bid of its own', () => {
    const both = streamOf(vector<SessionVector>('sessions/two-lots.json'));
    both.forEach((event, i) => {
      const before = foldAll(noHall, both.slice(0, i));
      const after = foldAll(before, [event]);
      const { lot, type } = JSON.parse(event.e) as { lot?: string; type: string };
      if (before.lots.length === 0) return;
      const touched = type.startsWith('Objection') || lot === undefined ? [] : [lot];
      const changed = after.lots.filter((each, n) => each !== before.lots[n]).map(each => each.lot);
      expect([type, changed]).toEqual([type, touched]);
    });
  });

  it('is what everybody else offered', () => {
    const at = events.findIndex(event => event.e.startsWith('{"type":"BidderAttended"'));
    const before = foldAll(noHall, events.slice(0, at));
    const after = foldAll(before, [events[at]!]);
    const changed = lotOf(after).bids.filter((bid, i) => bid !== lotOf(before).bids[i]);
    expect(changed).toHaveLength(1);
    expect(after.pack).toBe(before.pack);
  });
});
