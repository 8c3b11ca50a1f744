// Drafts of a seat: a flat map of what was written, kept in this browser at once and at the platform soon after, both
// encrypted. Three minutes without a network, a crash and a second window lose nothing: what two windows wrote is put
// together cell by cell, and where both wrote another thing both are told. Knows neither Vue nor the browser.
import { join, Reader, WireError, Writer, type Bytes } from '../seal/bytes';
import { random } from '../seal/suite';
import { ascii, textBytes } from '../seal/bytes';

/** What was written, by cell. An empty text stands for nothing. */
export type Cells = Readonly<Record<string, string>>;

/** A cell in which two windows wrote different things: ours stands, theirs is offered. */
export interface Clash {
  key: string;
  theirs: string;
}

export interface Kept {
  cells: Cells;
  /** As the platform had it last, with its revision; null before. */
  base: { cells: Cells; revision: string } | null;
}

/** How the world is reached; everything may reject at any time. */
export interface DraftWays {
  /** This browser's copy. */
  read(): Promise<Kept | null>;
  write(kept: Kept): Promise<void>;
  /** The platform's copy. */
  load(): Promise<{ cells: Cells; revision: string } | null>;
  /** The new revision. */
  store(cells: Cells, revision: string | null): Promise<string>;
  /** Whether the platform refused because another window has saved since. */
  isOutdated(cause: unknown): boolean;
  later(ms: number, work: () => void): () => void;
  /** Another window of this browser is told that there is something new. */
  poke(): void;
}

/** `saved`: at the platform · `saving` · `local`: in this browser alone · `lost`: nowhere but on the screen. */
export type DraftState = 'loading' | 'saved' | 'saving' | 'local' | 'lost';

const restMs = 600;
const longestRetryMs = 15_000;

export class DraftKeeper {
  private kept: Kept = { cells: {}, base: null };
  private cancel: (() => void) | null = null;
  private isStoring = false;
  private isLoaded = false;
  private isOver = false;
  private failures = 0;
  private canKeep = true;

  constructor(
    private readonly ways: DraftWays,
    private readonly show: (cells: Cells, clashes: readonly Clash[]) => void,
    private readonly tell: (state: DraftState) => void,
  ) {}

  private clashes: Clash[] = [];

  get cells(): Cells {
    return this.kept.cells;
  }

  /** This browser's copy at once; then the platform's, and what differs is put together. */
  async load(): Promise<void> {
    try {
      const own = await this.ways.read();
      if (own) this.kept = { ...own, cells: { ...own.cells, ...this.kept.cells } };
    } catch {
      this.canKeep = false;
    }
    this.isLoaded = true;
    this.show(this.kept.cells, this.clashes);
    await this.pull();
  }

  /** Asks the platform what another window may have saved. */
  async pull(): Promise<void> {
    try {
      const theirs = await this.ways.load();
      if (theirs) this.merge(theirs);
      this.failures = 0;
      if (this.isDirty) this.soon(0);
      else this.say('saved');
    } catch {
      this.retry();
    }
    await this.keep();
  }

  /** Writes cells; an empty text takes one away. */
  write(changes: Cells): void {
    this.kept = { ...this.kept, cells: cleaned({ ...this.kept.cells, ...changes }) };
    this.clashes = this.clashes.filter(clash => !(clash.key in changes));
    this.show(this.kept.cells, this.clashes);
    this.say('saving');
    void this.keep();
    if (this.isLoaded) this.soon(restMs);
  }

  /** Whatever could not be sent is sent now. */
  wake(): void {
    if (this.isDirty || this.kept.base === null) void this.pull();
  }

  /** Nothing more is sent; whatever is under way goes on. */
  stop(): void {
    this.isOver = true;
    this.cancel?.();
  }

  private get isDirty(): boolean {
    return !same(this.kept.cells, this.kept.base?.cells ?? {});
  }

  private soon(ms: number): void {
    this.cancel?.();
    if (!this.isOver) this.cancel = this.ways.later(ms, () => void this.store());
  }

  private async store(): Promise<void> {
    if (this.isStoring || this.isOver) return;
    if (!this.isDirty) return this.say('saved');
    this.isStoring = true;
    const sent = this.kept.cells;
    try {
      const revision = await this.ways.store(sent, this.kept.base?.revision ?? null);
      this.kept = { ...this.kept, base: { cells: sent, revision } };
      this.failures = 0;
      await this.keep();
      this.ways.poke();
      if (this.isDirty) this.soon(restMs);
      else this.say('saved');
    } catch (cause) {
      if (this.ways.isOutdated(cause)) void this.pull();
      else this.retry();
    } finally {
      this.isStoring = false;
    }
  }

  private retry(): void {
    this.failures++;
    this.say(this.canKeep ? 'local' : 'lost');
    this.cancel?.();
    const pause = Math.min(longestRetryMs, 1_000 * 2 ** Math.min(this.failures - 1, 10));
    if (!this.isOver) this.cancel = this.ways.later(pause, () => void this.pull());
  }

  private async keep(): Promise<void> {
    try {
      await this.ways.write(this.kept);
      this.canKeep = true;
    } catch {
      this.canKeep = false;
    }
  }

  // Cell by cell, against what both windows began with.
  private merge(theirs: { cells: Cells; revision: string }): void {
    const [ours, base] = [this.kept.cells, this.kept.base?.cells ?? {}];
    const cells: Record<string, string> = { ...ours };
    const clashes = [...this.clashes];
    for (const key of new Set([...Object.keys(theirs.cells), ...Object.keys(base)])) {
      const [own, other, before] = [ours[key] ?? '', theirs.cells[key] ?? '', base[key] ?? ''];
      if (other === before || other === own) continue;
      if (own === before) cells[key] = other;
      else if (!clashes.some(clash => clash.key === key)) clashes.push({ key, theirs: other });
    }
    this.clashes = clashes;
    this.kept = { cells: cleaned(cells), base: theirs };
    this.show(this.kept.cells, this.clashes);
  }

  private say(state: DraftState): void {
    this.tell(state);
  }
}

const cleaned = (cells: Record<string, string>): Cells =>
  Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== ''));

const same = (a: Cells, b: Cells): boolean => {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every(key => a[key] === b[key]);
};

/** A draft's size tells nothing of what was written: it grows in steps. */
export const stepBytes = 4_096;
export const mostDraftBytes = 2 << 20;
const nonceBytes = 12;
const tagBytes = 16;

/** Encrypts cells under a key that is derived of the seat's secret for this name. */
export async function lockCells(secret: CryptoKey, name: string, cells: Cells): Promise<Bytes> {
  const plain = new Writer().varied(textBytes(JSON.stringify(cells))).done();
  const rest = (plain.length + nonceBytes + tagBytes) % stepBytes;
  const padded = join(plain, new Uint8Array(rest === 0 ? 0 : stepBytes - rest));
  const nonce = random(nonceBytes);
  const key = await keyOf(secret, name);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: ascii(name) }, key, padded);
  return join(nonce, new Uint8Array(sealed));
}

/** The cells again; null for what this seat did not write. */
export async function openCells(secret: CryptoKey, name: string, bytes: Bytes): Promise<Cells | null> {
  try {
    const key = await keyOf(secret, name);
    const nonce = bytes.slice(0, nonceBytes);
    const plain = new Uint8Array(
      await crypto.subtle.decrypt(
        { name: 'AES-GCM', iv: nonce, additionalData: ascii(name) },
        key,
        bytes.slice(nonceBytes),
      ),
    );
    const text = new TextDecoder('utf-8', { fatal: true }).decode(new Reader(plain).varied(mostDraftBytes));
    const cells = JSON.parse(text) as Cells;
    return Object.values(cells).every(value => typeof value === 'string') ? cells : null;
  } catch (cause) {
    if (cause instanceof WireError || cause instanceof DOMException || cause instanceof SyntaxError) return null;
    if (cause instanceof TypeError) return null;
    throw cause;
  }
}

const keyOf = (secret: CryptoKey, name: string): Promise<CryptoKey> =>
  crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: ascii(`trading draft ${name}`) },
    secret,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
