import { ref, shallowRef, type Component } from 'vue';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import BidPage from '../src/bid/BidPage.vue';
import CheckPage from '../src/check/CheckPage.vue';
import CriteriaPage from '../src/criteria/CriteriaPage.vue';
import { foldAll, noHall } from '../src/fold';
import HallPage from '../src/hall/HallPage.vue';
import GuideBlock from '../src/help/GuideBlock.vue';
import GuidePage from '../src/help/GuidePage.vue';
import { guideNames, textOf as guideOf } from '../src/help/guides';
import { blocksOf } from '../src/help/markdown';
import HomePage from '../src/home/HomePage.vue';
import SessionCard from '../src/home/SessionCard.vue';
import HostPage from '../src/host/HostPage.vue';
import { addWords, type Language } from '../src/i18n';
import NothingHere from '../src/layout/NothingHere.vue';
import PageFrame from '../src/layout/PageFrame.vue';
import { ownBids, tasksOf } from '../src/mine/mine';
import MinePage from '../src/mine/MinePage.vue';
import OwnBids from '../src/mine/OwnBids.vue';
import OwnSessions from '../src/mine/OwnSessions.vue';
import NoticePage from '../src/notice/NoticePage.vue';
import PeoplePage from '../src/people/PeoplePage.vue';
import SignInPage from '../src/person/SignInPage.vue';
import ScorePage from '../src/score/ScorePage.vue';
import { clamp, start, type LotSlides } from '../src/screen/round';
import ScreenPage from '../src/screen/ScreenPage.vue';
import type { SealedBid } from '../src/seal/store';
import type { SessionLine } from '../src/sessions';
import type { Hall } from '../src/state';
import mineEn from '../src/words/mine.en';
import mineZh from '../src/words/mine.zh';
import { inBoth, render } from './render';
import { names, streamOf, vector, type SessionVector } from './vectors';

// Pages as they are read: no Latin sentence, key or code in Chinese, no Chinese in English. What people wrote (titles,
// names, items) stays as they wrote it, and is taken out first.

const shown = vi.hoisted(() => ({ hall: null as unknown }));
vi.mock('../src/useHall', () => ({
  useHall: () => ({ hall: shallowRef(shown.hall), link: ref('live'), corrupt: ref(null), news: shallowRef([]) }),
}));
vi.mock('../src/tender/useTender', () => ({ useTender: () => shallowRef(null) }));
vi.mock('../src/serverTime', () => ({
  serverClock: {},
  useServerTime: () => ({ second: ref(1_800_000_000), errorMs: ref(1), wallAheadMs: ref(60_000) }),
}));
vi.mock('../src/usePageTitle', () => ({ usePageTitle: () => undefined }));
vi.mock('../src/screen/useRound', () => ({ useRound: (lots: () => LotSlides[]) => ref(clamp(start, lots())) }));
vi.mock('../src/seal/store', () => ({
  sealedBids: async () => [],
  everySealed: async () => [],
  roomBytes: async () => 1,
}));
vi.mock('../src/home/useSessions', () => ({
  useSessions: () => ({ found: shallowRef(null), failure: shallowRef(new Error('x')), load: () => undefined }),
  isAwayAlone: () => false,
}));

beforeAll(() => {
  addWords('mine', { zh: mineZh, en: mineEn });
  vi.stubGlobal('location', { search: '', hash: '', hostname: 'localhost', origin: 'https://x.test', pathname: '/' });
  vi.stubGlobal('document', { visibilityState: 'visible', addEventListener: () => undefined });
});
afterEach(() => {
  shown.hall = noHall;
});

// The same in every language: commands, formats, units, and the names of the languages themselves.
const neutral = new RegExp(
  [
    String.raw`trading [a-z-]+|trading-score\/\d|[A-Z]+\.(?:json|archive)|TENDER\.json|PKCS#8|X\.509|DER|P-256`,
    String.raw`SHA-256|sha256sum|UTF-8|BOM|JSON|PDF|WebCrypto|https?:?\S*|localhost|Firefox|Chrome|Edge|Safari`,
    String.raw`GiB|MiB|KiB|[a-z]+\.(?:txt|kit|key|der|trust)\b|(?<![\w-])--?[a-z][a-z-]*`,
  ].join('|'),
  'g',
);
const own = ['中文', '中', 'English', 'EN'];

/** Texts and spoken attributes of a page, folded details included: they are read, too. */
function read(html: string): string {
  const spoken = [...html.matchAll(/ (?:aria-label|title|alt|placeholder)="([^"]*)"/g)].map(found => found[1]!);
  const text = html
    .replace(/<(code|pre)[^]*?<\/\1>/g, ' ')
    .replace(/<(\w+)[^>]* lang="en"[^]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ');
  return [text, ...spoken]
    .join(' ')
    .replace(/&\w+;|&#\d+;/g, ' ')
    .replace(/\s+/g, ' ');
}

function strangers(html: string, language: Language, written: readonly string[]): string[] {
  const longestFirst = [...written, ...own].filter(word => word !== '').sort((a, b) => b.length - a.length);
  const rest = longestFirst.reduce((text, word) => text.replaceAll(word, ' · '), read(html)).replace(neutral, ' ');
  const pattern =
    language === 'zh'
      ? new RegExp(
          [
            String.raw`[A-Za-z]{2,}(?:[ ,]+[A-Za-z]{2,}){2,}|\b[a-z]+(?:\.[a-z]\w*)+\b`,
            String.raw`\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\b|\b[a-z]+(?:-[a-z]+){2,}\b`,
          ].join('|'),
          'g',
        )
      : /[\p{Script=Han}，。；：、“”（）]+/gu;
  // A text with hidden characters stands in pieces between their codes.
  return [...rest.matchAll(pattern)]
    .map(found => found[0])
    .filter(piece => !written.some(text => text.includes(piece)));
}

const textsOf = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : value instanceof Uint8Array || value === null || typeof value !== 'object'
      ? []
      : Object.values(value).flatMap(textsOf);

/** What people wrote in a session: letters and words of codes are none of it. */
function writtenIn(hall: Hall): string[] {
  const forms = hall.lots.flatMap(lot => lot.bids.flatMap(bid => [bid.form, bid.certified]));
  const lots = hall.lots.map(({ title, trustees, scoring }) => [title, trustees, scoring]);
  const objections = hall.objections.map(({ text, answer }) => [text, answer]);
  const people = hall.roles.map(role => role.name);
  const scoring = hall.lots.flatMap(lot =>
    [...(lot.scoring ?? '').matchAll(/"id": ?"([^"]+)"/g)].map(found => found[1]),
  );
  return textsOf([hall.title, hall.tenderCode, hall.publisher?.name, forms, lots, objections, people, scoring]).flatMap(
    text => [text, text.replace(/[<>&"]/g, ' ').trim()].map(each => each.replace(/\s+/g, ' ')),
  );
}

describe.each(inBoth)('every page in %s', language => {
  const clean = async (component: Component, props: object, written: string[] = []) =>
    expect(strangers(await render(component, props, language), language, written)).toEqual([]);

  it.each(names('sessions'))('of the session %s, at each of its steps', async name => {
    const events = streamOf(vector<SessionVector>(`sessions/${name}.json`));
    const steps = [...new Set([1, 2, Math.ceil(events.length / 2), events.length - 1, events.length])];
    for (const step of steps.filter(n => n > 0 && n <= events.length)) {
      const hall = foldAll(noHall, events.slice(0, step));
      if (hall.phase === 'none') continue;
      shown.hall = hall;
      const props = { session: hall.session, lot: hall.lots[0]!.lot };
      for (const component of [HallPage, ScreenPage, BidPage, NoticePage])
        await clean(component, props, writtenIn(hall));
    }
  });

  it('that stands before anything was read or chosen', async () => {
    shown.hall = noHall;
    for (const component of [
      HomePage,
      MinePage,
      CheckPage,
      PeoplePage,
      SignInPage,
      ScorePage,
      CriteriaPage,
      HostPage,
      NothingHere,
    ])
      await clean(component, {});
    for (const component of [HallPage, ScreenPage, NoticePage]) await clean(component, { session: 'a'.repeat(32) });
    await clean(PageFrame, {});
    await clean(GuidePage, {});
  });

  it('that lists sessions, of every state', async () => {
    const phases = ['ceremony', 'intake', 'frozen', 'releasing', 'opened', 'failed'] as const;
    const tender = { times: 1, number: 1, earlier: null, later: null };
    const lines = (['running', 'concluded', 'sealed'] as const).flatMap(phase =>
      phases.map((lot, i): SessionLine => ({
        ...{ session: `${phase}${i}`.padEnd(32, '0'), title: '甲', tenderCode: '乙', phase, drill: true, tender },
        ...{ preparedAt: 1, publisher: { name: '丙' }, mine: [['Host', 'Agent'], ['Supervisor'], ['Notary']][i % 3]! },
        lots: [{ lot: '1', title: '丁', phase: lot, closeAt: 1_800_000_100_000_000 }],
      })),
    );
    const written = ['甲', '乙', '丙', '丁'];
    for (const session of lines) await clean(SessionCard, { session, second: 1_800_000_000 }, written);
    await clean(OwnSessions, { tasks: tasksOf(lines) }, written);
    const bid = { lot: '1', submission: 'a', revision: 1, isKitSaved: true, bidderName: '丙' } as SealedBid;
    const held = lines.map(({ session }, i) => ({ ...bid, session, submission: String(i) }));
    await clean(OwnBids, { bids: ownBids(held, lines), time: String }, written);
    await clean(OwnBids, { bids: [], time: String });
  });

  it.each(guideNames)('of the guide for %s', async name => {
    // Answers of a program stand in the guide for trustees as the program prints them.
    for (const block of blocksOf(await guideOf(name, language))) await clean(GuideBlock, { block });
  });
});

describe('the test itself', () => {
  it('finds sentences, keys, codes and steps of the other language', () => {
    for (const text of ['The sign-in does not hold', 'phase.sealed', 'FewSubmitted', 'try-again-later'])
      expect(strangers(`<p>开标 ${text} 。</p>`, 'zh', [])).not.toEqual([]);
    expect(strangers('<p title="开标">Opened</p>', 'en', [])).toEqual(['开标']);
    expect(strangers('<p>漓江 opened · 中文</p>', 'en', ['漓江'])).toEqual([]);
  });
});
