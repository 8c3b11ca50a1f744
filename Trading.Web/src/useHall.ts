// A session's stream as folded state that components render. Updates that come together are shown together.
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import type { Link } from './follow';
import { lineOf } from './hallLine';
import { patched } from './hallPatch';
import { useTrade } from './i18n';
import { noHall } from './noHall';
import { useServerTime } from './serverTime';
import { listen } from './signs';
import type { Hall, LogLine } from './state';
import { waitingOf } from './waiting';

export interface HallView {
  hall: Readonly<ShallowRef<Hall>>;
  link: Readonly<ShallowRef<Link>>;
  /** Set when the stream cannot be folded: nothing after it is shown. */
  corrupt: Readonly<ShallowRef<Error | null>>;
  /** What happened since the page is live, for those who announce it. */
  news: Readonly<ShallowRef<readonly LogLine[]>>;
}

const overdueSeconds = 3;
const askAgainSeconds = 5;

export function useHall(session: string): HallView {
  const hall = shallowRef(noHall);
  const link = shallowRef<Link>('connecting');
  const corrupt = shallowRef<Error | null>(null);
  const news = shallowRef<readonly LogLine[]>([]);
  let coming = noHall;
  let newsBehind: number | null = null;

  function show(now: Hall): void {
    const before = Math.max(hall.value.height, newsBehind ?? Infinity);
    hall.value = now;
    const lines = now.log.filter(line => line.height > before);
    if (lines.length > 0) news.value = lines;
  }

  const line = lineOf(session);
  line.listen(told => {
    if (told.kind === 'patch') {
      coming = patched(coming, told.patch);
      if (told.isLast) show(coming);
    } else if (told.kind === 'link') {
      link.value = told.link;
      if (told.link === 'live') newsBehind ??= told.height; // what was there when the page came is no news
    } else corrupt.value = new Error(told.message);
  });
  const stopListening = listen({ wake: () => line.say('wake'), drop: () => line.say('drop') });

  watchOverdue(hall, () => line.say('wake'));
  useTrade(() => hall.value.pack);
  onScopeDispose(() => {
    stopListening();
    line.stop();
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
