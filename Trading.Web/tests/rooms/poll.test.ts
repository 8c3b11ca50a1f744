import { describe, expect, it } from 'vitest';
import { Poll, type PollAnswer, type PollLink } from '../../src/rooms/poll';

const event = (h: number) => ({ h, e: `{"n":${h}}` });
const settle = async () => {
  for (let i = 0; i < 30; i++) await Promise.resolve();
};

function run(answers: (PollAnswer | Error)[]) {
  const [asked, pauses, links, got]: [number[], number[], PollLink[], number[]] = [[], [], [], []];
  const waits: boolean[] = [];
  const poll = new Poll(
    {
      read: async (from, isWaiting) => {
        asked.push(from);
        waits.push(isWaiting);
        const answer = answers.shift();
        if (!answer) return new Promise<never>(() => undefined);
        if (answer instanceof Error) throw answer;
        return answer;
      },
      pause: async ms => void pauses.push(ms),
      random: () => 1,
      isDenied: cause => (cause as Error).message === 'denied',
    },
    events => got.push(...events.map(one => one.h)),
    link => links.push(link),
  );
  poll.start();
  return { poll, asked, pauses, links, got, waits };
}

describe('following a closed stream', () => {
  it('asks behind what came, and hands on each event once', async () => {
    const seen = run([
      { events: [event(0), event(1)], next: 2 },
      { events: [], next: 2 },
      { events: [event(2)], next: 3 },
    ]);
    await settle();
    expect(seen.asked).toEqual([0, 2, 2, 3]);
    expect(seen.got).toEqual([0, 1, 2]);
    expect(seen.links).toEqual(['connecting', 'live']);
    // The first answer comes at once, all others with what is new; one without news is no reason to hurry.
    expect(seen.waits).toEqual([false, true, true, true]);
    expect(seen.pauses).toEqual([200]);
  });

  it('waits longer each time, and says that the line is lost, or that it may not read', async () => {
    const away = () => new Error('away');
    const seen = run([away(), away(), away(), { events: [], next: 0 }, new Error('denied')]);
    await settle();
    expect(seen.pauses).toEqual([800, 1600, 3200, 200, 800]);
    expect(seen.links).toEqual(['connecting', 'lost', 'live', 'denied']);
  });

  it('stops at a log that shrinks or leaves something out', async () => {
    for (const broken of [
      { events: [event(1)], next: 2 },
      { events: [event(0)], next: 3 },
    ]) {
      const seen = run([broken]);
      await settle();
      expect(seen.links.at(-1)).toBe('diverged');
      expect(seen.got).toEqual([]);
      expect(seen.asked).toEqual([0]);
    }
  });
});
