import { ref, shallowRef } from 'vue';
import { describe, expect, it, vi } from 'vitest';
import IdentityList from '../../src/rooms/IdentityList.vue';
import type { MaskedView } from '../../src/rooms/masked';
import MaskedDesk from '../../src/rooms/MaskedDesk.vue';
import { i18n } from '../../src/i18n';
import { inBoth, render } from '../render';
import { atStage } from './vectors';

vi.mock('../../src/usePageTitle', () => ({ usePageTitle: () => {} }));
vi.mock('../../src/rooms/useDraft', () => ({
  useDraft: () => ({
    cells: shallowRef({}),
    clashes: shallowRef([]),
    state: ref('saved'),
    write: () => undefined,
    stop: () => undefined,
  }),
}));
vi.mock('../../src/serverTime', () => ({
  useServerTime: () => ({ second: ref(1_800_000_000), errorMs: ref(1), wallAheadMs: ref(0) }),
}));
vi.mock('../../src/rooms/platform', async original => ({
  ...(await original<object>()),
  readDocuments: () => new Promise(() => undefined),
}));

const { facts } = atStage('goods', 'Scoring').room;
const view: MaskedView = {
  isMasked: true,
  isAhead: false,
  phase: 'Sitting',
  endsAt: 1_800_003_600_000_000,
  isReady: true,
  terms: new TextEncoder().encode(
    '{"criteria":[{"id":"price","kind":"price"},' +
      '{"id":"quality","kind":"subjective","maxHundredths":10000,"stepHundredths":50},' +
      '{"id":"service","kind":"objective","maxHundredths":2000,"stepHundredths":100}],' +
      '"masked":{"criteria":["quality"],"sections":[1]}}',
  ),
  bids: [
    { bid: 'a'.repeat(32), found: [] },
    { bid: 'b'.repeat(32), found: ['Name', 'Unseen'] },
  ],
  papers: ['c'.repeat(64)],
  seats: 5,
  isIn: false,
  hasSaidShort: false,
};

async function desks(change: Partial<MaskedView> = {}): Promise<string[]> {
  const all: string[] = [];
  const props = { room: '0'.repeat(32), view: { ...view, ...change }, seatKey: { number: '1' }, seat: 2, lost: null };
  for (const language of inBoth) all.push(await render(MaskedDesk, props, language));
  return all;
}

describe('the desk while bids are masked', () => {
  it('has labels, the masked item alone, and what was found by kind', async () => {
    const [zh, en] = await desks();
    expect(zh).toContain('投标 B');
    expect(en).toContain('Bid B');
    for (const html of [zh!, en!]) {
      expect(html).toContain('data-testid="sheet-card"');
      expect(html).toContain('quality');
      expect(html).not.toContain('service');
      expect(html).toMatch(/data-testid="masked-found"[^>]*data-n="1"/);
      for (const { name, id } of facts!.start.bids) {
        expect(html).not.toContain(name);
        expect(html).not.toContain(id);
      }
    }
  });

  it('waits for the documents to be looked through, for the others, and while the room is stopped', async () => {
    for (const html of await desks({ isReady: false, bids: [] })) {
      expect(html).toContain('data-testid="masked-looking"');
      expect(html).not.toContain('data-testid="sheet-card"');
    }
    for (const html of await desks({ isIn: true })) {
      expect(html).toContain('data-testid="masked-in"');
      expect(html).not.toContain('data-testid="sheet-card"');
    }
    for (const html of await desks({ phase: 'Stopped' })) {
      expect(html).toContain('role="alert"');
      expect(html).not.toContain('data-testid="sheet-card"');
    }
  });
});

describe('what was found', () => {
  it('is told to host and supervisor with page and kind', async () => {
    const found = [
      { bid: 'x', section: 1, page: 12, kind: 'Phone' as const },
      { bid: 'x', section: 1, page: 0, kind: 'Person' as const },
      { bid: 'y', section: 2, page: 0, kind: 'Unseen' as const },
    ];
    for (const language of inBoth) {
      i18n.global.locale.value = language;
      const html = await render(IdentityList, { found, nameOf: (bid: string) => `N-${bid}` }, language);
      expect(html).toContain('N-x');
      expect(html).toContain('12');
      expect(html.match(/data-kind=/g)).toHaveLength(3);
      expect(await render(IdentityList, { found: [], nameOf: (bid: string) => bid }, language)).toContain('data-n="0"');
    }
  });
});
