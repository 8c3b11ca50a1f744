import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readJson, type Json } from '../../src/exact';
import { CorruptStream } from '../../src/fields';
import type { FeedEvent } from '../../src/follow';
import { foldRoom, knownTypes } from '../../src/rooms/fold';
import { foldPapers, knownPapers, rootHolds } from '../../src/rooms/papers';
import {
  currentBlock,
  currentCount,
  currentDraft,
  movedBy,
  noPapers,
  noRoom,
  nothingSupervised,
  openMotion,
  standingBids,
  standingReviews,
  standingSheets,
} from '../../src/rooms/state';
import { reportHash, untilDraft } from '../../src/rooms/reportHash';
import { foldSupervised, knownSupervised } from '../../src/rooms/supervised';
import { cases, foldCommit, folded, nothing, streamOf, type Folded, type StreamName, type Told } from './vectors';

const sorted = (texts: string[]) => texts.sort((a, b) => (a < b ? -1 : 1));
const csharp = (flag: boolean) => (flag ? 'True' : 'False');
const ofPapers = (lines: string[]) =>
  `${lines.length} ${createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16)}`;
const stagesOfReviews = ['Qualification', 'Compliance'];

/** What the C# test tells of a room, of the folded streams. */
function told({ room, said, papers }: Folded): Told {
  const motion = openMotion(said);
  const isSumming = room.stage === 'Summing';
  const isReporting = room.stage === 'Reporting';
  const [count, draft] = [currentCount(room, said), currentDraft(room, said)];
  const standing = standingBids(room, said);
  // From the second time on sheets are kept where they cover what is scored now.
  const sheets = standingSheets(said, papers).filter(
    one => room.stage !== 'Scoring' || sorted(one.bids.map(bid => bid.bid)).join() === sorted([...standing]).join(),
  );
  return {
    phase: room.phase,
    stage: room.stage,
    members: said.members.map(one => `${one.seat}${one.pledgedAt === null ? '' : ' pledged'}`),
    leader: said.leader,
    endsAt: room.endsAt,
    revision: room.revision,
    out: sorted(said.rejections.map(one => `${one.bid} ${one.ground} ${one.rule} ${csharp(one.isLate)}`)),
    questions: sorted(
      said.questions.map(
        one => `${one.id} ${one.kind} ${one.state} ${one.state === 'Open' ? movedBy(room, one.at, one.answerBy) : ''}`,
      ),
    ),
    goesOn: said.goesOn,
    changes: said.changes.map(one => `${one.kind} ${one.seat} ${one.bid} ${one.criterion} ${one.before} ${one.after}`),
    brands: said.brands.map(one => `${one.brand} ${one.bid}`),
    short: said.short.map(String),
    motion: motion ? `${motion.kind} ${motion.votes.map(v => `${v.seat}:${csharp(v.yes)}`).join(' ')}` : '',
    tied: said.tied.map(String),
    count: isSumming || isReporting ? (count?.resultHash ?? '') : '',
    blocked: isSumming ? (currentBlock(room, said)?.code ?? '') : '',
    draft: isReporting && draft ? `${draft.hash} ${movedBy(room, draft.at, draft.signBy)}` : '',
    opinions: isReporting ? said.opinions.map(one => `${one.seat}:${csharp(one.agrees)}`) : [],
    reviews: ofPapers(
      standingReviews(said, papers)
        .sort(
          (a, b) =>
            stagesOfReviews.indexOf(a.stage) - stagesOfReviews.indexOf(b.stage) ||
            (a.bid < b.bid ? -1 : a.bid > b.bid ? 1 : a.seat - b.seat),
        )
        .map(one => `${one.stage} ${one.bid} ${one.seat} ${one.commitment}`),
    ),
    sheets: ofPapers(sheets.map(one => `${one.seat} ${one.commitment}`)),
  };
}

describe('the folds of a room', () => {
  it.each(cases.map(one => [one.name, one] as const))('read %s as the platform decides it', (_, one) => {
    let at = nothing;
    const expected: Told = {};
    const texts: Record<StreamName, string[]> = { room: [], supervised: [], sheets: [] };
    for (const commit of one.commits) {
      at = foldCommit(at, commit.events);
      Object.assign(expected, commit.state);
      const { disclosed: __, report, drafted, ...rest } = expected;
      expect(told(at)).toEqual(rest);
      for (const [stream, e] of commit.events) texts[stream].push(e);
      const { count } = at.said;
      if (!count || !report) continue;
      expect(reportHash(at.room.facts!.start.room, count, texts)).toBe(report);
      const before = untilDraft(texts);
      if (before && at.said.draft) expect(reportHash(at.room.facts!.start.room, count, before)).toBe(drafted);
    }
    expect([at.room.unknown, at.said.unknown, at.papers.unknown]).toEqual([0, 0, 0]);
  });

  it('are the same whichever stream comes first', () => {
    for (const { name } of cases) {
      const room = foldRoom(noRoom, streamOf(name, 'room'));
      const whole = folded(name);
      expect(room).toEqual(whole.room);
      expect(foldSupervised(room.facts!, nothingSupervised, streamOf(name, 'supervised'))).toEqual(whole.said);
      expect(foldPapers(room.facts!, noPapers, streamOf(name, 'sheets'))).toEqual(whole.papers);
    }
  });

  it('leave the state before as it was, and count what they do not know', () => {
    const { room, said, papers } = folded('goods');
    const [before, saidBefore, papersBefore] = [structuredClone(room), structuredClone(said), structuredClone(papers)];
    const strange = (height: number, at: number) => [{ h: height + 1, e: `{"type":"Strange","at":${at}}` }];
    const started = foldRoom(noRoom, streamOf('goods', 'room').slice(0, 2));
    expect(foldRoom(started, strange(started.height, started.lastAt)).unknown).toBe(1);
    expect(foldSupervised(room.facts!, said, strange(said.height, said.lastAt)).unknown).toBe(1);
    expect(foldPapers(room.facts!, papers, strange(papers.height, papers.lastAt)).unknown).toBe(1);
    expect([room, said, papers]).toEqual([before, saidBefore, papersBefore]);
    expect([knownTypes().length, knownSupervised().length, knownPapers().length]).toEqual([17, 25, 5]);
  });

  it('compare the papers with the roots that were published of them', () => {
    for (const name of ['goods', 'works', 'replaced', 'explained', 'corrected']) {
      const { room, said, papers } = folded(name);
      const last = new Map(room.closings.map(one => [one.stage, one] as const));
      for (const stage of last.keys()) {
        const holds = rootHolds(room, said, papers, stage);
        expect([name, stage, holds]).toEqual([name, stage, true]);
      }
    }
    const { room, said, papers } = folded('goods');
    const sheets = papers.sheets.map((one, i) => (i === 0 ? { ...one, commitment: '0'.repeat(64) } : one));
    expect(rootHolds(room, said, { ...papers, sheets }, 'Scoring')).toBe(false);
    expect(rootHolds(room, said, { ...papers, sheets: sheets.slice(1) }, 'Scoring')).toBeNull();
    expect(rootHolds(room, said, papers, 'Summing')).toBeNull();
  });
});

const typeOf = (event: FeedEvent) => /^\{"type":"(\w+)"/.exec(event.e)![1]!;
type Parts = { [key: string]: Json };

/** A stream in which one event is changed. */
function changed(name: string, stream: StreamName, type: string, change: (e: Parts) => void): FeedEvent[] {
  return streamOf(name, stream).map((event, i, all) => {
    if (all.findIndex(one => typeOf(one) === type) !== i) return event;
    const e = readJson(event.e) as Parts;
    change(e);
    return { h: event.h, e: JSON.stringify(e) };
  });
}
const flip = (text: Json) =>
  Buffer.from(Buffer.from(text as string, 'base64').map((b, i) => (i === 4 ? b ^ 1 : b))).toString('base64');
const actOf = (e: Parts) => e['act'] as Parts;
describe('a room that no honest platform wrote', () => {
  const bad: [string, string, StreamName, string, (e: Parts) => void][] = [
    ['terms of another start', 'goods', 'room', 'EvaluationStarted', e => (e['terms'] = flip(e['terms']!))],
    ['more seats than it has', 'goods', 'room', 'SeatsCounted', e => (e['seats'] = 7)],
    ['a stage out of its order', 'goods', 'room', 'StageBegan', e => (e['stage'] = 'Summing')],
    ['a stage that was not open', 'goods', 'room', 'StageClosed', e => (e['stage'] = 'Scoring')],
    ['another revision', 'goods', 'room', 'ResultCommitted', e => (e['revision'] = 1)],
    ['a candidate of no bid', 'goods', 'room', 'EvaluationConcluded', e => (e['candidates'] = [{ bid: 'x', rank: 1 }])],
    ['an earlier end', 'stopped', 'room', 'EvaluationExtended', e => (e['endsAt'] = 1)],
    ['a stop without its order', 'stopped', 'room', 'EvaluationStopped', e => (actOf(e)['statement'] = 'AAAA')],
    ['a failure without its order', 'abandoned', 'room', 'EvaluationFailed', e => (e['act'] = null)],
    ['an end that times contradict', 'goods', 'room', 'StageBegan', e => (e['at'] = 1)],
    ['a certificate that is none', 'goods', 'supervised', 'SeatTaken', e => (e['certificate'] = 'AAAA')],
    ['a pledge of another seat', 'goods', 'supervised', 'MemberPledged', e => (e['seat'] = 2)],
    ['a bid that is none', 'goods', 'supervised', 'BidRejected', e => (e['bid'] = 'f'.repeat(32))],
    ['a question named otherwise', 'goods', 'supervised', 'QuestionAsked', e => (e['question'] = 'f'.repeat(64))],
    ['a question with another limit', 'goods', 'supervised', 'QuestionAsked', e => (e['answerBy'] = 9e15)],
    ['an answer turned round', 'goods', 'supervised', 'QuestionAnswered', e => (e['yes'] = false)],
    ['a vote turned round', 'explained', 'supervised', 'MotionVoted', e => (e['yes'] = false)],
    ['a majority that is none', 'explained', 'supervised', 'MotionSettled', e => (e['adopted'] = false)],
    ['another report', 'goods', 'supervised', 'ReportDrafted', e => (e['hash'] = 'f'.repeat(64))],
    ['a dissent turned round', 'goods', 'supervised', 'ReportJudged', e => (e['agrees'] = true)],
    ['a ballot turned round', 'goods', 'sheets', 'BallotCast', e => (e['for'] = 3)],
    ['a review of another bid', 'goods', 'sheets', 'BidReviewed', e => (e['bid'] = '0'.repeat(31) + '3')],
    ['a sheet of another seat', 'goods', 'sheets', 'SheetSubmitted', e => (e['seat'] = 2)],
  ];
  it.each(bad)('has %s', (_, name, stream, type, change) => {
    const facts = folded(name).room.facts!;
    const events = changed(name, stream, type, change);
    expect(events).not.toEqual(streamOf(name, stream));
    const run = {
      room: () => foldRoom(noRoom, events),
      supervised: () => foldSupervised(facts, nothingSupervised, events),
      sheets: () => foldPapers(facts, noPapers, events),
    }[stream];
    expect(run).toThrow(CorruptStream);
  });

  it('has a gap, or says something after the end', () => {
    const events = streamOf('few', 'room');
    expect(() => foldRoom(noRoom, events.slice(1))).toThrow(CorruptStream);
    const end = foldRoom(noRoom, events);
    const last = { h: end.height + 1, e: `{"type":"SeatsCounted","at":${end.lastAt},"taken":5,"seats":5}` };
    expect(() => foldRoom(end, [last])).toThrow(CorruptStream);
  });
});
