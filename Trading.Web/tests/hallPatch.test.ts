import { describe, expect, it } from 'vitest';
import { foldAll } from '../src/fold';
import { patched, patchesOf } from '../src/hallPatch';
import { mostLogLines, noHall } from '../src/noHall';
import type { Hall } from '../src/state';
import { names, streamOf, vector, type SessionVector } from './vectors';

const streams = names('sessions').map(name => vector<SessionVector>(`sessions/${name}.json`));

// As a worker and its page have it: two states that share nothing, and patches copied between them.
function pageOf(states: Hall[]): Hall[] {
  let [told, page] = [noHall, noHall];
  return states.map(now => {
    for (const patch of patchesOf(told, now)) page = patched(page, structuredClone(patch));
    told = now;
    return page;
  });
}

describe('what a worker tells its page of a session', () => {
  it.each(streams.map(stream => [stream.name, stream] as const))('makes the same states of %s', (_, stream) => {
    const events = streamOf(stream);
    for (const step of [1, 3, events.length]) {
      const states: Hall[] = [];
      for (let hall = noHall, at = 0; at < events.length; at += step)
        states.push((hall = foldAll(hall, events.slice(at, at + step))));
      expect(pageOf(states)).toEqual(states);
    }
  });

  it('leaves what no event touched the same objects', () => {
    const events = streamOf(vector<SessionVector>('sessions/two-lots.json'));
    const states = events.map((_, i) => foldAll(noHall, events.slice(0, 1 + i)));
    const folded: Hall[] = [];
    for (const event of events) folded.push(foldAll(folded.at(-1) ?? noHall, [event]));
    const pages = pageOf(folded);
    expect(pages).toEqual(states);
    pages.slice(1).forEach((page, i) => {
      const before = pages[i]!;
      expect([page.pack, page.roles]).toEqual([before.pack, before.roles]);
      expect(page.pack).toBe(before.pack);
      page.lots.forEach((lot, n) => {
        const isSame = folded[i]!.lots[n] === folded[i + 1]!.lots[n];
        expect([i, n, lot === before.lots[n]]).toEqual([i, n, isSame]);
        const shared = lot.bids.filter((bid, b) => bid === before.lots[n]!.bids[b]).length;
        expect(shared).toBe(
          folded[i + 1]!.lots[n]!.bids.filter((bid, b) => bid === folded[i]!.lots[n]!.bids[b]).length,
        );
      });
    });
  });

  it('comes in pieces that are small however many bids a lot has, and keeps the tail of the log', () => {
    const one = foldAll(noHall, streamOf(vector<SessionVector>('sessions/eventful.json')));
    const lot = one.lots[0]!;
    const bids = Array.from({ length: 500 }, (_, i) => ({ ...lot.bids[0]!, submission: String(i) }));
    const log = Array.from({ length: mostLogLines }, (_, i) => ({ ...one.log[0]!, height: one.height + 50 + i }));
    const many: Hall = { ...one, height: one.height + 600, lots: [{ ...lot, bids }], log };
    const patches = patchesOf(one, many);
    expect(Math.max(...patches.flatMap(patch => patch.lots.map(each => each.bids.length)))).toBeLessThanOrEqual(25);
    expect(pageOf([one, many])).toEqual([one, many]);
  });
});
