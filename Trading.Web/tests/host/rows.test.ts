import { describe, expect, it } from 'vitest';
import { countOf } from '../../src/host/counts';
import SessionRows from '../../src/host/SessionRows.vue';
import { foldAll, noHall } from '../../src/fold';
import type { SessionLine } from '../../src/sessions';
import { inBoth, render, said, textOf } from '../render';
import { streamOf, vector, type SessionVector } from '../vectors';

const line = (phase: SessionLine['phase']): SessionLine => ({
  session: '5'.repeat(32),
  title: '漓江路改造',
  tenderCode: 'GL-1',
  phase,
  drill: false,
  preparedAt: 1,
  publisher: null,
  tender: { number: 1, times: 1, earlier: null, newest: null } as unknown as SessionLine['tender'],
  lots: [],
});

describe('published sessions', () => {
  it('are shown in every phase that the server knows, in words', async () => {
    const phases = ['running', 'concluded', 'sealed'] as const;
    for (const language of inBoth) {
      const texts = await Promise.all(
        phases.map(async phase => textOf(await render(SessionRows, { sessions: [line(phase)] }, language))),
      );
      expect(new Set(texts).size).toBe(phases.length);
      for (const text of texts) expect(text).not.toMatch(/\w+\.\w+/);
    }
  });
});

describe('what is counted of a lot', () => {
  const lots = (name: string, until: string) => {
    const events = streamOf(vector<SessionVector>(`sessions/${name}.json`));
    const end = events.findIndex(event => event.e.startsWith(`{"type":"${until}"`));
    return foldAll(noHall, events.slice(0, end + 1)).lots;
  };

  it('follows its state: nothing is left to open once it is opened', () => {
    expect(countOf(lots('eventful', 'SessionPrepared')[0]!)?.word).toBe('ceremony');
    expect(countOf(lots('eventful', 'LockCertified')[0]!)).toBeNull();
    expect(countOf(lots('eventful', 'LotFrozen')[0]!)?.word).toBe('toOpen');
    expect(countOf(lots('eventful', 'ReleaseBegan')[0]!)?.word).toBe('toOpen');
    expect(countOf(lots('eventful', 'LotOpened')[0]!)).toEqual({ word: 'openedSome', values: { n: 4, m: 1 } });
    expect(countOf(lots('few-opened', 'LotFailed')[0]!)?.word).toBe('openedSome');
    expect(countOf(lots('two-lots', 'LotFailed')[1]!)?.word).toBe('sealed');
    expect(countOf(lots('no-lock', 'LotFailed')[0]!)).toBeNull();
  });

  it('has words', () => {
    for (const language of inBoth)
      for (const word of ['ceremony', 'toOpen', 'opened', 'openedSome', 'sealed'])
        expect(said(`host.count.${word}`, language, { n: 3, m: 4 })).toContain('3');
  });
});
