import { describe, expect, it } from 'vitest';
import { foldAll, noHall } from '../../src/fold';
import EventLog from '../../src/hall/EventLog.vue';
import { logRowsOf } from '../../src/hall/logRows';
import { inBoth, render, textOf } from '../render';
import { streamOf, vector, type SessionVector } from '../vectors';

const halls = (name: string) => foldAll(noHall, streamOf(vector<SessionVector>(`sessions/${name}.json`)));

describe('the log', () => {
  it.each(['eventful', 'two-lots', 'few-opened', 'no-lock'])('leaves no height out without saying so: %s', name => {
    const hall = halls(name);
    const { rows, earlier, dropped } = logRowsOf(hall, Infinity);
    const heights = rows.flatMap(({ line, folded }) =>
      line ? [line.height] : Array.from({ length: folded!.to - folded!.from + 1 }, (_, i) => folded!.to - i),
    );
    expect(heights).toEqual(Array.from({ length: hall.height + 1 }, (_, i) => hall.height - i));
    expect([earlier, dropped]).toEqual([0, 0]);
  });

  it('folds the results of a lot, each of which it can show', () => {
    const hall = halls('eventful');
    const folded = logRowsOf(hall, Infinity).rows.flatMap(row => row.folded ?? []);
    expect(folded.map(({ from, to, bids }) => [to - from + 1, bids.length])).toEqual([[5, 5]]);
  });

  it('says how many entries are older than what is shown, and how many it does not keep', () => {
    const hall = halls('eventful');
    const { rows, earlier } = logRowsOf(hall, 3);
    expect(rows.filter(row => row.line).length).toBe(3);
    const last = rows.at(-1)!;
    expect(earlier).toBe(last.line?.height ?? last.folded!.from);
    const cut = { ...hall, log: hall.log.slice(4) };
    expect(logRowsOf(cut, Infinity)).toMatchObject({ earlier: 0, dropped: hall.log[4]!.height });
  });

  it('is read in both languages, with what is folded', async () => {
    for (const language of inBoth) {
      const html = await render(EventLog, { hall: halls('eventful'), most: 30 }, language);
      expect(html).toContain('data-testid="log-folded"');
      expect(textOf(html)).toContain(language === 'zh' ? '5 份投标的开启结果 展开' : 'the results of 5 bids Unfold');
      expect(textOf(html)).not.toContain(language === 'zh' ? '编号连续' : 'follow each other');
    }
  });
});
