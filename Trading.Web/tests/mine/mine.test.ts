import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ownBids, tasksOf } from '../../src/mine/mine';
import type { SealedBid } from '../../src/seal/store';
import type { SessionLine } from '../../src/sessions';
import type { LotPhase } from '../../src/state';
import drawEn from '../../src/words/draw.en';
import drawZh from '../../src/words/draw.zh';
import requestEn from '../../src/words/drawRequest.en';
import requestZh from '../../src/words/drawRequest.zh';
import mineEn from '../../src/words/mine.en';
import mineZh from '../../src/words/mine.zh';

const line = (session: string, mine: string[], phase: LotPhase, closeAt: number, over?: SessionLine['phase']) =>
  ({
    session,
    mine,
    phase: over ?? 'running',
    lots: [{ lot: '1', title: '', phase, closeAt }],
  }) as unknown as SessionLine;

describe('my sessions', () => {
  it('begin with what needs my hand, then the nearest deadline, and end with what is over', () => {
    const tasks = tasksOf([
      line('done', ['Host'], 'opened', 1, 'sealed'),
      line('later', ['Host'], 'intake', 9),
      line('soon', ['Supervisor'], 'intake', 5),
      line('sign', ['Host'], 'opened', 2, 'concluded'),
      line('conclude', ['Host', 'Agent'], 'opened', 3),
    ]);
    expect(tasks.map(task => task.line.session)).toEqual(['sign', 'conclude', 'soon', 'later', 'done']);
    expect(tasks.map(task => task.isDue)).toEqual([true, true, false, false, false]);
  });

  it.each([
    [['Host'], 'frozen', undefined, 'host.frozen', false],
    [['Supervisor'], 'frozen', undefined, 'watch.order', false],
    [['Witness'], 'frozen', undefined, 'watch.frozen', false],
    [['Host'], 'failed', undefined, 'host.failed', true],
    [['Host'], 'failed', 'concluded', 'host.concluded', true],
    [['Host'], 'failed', 'sealed', 'host.sealed', false],
    [['Notary'], 'failed', 'concluded', 'watch.failed', false],
  ] as const)('of %j at %s, %s: %s', (roles, phase, over, step, due) => {
    const [task] = tasksOf([line('s', [...roles], phase, 1, over)]);
    expect([task!.step, task!.isDue]).toEqual([step, due]);
  });

  it('have words for every step of every role', () => {
    const phases: LotPhase[] = ['ceremony', 'intake', 'frozen', 'releasing', 'opened', 'failed'];
    for (const roles of [['Host'], ['Supervisor'], ['Agent']])
      for (const over of ['running', 'concluded', 'sealed'] as const)
        for (const phase of phases) {
          const [part, step] = tasksOf([line('s', roles, phase, 1, over)])[0]!.step.split('.') as ['host', string];
          for (const words of [mineZh, mineEn]) expect(Object.keys(words[part])).toContain(step);
        }
  });
});

describe('my draws', () => {
  it('stand on the page, with the way for the supervisor that the draw calls so, too', () => {
    const page = readFileSync(fileURLToPath(new URL('../../src/mine/MinePage.vue', import.meta.url)), 'utf8');
    expect(page).toMatch(/<OwnDraws v-if="me"/);
    for (const [draw, request] of [
      [drawZh, requestZh],
      [drawEn, requestEn],
    ] as const)
      expect(request.supervise.to).toBe(draw.toSupervise);
    for (const language of ['zh', 'en'] as const) {
      const guide = new URL(`../../../docs/guides/supervisor.${language}.md`, import.meta.url);
      expect(readFileSync(fileURLToPath(guide), 'utf8')).toContain((language === 'zh' ? drawZh : drawEn).toSupervise);
    }
  });
});

describe('my bids', () => {
  const bid = (change: Partial<SealedBid>) =>
    ({
      session: 's',
      lot: '1',
      submission: 'a',
      revision: 1,
      isKitSaved: true,
      acknowledgement: null,
      receipt: null,
      isWithdrawn: false,
      ...change,
    }) as SealedBid;
  const some = new Uint8Array(1);
  const stepOf = (change: Partial<SealedBid>, phase: LotPhase) =>
    ownBids([bid(change)], [line('s', [], phase, 1)])[0]!.step;

  it.each([
    [{ isKitSaved: false }, 'intake', 'keepKit'],
    [{}, 'intake', 'send'],
    [{ acknowledgement: some }, 'intake', 'logged'],
    [{ acknowledgement: some, receipt: some }, 'intake', 'received'],
    [{ acknowledgement: some, isWithdrawn: true }, 'intake', 'withdrawn'],
    [{ isWithdrawn: true }, 'intake', 'send'],
    [{}, 'frozen', 'notInTime'],
    [{ acknowledgement: some }, 'releasing', 'waiting'],
    [{ acknowledgement: some }, 'opened', 'opened'],
    [{ acknowledgement: some }, 'failed', 'failed'],
    [{}, 'opened', 'notInTime'],
  ] as [Partial<SealedBid>, LotPhase, string][])('of %j at %s: %s', (change, phase, step) => {
    expect(stepOf(change, phase)).toBe(step);
    for (const words of [mineZh, mineEn]) expect(Object.keys(words.bid)).toContain(step);
  });

  it('are the newest revision of each submission, the nearest deadline first', () => {
    const found = ownBids(
      [bid({}), bid({ revision: 2 }), bid({ submission: 'b', session: 't' }), bid({ submission: 'c', session: 'u' })],
      [line('s', [], 'intake', 9), line('t', [], 'intake', 5)],
    );
    expect(found.map(own => [own.bid.submission, own.bid.revision, own.step])).toEqual([
      ['b', 1, 'send'],
      ['a', 2, 'send'],
      ['c', 1, 'unknown'],
    ]);
  });
});
