import { describe, expect, it } from 'vitest';
import {
  addressOf,
  areDaysWrong,
  isSearch,
  overviewPaths,
  readQuery,
  searchPath,
  type Query,
} from '../../src/home/query';
import { isEnded, stateOf, type SessionLine } from '../../src/sessions';
import type { LotPhase } from '../../src/state';

const all: Query = { text: '', from: '', until: '', state: '', page: 1 };

describe('a search', () => {
  it('stands in the address, and what says nothing does not', () => {
    expect(addressOf(all)).toEqual({});
    const query: Query = { text: ' 漓江 ', from: '2026-12-01', until: '2026-12-02', state: 'failed', page: 2 };
    const address = addressOf(query);
    expect(address).toEqual({ text: '漓江', from: '2026-12-01', until: '2026-12-02', state: 'failed', page: '2' });
    expect(readQuery(address)).toEqual({ ...query, text: '漓江' });
  });

  it.each([
    [{ page: '0' }, {}],
    [{ page: '1e3' }, {}],
    [{ page: ['2', '3'] }, {}],
    [{ page: '99999' }, { page: 10_000 }],
    [{ state: 'open' }, {}],
    [{ from: '2026-02-30' }, {}],
    [{ from: '1969-12-31' }, {}],
    [{ until: '2026-12-01T00:00' }, {}],
    [{ text: 'a'.repeat(101) }, { text: 'a'.repeat(100) }],
  ])('takes of %j what is a query', (address, expected) => {
    expect(readQuery(address as never)).toEqual({ ...all, ...expected });
  });

  it('knows a search from the overview, and days that lie the wrong way round', () => {
    expect([all, { ...all, page: 3 }, { ...all, text: '  ' }].map(isSearch)).toEqual([false, false, false]);
    expect(
      [
        { ...all, text: 'a' },
        { ...all, state: 'sealed' as const },
      ].map(isSearch),
    ).toEqual([true, true]);
    expect(areDaysWrong({ ...all, from: '2026-12-02', until: '2026-12-01' })).toBe(true);
    expect(areDaysWrong({ ...all, from: '2026-12-01', until: '2026-12-01' })).toBe(false);
  });

  it("asks the platform for Beijing's days, to the end of the last one, and for one line more", () => {
    const asked = new URL(
      searchPath({ ...all, text: 'A&B', from: '2026-12-01', until: '2026-12-01', page: 2 }),
      'http://x',
    ).searchParams;
    expect(Object.fromEntries(asked)).toEqual({
      most: '13',
      skip: '12',
      text: 'A&B',
      from: String(Date.UTC(2026, 10, 30, 16) * 1000),
      until: String(Date.UTC(2026, 11, 1, 16) * 1000),
    });
    const paths = overviewPaths(Date.UTC(2026, 10, 30, 20), 1);
    expect(paths.open).toBe(`/api/sessions?until=${Date.UTC(2026, 10, 30, 16) * 1000}&state=running`);
  });
});

describe('the state of a session', () => {
  const line = (phase: SessionLine['phase'], ...lots: LotPhase[]) => ({
    phase,
    lots: lots.map((each, i) => ({ lot: String(i), title: '', phase: each, closeAt: 1 })),
  });

  it.each([
    ['running', ['intake'], 'intake', false],
    ['running', ['failed'], 'failed', true],
    ['running', ['failed', 'failed'], 'failed', true],
    ['concluded', ['failed'], 'failed', true],
    ['sealed', ['failed', 'failed'], 'failed', true],
    ['running', ['opened', 'failed'], 'opened', false],
    ['running', ['opened', 'intake'], 'running', false],
    ['concluded', ['opened', 'failed'], 'concluded', true],
    ['sealed', ['opened'], 'sealed', true],
  ] as const)('%s of lots %j is %s', (phase, lots, state, ended) => {
    expect(stateOf(line(phase, ...lots))).toBe(state);
    expect(isEnded(line(phase, ...lots))).toBe(ended);
  });
});
