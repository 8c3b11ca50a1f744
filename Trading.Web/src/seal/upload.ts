import type { Bytes } from './bytes';
import { partBytes, partBytesAt } from './chunks';
import { offsetOf, type SectionEntry } from './header';

// Brings a sealed file to the platform part by part. What is there already is not sent again, so a broken upload goes
// on where it stopped; a line that is gone is tried again for as long as the page is open. An answer that was lost is
// no answer: what the platform knows of the entry is asked before anything is said again, and before anybody is told
// that it was too late.

export interface UploadPlan {
  session: string;
  lot: string;
  entryHash: string;
  header: Bytes;
  partRoots: Bytes[][];
  sections: SectionEntry[];
}

/** A declared upload; the acknowledgement where its COMMIT was accepted before. */
export interface Declared {
  upload: string;
  acknowledgement: Bytes | null;
}

/** What everything needs that is said until it is answered. */
export interface LineWays {
  /** The platform's word about an entry, or null while it has none. */
  find(entryHash: string, signal: AbortSignal): Promise<Bytes | null>;
  /** Whether the same call may be said again. */
  isPassing(cause: unknown): boolean;
  /** Whether the platform says that the deadline has passed. */
  isTooLate(cause: unknown): boolean;
  pause(ms: number): Promise<void>;
}

/** How the platform is reached; vitest brings a platform of its own. */
export interface UploadWays extends LineWays {
  declare(session: string, lot: string, header: Bytes, partRoots: Bytes[][]): Promise<Declared>;
  missing(upload: string): Promise<boolean[][]>;
  put(upload: string, section: number, part: number, body: Blob, signal: AbortSignal): Promise<void>;
  commit(upload: string, signal: AbortSignal): Promise<Bytes>;
  /** Whether parts are missing although they were sent. */
  isIncomplete(cause: unknown): boolean;
}

/** `isAsking`: everything was sent and the answer did not come back. */
export interface UploadProgress {
  sentBytes: number;
  ofBytes: number;
  isWaiting: boolean;
  isAsking: boolean;
}

const atOnce = 3;
const firstPauseMs = 500;
const mostPauseMs = 30_000;
// A COMMIT that arrived in time may be on its way to the platform's disk while the first question comes.
const secondLookMs = 2_000;

/**
 * Pause before try n + 1: half a second, doubling up to half a minute, shifted by up to a quarter so that not everybody
 * comes back at once.
 */
export function pauseMs(tries: number, random: () => number = Math.random): number {
  const doubled = Math.min(firstPauseMs * 2 ** Math.min(tries, 10), mostPauseMs);
  return Math.min(mostPauseMs, Math.max(firstPauseMs, Math.round(doubled * (0.75 + random() / 2))));
}

/**
 * Uploads and commits; the answer is the acknowledgement, not yet checked. A refusal for lateness is thrown only where
 * the platform has no such entry.
 */
export async function upload(
  plan: UploadPlan,
  fileOf: () => Promise<Blob>,
  ways: UploadWays,
  report: (progress: UploadProgress) => void,
  signal: AbortSignal,
): Promise<Bytes> {
  const meter = new Meter(plan.sections, report);
  const patient = <T>(work: () => Promise<T>) => insist(work, ways, signal, waiting => meter.wait(waiting));
  const known = await patient(() => ways.find(plan.entryHash, signal));
  if (known) return known;
  return sayUntilKnown(
    plan.entryHash,
    () => sendOnce(plan, fileOf, ways, meter, patient, signal),
    ways,
    signal,
    isAsking => meter.ask(isAsking),
  );
}

/** One whole try: declare, send what is missing, COMMIT once. */
async function sendOnce(
  plan: UploadPlan,
  fileOf: () => Promise<Blob>,
  ways: UploadWays,
  meter: Meter,
  patient: <T>(work: () => Promise<T>) => Promise<T>,
  signal: AbortSignal,
): Promise<Bytes> {
  for (;;) {
    const { upload: id, acknowledgement } = await patient(() =>
      ways.declare(plan.session, plan.lot, plan.header, plan.partRoots),
    );
    if (acknowledgement) return acknowledgement;
    const parts = partsOf(await patient(() => ways.missing(id)));
    meter.start(parts);
    if (parts.length > 0) {
      const file = await fileOf();
      await eachAtOnce(parts, async ([section, part]) => {
        await patient(() => ways.put(id, section, part, pieceOf(plan.sections, file, section, part), signal));
        meter.add(section, part);
      });
    }
    try {
      return await ways.commit(id, signal);
    } catch (cause) {
      if (!ways.isIncomplete(cause)) throw cause;
      await ways.pause(firstPauseMs);
    }
  }
}

/**
 * Says something whose answer may get lost until it is known what became of it: `say` says it once. `onAsk` hears when
 * it begins to be unknown.
 */
export async function sayUntilKnown(
  entryHash: string,
  say: () => Promise<Bytes>,
  ways: LineWays,
  signal: AbortSignal,
  onAsk: (isAsking: boolean) => void = () => {},
): Promise<Bytes> {
  const ask = () => insist(() => ways.find(entryHash, signal), ways, signal);
  try {
    for (let tries = 0; ; tries++) {
      signal.throwIfAborted();
      try {
        return await say();
      } catch (cause) {
        if (signal.aborted || !(ways.isPassing(cause) || ways.isTooLate(cause))) throw cause;
        onAsk(true);
        const found = (await ask()) ?? (ways.isTooLate(cause) ? await afterPause(secondLookMs, ways, ask) : null);
        if (found) return found;
        if (ways.isTooLate(cause)) throw cause;
      }
      await ways.pause(pauseMs(tries));
    }
  } finally {
    onAsk(false);
  }
}

async function afterPause<T>(ms: number, ways: LineWays, work: () => Promise<T>): Promise<T> {
  await ways.pause(ms);
  return work();
}

/**
 * Says it again while the trouble passes, with growing pauses; anything else ends it. `onWait` hears when it begins to
 * wait and when that is over.
 */
export async function insist<T>(
  work: () => Promise<T>,
  ways: Pick<LineWays, 'isPassing' | 'pause'>,
  signal: AbortSignal,
  onWait: (isWaiting: boolean) => void = () => {},
): Promise<T> {
  let tries = 0;
  try {
    for (;;) {
      signal.throwIfAborted();
      try {
        return await work();
      } catch (cause) {
        if (signal.aborted || !ways.isPassing(cause)) throw cause;
        if (tries === 0) onWait(true);
        await ways.pause(pauseMs(tries++));
      }
    }
  } finally {
    if (tries > 0) onWait(false);
  }
}

export function pieceOf(sections: SectionEntry[], file: Blob, section: number, part: number): Blob {
  const start = offsetOf(sections, section) + part * partBytes;
  const length = partBytesAt(sections[section]!.plaintextBytes, part);
  if (start + length > file.size) throw new RangeError('the sealed file became shorter');
  return file.slice(start, start + length);
}

type Part = readonly [section: number, part: number];

const partsOf = (missing: boolean[][]): Part[] =>
  missing.flatMap((bits, section) => bits.flatMap((bit, part) => (bit ? [[section, part] as const] : [])));

async function eachAtOnce<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of rest) await work(item);
    }),
  );
}

class Meter {
  private readonly ofBytes: number;
  private sent = 0;
  private waiters = 0;
  private isAsking = false;

  constructor(
    private readonly sections: SectionEntry[],
    private readonly report: (progress: UploadProgress) => void,
  ) {
    this.ofBytes = offsetOf(sections, sections.length) - offsetOf(sections, 0);
  }

  start(missing: Part[]): void {
    this.sent = this.ofBytes - missing.reduce((sum, [section, part]) => sum + this.sizeOf(section, part), 0);
    this.tell();
  }

  add(section: number, part: number): void {
    this.sent += this.sizeOf(section, part);
    this.tell();
  }

  wait(isWaiting: boolean): void {
    this.waiters += isWaiting ? 1 : -1;
    this.tell();
  }

  ask(isAsking: boolean): void {
    this.isAsking = isAsking;
    this.tell();
  }

  private sizeOf(section: number, part: number): number {
    return partBytesAt(this.sections[section]!.plaintextBytes, part);
  }

  private tell(): void {
    this.report({ sentBytes: this.sent, ofBytes: this.ofBytes, isWaiting: this.waiters > 0, isAsking: this.isAsking });
  }
}
