import { effectScope, nextTick, ref } from 'vue';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { foldAll, noHall } from '../../src/fold';
import BidTable from '../../src/hall/BidTable.vue';
import FreezeCard from '../../src/hall/FreezeCard.vue';
import LotTabs from '../../src/hall/LotTabs.vue';
import { groupsIn, groupsOf, holds, partsFor } from '../../src/hall/rows';
import { ownIn } from '../../src/hall/useOwn';
import { useParts } from '../../src/hall/useParts';
import type { Lot } from '../../src/state';
import { inBoth, render, said, textOf } from '../render';
import { streamOf, vector, type SessionVector } from '../vectors';

const hall = foldAll(noHall, streamOf(vector<SessionVector>('sessions/other-name.json')));
const lot = hall.lots[0]!;
const failed = { at: 0, cause: 'FewSubmitted', rule: '' } as const;

describe('a long table', () => {
  const many = (count: number): Lot => ({
    ...lot,
    bids: Array.from({ length: count }, (_, i) => ({ ...lot.bids[0]!, submission: String(i).padStart(32, '0') })),
  });
  const table = (bids: Lot) => render(BidTable, { lot: bids, pack: hall.pack, concluded: false });
  // The module asks once, when it is loaded, whether the browser watches what is seen.
  const mounted = async (count: number) => {
    vi.resetModules();
    const { default: watched } = await import('../../src/hall/BidTable.vue');
    return render(watched, { lot: many(count), pack: hall.pack, concluded: false });
  };
  afterEach(() => vi.unstubAllGlobals());

  it('has each row once, with its place among all', async () => {
    const html = await table(many(25));
    expect(html).toContain('aria-rowcount="26"');
    const places = [...html.matchAll(/aria-rowindex="(\d+)"/g)].map(found => Number(found[1]));
    expect(places).toEqual(Array.from({ length: 26 }, (_, i) => i + 1));
    expect(groupsOf([...Array(25).keys()]).flatMap(group => group.rows)).toEqual([...Array(25).keys()]);
  });

  it('mounts its first rows and what is near, says how many there are, and of a short one mounts all', async () => {
    vi.stubGlobal(
      'IntersectionObserver',
      class {
        observe(): void {}
      },
    );
    const html = await mounted(500);
    expect(html).toContain('aria-rowcount="501"');
    expect(html).toContain('data-count="500"');
    expect(html.match(/class="bid-row[ "]/g)).toHaveLength(10);
    expect(html.match(/role="none"/g)).toHaveLength(98);
    expect(html).toContain('data-testid="bid-search"');
    const short = await mounted(20);
    expect(short.match(/class="bid-row[ "]/g)).toHaveLength(20);
    expect(short).not.toContain('data-testid="bid-search"');
  });

  it('says that the search of the browser does not see all of it, and only where it does not', async () => {
    const [long, short] = [many(21), many(20)];
    for (const [one, isSaid] of [
      [long, true],
      [short, false],
    ] as const) {
      const html = await render(BidTable, { lot: one, pack: hall.pack, concluded: false }, 'en');
      expect(html.includes('the field above')).toBe(isSaid);
      expect(html.includes('aria-describedby="bid-search-note"')).toBe(isSaid);
    }
    expect(textOf(await table(long))).toContain('Ctrl+F');
  });

  it('keeps the groups whose rows nothing happened to, and brings their places in parts', () => {
    const rows = Array.from({ length: 23 }, (_, i) => ({ i }));
    const before = groupsOf(rows);
    const after = groupsOf(
      rows.map((row, i) => (i === 12 ? { i } : row)),
      before,
    );
    expect(after.map((group, i) => group === before[i])).toEqual([true, true, false, true, true]);
    expect(groupsOf(rows.slice(0, 7), before).map(group => group.rows.length)).toEqual([5, 2]);
    for (const groups of [0, 1, 2, 3, 22, 23, 100, 1_000]) {
      expect(groupsIn(partsFor(groups))).toBeGreaterThanOrEqual(groups);
      if (groups > 0) expect(groupsIn(partsFor(groups) - 1)).toBeLessThan(groups);
    }
    expect([1, 2, 3].map(groupsIn)).toEqual([0, 1, 2]);
  });

  it('is searched for whatever a bidder wrote, and for a number', () => {
    const bid = lot.bids[0]!;
    const { bidderName, creditCode, price } = bid.form!;
    const form = { ...bid.form!, items: [{ name: 'Delivery', value: '30 Days' }] };
    for (const text of [bidderName, creditCode, price.words, 'delivery', '30 days'])
      expect([text, holds({ ...bid, form }, 7, text.toLowerCase())]).toEqual([text, true]);
    expect(holds(bid, 7, '7')).toBe(true);
    expect(holds(bid, 17, '7')).toBe(false);
    expect(holds({ ...bid, form: null, certified: null }, 1, 'x')).toBe(false);
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
  beforeEach(() => {
    frames.length = 0;
    vi.stubGlobal('requestAnimationFrame', (work: () => void) => frames.push(work));
    vi.stubGlobal('cancelAnimationFrame', () => undefined);
  });
  afterEach(() => vi.unstubAllGlobals());

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
