// What a page knows of a PDF before pdf.js is there: whether it is one at all, and how it is read.

/** Why a document cannot be shown; the last two only of one that is read masked. */
export type Fault = 'notPdf' | 'encrypted' | 'damaged' | 'tooLarge' | 'tooMuch';

const faults: Readonly<Record<string, Fault>> = {
  NotPdf: 'notPdf',
  Encrypted: 'encrypted',
  Damaged: 'damaged',
  TooLarge: 'tooLarge',
  TooMuch: 'tooMuch',
};

/** The platform's word for why it shows no masked copy; null where it shows one. */
export const faultOf = (problem: unknown): Fault | null =>
  typeof problem === 'string' ? (faults[problem] ?? 'damaged') : null;

/** Where a document's bytes come from. */
export interface Source {
  bytes: number;
  /** Bytes from `begin` on, before `end`. */
  read(begin: number, end: number): Promise<Uint8Array>;
}

export interface OpenedPdf {
  pages: number;
  /** Draws a page so wide, with a mark across it. */
  draw(page: number, canvas: HTMLCanvasElement, width: number, mark: string, signal: AbortSignal): Promise<void>;
  /** What can be read of a page; empty of a scan. */
  textOf(page: number): Promise<string>;
  close(): void;
}

const firstBytes = 1_024;

/** Whether the first bytes are those of a PDF: readers look for the sign in the first kilobyte. */
export function isPdf(first: Uint8Array): boolean {
  let text = '';
  for (const byte of first.subarray(0, firstBytes)) text += String.fromCharCode(byte);
  return text.includes('%PDF-');
}

/** Opens a document; what is no PDF is told before anything else is loaded. */
export async function openDocument(source: Source, signal: AbortSignal): Promise<OpenedPdf | Fault> {
  if (source.bytes === 0) return 'notPdf';
  const first = await source.read(0, Math.min(source.bytes, 65_536));
  signal.throwIfAborted();
  if (!isPdf(first)) return 'notPdf';
  const { openPdf } = await import('./pdfOpen');
  signal.throwIfAborted();
  return openPdf(source, first);
}

/** A page number as somebody types it, within the document; null for none. */
export function pageIn(text: string, pages: number): number | null {
  const page = /^\s*\d{1,6}\s*$/.test(text) ? Number(text) : NaN;
  return page >= 1 && page <= pages ? page : null;
}

/** Bytes as people read them. */
export const sizeText = (bytes: number): string =>
  bytes < 1_024
    ? `${bytes} B`
    : bytes < 1_048_576
      ? `${Math.ceil(bytes / 1_024)} KiB`
      : `${(bytes / 1_048_576).toFixed(1)} MiB`;

/** A file of which only the pages that are looked at are fetched takes a moment for each. */
export const isLarge = (bytes: number, pages: number): boolean => bytes > 50 << 20 || pages > 1_000;
