// A stream's events are folded in slices, between which the page answers whoever uses it; what is shown is a whole
// burst, of a long stream something now and then, and of a train of acts a few pictures a second. Knows neither the
// browser nor a clock.
import { CorruptStream } from './fields';
import { foldAll } from './fold';
import type { FeedEvent } from './follow';
import { noHall } from './noHall';
import type { Hall } from './state';

/** How the world is reached. */
export interface FoldingWays {
  /** Milliseconds that never run backwards. */
  now(): number;
  /** Calls `work` before the page is drawn again. */
  nextFrame(work: () => void): void;
  /** Calls `work` as soon as whatever waits has had its turn. */
  nextTurn(work: () => void): void;
  /** Calls `work` after so many milliseconds. */
  later(ms: number, work: () => void): void;
  show(hall: Hall): void;
  /** Nothing behind this event can be folded. */
  fail(cause: CorruptStream): void;
}

/** Between two slices whoever uses the page has a turn. */
export const sliceMs = 8;
export const shownEveryMs = 1_000;
/** Least time between two pictures: what comes alone is shown at once, ten acts a second cost two. */
export const pauseMs = 500;

export class Folding {
  private folded = noHall;
  private queue: FeedEvent[] = [];
  private waitingSince = 0;
  private isScheduled = false;
  private isPausing = false;
  private isOver = false;
  private shownAt = -Infinity;

  constructor(private readonly ways: FoldingWays) {}

  /** Height of the last event that came, folded or not; −1 before the first. */
  get height(): number {
    return this.queue.at(-1)?.h ?? this.folded.height;
  }

  /** Events that follow those that came before. */
  take(events: readonly FeedEvent[]): void {
    if (this.isOver) return;
    if (this.queue.length === 0) this.waitingSince = this.ways.now();
    this.queue.push(...events);
    if (!this.isScheduled) this.ways.nextFrame(this.work);
    this.isScheduled = true;
  }

  private readonly work = (): void => {
    this.isScheduled = false;
    try {
      this.slice();
    } catch (cause) {
      this.isOver = true;
      this.queue = [];
      this.ways.fail(cause instanceof CorruptStream ? cause : new CorruptStream(String(cause)));
      return;
    }
    if (this.queue.length === 0) return this.showSoon();
    const now = this.ways.now();
    if (now - this.waitingSince > shownEveryMs) {
      this.waitingSince = now;
      this.show(now);
    }
    this.isScheduled = true;
    this.ways.nextTurn(this.work);
  };

  // Whatever was folded by then is shown. Events that stand together are shown together: the rest is on its way.
  private showSoon(): void {
    if (this.isPausing || this.folded.commit) return;
    const now = this.ways.now();
    const pause = this.shownAt + pauseMs - now;
    if (pause <= 0) return this.show(now);
    this.isPausing = true;
    this.ways.later(pause, () => {
      this.isPausing = false;
      if (!this.isOver) this.show(this.ways.now());
    });
  }

  private show(now: number): void {
    this.shownAt = now;
    this.ways.show(this.folded);
  }

  private slice(): void {
    const [events, start] = [this.queue, this.ways.now()];
    for (let done = 0; done < events.length; done++) {
      if (done > 0 && this.ways.now() - start >= sliceMs) {
        this.queue = events.slice(done);
        return;
      }
      this.folded = foldAll(this.folded, [events[done]!]);
    }
    this.queue = [];
  }
}
