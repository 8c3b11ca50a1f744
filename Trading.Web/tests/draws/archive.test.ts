import { describe, expect, it } from 'vitest';
import { foldClosed, nothingClosed } from '../../src/draws/closed';
import { foldDraw } from '../../src/draws/fold';
import { readDrawArchive, type DrawArchive } from '../../src/draws/proof/archive';
import type { Finding } from '../../src/draws/proof/finding';
import { checkDraw, numbers, type CheckNumber } from '../../src/draws/proof/run';
import { fullOf } from '../../src/draws/proof/full';
import { noDraw } from '../../src/draws/state';
import { ascii, join, textBytes, Writer, type Bytes } from '../../src/seal/bytes';
import { sha256 } from '../../src/sha256';
import { fromBase64 } from '../../src/wire';
import { caseOf, streamOf } from './vectors';

// An archive of a frozen draw, put together as docs/spec/archive.md and docs/spec/draw.md say.

const one = caseOf('whole');
const texts = (stream: 'draw' | 'drawn' | 'seated') => streamOf(one, stream).map(event => textBytes(event.e));
const listed = (items: Uint8Array[], write: (w: Writer, item: Uint8Array) => void): Bytes => {
  const writer = new Writer();
  return writer.list(items, item => write(writer, item)).done();
};
const members: Record<string, Uint8Array> = {
  'draw/checkpoint/00000000': textBytes('no head\n'),
  'draw/events': listed(texts('draw'), (w, e) => w.u8(1).fixed(new Uint8Array(32)).varied(e)),
  drawn: listed(texts('drawn'), (w, e) => w.varied(e)),
  ...Object.fromEntries(Object.entries(one.rows).map(([root, rows]) => [`rows/${root}`, fromBase64(rows)])),
  seated: listed(texts('seated'), (w, e) => w.varied(e)),
};
function fileOf(of: Record<string, Uint8Array>): Bytes {
  const writer = new Writer().fixed(ascii('BLKARCH1')).u16(1).u8(2);
  writer.list(Object.entries(of), ([name, bytes]) => writer.text(name).varied(bytes));
  const body = writer.done();
  return join(body, sha256(body));
}

describe('the archive of a draw', () => {
  const file = fileOf(members);

  it('holds its streams and rows, and all checks run on it, names too', async () => {
    const archive = readDrawArchive(file) as DrawArchive;
    expect([archive.isFull, archive.paper]).toEqual([true, null]);
    const numbered = (events: string[]) => events.map((e, h) => ({ h, e }));
    const draw = foldDraw(noDraw, numbered(archive.draw));
    const closed = foldClosed(draw, nothingClosed, numbered(archive.drawn));
    const found: Partial<Record<CheckNumber, Finding>> = {};
    const watch = { begin: () => () => undefined, end: (n: CheckNumber, f: Finding) => void (found[n] = f) };
    await checkDraw(draw, closed, new Map(archive.rows), null, watch, fullOf(archive.seated, archive.paper));
    expect(numbers.map(number => [number, found[number]!.outcome])).toEqual(
      numbers.map(number => [number, one.checks[number] === 'Pass' ? 'pass' : 'none']),
    );
    expect(found.V73!.outcome).toBe('pass');
  });

  it('is refused for what it is not', () => {
    const damaged = new Uint8Array(file);
    damaged[100]! ^= 1;
    const { 'draw/events': _, ...others } = members;
    expect([
      readDrawArchive(new Uint8Array(0)),
      readDrawArchive(ascii('%PDF-1.7')),
      readDrawArchive(file.slice(0, -1)),
      readDrawArchive(damaged),
      readDrawArchive(fileOf({ 'session/events': new Uint8Array(4), ...others })),
      readDrawArchive(fileOf({ ...members, drawn: new Uint8Array(3) })),
      readDrawArchive(fileOf({ ...members, seated: listed([textBytes('{')], (w, e) => w.varied(e)) })),
    ]).toEqual(['notArchive', 'notArchive', 'damaged', 'damaged', 'noDraw', 'damaged', 'damaged']);
  });
});
