import { ref, shallowRef } from 'vue';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { foldClosed, nothingClosed, type Closed } from '../../src/draws/closed';
import { foldDraw } from '../../src/draws/fold';
import type { Finding } from '../../src/draws/proof/finding';
import { checkDraw, numbers, type CheckNumber } from '../../src/draws/proof/run';
import { proofSteps, seatRows } from '../../src/draws/proofShow';
import ProofPage from '../../src/draws/ProofPage.vue';
import { noDraw, type Draw } from '../../src/draws/state';
import { fromBase64 } from '../../src/wire';
import { inBoth, partOf, render, textOf } from '../render';
import { caseOf, streamOf } from './vectors';

// The page of a proof with what its checks find of real draws; the worker is not there, its findings are.

const shown = vi.hoisted(() => ({
  draw: null as unknown,
  closed: null as unknown,
  found: {} as unknown,
  running: null as unknown,
}));
vi.mock('../../src/draws/useDraw', () => ({
  useDraw: () => ({
    draw: shallowRef(shown.draw),
    closed: shallowRef(shown.closed),
    link: ref('live'),
    corrupt: ref(null),
  }),
}));
vi.mock('../../src/draws/useProof', () => ({
  useProof: () => ({
    found: shallowRef(shown.found),
    running: shallowRef(shown.running),
    isBusy: ref(shown.running !== null),
    failure: ref(null),
    run: () => Promise.resolve(),
    cancel: () => undefined,
  }),
}));
vi.mock('../../src/usePageTitle', () => ({ usePageTitle: () => undefined }));

async function show(name: string, events: number, change: (draw: Draw) => Draw = draw => draw): Promise<void> {
  const one = caseOf(name);
  const draw = change(foldDraw(noDraw, streamOf(one, 'draw').slice(0, events)));
  const closed: Closed | null =
    draw.disclosedAt === null ? null : foldClosed(draw, nothingClosed, streamOf(one, 'drawn'));
  const rows = new Map(Object.entries(one.rows).map(([root, bytes]) => [root, fromBase64(bytes)] as const));
  const found: Partial<Record<CheckNumber, Finding>> = {};
  await checkDraw(draw, closed, rows, null, {
    begin: () => () => undefined,
    end: (number, finding) => void (found[number] = finding),
  });
  Object.assign(shown, { draw, closed, found, running: null });
}
const page = (language: 'zh' | 'en' = 'zh') => render(ProofPage, { draw: 'x' }, language);

beforeAll(() => vi.stubGlobal('location', { hostname: 'localhost', search: '' }));

describe('the proof of a draw', () => {
  it('shows each check once, in the order of its number', () => {
    expect(proofSteps.flatMap(step => step.checks)).toEqual([...numbers]);
  });

  it.each(inBoth)('says in plain words what agrees and what each check found, in %s', async language => {
    await show('whole', 99);
    const html = await page(language);
    const text = textOf(html);
    for (const number of numbers) expect(html).toContain(`data-testid="check-${number}"`);
    expect(text).toContain(language === 'zh' ? '14 项相符，0 项不符' : '14 agree, 0 do not');
    expect(text).toContain(
      language === 'zh' ? '凡是现在能核对的，全部相符。' : 'Everything that can be checked now agrees.',
    );
    expect(html).toContain('proof-no-trust');
    expect(text).not.toMatch(/WrongProof|undefined|\{|[0-9a-f]{64}/); // bytes are folded away
  });

  it('tells before the disclosure what can only be checked later, and no position', async () => {
    await show('whole', 5);
    const html = await page();
    expect(partOf(html, 'check-V65')).toContain('data-outcome="pass"');
    expect(partOf(html, 'check-V70')).toContain('data-outcome="later"');
    expect(textOf(html)).toContain('现在公开会让人提前知道抽到了谁');
    expect(html).not.toContain('seat-table');
  });

  it('says loudly what does not agree', async () => {
    await show('whole', 99, draw => ({ ...draw, arrived: 4 }));
    const html = await page();
    expect(html).toContain('data-testid="proof-bad"');
    expect(textOf(html)).toContain('公布到场 4 人，实际 5 人');
  });

  it('tells how far a long check is', async () => {
    await show('whole', 99);
    Object.assign(shown, { running: { number: 'V64', done: 500, of: 2000 } });
    const html = await page();
    expect(textOf(html)).toContain('500 / 2000');
    expect(html).toContain('proof-cancel');
  });

  it('lists positions with what became of them, and nobody', async () => {
    await show('whole', 99);
    const rows = seatRows(shown.closed as Closed);
    expect(rows.filter(row => row.insteadOf >= 0)).toHaveLength(4);
    expect(rows.map(row => row.became)).toEqual(
      expect.arrayContaining(['Declined', 'Silent', 'conflict', 'Avoids', 'Back']),
    );
    expect(partOf(await page(), 'seat-table')).not.toContain('E-0000');
  });
});
