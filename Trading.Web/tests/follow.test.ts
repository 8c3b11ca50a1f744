import { describe, expect, it } from 'vitest';
import { Follow, type Batch, type FeedEvent, type Line, type Link, type Page, type Ways } from '../src/follow';

/** A log and a network that breaks wherever the seed says. */
class World implements Ways {
  readonly log: FeedEvent[] = [];
  readonly lines = new Set<{ onBatch: (batch: Batch) => void; next: number | null; end: () => void }>();
  calm = false;
  pauses = 0;
  missing = false;
  shorterBy = 0;
  private seed: number;

  constructor(seed = 1, events = 0) {
    this.seed = seed;
    this.append(events);
  }

  random = () => {
    this.seed = (Math.imul(this.seed, 1_664_525) + 1_013_904_223) >>> 0;
    return this.seed / 2 ** 32;
  };

  isMissing = (cause: unknown) => cause === 'missing';

  append(count: number) {
    for (let i = 0; i < count; i++) this.log.push({ h: this.log.length, e: `event ${this.log.length}` });
    for (const line of [...this.lines]) this.push(line);
  }

  push(line: { onBatch: (batch: Batch) => void; next: number | null }) {
    if (line.next === null || line.next >= this.log.length) return;
    const events = this.log.slice(line.next);
    const batch = { stream: 's', from: line.next, to: this.log.length - 1, events };
    line.next = this.log.length;
    if (this.breaks(0.1)) return; // lost on the way: the next batch leaves a gap
    line.onBatch(batch);
    if (this.breaks(0.1)) line.onBatch(batch); // and once more
  }

  async page(_stream: string, after: number): Promise<Page> {
    await Promise.resolve();
    if (this.missing) throw 'missing';
    if (this.breaks(0.2)) throw new Error('the network is gone');
    const log = this.log.slice(0, this.log.length - this.shorterBy);
    const end = (Math.floor((after + 1) / 256) + 1) * 256;
    return { head: log.length, events: log.slice(after + 1, end) };
  }

  async open(onBatch: (batch: Batch) => void, signal: AbortSignal): Promise<Line> {
    await Promise.resolve();
    if (this.breaks(0.2)) throw new Error('no hub');
    let end = () => {};
    const closed = new Promise<void>(resolve => {
      end = resolve;
    });
    const line = { onBatch, next: null as number | null, end };
    this.lines.add(line);
    const stop = async () => {
      this.lines.delete(line);
      end();
    };
    signal.addEventListener('abort', () => void stop());
    return {
      closed,
      stop,
      join: async (_stream, after) => {
        await Promise.resolve();
        if (this.breaks(0.1)) throw new Error('the server went away');
        line.next = after + 1;
        this.push(line);
      },
    };
  }

  async pause(_ms: number, signal: AbortSignal) {
    this.pauses++;
    if (!signal.aborted) await new Promise(resolve => setTimeout(resolve, 0));
  }

  breaks(chance: number) {
    return !this.calm && this.random() < chance;
  }

  cut() {
    for (const line of [...this.lines]) {
      this.lines.delete(line);
      line.end();
    }
  }
}

function follow(world: World, after = -1) {
  const seen: FeedEvent[] = [];
  const links: Link[] = [];
  const follower = new Follow(
    's',
    world,
    events => seen.push(...events),
    link => links.push(link),
    after,
  );
  follower.start();
  return { seen, links, follower };
}

const turn = () => new Promise(resolve => setTimeout(resolve, 0));

async function until(what: () => boolean) {
  for (let i = 0; i < 2_000 && !what(); i++) await turn();
  expect(what()).toBe(true);
}

describe('following a stream', () => {
  it('hands on every event once and in order, whatever breaks', async () => {
    for (let seed = 1; seed <= 40; seed++) {
      const world = new World(seed, Math.floor(seed * 19) % 700);
      const { seen, follower } = follow(world);
      for (let step = 0; step < 40; step++) {
        const dice = world.random();
        if (dice < 0.5) world.append(1 + Math.floor(world.random() * 60));
        else if (dice < 0.7) world.cut();
        else if (dice < 0.8) follower.wake();
        else if (dice < 0.9) follower.drop();
        await turn();
      }
      world.calm = true;
      world.append(1);
      follower.wake();
      await until(() => seen.length >= world.log.length);
      expect(seen).toEqual(world.log);
      follower.stop();
    }
  });

  it('catches up over pages and then listens', async () => {
    const world = new World(1, 1_000);
    world.calm = true;
    const { seen, links } = follow(world);
    await until(() => links.at(-1) === 'live');
    expect(seen).toEqual(world.log);
    world.append(3);
    expect(seen).toEqual(world.log);
    expect(links).toEqual(['connecting', 'live']);
  });

  it('asks for the pages behind the first at once, a few at a time, and hands them on in order', async () => {
    const world = new World(1, 2_500);
    world.calm = true;
    const asked: number[] = [];
    let [open, most] = [0, 0];
    const answer = world.page.bind(world);
    world.page = async (stream, after) => {
      asked.push(after);
      most = Math.max(most, ++open);
      for (let i = asked.length % 3; i >= 0; i--) await turn(); // answers come in another order
      open--;
      return answer(stream, after);
    };
    const { seen, links } = follow(world);
    await until(() => links.at(-1) === 'live');
    expect(seen).toEqual(world.log);
    expect(asked).toEqual([-1, ...Array.from({ length: 9 }, (_, i) => 256 * (i + 1) - 1)]);
    expect(most).toBe(4);
  });

  it('starts behind a height that is known', async () => {
    const world = new World(1, 10);
    world.calm = true;
    const { seen, links } = follow(world, 6);
    await until(() => links.at(-1) === 'live');
    expect(seen.map(event => event.h)).toEqual([7, 8, 9]);
  });

  it('says that it lost the server, tries for ever and comes back', async () => {
    const world = new World(1, 5);
    world.calm = true;
    const { links } = follow(world);
    await until(() => links.at(-1) === 'live');
    world.page = () => Promise.reject(new Error('down'));
    world.cut();
    await until(() => world.pauses > 50);
    expect(links).toEqual(['connecting', 'live', 'lost']);
    delete (world as Partial<World>).page;
    await until(() => links.at(-1) === 'live');
  });

  it('shortens its pause when the machine wakes up', async () => {
    const world = new World(1, 1);
    world.missing = true;
    world.pause = (_ms, signal) =>
      new Promise(resolve => signal.addEventListener('abort', () => resolve(), { once: true }));
    const { links, follower, seen } = follow(world);
    await until(() => links.at(-1) === 'missing');
    world.missing = false;
    world.calm = true;
    follower.wake();
    await until(() => seen.length === 1);
  });

  it('says when the server has less than it had', async () => {
    const world = new World(1, 5);
    world.calm = true;
    const { links } = follow(world);
    await until(() => links.at(-1) === 'live');
    world.shorterBy = 2;
    world.cut();
    await until(() => links.at(-1) === 'diverged');
  });

  it('says when a page does not begin where it should', async () => {
    const world = new World(1, 5);
    world.calm = true;
    world.page = () => Promise.resolve({ head: 5, events: [{ h: 3, e: 'x' }] });
    const { links, seen } = follow(world);
    await until(() => links.at(-1) === 'diverged');
    expect(seen).toEqual([]);
  });

  it('is silent once stopped', async () => {
    const world = new World(1, 5);
    world.calm = true;
    const { seen, links, follower } = follow(world);
    await until(() => links.at(-1) === 'live');
    follower.stop();
    world.append(5);
    await turn();
    expect(seen).toHaveLength(5);
    expect(links.at(-1)).toBe('live');
  });
});
