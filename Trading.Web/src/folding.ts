// A stream's events are folded in slices, between which the page answers whoever uses it; what is shown is a whole
// burst, and of a long stream something now and then. Knows neither the browser nor a clock.
import { CorruptStream } from './fields';
import { foldAll, noHall } from './fold';
import type { FeedEvent } from './follow';
import type { Hall } from './state';

/** How the world is reached. */
export interface FoldingWays {
  /** Milliseconds that never run backwards. */
  now(): number;
  /** Calls `work` before the page is drawn again. */
  nextFrame(work: () => void): void;
  /** Calls `work` as soon as whatever waits has had its turn. */
  nextTurn(work: () => void): void;
  show(hall: Hall): void;
  /** Nothing behind this event can be folded. */
  fail(cause: CorruptStream): void;
}

export const sliceMs = 12;
export const sliceEvents = 8;
export const shownEveryMs = 400;

export class Folding {
  private folded = noHall;
  private queue: FeedEvent[] = [];
  private waitingSince = 0;
  private isScheduled = false;
  private isOver = false;

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
    const now = this.ways.now();
    if (this.queue.length === 0 || now - this.waitingSince > shownEveryMs) {
      this.waitingSince = now;
      this.ways.show(this.folded);
    }
    if (this.queue.length === 0) return;
    this.isScheduled = true;
    this.ways.nextTurn(this.work);
  };

  private slice(): void {
    const [events, start] = [this.queue, this.ways.now()];
    for (let done = 0; done < events.length; done += sliceEvents) {
      if (done > 0 && this.ways.now() - start >= sliceMs) {
        this.queue = events.slice(done);
        return;
      }
      this.folded = foldAll(this.folded, events.slice(done, done + sliceEvents));
    }
    this.queue = [];
  }
}
