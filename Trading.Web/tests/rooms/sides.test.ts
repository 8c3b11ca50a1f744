import { describe, expect, it } from 'vitest';
import BegunCard from '../../src/rooms/BegunCard.vue';
import ClosingsCard from '../../src/rooms/ClosingsCard.vue';
import DraftCard from '../../src/rooms/DraftCard.vue';
import MotionList from '../../src/rooms/MotionList.vue';
import OrdersCard from '../../src/rooms/OrdersCard.vue';
import OrdersNote from '../../src/rooms/OrdersNote.vue';
import OwnLine from '../../src/rooms/OwnLine.vue';
import OwnQuestion from '../../src/rooms/OwnQuestion.vue';
import QualifyCard from '../../src/rooms/QualifyCard.vue';
import QuestionClocks from '../../src/rooms/QuestionClocks.vue';
import RejectionList from '../../src/rooms/RejectionList.vue';
import ResultCard from '../../src/rooms/ResultCard.vue';
import RoomCard from '../../src/rooms/RoomCard.vue';
import RoomHead from '../../src/rooms/RoomHead.vue';
import RoomLog from '../../src/rooms/RoomLog.vue';
import SeatsCard from '../../src/rooms/SeatsCard.vue';
import WarningList from '../../src/rooms/WarningList.vue';
import { byTime, listPhases, wayOf, type RoomOfList } from '../../src/rooms/rooms';
import { warningKinds, type Desk, type OwnQuestion as Question } from '../../src/rooms/sides';
import { leftOf } from '../../src/rooms/sideTexts';
import { foldRoom } from '../../src/rooms/fold';
import { extensionsOf, sheetsNote, stepsOf, waitingOf } from '../../src/rooms/stageRow';
import { failures, questionStates, stages, type Room } from '../../src/rooms/state';
import { corrections, grounds, itemStages, motionKinds, questionKinds } from '../../src/rooms/wire';
import { roomPacks } from '../../src/rooms/packs';
import { inBoth, render, said, textOf } from '../render';
import { caseOf, cases, foldCommit, folded, nothing } from './vectors';

const line = (part: Partial<RoomOfList>): RoomOfList => ({
  room: 'a'.repeat(32),
  session: '1'.repeat(32),
  title: '漓江路改造',
  tenderCode: 'GL-2026-001',
  lot: '1',
  phase: 'Sitting',
  stage: 'Seating',
  startedAt: 1,
  mine: [],
  ...part,
});

describe('the list of rooms', () => {
  it('has those that go on first, the first begun first, and then the newest of those that are over', () => {
    const { going, over } = byTime([
      line({ room: 'a', startedAt: 3 }),
      line({ room: 'b', startedAt: 1, phase: 'Stopped' }),
      line({ room: 'c', startedAt: 2, phase: 'Failed' }),
      line({ room: 'd', startedAt: 4, phase: 'Concluded' }),
    ]);
    expect([going.map(one => one.room), over.map(one => one.room)]).toEqual([
      ['b', 'a'],
      ['d', 'c'],
    ]);
  });

  it('leads everybody to the own page', () => {
    const to = (...mine: RoomOfList['mine']) => wayOf({ room: 'r', mine });
    expect([to(), to('bidder'), to('seat'), to('supervisor'), to('bidder', 'host')]).toEqual([
      '/rooms/r',
      '/rooms/r/own',
      '/rooms/r/seat',
      '/rooms/r/supervise',
      '/rooms/r/clerk',
    ]);
  });
});

describe('where a room stands', () => {
  it('is a row of stages whose present one is marked, until it is over', () => {
    expect(stepsOf({ phase: 'sitting', stage: 'Scoring' }).map(step => step.state)).toEqual([
      'done',
      'done',
      'done',
      'done',
      'done',
      'done',
      'now',
      'ahead',
      'ahead',
    ]);
    expect(stepsOf({ phase: 'failed', stage: 'Seating' })[0]!.state).toBe('failed');
    expect(new Set(stepsOf({ phase: 'concluded', stage: 'Reporting' }).map(step => step.state))).toEqual(
      new Set(['done']),
    );
  });

  it('is told with the counts that the public stream says, and nothing of an ended one', () => {
    let at = nothing;
    const seen = new Set<string>();
    for (const commit of cases.flatMap(one => [null, ...one.commits]))
      if (commit === null) at = nothing;
      else {
        at = foldCommit(at, commit.events);
        const waits = waitingOf(at.room);
        seen.add(waits?.code ?? at.room.phase);
        if (waits?.code === 'Seating') expect(waits.n).toBe(at.room.taken);
        if (waits?.code === 'Scoring' || waits?.code === 'ScoringAgain') {
          const [key, { n, m }] = sheetsNote(at.room);
          expect([waits.n, waits.m]).toEqual([n, m]);
          // Sheets of whoever went are counted, for nobody may know whether there are any: then the words say so.
          expect(at.room.hasVoid).toBe(waits.code === 'ScoringAgain');
          expect(key).toBe(at.room.hasVoid ? 'roomSides.commit.sheetsEver' : 'roomSides.commit.sheets');
          if (!at.room.hasVoid) expect(n).toBeLessThanOrEqual(m);
        }
      }
    for (const code of [...stages, 'concluded']) expect(seen).toContain(code);
  });

  it('counts every sheet that came once a member went, and says that some may be void', () => {
    let at = nothing;
    for (const commit of caseOf('goods').commits) {
      at = foldCommit(at, commit.events);
      if (at.room.stage === 'Scoring' && at.room.committed.length > 1) break;
    }
    const came = at.room.committed.length;
    expect(sheetsNote(at.room)).toEqual(['roomSides.commit.sheets', { n: came, m: 5 }]);
    const tell = (room: Room, ...events: object[]): Room =>
      foldRoom(
        room,
        events.map((event, i) => ({ h: room.height + 1 + i, e: JSON.stringify({ at: room.lastAt, ...event }) })),
      );
    const free = tell(
      at.room,
      { type: 'SeatsCounted', taken: 4, seats: 5 },
      { type: 'StageBegan', stage: 'Seating' },
      { type: 'SeatsCounted', taken: 5, seats: 5 },
    );
    const again = (['Pledging', 'Qualifying', 'Complying', 'Explaining', 'Scoring'] as const).reduce(
      (room, stage) => tell(room, { type: 'StageBegan', stage }),
      free,
    );
    expect(sheetsNote(again)).toEqual(['roomSides.commit.sheetsEver', { n: came, m: 5 }]);
    expect(waitingOf(again)).toEqual({ code: 'ScoringAgain', n: came, m: 5 });
  });

  it('tells what is left in minutes and seconds, and never less than nothing', () => {
    expect(leftOf(90_000_000, 0)).toEqual({ minutes: 1, seconds: 30, isOver: false });
    expect(leftOf(90_000_000, 89_500_000)).toEqual({ minutes: 0, seconds: 1, isOver: false });
    expect(leftOf(1, 2_000_000)).toEqual({ minutes: 0, seconds: 0, isOver: true });
  });

  it('finds extensions with the time until which they last', () => {
    for (const one of cases)
      for (const extension of extensionsOf(folded(one.name).room))
        expect(extension.until).toBeGreaterThan(extension.at);
  });
});

const desk = (part: Partial<Desk> = {}): Desk => ({
  phase: 'Sitting',
  stage: 'Scoring',
  endsAt: 1,
  revision: 0,
  leader: 1,
  seats: [
    { seat: 1, role: 'Expert', position: 3, taken: true, pledged: true, signed: false },
    { seat: 2, role: 'Buyer', position: 10_000, taken: true, pledged: false, signed: false },
    { seat: 3, role: 'Expert', position: 4, taken: false, pledged: false, signed: false },
  ],
  toQualify: [],
  rejections: [],
  questions: [],
  count: 'None',
  block: null,
  reportHash: null,
  draft: null,
  duties: [],
  mayName: false,
  ...part,
});

describe.each(inBoth)('pages around a room in %s', language => {
  const shown = (component: Parameters<typeof render>[0], props: object) => render(component, props, language);
  const head = { link: 'live' as const, title: 't', page: 'room' as const, second: 1, errorMs: 1, wallAheadMs: 0 };
  const nameOf = (bid: string) => bid;

  it.each(cases.map(one => one.name))('have words at every step of %s', async name => {
    let at = nothing;
    const steps: string[] = [];
    for (const commit of cases.find(one => one.name === name)!.commits) {
      at = foldCommit(at, commit.events);
      const step = `${at.room.phase} ${at.room.stage} ${at.room.stops.length} ${at.room.again.length}`;
      if (steps.includes(step)) continue;
      steps.push(step);
      const { room, said: inner } = at;
      const html = await Promise.all([
        shown(RoomHead, { ...head, room }),
        shown(OrdersNote, { room }),
        shown(ClosingsCard, { room }),
        shown(ResultCard, { room }),
        shown(BegunCard, { facts: room.facts }),
        shown(RoomLog, { lines: room.log, testid: 'log' }),
        shown(RoomLog, { lines: inner.log, testid: 'log', nameOf }),
        shown(MotionList, { motions: inner.motions, changes: inner.changes, nameOf }),
        shown(RejectionList, { rejections: inner.rejections, nameOf, facts: room.facts }),
        shown(OrdersCard, { room: 'r', person: null, by: 'supervisor', state: room, taken: [1], isGoing: true }),
      ]);
      for (const text of html.map(textOf)) expect(text).not.toMatch(/roomSides\.|rooms\.|undefined|NaN/);
    }
    expect(steps.length).toBeGreaterThan(3);
  });

  it('have every word of every kind', () => {
    const all: string[] = [
      ...stages.flatMap(stage => [`rooms.stage.${stage}`, `roomSides.wait.${stage}`, `roomSides.clerk.turn.${stage}`]),
      ...['Qualify', 'Draft', 'stopped', 'concluded', 'failed'].map(turn => `roomSides.clerk.turn.${turn}`),
      ...listPhases.map(phase => `roomSides.phase.${phase}`),
      ...failures.flatMap(cause => [`rooms.failure.${cause}`, `roomSides.failedNext.${cause}`]),
      ...questionKinds.flatMap(kind => [`rooms.questionKind.${kind}`, `roomSides.answer.effect.${kind}`]),
      ...questionStates.map(state => `rooms.questionState.${state}`),
      ...motionKinds.map(kind => `rooms.motionKind.${kind}`),
      ...corrections.map(kind => `rooms.correction.${kind}`),
      ...grounds.map(ground => `rooms.ground.${ground}`),
      ...itemStages.flatMap(stage => [`roomSides.itemStage.${stage}`, `roomSides.start.${stage}`]),
      ...warningKinds.map(kind => `roomSides.warnings.${kind}`),
      ...roomPacks.map(pack => `roomSides.pack.${pack.id}`),
    ];
    for (const key of all) expect(said(key, language)).not.toBe('');
  });

  it('show seats by number, what is missing, and who has signed', async () => {
    const before = await shown(SeatsCard, { desk: desk(), room: folded('goods').room });
    expect(before).toContain('seats-missing');
    expect(before).toMatch(/data-testid="seat-2" data-state="taken"/);
    const draft = { hash: 'a', signBy: 1, agreed: 0, dissenting: 0 };
    expect(await shown(SeatsCard, { desk: desk({ draft }), room: folded('goods').room })).toMatch(
      /data-testid="seat-1" data-state="unsigned"/,
    );
  });

  it('say that a count is blocked, and let a report be drafted on an agreed one alone', async () => {
    const { room } = folded(cases[0]!.name);
    const props = { room, person: null, now: 1 };
    const block = { code: 'counts-differ', where: '$.bids[0]', rule: 'S1' };
    const blocked = await shown(DraftCard, { ...props, desk: desk({ count: 'Blocked', block }) });
    expect(blocked).toContain('count-blocked');
    expect(blocked).not.toContain('act-draft');
    const due = desk({ count: 'Agreed', duties: ['Draft'], reportHash: 'a'.repeat(64) });
    expect(await shown(DraftCard, { ...props, desk: due })).toContain('act-draft');
    expect(await shown(DraftCard, { ...props, desk: desk() })).not.toContain('room-draft');
    // Nobody signs any more once it is over: no time is left.
    const draft = { hash: 'a', signBy: 3.6e9, agreed: 5, dissenting: 0 };
    const left = async (phase: typeof room.phase) =>
      (await shown(DraftCard, { ...props, room: { ...room, phase }, desk: desk({ draft }) })).includes('draft-left');
    expect([await left('sitting'), await left('concluded'), await left('failed')]).toEqual([true, false, false]);
  });

  it('count the time of signatures as long as somebody may sign, and not behind the result', async () => {
    const { room } = folded(cases[0]!.name);
    const draft = { hash: 'a', signBy: 3_600e6, agreed: 4, dissenting: 1 };
    const props = { person: null, now: 1, desk: desk({ count: 'Agreed', draft }) };
    const left = language === 'zh' ? '还剩 60 分' : '60 min';
    const at = async (phase: typeof room.phase) =>
      textOf(await shown(DraftCard, { ...props, room: { ...room, phase } }));
    expect(await at('sitting')).toContain(left);
    expect(await at('concluded')).not.toContain(left);
  });

  it('name what is evaluated in the list, and the number of its tender', async () => {
    const html = textOf(await shown(RoomCard, { line: line({}) }));
    expect(html).toContain('漓江路改造');
    expect(html).toContain('GL-2026-001');
  });

  it('let the host judge item by item, and ask for every item first', async () => {
    const { room } = folded(cases[0]!.name);
    const bid = room.facts!.start.bids[0]!;
    const html = await shown(QualifyCard, { facts: room.facts, toQualify: [bid.id], person: null });
    const items = room.facts!.start.items.filter(item => item.stage === 'Qualification');
    for (const item of items) expect(html).toContain(`qualify-${item.id}`);
    if (items.length > 0) expect(html).not.toContain('act-qualify');
  });

  it('let the supervisor alone resume, abandon and review again', async () => {
    const { room } = folded(cases[0]!.name);
    const props = { room: 'r', person: null, taken: [1] };
    const stopped = { ...room, phase: 'stopped' as const };
    const by = (who: 'host' | 'supervisor', state: typeof room) =>
      shown(OrdersCard, { ...props, by: who, state, isGoing: state.phase === 'sitting' });
    expect(await by('supervisor', stopped)).toMatch(/act-resume.*act-abandon/);
    expect(await by('host', stopped)).not.toMatch(/act-(resume|abandon|again)/);
    const over = { ...room, phase: 'concluded' as const };
    expect(await by('supervisor', over)).toContain('act-again');
    expect(await by('host', over)).not.toContain('act-');
    const going = { ...room, phase: 'sitting' as const, stage: 'Scoring' as const };
    expect(await by('host', going)).toMatch(/act-unseat.*act-stop/);
    expect(await by('supervisor', going)).not.toContain('act-again');
  });

  it.each(questionKinds)('show a bidder a question of kind %s, what silence does, and the own answer', async kind => {
    const question: Question = { id: 'q', kind, text: '请说明', answerBy: 90e6, state: 'Open', answer: null };
    const props = { room: 'r', bid: 'b', person: null, now: 0 };
    const open = await shown(OwnQuestion, { ...props, question });
    expect(open).toContain('answer-text');
    expect(open.includes('answer-yes')).toBe(kind === 'Price');
    // Whose time is over is not asked any more.
    expect(await shown(OwnQuestion, { ...props, question, now: 91e6 })).not.toContain('answer-text');
    const answered = { ...question, state: 'Answered' as const, answer: { yes: true, text: '已说明' } };
    const html = await shown(OwnQuestion, { ...props, question: answered });
    expect(html).toContain('已说明');
    expect(html).not.toContain('answer-text');
  });

  it('show lists, lines, clocks and warnings, empty ones too', async () => {
    const question = { question: 'q', bid: 'b', kind: 'Clarify' as const, answerBy: 5e6 };
    const questions = questionStates.map(state => ({ ...question, question: state, state }));
    const warning = { seats: [1, 2], bid: null, criterion: null, at: 1 };
    for (const html of await Promise.all([
      shown(QuestionClocks, { questions, nameOf, now: 0 }),
      shown(QuestionClocks, { questions: [], nameOf, now: 0 }),
      shown(WarningList, { warnings: warningKinds.map(kind => ({ ...warning, kind })), nameOf }),
      shown(WarningList, { warnings: [], nameOf }),
      shown(OwnLine, { room: 'r', person: null, line: { rank: 0, total: '', price: '' } }),
      shown(OwnLine, { room: 'r', person: null, line: { rank: 2, total: '91.50', price: '28.10' } }),
      ...listPhases.map(phase => shown(RoomCard, { line: line({ phase }) })),
    ]))
      expect(textOf(html)).not.toMatch(/roomSides\.|rooms\.|undefined|NaN/);
  });
});
