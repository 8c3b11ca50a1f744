import type { Bytes } from './bytes';
import { partBytes, partBytesAt } from './chunks';
import { offsetOf, type SectionEntry } from './header';

// Brings a sealed file to the platform part by part. What is there already is not sent again, so a broken upload goes on where it stopped; a
// line that is gone is tried again for as long as the page is open.

export interface UploadPlan { session: string; lot: string; header: Bytes; partRoots: Bytes[][]; sections: SectionEntry[] }

/** How the platform is reached; vitest brings a platform of its own. */
export interface UploadWays {
  declare(session: string, lot: string, header: Bytes, partRoots: Bytes[][]): Promise<string>;
  missing(upload: string): Promise<boolean[][]>;
  put(upload: string, section: number, part: number, body: Blob, signal: AbortSignal): Promise<void>;
  commit(upload: string): Promise<Bytes>;
  /** Whether the same call may be said again. */
  isPassing(cause: unknown): boolean;
  /** Whether parts are missing although they were sent. */
  isIncomplete(cause: unknown): boolean;
  pause(ms: number): Promise<void>;
}

export interface UploadProgress { sentBytes: number; ofBytes: number; isWaiting: boolean }

const atOnce = 3;
const pausesMs = [500, 1_000, 2_000, 4_000, 8_000];

/** Uploads and commits; the answer is the acknowledgement, not yet checked. */
export async function upload(plan: UploadPlan, file: Blob, ways: UploadWays, report: (progress: UploadProgress) => void, signal: AbortSignal): Promise<Bytes> {
  const meter = new Meter(plan.sections, report);
  const patient = <T>(work: () => Promise<T>) => insist(work, ways, signal, waiting => meter.wait(waiting));
  const id = await patient(() => ways.declare(plan.session, plan.lot, plan.header, plan.partRoots));
  for (;;) {
    const parts = partsOf(await patient(() => ways.missing(id)));
    meter.start(parts);
    await eachAtOnce(parts, async ([section, part]) => {
      await patient(() => ways.put(id, section, part, pieceOf(plan.sections, file, section, part), signal));
      meter.add(section, part);
    });
    try { return await patient(() => ways.commit(id)); } catch (cause) {
      if (!ways.isIncomplete(cause)) throw cause;
      await ways.pause(pausesMs[0]!);
    }
  }
}

/** Says it again while the trouble passes, with growing pauses; anything else ends it. `onWait` hears when it begins to wait and when that is over. */
export async function insist<T>(work: () => Promise<T>, ways: Pick<UploadWays, 'isPassing' | 'pause'>, signal: AbortSignal, onWait: (isWaiting: boolean) => void = () => {}): Promise<T> {
  let tries = 0;
  try {
    for (;;) {
      signal.throwIfAborted();
      try { return await work(); } catch (cause) {
        if (signal.aborted || !ways.isPassing(cause)) throw cause;
        if (tries === 0) onWait(true);
        await ways.pause(pausesMs[Math.min(tries++, pausesMs.length - 1)]!);
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

const partsOf = (missing: boolean[][]): Part[] => missing.flatMap((bits, section) => bits.flatMap((bit, part) => (bit ? [[section, part] as const] : [])));

async function eachAtOnce<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values();
  await Promise.all(Array.from({ length: atOnce }, async () => { for (const item of rest) await work(item); }));
}

class Meter {
  private readonly ofBytes: number;
  private sent = 0;
  private waiters = 0;

  constructor(private readonly sections: SectionEntry[], private readonly report: (progress: UploadProgress) => void) {
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

  private sizeOf(section: number, part: number): number { return partBytesAt(this.sections[section]!.plaintextBytes, part); }

  private tell(): void { this.report({ sentBytes: this.sent, ofBytes: this.ofBytes, isWaiting: this.waiters > 0 }); }
}
