// A session's stream followed, checked and folded, wherever that runs: in a worker of the page (hallWorker.ts), or on
// the page itself where no worker starts (hallLine.ts).
import { ways } from './feed';
import { Folding } from './folding';
import { Follow, type Link } from './follow';
import { patchesOf, type HallPatch } from './hallPatch';
import { noHall } from './noHall';

/** What is told of a session. */
export type HallNews =
  /** `height`: of the last event that came, shown or not. */
  | { kind: 'link'; link: Link; height: number }
  /** Shown once the last piece of a change is there. */
  | { kind: 'patch'; patch: HallPatch; isLast: boolean }
  /** Nothing behind what was told can be folded. */
  | { kind: 'corrupt'; message: string };

/** What the page says: look now · the browser is offline. */
export type HallWord = 'wake' | 'drop';

export interface Following {
  say(word: HallWord): void;
  stop(): void;
}

export function followHall(session: string, tell: (news: HallNews) => void): Following {
  const turns = new MessageChannel(); // a timer of 0 ms waits for 4
  let shown = noHall;
  const soon = (work: () => void) => {
    turns.port1.onmessage = work;
    turns.port2.postMessage(null);
  };

  const folding = new Folding({
    now: () => performance.now(),
    nextFrame: soon,
    nextTurn: soon,
    later: (ms, work) => void setTimeout(work, ms),
    show(now) {
      const patches = patchesOf(shown, now);
      patches.forEach((patch, i) => tell({ kind: 'patch', patch, isLast: i === patches.length - 1 }));
      shown = now;
    },
    fail(cause) {
      tell({ kind: 'corrupt', message: cause.message });
      follow.stop();
    },
  });
  const follow = new Follow(
    `session.${session}`,
    ways,
    events => folding.take(events),
    link => tell({ kind: 'link', link, height: folding.height }),
  );
  follow.start();
  return {
    say: word => follow[word](),
    stop: () => {
      follow.stop();
      turns.port1.close();
    },
  };
}
