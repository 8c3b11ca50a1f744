// A session's stream as folded state that components render. Updates that come together are folded together, once per
// frame.
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import { followStream } from './feed';
import { CorruptStream } from './fields';
import { foldAll, noHall } from './fold';
import type { FeedEvent, Link } from './follow';
import { useTrade } from './i18n';
import { useServerTime } from './serverTime';
import type { Hall, LogLine } from './state';
import { waitingOf } from './waiting';

export interface HallView {
  hall: Readonly<ShallowRef<Hall>>;
  link: Readonly<ShallowRef<Link>>;
  /** Set when the stream cannot be folded: nothing after it is shown. */
  corrupt: Readonly<ShallowRef<CorruptStream | null>>;
  /** What happened since the page is live, for those who announce it. */
  news: Readonly<ShallowRef<readonly LogLine[]>>;
}

const hiddenFrameMs = 250;
const overdueSeconds = 3;
const askAgainSeconds = 5;

export function useHall(session: string): HallView {
  const hall = shallowRef(noHall);
  const link = shallowRef<Link>('connecting');
  const corrupt = shallowRef<CorruptStream | null>(null);
  const news = shallowRef<readonly LogLine[]>([]);
  let queue: FeedEvent[] = [];
  let isScheduled = false;
  let wasLive = false;

  const feed = followStream(
    `session.${session}`,
    events => {
      queue.push(...events);
      schedule();
    },
    state => {
      link.value = state;
      if (state === 'live' && !wasLive) {
        flush();
        wasLive = true;
      }
    },
  );

  // A hidden page gets no frames, but its state and its announcements go on.
  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    if (document.hidden) setTimeout(flush, hiddenFrameMs);
    else requestAnimationFrame(flush);
  }

  function flush(): void {
    isScheduled = false;
    const events = queue;
    queue = [];
    if (events.length === 0 || corrupt.value) return;
    try {
      const before = hall.value.height;
      hall.value = foldAll(hall.value, events);
      if (wasLive) news.value = hall.value.log.filter(line => line.height > before);
    } catch (cause) {
      corrupt.value = cause instanceof CorruptStream ? cause : new CorruptStream(String(cause));
      feed.stop();
    }
  }

  watchOverdue(hall, () => feed.wake());
  useTrade(() => hall.value.pack);
  onScopeDispose(() => feed.stop());
  return { hall, link, corrupt, news };
}

// A line can be dead for half a minute before anybody notices. When something is due and does not come, we ask.
function watchOverdue(hall: ShallowRef<Hall>, wake: () => void): void {
  const { second } = useServerTime();
  watch(second, now => {
    if (now === null) return;
    const late = hall.value.lots
      .map(lot => waitingOf(lot, now * 1000))
      .filter(w => w !== null && w.since > 0)
      .map(w => now - w!.since / 1e6);
    if (late.some(seconds => seconds > overdueSeconds && Math.floor(seconds) % askAgainSeconds === 0)) wake();
  });
}
