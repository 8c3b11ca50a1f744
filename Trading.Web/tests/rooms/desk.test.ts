import { describe, expect, it } from 'vitest';
import type { SheetItem } from '../../src/criteria/sheetDraft';
import { fromHex } from '../../src/seal/bytes';
import { hintIn, identityIn } from '../../src/rooms/hints';
import { isLarge, isPdf, openDocument, pageIn, sizeText } from '../../src/rooms/pdf';
import {
  actFieldsOf,
  bidsFor,
  emptyMotion,
  kindsOf,
  problemOf,
  scoreNow,
  type MotionDraft,
} from '../../src/rooms/raising';
import { isReason, oneLine, pagesIn } from '../../src/rooms/reasons';
import { fails, markCell, marksOf, passes, reasonCell, statesOf } from '../../src/rooms/reviewing';
import { checkCertificate, makeSeatKey, spokenNumber } from '../../src/rooms/seatKey';
import {
  cellOf,
  entriesOf,
  heatOf,
  isWeighed,
  itemsOfTerms,
  paperOf,
  reasonCell as why,
  scoreCell,
  sheetProblems,
} from '../../src/rooms/sheet';
import { movedBy, noRoom, stages, standingBids, type Room } from '../../src/rooms/state';
import { bidsLeft, noOwnPapers, reviewKey, stepsOf, taskOf, voteOf } from '../../src/rooms/tasks';
import { makeAct, ofSeat, printAct, printCertificate, readAct } from '../../src/rooms/wire';
import { atStage, folded } from './vectors';

const bid = (n: number) => n.toString(16).padStart(32, '0');

describe('what a seat is asked', () => {
  it.each([
    ['goods', 'Pledging', 'pledge'],
    ['goods', 'Electing', 'ballot'],
    ['goods', 'Qualifying', 'Qualifying'],
    ['goods', 'Complying', 'review'],
    ['goods', 'Explaining', 'Explaining'],
    ['goods', 'Scoring', 'score'],
    ['goods', 'Summing', 'Summing'],
    ['goods', 'Reporting', 'sign'],
    ['works', 'Qualifying', 'review'],
  ])('in %s at %s is %s', (name, stage, code) => {
    const { room, said } = atStage(name, stage);
    expect(taskOf(room, said, noOwnPapers, 3).code).toBe(code);
  });

  it('is to lead, to vote, or to mend what blocks', () => {
    const { room, said } = atStage('goods', 'Explaining');
    expect(taskOf(room, said, noOwnPapers, 1)).toMatchObject({ code: 'lead', isOwn: true });
    const voting = folded('explained', told => String(told['motion'] ?? '') !== '');
    expect(taskOf(voting.room, voting.said, noOwnPapers, 4)).toMatchObject({ code: 'vote', isOwn: true });
    const blocked = folded('corrected', told => told['blocked'] !== undefined && told['blocked'] !== '');
    expect(taskOf(blocked.room, blocked.said, noOwnPapers, 1)).toMatchObject({ code: 'blocked', isOwn: true });
    expect(taskOf(blocked.room, blocked.said, noOwnPapers, 2).isOwn).toBe(false);
  });

  it('ends with what was handed in, and comes back where the vote or the bids are others', () => {
    const { room, said } = atStage('goods', 'Electing');
    const voted = { ...noOwnPapers, ballots: { [voteOf(room, said)]: 2 } };
    expect(taskOf(room, said, voted, 3).code).toBe('Electing');
    const tied = folded('works', told => Array.isArray(told['tied']) && told['tied'].length > 0);
    expect(taskOf(tied.room, tied.said, { ...voted }, 3).code).toBe('ballotAgain');
    const review = atStage('goods', 'Complying');
    const own = { ...noOwnPapers, reviews: { [reviewKey('Compliance', bid(1))]: 'x' } };
    expect(bidsLeft(review.room, review.said, own)).toEqual([bid(2), bid(3), bid(4)]);
    const scoring = atStage('goods', 'Scoring');
    const all = standingBids(scoring.room, scoring.said);
    expect(all).toEqual([bid(1), bid(3), bid(4)]);
    const sheet = (bids: string[]) => ({ ...noOwnPapers, sheet: { commitment: 'x', bids } });
    expect(taskOf(scoring.room, scoring.said, sheet(all), 3).code).toBe('Scoring');
    expect(taskOf(scoring.room, scoring.said, sheet(all.slice(1)), 3).code).toBe('score');
  });

  it('is nothing while everything is sealed, and after the end', () => {
    for (const [name, code] of [
      ['goods', 'concluded'],
      ['few', 'failed'],
    ] as const) {
      const { room, said } = folded(name);
      expect(taskOf(room, said, noOwnPapers, 1)).toMatchObject({ code, isOwn: false });
    }
    const stopped = folded('stopped', told => told['phase'] === 'stopped');
    expect(taskOf(stopped.room, stopped.said, noOwnPapers, 1).code).toBe('stopped');
    expect(stepsOf(folded('few').room, stages).filter(step => step.state === 'failed')).toHaveLength(1);
    expect(stepsOf(folded('goods').room, stages).every(step => step.state === 'done')).toBe(true);
  });

  it('has limits that move with every stop', () => {
    const room: Room = { ...noRoom, stops: [{ at: 10, by: 'host', text: '', until: 15 }] };
    expect([movedBy(room, 5, 20), movedBy(room, 12, 20), movedBy(room, 1, 9)]).toEqual([25, 20, 9]);
    const going: Room = { ...noRoom, stops: [{ at: 10, by: 'host', text: '', until: null }] };
    expect([movedBy(going, 5, 20), movedBy(going, 5, 20, 14)]).toEqual([20, 24]);
  });
});

describe('a review', () => {
  const items = folded('goods').room.facts!.start.items.filter(item => item.stage === 'Compliance');
  const cells = { [markCell('b', 'signed')]: fails, [markCell('b', 'period')]: passes };

  it('needs every item marked and a reason where one fails', () => {
    expect(statesOf(items, 'b', {}).map(one => one.problem)).toEqual(['unmarked', 'unmarked']);
    expect(statesOf(items, 'b', cells).map(one => one.problem)).toEqual(['reasonMissing', null]);
    const long = { ...cells, [reasonCell('b', 'signed')]: '缺'.repeat(501) };
    expect(statesOf(items, 'b', long)[0]!.problem).toBe('reasonLong');
    const hidden = { ...cells, [reasonCell('b', 'signed')]: '没有\u200b签字' };
    expect(statesOf(items, 'b', hidden)[0]!.problem).toBe('reasonUnseen');
    const whole = statesOf(items, 'b', {
      ...cells,
      [reasonCell('b', 'signed')]: ' 第 3 页\n没有签字 ',
      [reasonCell('b', 'period')]: '无关',
    });
    expect(marksOf(whole)).toEqual([
      { item: 'signed', passes: false, reason: '第 3 页 没有签字' },
      { item: 'period', passes: true, reason: '' },
    ]);
  });
});

describe('a reason', () => {
  it('has visible letters in one line, and names pages', () => {
    expect([isReason('缺'), isReason(''), isReason('a\u200bb'), isReason('x'.repeat(501))]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(oneLine(' a\n b\t')).toBe('a b');
    expect(pagesIn('见第 12 页与第3页，另 p. 40、pp. 7, page 12, P9')).toEqual([12, 3, 40, 7, 9]);
    expect(pagesIn('共 3 页 step 4')).toEqual([]);
  });
});

describe('a question', () => {
  const { start } = folded('goods').room.facts!;
  it('names nobody else and hints at nothing', () => {
    expect(identityIn(start, bid(1), '与 第2号 供应商 相比')).toBe('第2号供应商');
    expect(identityIn(start, bid(2), '第2号供应商请说明')).toBeNull();
    expect(identityIn(start, bid(1), '与第\u200b２\u00ad号供\u{e0041}应商相比')).toBe('第2号供应商');
    const unnamed = { ...start, bids: start.bids.map(one => ({ ...one, name: '\u200b\u2060' })) };
    expect(identityIn(unnamed, bid(1), '请说明交货期')).toBeNull();
    expect([hintIn('得\u200b分'), hintIn('ＳＣＯＲＥ')]).toEqual(['得分', 'score']);
    expect([hintIn('贵方 得 分 较低'), hintIn('Lower Your price'), hintIn('请说明交货期')]).toEqual([
      '得分',
      'lower your price',
      null,
    ]);
  });
});

describe('a motion', () => {
  const at = atStage('goods', 'Summing');
  const motion = (part: Partial<MotionDraft>): MotionDraft => ({ ...emptyMotion, text: '理由', ...part });

  it('is what the stage and the seat allow', () => {
    expect(kindsOf(at.room, at.said, false)).toEqual(['Dispute']);
    expect(kindsOf(at.room, at.said, true)).toContain('Abnormal');
    const works = atStage('works-few', 'Explaining');
    expect(kindsOf(works.room, works.said, true)).toContain('GoOn');
    expect(bidsFor(at.room, at.said, 'Reject')).toEqual([bid(1), bid(3), bid(4)]);
    const explained = folded('explained', told => String(told['motion'] ?? '').startsWith('Accept'));
    expect(bidsFor(explained.room, explained.said, 'Accept')).toEqual([bid(6), bid(7)]);
  });

  it('says what is missing, and becomes an act of its form', () => {
    expect(problemOf(motion({ kind: 'Reject' }))).toBe('needBid');
    expect(problemOf(motion({ kind: 'Reject', bid: bid(1) }))).toBe('needItem');
    const change = { kind: 'Objective' as const, bid: bid(1), item: 'service', seat: 2, before: '9', after: '10' };
    expect(problemOf(motion({ ...change, after: 'x' }))).toBe('needScore');
    expect(problemOf(motion({ ...change, after: '9.00' }))).toBe('sameScore');
    expect(problemOf(motion({ ...change, text: ' ' }))).toBe('needReason');
    expect(problemOf(motion({ ...change, text: '缺'.repeat(501) }))).toBe('needReason');
    expect(problemOf(motion({ ...change, text: '\u202e畸低' }))).toBe('reasonUnseen');
    expect(problemOf(motion({ kind: 'Dispute', text: '\u202e\u200b' }))).toBe('needReason');
    expect(problemOf(motion({ kind: 'Sum', bid: bid(1), seat: 1, before: '1', after: '2', item: 'x' }))).toBeNull();
    for (const draft of [
      motion({ kind: 'Dispute' }),
      motion({ kind: 'GoOn' }),
      motion({ kind: 'Reject', bid: bid(1), item: 'collusion' }),
      motion({ kind: 'Brand', bid: bid(1), item: '甲牌' }),
      motion({ kind: 'Sum', bid: bid(1), seat: 1, before: '1', after: '2', item: 'left over' }),
      motion({ ...change, text: '两行\n理由' }),
    ]) {
      expect(problemOf(draft)).toBeNull();
      const bytes = printAct(makeAct('raise', 'f'.repeat(32), ofSeat(1), actFieldsOf(draft)));
      expect(readAct(bytes)).not.toBeNull();
    }
  });

  it('begins with the score that stands', () => {
    const corrected = folded('corrected');
    expect(scoreNow(corrected.said, corrected.papers, 4, bid(1), 'service')).toBe(1000n);
    expect(scoreNow(corrected.said, corrected.papers, 3, bid(1), 'quality')).toBe(8200n);
    expect(scoreNow(corrected.said, corrected.papers, 9, bid(1), 'service')).toBeNull();
  });
});

describe('a score sheet', () => {
  const items = itemsOfTerms(folded('goods').room.facts!.terms);
  const cells = { [scoreCell(bid(1), 'quality')]: '82.5', [scoreCell(bid(1), 'service')]: '10' };

  it('has every criterion but the price', () => {
    expect(items).toEqual([
      { id: 'quality', kind: 'subjective', most: 10000n, step: 50n, reasonBelow: 5000n },
      { id: 'service', kind: 'objective', most: 2000n, step: 100n, reasonBelow: null },
    ] satisfies SheetItem[]);
    expect(itemsOfTerms(new TextEncoder().encode('{'))).toEqual([]);
    // 30 points of 300 thousandths count as they are; the price has no points of its own.
    const terms = (weightPermille: number) => {
      const criteria = [
        { id: 'a', kind: 'subjective', maxHundredths: 3_000, weightPermille },
        { id: 'p', kind: 'price', maxHundredths: 10_000, weightPermille: 300 },
      ];
      return new TextEncoder().encode(JSON.stringify({ criteria }));
    };
    expect([terms(300), terms(200), new TextEncoder().encode('{')].map(isWeighed)).toEqual([false, true, false]);
    expect(itemsOfTerms(folded('works').room.facts!.terms)).toEqual([]);
  });

  it('is signed as it was written, once nothing is missing', () => {
    expect(sheetProblems(items, [bid(1), bid(2)], cells).map(one => [one.bid, one.item, one.fault])).toEqual([
      [bid(2), 0, 'missing'],
      [bid(2), 1, 'missing'],
    ]);
    const low = { ...cells, [scoreCell(bid(1), 'quality')]: '40' };
    expect(sheetProblems(items, [bid(1)], low).map(one => one.fault)).toEqual(['reasonMissing']);
    const whole = { ...low, [why(bid(1), 'quality')]: '见第 3 页\n不全' };
    expect(sheetProblems(items, [bid(1)], whole)).toEqual([]);
    expect(paperOf(items, [bid(1)], whole)).toEqual([
      {
        bid: bid(1),
        scores: [
          { criterion: 'quality', hundredths: 4000n, reason: '见第 3 页 不全' },
          { criterion: 'service', hundredths: 1000n, reason: '' },
        ],
      },
    ]);
    expect(entriesOf(items, bid(2), cells)[0]).toEqual({ score: '', reason: '' });
    expect(cellOf(why(bid(1), '技术/方案'))).toEqual({ bid: bid(1), field: 'reason', item: '技术/方案' });
    expect(cellOf('x')).toBeNull();
  });

  it('shows how far a score lies from the others', () => {
    const all = [8000n, 8000n, 8000n, 5000n];
    expect(all.map(score => heatOf(score, all, 10000n))).toEqual([2, 2, 2, -3]);
    expect(heatOf(1n, [1n], 10n)).toBe(0);
    expect(heatOf(1n, [], 0n)).toBe(0);
  });
});

describe('a document', () => {
  const source = (bytes: Uint8Array) => ({
    bytes: bytes.length,
    read: async (begin: number, end: number) => bytes.subarray(begin, end),
  });
  it('that is no PDF is told before anything is loaded', async () => {
    const { signal } = new AbortController();
    expect(await openDocument(source(new TextEncoder().encode('PK zip')), signal)).toBe('notPdf');
    expect(await openDocument(source(new Uint8Array(0)), signal)).toBe('notPdf');
    expect(isPdf(new TextEncoder().encode(' %PDF-1.7'))).toBe(true);
  });
  it('has pages by number, and a size in words', () => {
    expect([pageIn('12', 20), pageIn('0', 20), pageIn('21', 20), pageIn('x', 20)]).toEqual([12, null, null, null]);
    expect([sizeText(900), sizeText(2048), sizeText(5 << 20)]).toEqual(['900 B', '2 KiB', '5.0 MiB']);
    expect([isLarge(1, 10), isLarge(1, 3000), isLarge(60 << 20, 1)]).toEqual([false, true, true]);
  });
});

describe('the key of a seat', () => {
  it('cannot be read out, and is taken with its own certificate alone', async () => {
    const { facts } = folded('goods').room;
    const [own, gate] = [
      await makeSeatKey(facts!.start.room),
      await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']),
    ];
    expect([own.pair.privateKey.extractable, own.secret.extractable]).toEqual([false, false]);
    const gateKey = new Uint8Array(await crypto.subtle.exportKey('raw', gate.publicKey));
    const ofGate = { ...facts!, start: { ...facts!.start, gate: gateKey } };
    const certify = async (part: object) => {
      const seat = { room: own.room, seat: 1, role: 'Expert' as const, key: own.point, until: 9n, ...part };
      const bytes = printCertificate(seat);
      const { certificateMessage } = await import('../../src/rooms/wire');
      const { sign } = await import('../../src/seal/suite');
      return checkCertificate(ofGate, own.point, bytes, await sign(gate.privateKey, certificateMessage(bytes)));
    };
    expect(await certify({})).toMatchObject({ seat: 1, role: 'Expert' });
    expect(await certify({ role: 'Buyer' })).toBeNull();
    expect(await certify({ seat: 9 })).toBeNull();
    expect(await certify({ room: 'f'.repeat(32) })).toBeNull();
    expect(await certify({ key: fromHex(`04${'11'.repeat(64)}`) })).toBeNull();
    const bytes = printCertificate({ room: own.room, seat: 1, role: 'Expert', key: own.point, until: 9n });
    expect(await checkCertificate(ofGate, own.point, bytes, new Uint8Array(64))).toBeNull();
    expect(spokenNumber(own.number)).toMatch(/^\d{4} \d{3} \d{3}$/);
  });
});
