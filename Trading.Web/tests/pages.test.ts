import { ref, shallowRef, type Component } from 'vue';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import BidPage from '../src/bid/BidPage.vue';
import OwnBid from '../src/bid/OwnBid.vue';
import { foldAll, noHall } from '../src/fold';
import { time } from '../src/format';
import HallPage from '../src/hall/HallPage.vue';
import SessionCard from '../src/home/SessionCard.vue';
import { addWords, type Language } from '../src/i18n';
import { clamp, start, type LotSlides } from '../src/screen/round';
import ScreenPage from '../src/screen/ScreenPage.vue';
import type { SessionLine } from '../src/sessions';
import type { Bid, Hall } from '../src/state';
import type { TenderMark } from '../src/tender/mark';
import bidEn from '../src/words/bid.en';
import bidZh from '../src/words/bid.zh';
import personEn from '../src/words/person.en';
import personZh from '../src/words/person.zh';
import { partOf, render, textOf } from './render';
import { streamOf, vector, type SessionVector } from './vectors';

// Whole pages as they stand once a session's stream is read; what the line would bring is given.

const shown = vi.hoisted(() => ({ hall: null as unknown, mark: null as unknown }));
vi.mock('../src/useHall', () => ({
  useHall: () => ({ hall: shallowRef(shown.hall), link: ref('live'), corrupt: ref(null), news: shallowRef([]) }),
}));
vi.mock('../src/tender/useTender', () => ({ useTender: () => shallowRef(shown.mark) }));
vi.mock('../src/serverTime', () => ({
  useServerTime: () => ({ second: ref(1_800_000_000), errorMs: ref(1), wallAheadMs: ref(0) }),
}));
vi.mock('../src/usePageTitle', () => ({ usePageTitle: () => undefined }));
vi.mock('../src/screen/useRound', () => ({
  useRound: (lots: () => LotSlides[]) => ref(clamp(start, lots())),
}));
vi.mock('../src/seal/store', () => ({ sealedBids: async () => [], roomBytes: async () => null }));

const hallOf = (name: string): Hall => foldAll(noHall, streamOf(vector<SessionVector>(`sessions/${name}.json`)));
const published = hallOf('standstill');
const mark: TenderMark = {
  times: 3,
  number: 2,
  earlier: { session: 'a'.repeat(32), preparedAt: Date.UTC(2026, 11, 1, 1, 30) * 1_000, state: 'failed' },
  later: { session: 'b'.repeat(32), preparedAt: Date.UTC(2026, 11, 2, 1, 30) * 1_000, state: 'running' },
};

const pages: [string, Component][] = [
  ['the hall', HallPage],
  ['the big screen', ScreenPage],
  ['the page of a bid', BidPage],
];
async function page(component: Component, hall: Hall, told: TenderMark | null, language: Language = 'zh') {
  [shown.hall, shown.mark] = [hall, told];
  return render(component, { session: hall.session, lot: hall.lots[0]!.lot }, language);
}

beforeAll(() => {
  addWords('person', { zh: personZh, en: personEn });
  addWords('bid', { zh: bidZh, en: bidEn });
  vi.stubGlobal('location', { search: '' });
});
afterEach(() => {
  [shown.hall, shown.mark] = [noHall, null];
});

describe('who published', () => {
  const name = '漓江 <代理>';
  const hall = { ...published, publisher: { name, key: published.publisher!.key } };

  it.each(pages)('stands on %s', async (_, component) => {
    expect(textOf(await page(component, hall, null))).toContain('发布人 漓江 &lt;代理&gt;');
    expect(textOf(await page(component, hall, null, 'en'))).toContain('Published by 漓江 &lt;代理&gt;');
  });

  it('is said to be unknown of a session of before, in hall and bid page', async () => {
    for (const component of [HallPage, BidPage])
      expect(textOf(await page(component, { ...published, publisher: null }, null))).toContain('未载明（旧版开标会）');
  });
});

describe('a tender number that was published three times', () => {
  it.each([pages[0]!, pages[2]!])(
    'is told on %s, with the other sessions and the way to them',
    async (_, component) => {
      const note = partOf(await page(component, published, mark), 'tender-again');
      const text = textOf(note);
      expect(text).toContain('这个招标编号已发布 3 次，这是第 2 次。');
      expect(text).toContain('上一次：2026-12-01 09:30:00 发布，未开标（流标）。');
      expect(text).toContain('最新一次：2026-12-02 09:30:00 发布，进行中。');
      expect([...note.matchAll(/href="([^"]*)"/g)].map(found => found[1])).toEqual([
        `/hall/${'a'.repeat(32)}`,
        `/hall/${'b'.repeat(32)}`,
      ]);
      expect(textOf(partOf(await page(component, published, mark, 'en'), 'tender-again'))).toContain(
        'This tender number was published 3 times; this is number 2.',
      );
    },
  );

  it('is told on the big screen', async () => {
    const told = async (language: Language) =>
      textOf(partOf(await page(ScreenPage, published, mark, language), 'tender-again'));
    expect([await told('zh'), await told('en')]).toEqual(['第 2 次发布，共 3 次', 'Publication 2 of 3']);
  });

  it.each(pages)('is no news on %s where it was published once', async (_, component) => {
    const once = { times: 1, number: 1, earlier: null, later: null };
    for (const told of [once, null])
      expect(await page(component, published, told)).not.toContain('data-testid="tender-again"');
  });

  it('is told in the list of sessions, beside who published', async () => {
    const lots = published.lots.map(({ lot, title, phase, closeAt }) => ({ lot, title, phase, closeAt }));
    const session = { ...published, phase: 'running', lots, publisher: { name: '漓江代理' }, tender: mark };
    const html = await render(SessionCard, { session: session as unknown as SessionLine, second: 1_800_000_000 });
    expect(textOf(html)).toContain('发布人 漓江代理');
    expect(textOf(partOf(html, 'tender-again'))).toContain('已发布 3 次');
  });
});

describe('a standstill over the deadline', () => {
  const [lot] = published.lots;
  const closeAt = lot!.closeAt;
  const stood = (from: number, until: number, restarted = false): Hall => ({
    ...published,
    standstills: [{ from: closeAt + from, until: closeAt + until, restarted }],
  });
  const states: [string, Hall, string[], string[]][] = [
    [
      'madeUpFor',
      stood(-1_000_000, 2_000_000),
      ['平台在投标截止时停顿', '（3.0 秒）', '没有算作迟到'],
      ['The platform stood still over the deadline', '(3.0 s)', 'is not late'],
    ],
    [
      'restarted',
      stood(-1_000_000, 2_000_000, true),
      ['平台在投标截止时不在线', '（3.0 秒）', '随后重新启动', '无从证明曾按时到达'],
      ['The platform was away over the deadline', '(3.0 s)', 'has no proof that it came in time'],
    ],
    [
      'held',
      stood(-1_000_000, 9_000_000),
      ['平台在投标截止时停顿', '（10.0 秒）', '本标段暂缓'],
      ['The platform stood still over the deadline', '(10.0 s)', 'the lot is held until host and supervisor order'],
    ],
  ];

  it.each(states)('is told in hall and on the big screen: %s', async (consequence, hall, chinese, english) => {
    for (const component of [HallPage, ScreenPage])
      for (const [language, parts] of [['zh', chinese] as const, ['en', english] as const]) {
        const note = partOf(await page(component, hall, null, language), 'standstill');
        expect(note).toContain(`data-consequence="${consequence}"`);
        for (const part of parts) expect(textOf(note)).toContain(part);
      }
  });

  it('is told with its times in Beijing', async () => {
    const told = textOf(partOf(await page(HallPage, stood(-1_000_000, 2_000_000), null), 'standstill'));
    const [from, until] = [time((closeAt - 1_000_000) / 1_000), time((closeAt + 2_000_000) / 1_000)];
    expect([told.includes(`${from} 至 ${until}`), from < until]).toEqual([true, true]);
  });

  it('is told for the lot whose deadline it touches, each of several', async () => {
    const twice = { ...stood(-1, 1), standstills: [...stood(-1, 1).standstills, ...stood(2, 3).standstills] };
    for (const component of [HallPage, ScreenPage]) {
      const count = async (hall: Hall) =>
        (await page(component, hall, null)).split('data-testid="standstill"').length - 1;
      expect([await count(twice), await count(stood(1, 2)), await count({ ...published, standstills: [] })]).toEqual([
        1, 0, 0,
      ]);
      expect(await count({ ...twice, standstills: [...twice.standstills, ...stood(-9, 5, true).standstills] })).toBe(2);
    }
  });
});

describe('a bid under another name than its certificate has', () => {
  const opened = hallOf('form-2');
  const certified = { name: '甲建设集团有限公司', code: '91330100799655058B' };
  const [first, ...others] = opened.lots[0]!.bids;
  const named = (change: Partial<Bid>): Hall => ({
    ...opened,
    lots: [{ ...opened.lots[0]!, bids: [{ ...first!, ...change }, ...others] }],
  });
  const form = { ...first!.form!, bidderName: '乙公司', creditCode: '91450300MA5K123401' };
  const differs = named({ form, marks: ['NameDiffers', 'CodeDiffers'], certified });
  const without = named({ form, marks: ['NameDiffers'], certified: { name: '', code: '' } });

  it('stands in the hall with both names, both codes and the marks', async () => {
    const html = await page(HallPage, differs, null);
    const row = textOf(html.slice(html.indexOf('data-testid="bid-1"'), html.indexOf('data-testid="bid-2"')));
    for (const part of ['乙公司', '91450300MA5K123401', '证书载明： 甲建设集团有限公司 91330100799655058B'])
      expect(row).toContain(part);
    expect([row.includes('名称与证书不符'), row.includes('信用代码不符')]).toEqual([true, true]);
    expect(html.split('data-testid="bid-certified"').length - 1).toBe(1);
  });

  it('stands on the big screen with both names', async () => {
    const html = await page(ScreenPage, differs, null);
    const row = textOf(html.slice(html.indexOf('data-testid="bid-1"'), html.indexOf('data-testid="bid-2"')));
    for (const part of ['乙公司', '名称与证书不符', '证书载明： 甲建设集团有限公司 91330100799655058B'])
      expect(row).toContain(part);
    expect(html.split('data-testid="bid-certified"').length - 1).toBe(1);
  });

  it('stands in the own row with both names', async () => {
    const own = (hall: Hall, language: Language) =>
      render(
        OwnBid,
        {
          hall,
          lot: hall.lots[0]!,
          own: {
            submission: first!.submission,
            entryHash: '00'.repeat(32),
            isWithdrawn: false,
            isRevoked: false,
            isAcknowledged: true,
            hasReceipt: true,
          },
          person: null,
          ownKit: null,
        },
        language,
      ).then(html => textOf(partOf(html, 'own-row')));
    const row = await own(differs, 'zh');
    for (const part of [
      '乙公司 91450300MA5K123401',
      '证书载明： 甲建设集团有限公司 91330100799655058B',
      '名称与证书不符',
    ])
      expect(row).toContain(part);
    expect(await own(differs, 'en')).toContain('The certificate says: 甲建设集团有限公司 91330100799655058B');
    expect(await own(named({}), 'zh')).not.toContain('证书载明');
  });

  it('is told with a dash where the certificate names nobody', async () => {
    for (const component of [HallPage, ScreenPage])
      expect(textOf(partOf(await page(component, without, null), 'bid-certified'))).toContain('证书载明： —');
  });
});
