// A draw's streams as folded state that pages render: the public one, and what was closed as soon as it is disclosed.
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import { followStream } from '../feed';
import { CorruptStream } from '../fields';
import type { FeedEvent, Link } from '../follow';
import { useServerTime } from '../serverTime';
import { foldClosed, nothingClosed, type Closed } from './closed';
import { foldDraw } from './fold';
import { waitingOf } from './stages';
import { noDraw, type Draw, type DrawLine } from './state';

export interface DrawView {
  draw: Readonly<ShallowRef<Draw>>;
  /** What was closed until the disclosure; null before everything of then has come. */
  closed: Readonly<ShallowRef<Closed | null>>;
  link: Readonly<ShallowRef<Link>>;
  /** Set when a stream cannot be folded: nothing after it is shown. */
  corrupt: Readonly<ShallowRef<CorruptStream | null>>;
  /** What happened since the page is live, for those who announce it. */
  news: Readonly<ShallowRef<readonly DrawLine[]>>;
  /** The events as they came, for whoever replays them. */
  events: { draw: string[]; drawn: string[] };
}

const overdueSeconds = 3;
const askAgainSeconds = 5;

export function useDraw(id: string): DrawView {
  const draw = shallowRef(noDraw);
  const closed = shallowRef<Closed | null>(null);
  const link = shallowRef<Link>('connecting');
  const corrupt = shallowRef<CorruptStream | null>(null);
  const news = shallowRef<readonly DrawLine[]>([]);
  const events: DrawView['events'] = { draw: [], drawn: [] };
  const feeds: { wake(): void; stop(): void }[] = [];
  let newsBehind: number | null = null;

  const guarded = (take: (batch: FeedEvent[]) => void) => (batch: FeedEvent[]) => {
    if (corrupt.value) return;
    try {
      take(batch);
    } catch (cause) {
      if (!(cause instanceof CorruptStream || cause instanceof SyntaxError)) throw cause;
      corrupt.value = cause instanceof CorruptStream ? cause : new CorruptStream('not JSON', { cause });
      feeds.forEach(feed => feed.stop());
    }
  };
  feeds.push(
    followStream(
      `draw.${id}`,
      guarded(batch => {
        const before = Math.max(draw.value.height, newsBehind ?? Infinity);
        draw.value = foldDraw(draw.value, batch);
        events.draw.push(...batch.map(event => event.e));
        const lines = draw.value.log.filter(line => line.height > before);
        if (lines.length > 0) news.value = lines;
        if (draw.value.disclosedAt !== null) followClosed();
      }),
      state => {
        link.value = state;
        if (state === 'live') newsBehind ??= draw.value.height; // what was there when the page came is no news
      },
    ),
  );

  function followClosed(): void {
    if (feeds.length > 1) return;
    let folded = nothingClosed;
    const take = guarded(batch => {
      folded = foldClosed(draw.value, folded, batch);
      events.drawn.push(...batch.map(event => event.e));
      if (closed.value) closed.value = folded;
    });
    feeds.push(followStream(`drawn.${id}`, take, state => state === 'live' && (closed.value ??= folded)));
  }

  watchOverdue(draw, () => feeds[0]!.wake());
  onScopeDispose(() => feeds.forEach(feed => feed.stop()));
  return { draw, closed, link, corrupt, news, events };
}

// A line can be dead for half a minute before anybody notices. When something is due and does not come, we ask.
function watchOverdue(draw: ShallowRef<Draw>, wake: () => void): void {
  const { second } = useServerTime();
  watch(second, now => {
    if (now === null) return;
    const waiting = waitingOf(draw.value, now * 1e6);
    const late = waiting ? now - Math.min(waiting.until, waiting.since || Infinity) / 1e6 : 0;
    if (late > overdueSeconds && Math.floor(late) % askAgainSeconds === 0) wake();
  });
}
