import { effectScope, nextTick, ref } from 'vue';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { foldAll, noHall } from '../../src/fold';
import FreezeCard from '../../src/hall/FreezeCard.vue';
import { firstRows, nextStep, leastRows, stepMs } from '../../src/hall/growing';
import LotTabs from '../../src/hall/LotTabs.vue';
import { useGrowing, useParts } from '../../src/hall/useGrowing';
import { ownIn } from '../../src/hall/useOwn';
import type { Lot } from '../../src/state';
import { inBoth, render, said, textOf } from '../render';
import { streamOf, vector, type SessionVector } from '../vectors';

const hall = foldAll(noHall, streamOf(vector<SessionVector>('sessions/other-name.json')));
const lot = hall.lots[0]!;
const failed = { at: 0, cause: 'FewSubmitted', rule: '' } as const;

describe('rows that are mounted a few at a time', () => {
  it('are as many as fit, at most twice as many as before, and never none', () => {
    expect(nextStep(20, stepMs)).toBe(20);
    expect(nextStep(20, stepMs / 4)).toBe(40);
    expect(nextStep(20, stepMs * 2)).toBe(10);
    expect(nextStep(20, 10_000)).toBe(leastRows);
    expect(nextStep(1_000, 0)).toBeLessThan(1_000);
  });

  it('come to 500 on a slow machine in steps that a page may take', () => {
    const msPerRow = 1.2;
    let [rows, step, longest] = [firstRows, firstRows, 0];
    while (rows < 500) {
      rows += step;
      longest = Math.max(longest, step * msPerRow);
      step = nextStep(step, step * msPerRow);
    }
    expect(longest).toBeLessThanOrEqual(stepMs);
  });
});

describe('the own row', () => {
  const [one, two] = lot.bids;
  const key = new Uint8Array(65).fill(7);
  const withKey = (bid: typeof one): typeof two => ({
    ...bid!,
    form: { ...bid!.form!, certificate: Uint8Array.from([7, 7, 1, ...key, 2]) },
  });
  const signed: Lot = { ...lot, bids: [one!, withKey(two)!] };

  it('is a bid that this browser holds, before one that bears the certificate', () => {
    expect(ownIn(lot, new Set([two!.submission]), null)).toBe(two!.submission);
    expect(ownIn(signed, new Set([one!.submission]), key)).toBe(one!.submission);
    expect(ownIn(signed, new Set(), key)).toBe(two!.submission);
  });

  it('is nobody’s else', () => {
    expect(ownIn(lot, new Set(['f'.repeat(32)]), null)).toBeNull();
    expect(ownIn(signed, new Set(), new Uint8Array(65).fill(8))).toBeNull();
    expect(ownIn({ ...lot, bids: [] }, new Set([one!.submission]), key)).toBeNull();
  });
});

describe('the frozen list', () => {
  it.each([
    ['frozen', null, 'freeze.live'],
    ['releasing', null, 'freeze.live'],
    ['opened', null, 'freeze.liveListed'],
    ['failed', failed, 'freeze.liveSealed'],
    ['failed', { ...failed, cause: 'FewOpened' }, 'freeze.liveListed'],
  ] as const)('of a lot that is %s says what became of its bids', async (phase, failure, key) => {
    const keys = ['freeze.live', 'freeze.liveListed', 'freeze.liveSealed'];
    for (const language of inBoth) {
      const html = textOf(await render(FreezeCard, { lot: { ...lot, phase, failure } }, language));
      expect(keys.filter(each => html.includes(said(each, language)))).toContain(key);
      expect(html.includes(said('freeze.live', language))).toBe(key === 'freeze.live');
    }
  });
});

describe('the overview of lots', () => {
  it('has all sixteen, each with its state, and of an open one how many bids', async () => {
    const phases = ['intake', 'opened', 'failed', 'releasing'] as const;
    const lots = Array.from({ length: 16 }, (_, i) => ({ ...lot, lot: String(i + 1), phase: phases[i % 4]! }));
    for (const language of inBoth) {
      const html = await render(LotTabs, { lots, chosen: '3' }, language);
      expect(html.match(/<button/g)).toHaveLength(16);
      for (const phase of phases) expect(textOf(html)).toContain(said(`phase.${phase}`, language));
      const count = said('bids.count', language, { n: lot.bids.length });
      expect(textOf(html).split(count).length - 1).toBe(4);
    }
  });
});

describe('a number that grows', () => {
  const frames: (() => void)[] = [];
  const run = async () => {
    for (let next = frames.shift(); next; next = frames.shift()) {
      next();
      await nextTick();
    }
  };

  beforeEach(() => {
    frames.length = 0;
    vi.stubGlobal('requestAnimationFrame', (work: () => void) => frames.push(work));
    vi.stubGlobal('cancelAnimationFrame', () => undefined);
  });
  afterEach(() => vi.unstubAllGlobals());

  it('comes to what is wanted, and again when it is set back', async () => {
    const [scope, wanted] = [effectScope(), ref(500)];
    const shown = scope.run(() => useGrowing(() => wanted.value))!;
    expect(shown.value).toBe(firstRows);
    await run();
    expect(shown.value).toBeGreaterThanOrEqual(500);
    shown.value = firstRows;
    await nextTick();
    expect(frames).toHaveLength(1);
    await run();
    expect(shown.value).toBeGreaterThanOrEqual(500);
    scope.stop();
  });

  it('brings the parts of a page one a frame', async () => {
    const [scope, wanted] = [effectScope(), ref(0)];
    const parts = scope.run(() => useParts(() => wanted.value))!;
    wanted.value = 4;
    await nextTick();
    const seen = [parts.value];
    for (let next = frames.shift(); next; next = frames.shift()) {
      next();
      await nextTick();
      seen.push(parts.value);
    }
    expect(seen).toEqual([0, 1, 2, 3, 4]);
    scope.stop();
  });
});
