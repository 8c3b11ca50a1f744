import { ref, shallowRef } from 'vue';
import { describe, expect, it, vi } from 'vitest';
import BallotCard from '../../src/rooms/BallotCard.vue';
import DocumentsPane from '../../src/rooms/DocumentsPane.vue';
import DraftNote from '../../src/rooms/DraftNote.vue';
import EndCard from '../../src/rooms/EndCard.vue';
import ExplainCard from '../../src/rooms/ExplainCard.vue';
import MotionCard from '../../src/rooms/MotionCard.vue';
import PledgeCard from '../../src/rooms/PledgeCard.vue';
import ReportCard from '../../src/rooms/ReportCard.vue';
import ReviewCard from '../../src/rooms/ReviewCard.vue';
import SeatRow from '../../src/rooms/SeatRow.vue';
import { sayLine } from '../../src/rooms/sentences';
import { scoreCell } from '../../src/rooms/sheet';
import SheetCard from '../../src/rooms/SheetCard.vue';
import SheetMatrix from '../../src/rooms/SheetMatrix.vue';
import SummaryCard from '../../src/rooms/SummaryCard.vue';
import { noOwnPapers, reviewKey, voteOf } from '../../src/rooms/tasks';
import { i18n } from '../../src/i18n';
import { inBoth, render, said as word, textOf } from '../render';
import { cards } from './desks';
import { atStage, cases, folded } from './vectors';

const shown = vi.hoisted(() => ({ cells: {} as Record<string, string>, clashes: [] as object[] }));
vi.mock('../../src/rooms/useDraft', () => ({
  useDraft: () => ({
    cells: shallowRef(shown.cells),
    clashes: shallowRef(shown.clashes),
    state: ref('saved'),
    write: () => undefined,
    stop: () => undefined,
  }),
}));
vi.mock('../../src/serverTime', () => ({
  useServerTime: () => ({ second: ref(1_800_000_000), errorMs: ref(1), wallAheadMs: ref(0) }),
}));

const bid = (n: number) => n.toString(16).padStart(32, '0');

describe('cards of a desk', () => {
  it('ask for the pledge, show all bidders, and say when it was signed', async () => {
    for (const html of await cards(PledgeCard, atStage('goods', 'Pledging'))) {
      expect(html).toContain('data-testid="pledge"');
      for (const { name } of atStage('goods', 'Pledging').room.facts!.start.bids) expect(html).toContain(name);
    }
    const pledged = folded('goods', (_, events) => events.some(([, e]) => e.includes('MemberPledged')));
    for (const html of await cards(PledgeCard, pledged)) {
      expect(html).toContain('data-testid="pledged"');
      expect(html).not.toContain('data-testid="pledge"');
    }
  });

  it('let nobody vote for whom the law keeps from leading', async () => {
    const at = atStage('goods', 'Electing');
    for (const html of await cards(BallotCard, at)) {
      expect(html).toMatch(/<input[^>]*disabled[^>]*data-testid="ballot-5"/);
      expect(html).not.toMatch(/<input[^>]*disabled[^>]*data-testid="ballot-1"/);
    }
    const own = { ...noOwnPapers, ballots: { [voteOf(at.room, at.said)]: 3 } };
    for (const html of await cards(BallotCard, at, 1, own)) expect(html).toContain('data-testid="ballot-cast"');
    const tied = folded('works', told => Array.isArray(told['tied']) && told['tied'].length > 0);
    for (const html of await cards(BallotCard, tied)) {
      expect(html).toContain('data-testid="ballot-4"');
      expect(html).not.toContain('data-testid="ballot-3"');
    }
  });

  it('review item by item, and tell what is signed', async () => {
    const at = atStage('goods', 'Complying');
    for (const html of await cards(ReviewCard, at)) {
      expect(html).toContain('data-testid="mark-signed-fail"');
      expect(html).toContain('data-testid="mark-period-pass"');
      expect(html).not.toContain('data-testid="mark-licence-pass"');
    }
    const reviews = Object.fromEntries([1, 2, 3, 4].map(n => [reviewKey('Compliance', bid(n)), 'x']));
    for (const html of await cards(ReviewCard, at, 1, { ...noOwnPapers, reviews }))
      expect(html).toContain('data-testid="review-done"');
    for (const html of await cards(ReviewCard, atStage('goods', 'Qualifying')))
      expect(html).not.toContain('data-testid="review-check"');
    for (const html of await cards(ReviewCard, atStage('works', 'Qualifying')))
      expect(html).toContain('data-testid="mark-licence-fail"');
  });

  it('show questions with their answers, and give the leader alone what is the leader’s', async () => {
    const asked = folded('goods', (_, events) => events.some(([, e]) => e.includes('QuestionAnswered')));
    for (const html of await cards(ExplainCard, asked, 1)) {
      expect(html).toContain('data-testid="close-questions"');
      expect(textOf(html)).toContain('说明如下');
    }
    for (const html of await cards(ExplainCard, asked, 2)) expect(html).not.toContain('data-testid="close-questions"');
    const open = folded('goods', (_, events) => events.some(([, e]) => e.includes('QuestionAsked')));
    for (const html of await cards(ExplainCard, open, 1))
      expect(html).toMatch(/<button[^>]*disabled[^>]*data-testid="close-questions"/);
  });

  it('show the motion that is open, and ask each seat once', async () => {
    const open = folded('explained', (_, events) => events.some(([, e]) => e.includes('MotionVoted')));
    for (const html of await cards(MotionCard, open, 1)) expect(html).toContain('data-testid="motion-voted"');
    for (const html of await cards(MotionCard, open, 2)) expect(html).toContain('data-testid="vote-yes"');
    for (const html of await cards(MotionCard, folded('corrected'), 1)) {
      expect(html).toContain('data-testid="motions-past"');
      expect(html).toContain('data-testid="raise"');
    }
  });

  it('score bid by bid or side by side, and count what is missing', async () => {
    const at = atStage('goods', 'Scoring');
    shown.cells = { [scoreCell(bid(1), 'quality')]: '82.5', [scoreCell(bid(1), 'service')]: '21' };
    for (const [i, html] of (await cards(SheetCard, at)).entries()) {
      expect(html).toContain('value="82.5"');
      expect(html).toContain(word('rooms.score.missing', inBoth[i]!, { n: 4 }));
      expect(html).toContain(word('rooms.score.problems', inBoth[i]!, { n: 1 }));
      expect(html).not.toContain(bid(2));
    }
    const items = [{ id: 'quality', kind: 'subjective' as const, most: 10000n, step: 50n, reasonBelow: 5000n }];
    const bids = Array.from({ length: 300 }, (_, n) => bid(n));
    for (const html of await cards(SheetMatrix, at, 1, noOwnPapers, { items, bids, cells: shown.cells }))
      expect(html.match(/<input/g)).toHaveLength(8);
    const sheet = { commitment: 'ab'.repeat(32), bids: [bid(1), bid(3), bid(4)] };
    for (const html of await cards(SheetCard, at, 1, { ...noOwnPapers, sheet })) {
      expect(html).toContain('data-testid="sheet-submitted"');
      expect(html).not.toContain('<input');
    }
    for (const html of await cards(SheetCard, atStage('works', 'Explaining'))) expect(html).not.toContain('<input');
  });

  it('show no sheet before the stage is closed, and all of them then', async () => {
    for (const html of await cards(SummaryCard, folded('goods'))) {
      expect(html).toContain('data-testid="matrix"');
      expect(html).toMatch(/class="good pill" data-testid="root-holds"/);
      expect(html.match(/data-testid="candidate"/g)!.length).toBeGreaterThan(0);
    }
    const blocked = folded('corrected', told => Boolean(told['blocked']));
    for (const html of await cards(SummaryCard, blocked)) expect(html).toContain('data-testid="blocked"');
    for (const html of await cards(SummaryCard, folded('corrected'))) expect(html).toContain('data-testid="change"');
  });

  it('ask for the signature under the report once', async () => {
    const drafted = atStage('goods', 'Reporting');
    for (const html of await cards(ReportCard, drafted, 1)) expect(html).toContain('data-testid="agree"');
    const signed = folded('goods', (_, events) => events.some(([, e]) => e.includes('ReportJudged')));
    for (const html of await cards(ReportCard, signed, 1)) {
      expect(html).toContain('data-testid="report-signed"');
      expect(textOf(html)).toContain('对第三项有不同意见');
      expect(html).not.toContain('data-testid="agree"');
    }
  });

  it('tell the end, whichever it is', async () => {
    for (const name of ['goods', 'few', 'abandoned'])
      for (const html of await cards(EndCard, folded(name))) expect(textOf(html).length).toBeGreaterThan(10);
    for (const html of await cards(DocumentsPane, atStage('goods', 'Electing'), 1, noOwnPapers, {
      place: null,
      mayRead: false,
    }))
      expect(html).toContain('data-testid="docs-early"');
  });

  it('name seats by number, and nobody’s progress', async () => {
    const { room, said } = atStage('goods', 'Scoring');
    for (const language of inBoth) {
      const html = await render(SeatRow, { start: room.facts!.start, said, seat: 2 }, language);
      expect(html.match(/data-taken="true"/g)).toHaveLength(5);
    }
    const html = await render(DraftNote, {
      state: 'local',
      clashes: [{ key: 'k', theirs: '7' }],
      nameOf: (key: string) => key,
    });
    expect(html).toContain('data-testid="clashes"');
  });

  it('tell every event in words', () => {
    for (const language of inBoth) {
      i18n.global.locale.value = language;
      const t = (key: string, values: Record<string, unknown> = {}) => word(key, language, values);
      for (const { name } of cases)
        for (const line of [...folded(name).room.log, ...folded(name).said.log])
          expect(sayLine(line, t, key => i18n.global.te(key))).not.toMatch(/[{}]/);
      const strange = { height: 0, at: 0, code: 'Strange', params: {} };
      expect(sayLine(strange, t, () => false)).toContain('Strange');
    }
  });
});
