// The server's time, measured. Nothing here trusts the wall clock of the machine: it may be minutes off or be set while
// the page is open. Time runs on the monotonic clock, from the best of several questions to the server.

export interface Clocks {
  /** The server's time in microseconds since 1970. */
  ask(): Promise<number>;
  /** A clock in milliseconds that never jumps while the machine is awake. */
  steady(): number;
  /** The machine's own idea of the time in milliseconds; only ever compared with itself. */
  wall(): number;
}

interface Measured {
  serverMinusSteady: number;
  errorMs: number;
  steady: number;
  wall: number;
}

/**
 * A steady clock may stand still while the machine sleeps and the wall clock may be set: either way they part, and we
 * measure again.
 */
const partedMs = 750;
const staleMs = 60_000;

export class ServerClock {
  private best: Measured | null = null;
  private running: Promise<void> | null = null;

  constructor(private readonly clocks: Clocks) {}

  /**
   * Milliseconds since 1970 by the server's clock, or null before the first measurement: a guess would be worse than
   * nothing.
   */
  now(): number | null {
    return this.best && this.best.serverMinusSteady + this.clocks.steady();
  }

  /** Half of the best round trip: the largest possible error of `now`. */
  get errorMs(): number | null {
    return this.best && this.best.errorMs;
  }

  /** How far the wall clock of this machine is off, in milliseconds, positive when it is ahead. */
  get wallAheadMs(): number | null {
    const now = this.now();
    return now === null ? null : this.clocks.wall() - now;
  }

  get isStale(): boolean {
    if (!this.best) return true;
    const steady = this.clocks.steady() - this.best.steady;
    const wall = this.clocks.wall() - this.best.wall;
    return steady > staleMs || Math.abs(wall - steady) > partedMs;
  }

  /**
   * Asks a few times and keeps the answer with the shortest round trip. Rejects when no question was answered; the old
   * measurement stays.
   */
  measure(samples = 5): Promise<void> {
    this.running ??= this.sampleAll(samples).finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async sampleAll(samples: number): Promise<void> {
    let best: Measured | null = null;
    let failure: unknown = null;
    for (let i = 0; i < samples; i++) {
      try {
        const found = await this.sample();
        if (!best || found.errorMs < best.errorMs) best = found;
      } catch (cause) {
        failure = cause;
      }
    }
    if (!best) throw failure;
    this.best = best;
  }

  private async sample(): Promise<Measured> {
    const before = this.clocks.steady();
    const wallBefore = this.clocks.wall();
    const server = (await this.clocks.ask()) / 1000;
    const after = this.clocks.steady();
    // Slept or set in between: this answer says nothing.
    if (Math.abs(this.clocks.wall() - wallBefore - (after - before)) > partedMs)
      throw new Error('the clocks parted during a measurement');
    return {
      serverMinusSteady: server - (before + after) / 2,
      errorMs: (after - before) / 2,
      steady: after,
      wall: this.clocks.wall(),
    };
  }
}
