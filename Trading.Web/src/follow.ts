// Following a stream without a gap, whatever breaks: a cursor, pages to catch up, a line that tells what is new. Knows
// neither SignalR nor the browser, so that a test can break everything (tests/follow.test.ts); feed.ts gives it both.

/** One event: its height and its exact text. */
export interface FeedEvent {
  h: number;
  e: string;
}

export interface Page {
  head: number;
  events: FeedEvent[];
}

export interface Batch {
  stream: string;
  from: number;
  to: number;
  events: FeedEvent[];
}

/** An open line. `closed` settles when it ends, for whatever reason; `stop` ends it and never rejects. */
export interface Line {
  join(stream: string, after: number): Promise<void>;
  closed: Promise<void>;
  stop(): Promise<void>;
}

/** How the world is reached. Everything may reject at any time. */
export interface Ways {
  page(stream: string, after: number, signal: AbortSignal): Promise<Page>;
  open(onBatch: (batch: Batch) => void, signal: AbortSignal): Promise<Line>;
  /** Resolves after so many milliseconds, or at once when the signal fires. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
  /** 0 … 1, spreads the clients that lost the same server. */
  random(): number;
  /** Whether a rejection says that there is no such stream. */
  isMissing(cause: unknown): boolean;
}

/**
 * `connecting` the first time · `live` · `lost`: trying again, for ever · `missing`: no such stream (yet) · `diverged`:
 * the server's stream is shorter than what it told us before, or other than it says. An append-only log does not do
 * that.
 */
export type Link = 'connecting' | 'live' | 'lost' | 'missing' | 'diverged';

const pageEvents = 256;
const pagesAhead = 4;
const firstPauseMs = 400;
const longestPauseMs = 8_000;

class Diverged extends Error {}

export class Follow {
  private cursor: number;
  private over = new AbortController();
  private round = new AbortController();
  private rest = new AbortController();
  private link: Link | null = null;
  private failures = 0;

  /** `onEvents` gets every event behind height `after` exactly once, in order. */
  constructor(
    private readonly stream: string,
    private readonly ways: Ways,
    private readonly onEvents: (events: FeedEvent[]) => void,
    private readonly onLink: (link: Link) => void,
    after = -1,
  ) {
    this.cursor = after;
  }

  /** The height of the last event that was handed on. */
  get height(): number {
    return this.cursor;
  }

  start(): void {
    this.tell('connecting');
    void this.run();
  }

  stop(): void {
    this.over.abort();
    this.round.abort();
    this.rest.abort();
  }

  /**
   * The machine woke up, the network came back, or something is overdue: look now instead of when the next timer says
   * so.
   */
  wake(): void {
    this.rest.abort();
    if (this.link === 'live') this.catchUp(this.round.signal).catch(() => this.drop());
  }

  /** What a browser that says "offline" knows before we do. */
  drop(): void {
    this.round.abort();
  }

  private async run(): Promise<void> {
    while (!this.over.signal.aborted) {
      this.round = new AbortController();
      try {
        await this.once(this.round.signal);
      } catch (cause) {
        this.fail(cause);
      }
      if (this.over.signal.aborted) return;
      if (this.link === 'live') this.tell('lost');
      await this.pause();
    }
  }

  // Catch up by pages, then join: the line tells everything behind the cursor, so nothing falls between the two.
  private async once(signal: AbortSignal): Promise<void> {
    await this.catchUp(signal);
    const line = await this.ways.open(batch => this.take(batch), signal);
    try {
      await line.join(this.stream, this.cursor);
      this.failures = 0;
      if (!signal.aborted) this.tell('live');
      await Promise.race([line.closed, aborted(signal)]);
    } finally {
      await line.stop();
    }
  }

  // The first page says where the stream ends: those behind it are fetched at once, and handed on in their order.
  private async catchUp(signal: AbortSignal): Promise<void> {
    const fetched = new Map<number, Promise<Page>>();
    const ask = (after: number) => {
      const page = fetched.get(after) ?? this.ways.page(this.stream, after, signal);
      page.catch(() => undefined); // whoever waits for it hears of it
      fetched.set(after, page);
      return page;
    };
    let page: Page;
    do {
      const asked = this.cursor;
      page = await ask(asked);
      fetched.delete(asked);
      if (signal.aborted) return;
      const last = page.events.at(-1)?.h ?? asked;
      for (let after = last; after + 1 < page.head && fetched.size < pagesAhead; after += pageEvents) void ask(after);
      if (page.head <= asked) throw new Diverged(`the stream ends at ${page.head - 1}, height ${asked} was there`);
      if (page.events.length > 0 && page.events[0]!.h !== asked + 1)
        throw new Diverged(`a page behind ${asked} begins at ${page.events[0]!.h}`);
      this.deliver(page.events);
    } while (page.events.length > 0 && (page.events.at(-1)!.h + 1) % pageEvents === 0);
  }

  private take(batch: Batch): void {
    if (batch.stream !== this.stream || this.over.signal.aborted) return;
    const isWhole = batch.events.length === batch.to - batch.from + 1 && batch.events[0]?.h === batch.from;
    if (!isWhole || batch.from > this.cursor + 1) return this.drop(); // a gap: the next round fills it by pages
    try {
      this.deliver(batch.events);
    } catch {
      this.drop();
    }
  }

  // Overlaps are natural (a page and a batch may hold the same event); gaps are not.
  private deliver(events: FeedEvent[]): void {
    events.forEach((event, i) => {
      if (event.h !== events[0]!.h + i)
        throw new Diverged(`height ${event.h} stands where ${events[0]!.h + i} belongs`);
    });
    const fresh = events.filter(event => event.h > this.cursor);
    if (fresh.length === 0) return;
    this.cursor = fresh.at(-1)!.h;
    this.onEvents(fresh);
  }

  private fail(cause: unknown): void {
    this.failures++;
    if (this.over.signal.aborted) return;
    if (cause instanceof Diverged) this.tell('diverged');
    else if (this.ways.isMissing(cause) && this.cursor < 0) this.tell('missing');
    else if (this.link !== 'connecting' || this.failures > 1) this.tell('lost');
  }

  private async pause(): Promise<void> {
    const longest = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(this.failures, 10));
    this.rest = new AbortController();
    await this.ways.pause(longest * (0.5 + this.ways.random() / 2), this.rest.signal);
  }

  private tell(link: Link): void {
    if (this.link === link) return;
    this.link = link;
    this.onLink(link);
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
