// The page's line to what follows a session for it: a worker, or the page itself where the browser starts none. What is
// told before anybody listens is kept: main.ts opens the line of a hall before the page has its scripts.
import type { Following, HallNews, HallWord } from './following';
import type { FromHallWorker, ToHallWorker } from './hallWorker';
import { tellReached } from './reached';

const againMs = 3_000;

export class HallLine {
  private kept: HallNews[] = [];
  private listener: ((news: HallNews) => void) | null = null;
  private following: Following | null = null;
  private isOver = false;

  constructor(private readonly session: string) {
    this.start();
  }

  listen(listener: (news: HallNews) => void): void {
    this.listener = listener;
    const kept = this.kept;
    this.kept = [];
    kept.forEach(listener);
  }

  say(word: HallWord): void {
    this.following?.say(word);
  }

  stop(): void {
    this.isOver = true;
    this.following?.stop();
  }

  private readonly tell = (news: HallNews): void => {
    if (this.isOver) return;
    if (this.listener) this.listener(news);
    else this.kept.push(news);
  };

  private start(): void {
    if (this.isOver) return;
    try {
      this.startWorker();
    } catch {
      void this.startHere();
    }
  }

  private startWorker(): void {
    const worker = new Worker(new URL('./hallWorker.ts', import.meta.url), { type: 'module' });
    const post = (message: ToHallWorker) => worker.postMessage(message);
    let hasSpoken = false;
    worker.onmessage = ({ data }: MessageEvent<FromHallWorker>) => {
      hasSpoken = true;
      if (data.kind === 'reached') tellReached(data.isReached);
      else this.tell(data);
    };
    // A script that was not to be had, or that the browser does not take.
    worker.onerror = () => {
      if (hasSpoken) return;
      worker.terminate();
      void this.startHere();
    };
    post({ session: this.session });
    this.following = { say: post, stop: () => worker.terminate() };
  }

  private async startHere(): Promise<void> {
    this.following = null;
    try {
      const { followHall } = await import('./following');
      if (!this.isOver) this.following = followHall(this.session, this.tell);
    } catch {
      tellReached(false);
      this.tell({ kind: 'link', link: 'lost', height: -1 });
      setTimeout(() => this.start(), againMs);
    }
  }
}

let early: { session: string; line: HallLine } | null = null;

/** Whether an address leads to a hall. */
export const isOfHall = (path: string): boolean => path.startsWith('/hall/');

/** Opens the line of the hall or the screen that an address leads to, for whoever asks for it first. */
export function openEarly(path: string): void {
  const session = /^\/(?:hall|screen)\/([0-9a-f]{32})\/?$/.exec(path)?.[1];
  if (session) early = { session, line: new HallLine(session) };
}

export function lineOf(session: string): HallLine {
  const opened = early;
  early = null;
  if (opened?.session === session) return opened.line;
  opened?.line.stop();
  return new HallLine(session);
}
