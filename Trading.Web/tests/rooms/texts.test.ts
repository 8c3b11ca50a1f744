import { ref, shallowRef, type Component } from 'vue';
import { describe, expect, it, vi } from 'vitest';
import { i18n } from '../../src/i18n';
import BallotCard from '../../src/rooms/BallotCard.vue';
import BegunCard from '../../src/rooms/BegunCard.vue';
import BlockedNote from '../../src/rooms/BlockedNote.vue';
import DraftNote from '../../src/rooms/DraftNote.vue';
import EndCard from '../../src/rooms/EndCard.vue';
import ExplainCard from '../../src/rooms/ExplainCard.vue';
import IdentityList from '../../src/rooms/IdentityList.vue';
import MotionCard from '../../src/rooms/MotionCard.vue';
import MotionList from '../../src/rooms/MotionList.vue';
import OrdersNote from '../../src/rooms/OrdersNote.vue';
import PledgeCard from '../../src/rooms/PledgeCard.vue';
import QualifyCard from '../../src/rooms/QualifyCard.vue';
import QuestionClocks from '../../src/rooms/QuestionClocks.vue';
import ReadsTable from '../../src/rooms/ReadsTable.vue';
import RejectionList from '../../src/rooms/RejectionList.vue';
import ReportCard from '../../src/rooms/ReportCard.vue';
import ResultCard from '../../src/rooms/ResultCard.vue';
import ReviewCard from '../../src/rooms/ReviewCard.vue';
import RoomHead from '../../src/rooms/RoomHead.vue';
import RoomLog from '../../src/rooms/RoomLog.vue';
import { sayLine } from '../../src/rooms/sentences';
import { itemsOfTerms } from '../../src/rooms/sheet';
import SheetCard from '../../src/rooms/SheetCard.vue';
import SheetMatrix from '../../src/rooms/SheetMatrix.vue';
import SummaryCard from '../../src/rooms/SummaryCard.vue';
import { noOwnPapers } from '../../src/rooms/tasks';
import WarningList from '../../src/rooms/WarningList.vue';
import { inBoth, render, said as word } from '../render';
import { cards } from './desks';
import { cases, foldCommit, nothing, type Folded } from './vectors';

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

// Turns the order of whatever follows, is invisible in the middle, and ends nothing.
const evil = '\u202e甲\u200b';
const shown = 'U+202E甲U+200B';
const peoples = ['name', 'title', 'text', 'reason', 'subject'];
const criteria = ['quality', 'service', 'plan', 'record'];

/** The same room in which everything that people wrote is hostile. */
function hostile<T>(value: T, key = ''): T {
  if (value instanceof Uint8Array) {
    const text = new TextDecoder().decode(value);
    if (!text.startsWith('{')) return value;
    return new TextEncoder().encode(
      criteria.reduce((all, id) => all.replaceAll(`"${id}"`, `"${id}${evil}"`), text),
    ) as T;
  }
  if (typeof value === 'string')
    return (value !== '' && (peoples.includes(key) || criteria.includes(value)) ? value + evil : value) as T;
  if (Array.isArray(value)) return value.map(one => hostile(one, key)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, hostile(one, name)])) as T;
}

/** What stands outside of an isolation may not be anybody's text; nothing turns an order anywhere. */
function expectHarmless(html: string, what: string): void {
  expect(html, what).not.toMatch(/[\u202A-\u202E\u2066\u2067\u200B\u200E\u200F]/);
  const bare = html.replace(/\u2068[^\u2069]*\u2069/g, '').replace(/<bdi[^]*?<\/bdi>/g, '');
  expect(bare, what).not.toContain('U+202E');
}

/** Each room after each commit that brings it to something new. */
function* steps(): Generator<[name: string, at: Folded]> {
  for (const { name, commits } of cases) {
    let at = nothing;
    const seen = new Set<string>();
    for (const commit of commits) {
      at = foldCommit(at, commit.events);
      const { room, said } = at;
      const step = [room.phase, room.stage, said.motions.length, said.questions.length, said.changes.length].join(' ');
      if (!seen.has(step)) yield [`${name} ${step}`, hostile(at)];
      seen.add(step);
    }
  }
}

describe('texts of people in a room', () => {
  it('are isolated and visible on every card of a desk', async () => {
    let told = '';
    const show = async (card: Component, what: string, at: Folded, props: object = {}) => {
      for (const html of await cards(card, at, 1, noOwnPapers, props)) {
        expectHarmless(html, what);
        told += html;
      }
    };
    for (const [what, at] of steps()) {
      const { stage } = at.room;
      const { start, terms } = at.room.facts!;
      await show(PledgeCard, what, at);
      await show(MotionCard, what, at);
      await show(ExplainCard, what, at);
      await show(EndCard, what, at);
      if (stage === 'Electing') await show(BallotCard, what, at);
      if (stage === 'Qualifying' || stage === 'Complying') await show(ReviewCard, what, at);
      if (stage === 'Scoring') {
        await show(SheetCard, what, at);
        const bids = start.bids.map(bid => bid.id);
        await show(SheetMatrix, what, at, { items: itemsOfTerms(terms), bids, cells: {} });
      }
      if (stage === 'Summing' || stage === 'Reporting') {
        await show(SummaryCard, what, at);
        await show(ReportCard, what, at);
      }
    }
    expect(told.split(shown).length).toBeGreaterThan(500);
  }, 120_000);

  it('are isolated and visible on the pages around it', async () => {
    let told = 0;
    for (const [what, { room, said }] of steps()) {
      const facts = room.facts!;
      const nameOf = (id: string) => facts.start.bids.find(one => one.id === id)?.name ?? id;
      const bid = facts.start.bids[0]!.id;
      const warning = { seats: [1], bid, criterion: `quality${evil}`, at: 1 };
      const questions = [{ question: 'q', bid, kind: 'Clarify' as const, answerBy: 5e6, state: 'Open' as const }];
      const reads = [{ seat: 1, bid, section: 1, times: 1, firstAt: 1, lastAt: 2 }];
      const head = { link: 'live', title: 't', page: 'room', second: 1, errorMs: 1, wallAheadMs: 0 };
      const blocked = { code: 'objective-differs', where: '$', rule: 'S9', first: `1 · ${bid} · quality${evil}` };
      for (const [card, props] of [
        [RoomHead, { ...head, room }],
        [BegunCard, { facts }],
        [OrdersNote, { room }],
        [ResultCard, { room }],
        [RoomLog, { lines: [...room.log, ...said.log], testid: 'log', nameOf }],
        [MotionList, { motions: said.motions, changes: said.changes, nameOf }],
        [RejectionList, { rejections: said.rejections, nameOf, facts }],
        [QuestionClocks, { questions, nameOf, now: 0 }],
        [ReadsTable, { reads, nameOf }],
        [WarningList, { warnings: [{ kind: 'Objective', ...warning }], nameOf }],
        [IdentityList, { found: [{ bid, section: 1, page: 1, kind: 'Name' }], nameOf }],
        [QualifyCard, { facts, toQualify: [bid], person: null }],
        [
          BlockedNote,
          { block: blocked, testid: 'blocked', bidText: (id: string) => `\u2068${nameOf(id).slice(0, 2)}\u2069` },
        ],
        [
          DraftNote,
          { state: 'saved', clashes: [{ key: 'k', mine: evil, theirs: evil }], nameOf: (key: string) => key + evil },
        ],
      ] as [Component, object][]) {
        const html = await render(card, props);
        // The platform's own words of a blocked count stand below, as code.
        expectHarmless(html.replace(/<code[^]*?<\/code>/g, ''), what);
        told += html.split(shown).length - 1;
      }
    }
    expect(told).toBeGreaterThan(500);
  }, 120_000);

  it('are isolated and visible in what a desk says of each event', () => {
    for (const language of inBoth) {
      i18n.global.locale.value = language;
      const t = (key: string, values: Record<string, unknown> = {}) => word(key, language, values);
      for (const [what, { room, said }] of steps())
        for (const line of [...room.log, ...said.log]) {
          const params = Object.fromEntries(
            Object.entries(line.params).map(([key, one]) => [key, key === 'reason' ? `${one}${evil}` : one]),
          );
          expectHarmless(
            sayLine({ ...line, params }, t, key => i18n.global.te(key)),
            what,
          );
        }
    }
  });
});
