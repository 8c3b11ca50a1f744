// One PDF in the page by pdf.js, read by range: a chunk of its own, with a worker of our own origin for each document,
// so that a file that never ends is ended with its worker. Nothing of it is kept.
import { getDocument, PDFDataRangeTransport, PDFWorker, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import PdfWorker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?worker';
import { pdfParts } from './pdfParts';
import type { Fault, OpenedPdf, Source } from './pdf';

const rangeBytes = 256 << 10;
/** A page that claims to be larger is drawn at a smaller scale: a canvas has limits. */
const mostPixels = 16_000_000;
const mostImagePixels = 64_000_000;

class Ranges extends PDFDataRangeTransport {
  constructor(
    private readonly source: Source,
    first: Uint8Array,
    private readonly failed: (cause: unknown) => void,
  ) {
    super(source.bytes, first);
  }

  override requestDataRange(begin: number, end: number): void {
    this.source.read(begin, end).then(
      chunk => this.onDataRange(begin, chunk),
      (cause: unknown) => this.failed(cause),
    );
  }
}

export async function openPdf(source: Source, first: Uint8Array): Promise<OpenedPdf | Fault> {
  const port = new PdfWorker();
  const worker = PDFWorker.create({ port });
  let fail: (cause: unknown) => void = () => undefined;
  const failure = new Promise<never>((_, reject) => (fail = reject));
  failure.catch(() => undefined);
  const close = (): void => {
    worker.destroy();
    port.terminate();
  };
  try {
    const task = getDocument({
      range: new Ranges(source, first, fail),
      worker,
      rangeChunkSize: rangeBytes,
      disableAutoFetch: true,
      disableStream: true,
      maxImageSize: mostImagePixels,
      useWasm: false, // the content security policy allows no WebAssembly: decoders in JavaScript take its place
      wasmUrl: `${pdfParts}/wasm/`,
      cMapUrl: `${pdfParts}/cmaps/`,
      standardFontDataUrl: `${pdfParts}/standard_fonts/`,
      enableXfa: false,
      verbosity: 0,
    });
    const isLocked = new Promise<'encrypted'>(resolve => {
      task.onPassword = () => resolve('encrypted');
    });
    const opened = await Promise.race([task.promise, isLocked, failure]);
    if (opened === 'encrypted') {
      close();
      return 'encrypted';
    }
    return shown(opened, failure, close);
  } catch (cause) {
    close();
    const name = (cause as Error | null)?.name ?? '';
    if (name === 'PasswordException') return 'encrypted';
    if (/^(InvalidPDF|FormatError|UnknownError|Unknown|XRef|MissingPDF)/.test(name)) return 'damaged';
    throw cause;
  }
}

const shown = (document: PDFDocumentProxy, failure: Promise<never>, close: () => void): OpenedPdf => ({
  pages: document.numPages,
  close,
  async draw(number, canvas, width, mark, signal) {
    const page = await Promise.race([document.getPage(number), failure]);
    signal.throwIfAborted();
    const natural = page.getViewport({ scale: 1 });
    const wanted = (width / natural.width) * Math.min(2, globalThis.devicePixelRatio || 1);
    const most = Math.sqrt(mostPixels / (natural.width * natural.height));
    const viewport = page.getViewport({ scale: Math.min(wanted, most) });
    // Drawn beside, shown when it is whole: leafing never shows half a page of another one.
    const beside = globalThis.document.createElement('canvas');
    beside.width = Math.ceil(viewport.width);
    beside.height = Math.ceil(viewport.height);
    const task = page.render({ canvas: beside, viewport });
    const stop = () => task.cancel();
    signal.addEventListener('abort', stop, { once: true });
    try {
      await Promise.race([task.promise, failure]);
    } finally {
      signal.removeEventListener('abort', stop);
    }
    signal.throwIfAborted();
    canvas.width = beside.width;
    canvas.height = beside.height;
    const context = canvas.getContext('2d')!;
    context.drawImage(beside, 0, 0);
    drawMark(context, canvas, mark);
    page.cleanup();
  },
  async textOf(number) {
    const page = await Promise.race([document.getPage(number), failure]);
    const { items } = await page.getTextContent();
    return items
      .map(item => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''))
      .join('')
      .trim();
  },
});

// Whose desk it is read at stands in the picture itself, across all of it.
function drawMark(context: CanvasRenderingContext2D, canvas: HTMLCanvasElement, mark: string): void {
  const size = Math.max(14, Math.round(canvas.width / 34));
  context.save();
  context.globalAlpha = 0.14;
  context.fillStyle = '#1f5fbf';
  context.font = `${size}px sans-serif`;
  context.rotate(-Math.PI / 7);
  const step = context.measureText(mark).width + 3 * size;
  for (let y = -canvas.height; y < 2 * canvas.height; y += 9 * size)
    for (let x = -canvas.height; x < 2 * canvas.width; x += step) context.fillText(mark, x, y);
  context.restore();
}
