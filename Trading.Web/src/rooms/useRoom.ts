// A room's streams as folded state that pages render: the public one, and once somebody entitled is signed in what is
// said in the room and the papers of closed stages. Nothing is shown before an event says it.
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import { followStream } from '../feed';
import { CorruptStream } from '../fields';
import type { FeedEvent, Link } from '../follow';
import { foldRoom } from './fold';
import { foldPapers } from './papers';
import { isDenied, readClosed } from './platform';
import { Poll, type PollLink } from './poll';
import { noPapers, noRoom, nothingSupervised, type Papers, type Room, type RoomLine, type Supervised } from './state';
import { foldSupervised } from './supervised';

export interface RoomView {
  room: Readonly<ShallowRef<Room>>;
  /** Null before the first answer, and for whoever may not read it. */
  said: Readonly<ShallowRef<Supervised | null>>;
  /** Null in the same way. */
  papers: Readonly<ShallowRef<Papers | null>>;
  link: Readonly<ShallowRef<Link>>;
  /** The line of what is said in the room; null while nobody asks. */
  inner: Readonly<ShallowRef<PollLink | null>>;
  corrupt: Readonly<ShallowRef<CorruptStream | null>>;
  /** What happened since the page is live, for those who announce it. */
  news: Readonly<ShallowRef<readonly RoomLine[]>>;
  /** The events as they came, for whoever counts them again. */
  texts: { room: string[]; supervised: string[]; sheets: string[] };
  /** From now on the closed streams are read with the ticket of this tab; called again, they are asked at once. */
  enter(): void;
}

export function useRoom(id: string): RoomView {
  const room = shallowRef(noRoom);
  const said = shallowRef<Supervised | null>(null);
  const papers = shallowRef<Papers | null>(null);
  const link = shallowRef<Link>('connecting');
  const inner = shallowRef<PollLink | null>(null);
  const corrupt = shallowRef<CorruptStream | null>(null);
  const news = shallowRef<readonly RoomLine[]>([]);
  const polls: Poll[] = [];
  const texts: RoomView['texts'] = { room: [], supervised: [], sheets: [] };
  let isEntered = false;
  let newsBehind: number | null = null;

  const stop = (): void => {
    feed.stop();
    polls.forEach(poll => poll.stop());
  };
  const guarded = (take: (batch: FeedEvent[]) => void) => (batch: FeedEvent[]) => {
    if (corrupt.value) return;
    try {
      take(batch);
    } catch (cause) {
      if (!(cause instanceof CorruptStream || cause instanceof SyntaxError)) throw cause;
      corrupt.value = cause instanceof CorruptStream ? cause : new CorruptStream('not JSON', { cause });
      stop();
    }
  };
  const feed = followStream(
    `room.${id}`,
    guarded(batch => {
      const before = Math.max(room.value.height, newsBehind ?? Infinity);
      room.value = foldRoom(room.value, batch);
      texts.room.push(...batch.map(event => event.e));
      const lines = room.value.log.filter(line => line.height > before);
      if (lines.length > 0) news.value = lines;
      if (isEntered) begin();
      polls.forEach(poll => poll.wake());
    }),
    state => {
      link.value = state;
      if (state === 'live') newsBehind ??= room.value.height; // what was there when the page came is no news
    },
  );

  // The closed streams are read behind the start.
  function begin(): void {
    if (polls.length > 0 || !room.value.facts) return;
    const facts = room.value.facts;
    const takeSaid = guarded(batch => {
      const before = said.value?.height ?? Infinity;
      said.value = foldSupervised(facts, said.value ?? nothingSupervised, batch);
      texts.supervised.push(...batch.map(event => event.e));
      const lines = said.value.log.filter(line => line.height > before);
      if (lines.length > 0) news.value = lines;
    });
    const takePapers = guarded(batch => {
      papers.value = foldPapers(facts, papers.value ?? noPapers, batch);
      texts.sheets.push(...batch.map(event => event.e));
    });
    polls.push(
      pollOf('supervised', takeSaid, state => {
        inner.value = state;
        if (state === 'live') said.value ??= nothingSupervised;
      }),
      pollOf('sheets', takePapers, state => {
        if (state === 'live') papers.value ??= noPapers;
      }),
    );
    polls.forEach(poll => poll.start());
  }

  function pollOf(stream: 'supervised' | 'sheets', take: (batch: FeedEvent[]) => void, say: (link: PollLink) => void) {
    return new Poll(
      {
        read: (from, waits, signal) => readClosed(id, stream, from, waits, signal),
        pause,
        random: Math.random,
        isDenied,
      },
      take,
      say,
    );
  }

  function enter(): void {
    isEntered = true;
    begin();
    polls.forEach(poll => poll.wake());
  }

  const wake = () => polls.forEach(poll => poll.wake());
  window.addEventListener('online', wake);
  onScopeDispose(() => {
    window.removeEventListener('online', wake);
    stop();
  });
  return { room, said, papers, link, inner, corrupt, news, texts, enter };
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
