import { shallowRef } from 'vue';
import { describe, expect, it, vi } from 'vitest';
import { foldAll, noHall } from '../../src/fold';
import ConcludeStep from '../../src/host/ConcludeStep.vue';
import HostDashboard from '../../src/host/HostDashboard.vue';
import { nextStep } from '../../src/host/nextStep';
import NextStep from '../../src/host/NextStep.vue';
import SignStep from '../../src/host/SignStep.vue';
import { trusteesOf } from '../../src/host/trusteeStates';
import type { Hall } from '../../src/state';
import { inBoth, partOf, render, textOf } from '../render';
import { names, streamOf, vector, type SessionVector } from '../vectors';

vi.mock('../../src/seal/platform', () => ({ recordDraft: () => new Promise(() => {}) }));
vi.mock('../../src/serverTime', () => ({ useServerTime: () => ({ second: shallowRef(null) }) }));

const eventsOf = (name: string) => streamOf(vector<SessionVector>(`sessions/${name}.json`));
const states = (name: string): Hall[] =>
  eventsOf(name)
    .map((_, i, events) => foldAll(noHall, events.slice(0, i + 1)))
    .filter(hall => hall.commit === null);
// What the page can tell apart.
const kindOf = (hall: Hall) =>
  JSON.stringify([
    nextStep(hall, hall.lastAt).code,
    hall.lots.map(lot => trusteesOf(lot, hall.phase).map(state => state.word)),
  ]);
const period = eventsOf('period');
const before = foldAll(
  noHall,
  period.slice(
    0,
    period.findIndex(event => event.e.includes('"SessionConcluded"')),
  ),
);
const end = Math.max(...before.lots.map(lot => lot.openedAt ?? 0)) / 1e6 + 3;

describe("the host's dashboard", () => {
  it('counts who signed in and who confirmed', async () => {
    const html = await render(HostDashboard, { hall: before, second: end - 1 });
    expect(textOf(partOf(html, 'dashboard-attended'))).toContain('1 / 3');
    expect(textOf(partOf(html, 'dashboard-confirmed'))).toContain('1 / 3');
    expect(textOf(partOf(html, 'period'))).toContain('00:00:01');
  });

  it('has words for every state of every stream in both languages', async () => {
    const kinds = new Map(
      names('sessions/')
        .flatMap(states)
        .map(hall => [kindOf(hall), hall]),
    );
    expect(kinds.size).toBeGreaterThan(15);
    for (const hall of kinds.values())
      for (const language of inBoth) {
        const props = { hall, second: hall.lastAt / 1e6 };
        expect(textOf(await render(HostDashboard, props, language))).not.toMatch(/host\.|period\./);
        expect(textOf(await render(NextStep, { ...props, person: null, roles: [] }, language))).not.toMatch(/host\./);
      }
  });

  it('tells of each trustee what the stream says', () => {
    const seen = new Set(
      names('sessions/').flatMap(name =>
        states(name).flatMap(hall => hall.lots.flatMap(lot => trusteesOf(lot, hall.phase).map(state => state.word))),
      ),
    );
    expect([...seen].sort()).toEqual([
      'ceremony',
      'cosigned',
      'cosignedLate',
      'frozen',
      'none',
      'ready',
      'refused',
      'released',
      'releasing',
    ]);
  });
});

describe('whose step it is', () => {
  const said = async (roles: string[]) =>
    textOf(partOf(await render(NextStep, { hall: before, person: null, roles, second: end }), 'next-whose'));

  it('is told to everybody else', async () => {
    expect(await said(['Supervisor'])).toBe('这一步由主持人（主持人）来做，等待其操作。');
    expect(await said([])).toContain('请先在上方选择证书与私钥文件');
    expect(await said(['Host'])).toBe('');
  });
});

describe('the conclusion', () => {
  const shown = (second: number, isDue: boolean) =>
    render(ConcludeStep, { hall: before, person: null, may: true, isDue, second });

  it('says whom it would cut off, and waits for the end of the period', async () => {
    const early = await shown(end - 2, false);
    expect(textOf(partOf(early, 'cut-off-period'))).toContain('00:00:02');
    expect(textOf(partOf(early, 'cut-off-absent'))).toMatch(/^2 家未签到/);
    expect(early).toMatch(/<button[^>]* disabled[^>]*data-testid="conclude"/);
    const due = await shown(end, true);
    expect(due).not.toContain('cut-off-period');
    expect(due).not.toMatch(/<button[^>]* disabled[^>]*data-testid="conclude"/);
  });
});

describe('the signature of the record', () => {
  it('waits until the draft was opened and read', async () => {
    const html = await render(SignStep, { hall: foldAll(noHall, period), person: null, may: true });
    expect(html).toMatch(/<button[^>]* disabled[^>]*data-testid="record-sign"/);
    expect(html).toMatch(/<input[^>]* disabled[^>]*data-testid="record-read"/);
    expect(textOf(html)).toContain('请先打开草稿');
  });
});
