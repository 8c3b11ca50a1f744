// A session's stream as folded state that components render. Updates that come together are shown together.
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import { followStream } from './feed';
import type { CorruptStream } from './fields';
import { noHall } from './fold';
import { Folding } from './folding';
import type { Link } from './follow';
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
  const turns = new MessageChannel(); // a timer of 0 ms waits for 4
  let newsBehind: number | null = null;

  const folding = new Folding({
    now: () => performance.now(),
    // A hidden page gets no frames, but its state and its announcements go on.
    nextFrame: work => void (document.hidden ? setTimeout(work, hiddenFrameMs) : requestAnimationFrame(work)),
    nextTurn(work) {
      turns.port1.onmessage = work;
      turns.port2.postMessage(null);
    },
    later: (ms, work) => void setTimeout(work, ms),
    show(now) {
      const before = Math.max(hall.value.height, newsBehind ?? Infinity);
      hall.value = now;
      const lines = now.log.filter(line => line.height > before);
      if (lines.length > 0) news.value = lines;
    },
    fail(cause) {
      corrupt.value = cause;
      feed.stop();
    },
  });
  const feed = followStream(
    `session.${session}`,
    events => folding.take(events),
    state => {
      link.value = state;
      if (state === 'live') newsBehind ??= folding.height; // what was there when the page came is no news
    },
  );

  watchOverdue(hall, () => feed.wake());
  useTrade(() => hall.value.pack);
  onScopeDispose(() => {
    feed.stop();
    turns.port1.close();
  });
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
