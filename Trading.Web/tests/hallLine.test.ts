import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HallNews } from '../src/following';

const session = 'a'.repeat(32);
const here = vi.hoisted(() => ({ sessions: [] as string[], words: [] as string[], isMissing: false }));
vi.mock('../src/following', () => ({
  followHall: (name: string, tell: (news: HallNews) => void) => {
    if (here.isMissing) throw new TypeError('no such script');
    here.sessions.push(name);
    tell({ kind: 'link', link: 'live', height: 4 });
    return { say: (word: string) => here.words.push(word), stop: () => here.words.push('stop') };
  },
}));

class Helper {
  static all: Helper[] = [];
  heard: unknown[] = [];
  isOver = false;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onerror: (() => void) | null = null;
  constructor() {
    Helper.all.push(this);
  }
  postMessage(message: unknown): void {
    this.heard.push(message);
  }
  terminate(): void {
    this.isOver = true;
  }
}
const news: HallNews = { kind: 'link', link: 'connecting', height: -1 };

describe('the line of a hall', () => {
  beforeEach(() => {
    [Helper.all, here.sessions, here.words, here.isMissing] = [[], [], [], false];
    vi.resetModules();
    vi.stubGlobal('Worker', Helper);
  });
  afterEach(() => vi.unstubAllGlobals());
  const load = () => import('../src/hallLine');

  it('is opened before the page is there, and what was told meanwhile is kept in its order', async () => {
    const { lineOf, openEarly } = await load();
    openEarly(`/hall/${session}`);
    const [worker] = Helper.all;
    worker!.onmessage!({ data: news });
    worker!.onmessage!({ data: { ...news, link: 'live' } });
    const told: HallNews[] = [];
    const line = lineOf(session);
    line.listen(one => told.push(one));
    worker!.onmessage!({ data: { ...news, link: 'lost' } });
    expect(told.map(one => one.kind === 'link' && one.link)).toEqual(['connecting', 'live', 'lost']);
    line.say('wake');
    expect([Helper.all.length, worker!.heard]).toEqual([1, [{ session }, 'wake']]);
    line.stop();
    expect(worker!.isOver).toBe(true);
  });

  it('is not another session’s, and nothing is opened where no hall is', async () => {
    const { lineOf, openEarly } = await load();
    for (const path of ['/', '/host', `/bid/${session}/1`, '/hall/none']) openEarly(path);
    expect(Helper.all).toEqual([]);
    openEarly(`/screen/${session}`);
    lineOf('b'.repeat(32));
    expect(Helper.all.map(worker => [worker.isOver, worker.heard])).toEqual([
      [true, [{ session }]],
      [false, [{ session: 'b'.repeat(32) }]],
    ]);
  });

  it('is followed by the page itself where no worker starts', async () => {
    const { lineOf } = await load();
    const told: HallNews[] = [];
    const line = lineOf(session);
    line.listen(one => told.push(one));
    Helper.all[0]!.onerror!();
    await vi.waitFor(() => expect(told).toHaveLength(1));
    line.say('drop');
    line.stop();
    expect([Helper.all[0]!.isOver, here.sessions, here.words]).toEqual([true, [session], ['drop', 'stop']]);
    vi.stubGlobal('Worker', undefined);
    lineOf(session);
    await vi.waitFor(() => expect(here.sessions).toHaveLength(2));
  });

  it('says that nobody is there where no script is to be had, and tries again', async () => {
    vi.useFakeTimers();
    here.isMissing = true;
    const { lineOf } = await load();
    const told: HallNews[] = [];
    lineOf(session).listen(one => told.push(one));
    Helper.all[0]!.onerror!();
    await vi.waitFor(() => expect(told).toEqual([{ kind: 'link', link: 'lost', height: -1 }]));
    await vi.advanceTimersByTimeAsync(3_000);
    expect(Helper.all).toHaveLength(2);
    vi.useRealTimers();
  });
});
