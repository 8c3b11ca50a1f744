// Following a closed stream of a room by long poll, whatever breaks: a cursor, one question at a time, longer pauses
// between questions that fail. Knows neither the browser nor a clock, so that a test can break everything.
import type { FeedEvent } from '../follow';

/** `denied`: whoever asks has no seat any more, or is not signed in. */
export type PollLink = 'connecting' | 'live' | 'lost' | 'denied' | 'diverged';

export interface PollAnswer {
  events: FeedEvent[];
  /** Height of the event that comes next. */
  next: number;
}

export interface PollWays {
  /** The events from a height on: at once, or as soon as there is one, or none after a while. */
  read(from: number, waits: boolean, signal: AbortSignal): Promise<PollAnswer>;
  pause(ms: number, signal: AbortSignal): Promise<void>;
  /** 0 … 1, spreads the clients that lost the same server. */
  random(): number;
  isDenied(cause: unknown): boolean;
}

const firstPauseMs = 400;
const longestPauseMs = 8_000;
/** Between two answers without news: a server that does not wait is not asked without end. */
const leastPauseMs = 200;

export class Poll {
  private over = new AbortController();
  private rest = new AbortController();
  private next = 0;
  private failures = 0;
  private link: PollLink | null = null;

  constructor(
    private readonly ways: PollWays,
    private readonly onEvents: (events: FeedEvent[]) => void,
    private readonly onLink: (link: PollLink) => void,
  ) {}

  start(): void {
    this.tell('connecting');
    void this.run();
  }

  stop(): void {
    this.over.abort();
    this.rest.abort();
  }

  /** The machine woke up, or somebody signed in: ask now. */
  wake(): void {
    this.rest.abort();
  }

  private async run(): Promise<void> {
    while (!this.over.signal.aborted) {
      try {
        const answer = await this.ways.read(this.next, this.link === 'live', this.over.signal);
        if (this.over.signal.aborted) return;
        this.take(answer);
        if (answer.events.length === 0) await this.rests(leastPauseMs);
      } catch (cause) {
        if (this.over.signal.aborted || this.link === 'diverged') return;
        this.failures++;
        if (this.ways.isDenied(cause)) this.tell('denied');
        else if (this.link !== 'connecting' || this.failures > 1) this.tell('lost');
        await this.sleep(Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(this.failures, 10)));
      }
    }
  }

  private take({ events, next }: PollAnswer): void {
    // An append-only log grows: a prefix that shrinks, or another order, is no log of ours.
    const isWhole = events.every((event, i) => event.h === this.next + i) && next === this.next + events.length;
    if (!isWhole) {
      this.tell('diverged');
      this.over.abort();
      return;
    }
    this.failures = 0;
    this.next = next;
    if (events.length > 0) this.onEvents(events);
    this.tell('live');
  }

  private sleep(ms: number): Promise<void> {
    return this.rests(Math.max(leastPauseMs, ms * (0.5 + this.ways.random() / 2)));
  }

  private async rests(ms: number): Promise<void> {
    this.rest = new AbortController();
    await this.ways.pause(ms, this.rest.signal);
  }

  private tell(link: PollLink): void {
    if (this.link === link) return;
    this.link = link;
    this.onLink(link);
  }
}
