import { effectScope, ref } from 'vue';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  back,
  clamp,
  next,
  opened,
  paceOf,
  start,
  toBid,
  toLot,
  usualPace,
  type LotSlides,
  type Round,
} from '../../src/screen/round';
import { pagesOf, rowsPerPage } from '../../src/screen/table';
import { useRound } from '../../src/screen/useRound';

const table = (lot: string, bids: number): LotSlides => ({ lot, pages: pagesOf(bids), isTable: true });
const waiting = (lot: string): LotSlides => ({ lot, pages: 1, isTable: false });
const at = (round: Round) => `${round.at.lot}.${round.at.page}`;

function walk(from: Round, lots: LotSlides[], steps: number, by = next): string[] {
  const seen = [at(from)];
  for (let round = from; seen.length < steps; seen.push(at(round))) round = by(round, lots);
  return seen;
}

describe('the round of a screen', () => {
  it('shows every row of 3 lots with 24 bids before anything comes twice', () => {
    const lots = ['1', '2', '3'].map(lot => table(lot, 24));
    const slides = walk(clamp(start, lots), lots, 3 * pagesOf(24));
    expect(new Set(slides).size).toBe(slides.length);
    const rows = slides.flatMap(slide => {
      const [lot, page] = slide.split('.');
      return Array.from({ length: rowsPerPage }, (_, i) => `${lot}/${Number(page) * rowsPerPage + i}`);
    });
    for (const lot of ['1', '2', '3']) for (let bid = 0; bid < 24; bid++) expect(rows).toContain(`${lot}/${bid}`);
    expect(at(next({ ...start, at: { lot: '3', page: 3 } }, lots))).toBe('1.0');
  });

  it('goes back the way it came', () => {
    const lots = [table('1', 13), waiting('2'), table('3', 7)];
    const forth = walk(clamp(start, lots), lots, 6);
    expect(forth).toEqual(['1.0', '1.1', '1.2', '2.0', '3.0', '3.1']);
    expect(walk({ ...start, at: { lot: '3', page: 1 } }, lots, 6, back)).toEqual([...forth].reverse());
    expect(at(back(clamp(start, lots), lots))).toBe('3.1');
  });

  it('shows what has just been opened at once where nobody reads a table, else behind its last page', () => {
    const lots = [waiting('1'), table('2', 7), table('3', 7)];
    const first = opened(clamp(start, lots), ['3', '2'], lots);
    expect([at(first), first.queue]).toEqual(['3.0', ['2']]);
    const later = opened(first, ['2'], lots);
    expect(walk(later, lots, 4)).toEqual(['3.0', '3.1', '2.0', '2.1']);
    const own = opened({ ...start, at: { lot: '2', page: 1 } }, ['2'], lots);
    expect(at(own)).toBe('2.0');
  });

  it('never flashes: of sixteen lots that open within seconds each stays to its end, in their order', () => {
    const ids = Array.from({ length: 16 }, (_, i) => String(i + 1));
    const lots = ids.map(lot => table(lot, 12));
    const round = ids.reduce((now, id) => opened(now, [id], lots), clamp(start, [waiting('0'), ...lots]));
    const slides = walk(clamp(round, lots), lots, 32);
    expect(slides).toEqual(ids.flatMap(id => [`${id}.0`, `${id}.1`]));
  });

  it('jumps to another lot, and to the page of a bid', () => {
    const lots = [table('1', 500), waiting('2'), table('3', 7)];
    const here = clamp({ ...start, at: { lot: '1', page: 40 } }, lots);
    expect([1, -1].map(by => at(toLot(here, lots, by as 1 | -1)))).toEqual(['2.0', '3.0']);
    expect([1, 6, 7, 300, 500, 999].map(bid => at(toBid(here, lots, bid, rowsPerPage)))).toEqual([
      '1.0',
      '1.0',
      '1.1',
      '1.49',
      '1.83',
      '1.83',
    ]);
    expect(at(toLot(clamp(start, []), lots, 1))).toBe('1.0');
  });

  it('keeps its place where bids come or lots go', () => {
    const round: Round = { at: { lot: '2', page: 3 }, queue: ['3', '4'], isHeld: true };
    expect(clamp(round, [table('1', 1), table('2', 24), table('3', 1), table('4', 1)])).toBe(round);
    expect(clamp(round, [table('1', 1), table('2', 7), table('4', 1)])).toEqual({
      at: { lot: '2', page: 1 },
      queue: ['4'],
      isHeld: true,
    });
    expect(at(clamp(round, [table('1', 1)]))).toBe('1.0');
    expect(clamp(round, [])).toEqual(start);
    expect(at(next(clamp(round, []), [table('9', 1)]))).toBe('9.0');
  });

  it.each([
    [null, usualPace],
    ['20', 20],
    ['3', 3],
    ['2', usualPace],
    ['121', usualPace],
    ['-5', usualPace],
    ['1e1', usualPace],
    ['', usualPace],
  ])('takes the pace of an address: %s', (text, pace) => {
    expect(paceOf(text)).toBe(pace);
  });
});

describe('a screen that nobody touches', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('turns after its pace, at once for a lot that opens, and stands while it is held', async () => {
    vi.useFakeTimers();
    let pressed: (event: KeyboardEvent) => void = () => undefined;
    vi.stubGlobal('addEventListener', (_: string, keyed: typeof pressed) => {
      pressed = keyed;
    });
    const lots = ref([waiting('1'), waiting('2')]);
    let news: string[] = [];
    const scope = effectScope();
    const round = scope.run(() =>
      useRound(
        () => lots.value,
        5,
        () => news.splice(0),
      ),
    )!;
    vi.advanceTimersByTime(4_000);
    expect(at(round.value)).toBe('1.0');
    vi.advanceTimersByTime(1_000);
    expect(at(round.value)).toBe('2.0');
    news = ['1'];
    lots.value = [table('1', 13), waiting('2')];
    await vi.advanceTimersByTimeAsync(0);
    expect(at(round.value)).toBe('1.0');
    round.value = { ...round.value, isHeld: true };
    vi.advanceTimersByTime(60_000);
    expect(at(round.value)).toBe('1.0');
    round.value = { ...round.value, isHeld: false };
    vi.advanceTimersByTime(15_000);
    expect(at(round.value)).toBe('2.0');
    for (const [key, slide] of [
      ['ArrowLeft', '1.2'],
      ['ArrowLeft', '1.1'],
      ['ArrowRight', '1.2'],
      ['PageDown', '2.0'],
      ['PageUp', '1.0'],
      ['9', '1.0'],
      ['Enter', '1.1'],
      [' ', '1.1'],
    ] as const) {
      pressed({ key, preventDefault: () => undefined } as KeyboardEvent);
      expect(at(round.value)).toBe(slide);
    }
    expect(round.value.isHeld).toBe(true);
    pressed({ key: ' ', preventDefault: () => undefined } as KeyboardEvent);
    round.value = { ...round.value, at: { lot: '2', page: 0 } };
    scope.stop();
    vi.advanceTimersByTime(60_000);
    expect(at(round.value)).toBe('2.0');
  });
});
