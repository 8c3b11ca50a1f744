import { describe, expect, it } from 'vitest';
import type { FeedEvent } from '../../src/follow';
import { foldRoom } from '../../src/rooms/fold';
import { labelOf, maskedId, maskedRoom, type MaskedView } from '../../src/rooms/masked';
import { foldPapers, rootHolds } from '../../src/rooms/papers';
import { faultOf } from '../../src/rooms/pdf';
import { itemsOfTerms, maskedIn } from '../../src/rooms/sheet';
import { stagesOf, stepsOf, waitingOf } from '../../src/rooms/stageRow';
import { noPapers, plainStages, scoredSheets, stages, type Room } from '../../src/rooms/state';
import { foldSupervised } from '../../src/rooms/supervised';
import { hasSheet, noOwnPapers, taskOf } from '../../src/rooms/tasks';
import { commitmentOf, paperRoot, printSheet } from '../../src/rooms/wire';
import { hex, toBase64 } from '../../src/seal/bytes';
import { tagged } from '../../src/seal/suite';
import { sha256 } from '../../src/sha256';
import { atStage } from './vectors';

const terms = new TextEncoder().encode(
  '{"criteria":[{"id":"price","kind":"price"},' +
    '{"id":"quality","kind":"subjective","maxHundredths":10000,"stepHundredths":50},' +
    '{"id":"service","kind":"objective","maxHundredths":2000,"stepHundredths":100}],' +
    '"masked":{"criteria":["quality"],"sections":[1]}}',
);
const salt = Uint8Array.from({ length: 32 }, (_, i) => i + 1);

describe('labels', () => {
  it('count as columns of a table do', () => {
    expect([1, 2, 26, 27, 52, 53, 702, 703].map(labelOf)).toEqual(['A', 'B', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
  });

  it('are those of the platform', () => {
    // MaskedTests of the C# core has the same salt and bid.
    expect(maskedId(salt, '1'.padStart(32, '0'))).toMatch(/^[0-9a-f]{32}$/);
    expect(maskedId(salt, '1'.padStart(32, '0'))).not.toBe(maskedId(salt, '2'.padStart(32, '0')));
  });
});

describe('terms that mask', () => {
  it('part their criteria, and have a stage of their own', () => {
    expect(maskedIn(terms)).toEqual(['quality']);
    expect(itemsOfTerms(terms).map(item => item.id)).toEqual(['quality', 'service']);
    expect(itemsOfTerms(terms, 'masked').map(item => item.id)).toEqual(['quality']);
    expect(itemsOfTerms(terms, 'open').map(item => item.id)).toEqual(['service']);
    expect(stagesOf({ terms })).toEqual(stages);
    expect(stagesOf({ terms: new Uint8Array() })).toEqual(plainStages);
    expect(stagesOf(null)).not.toContain('Masking');
  });
});

describe('what a masked seat is told', () => {
  const view: MaskedView = {
    isMasked: true,
    isAhead: false,
    phase: 'Sitting',
    endsAt: 1_800_000_000_000_000,
    isReady: true,
    terms,
    bids: [
      { bid: 'a'.repeat(32), found: [] },
      { bid: 'b'.repeat(32), found: ['Phone'] },
    ],
    papers: ['c'.repeat(64)],
    seats: 5,
    isIn: false,
    hasSaidShort: false,
  };
  const room = maskedRoom('0'.repeat(32), view, label => `投标 ${label}`);

  it('is a room of labels, and of nothing else', () => {
    expect(room.facts.start.bids.map(bid => bid.name)).toEqual(['投标 A', '投标 B']);
    expect(room.facts.start.bids.every(bid => bid.figure === 0n && bid.published.length === 0 && bid.code === '')).toBe(
      true,
    );
    expect(stepsOf(room).find(step => step.state === 'now')?.code).toBe('Masking');
    expect(waitingOf(room)).toEqual({ code: 'Masking', n: 1, m: 5 });
  });

  it('is scored until the own sheet of these labels is in', () => {
    const said = { ...atStage('goods', 'Scoring').said, rejections: [], questions: [] };
    expect(taskOf(room, said, noOwnPapers, 3)).toMatchObject({ code: 'score', isOwn: true });
    const own = { ...noOwnPapers, sheet: { commitment: 'x', bids: view.bids.map(one => one.bid) } };
    expect(hasSheet(room, said, own)).toBe(true);
    expect(taskOf(room, said, own, 3)).toMatchObject({ code: 'Masking', isOwn: false });
  });

  it('says of each document why it is not shown', () => {
    expect([null, undefined, 'NotPdf', 'Encrypted', 'TooLarge', 'TooMuch', 'Newer'].map(faultOf)).toEqual([
      null,
      null,
      'notPdf',
      'encrypted',
      'tooLarge',
      'tooMuch',
      'damaged',
    ]);
  });
});

describe('the streams of a masked room', () => {
  const before = atStage('goods', 'Qualifying');
  const { facts } = before.room as Room & { facts: NonNullable<Room['facts']> };
  const bids = facts.start.bids.map(bid => bid.id);
  const at = before.room.lastAt;
  const labels = bids.map(bid => ({ masked: maskedId(salt, bid), bid, found: [] as string[] }));
  labels.sort((a, b) => (a.masked < b.masked ? -1 : 1));
  const commitment = hex(sha256(tagged('room labels', salt)));
  const base64 = (digits: string) => toBase64(Uint8Array.from(digits.match(/../g)!, pair => parseInt(pair, 16)));
  const event = (h: number, told: object): FeedEvent => ({ h, e: JSON.stringify(told) });
  const room = (): Room => ({ ...before.room, stage: 'Masking', stageAt: at, height: 0, labels: [], masked: [] });

  const paperOf = (seat: number) => {
    const statement = printSheet({
      room: facts.start.room,
      seat,
      bids: labels.map(({ masked }) => ({
        bid: masked,
        scores: [{ criterion: 'quality', hundredths: BigInt(8_000 + 50 * seat), reason: '' }],
      })),
      nonce: new Uint8Array(16).fill(seat),
    });
    return { statement: toBase64(statement), signature: toBase64(new Uint8Array(64).fill(seat)) };
  };
  const drawn = { type: 'LabelsDrawn', at, salt: toBase64(salt), labels };
  const papers = (seats: number[]) =>
    foldPapers(facts, { ...noPapers, height: -1 }, [
      event(0, drawn),
      ...seats.map((seat, i) => event(1 + i, { type: 'MaskedSubmitted', at, seat, paper: paperOf(seat) })),
    ]);

  it('open a secret that was committed to, and no other', () => {
    const told = [
      event(1, { type: 'LabelsCommitted', at, commitment: base64(commitment) }),
      event(2, { type: 'MaskedCommitted', at, commitment: base64('1'.repeat(64)) }),
      event(3, { type: 'LabelsOpened', at, salt: toBase64(salt) }),
    ];
    const after = foldRoom(room(), told);
    expect(after.labels).toEqual([{ at, commitment, salt: hex(salt) }]);
    expect(after.masked).toHaveLength(1);
    const other = event(3, { type: 'LabelsOpened', at, salt: toBase64(new Uint8Array(32)) });
    expect(() => foldRoom(room(), [...told.slice(0, 2), other])).toThrow('another secret');
    expect(() => foldRoom(room(), [told[1]!])).toThrow();
  });

  it('give masked sheets their bids back, and refuse labels that do not follow', () => {
    const folded = papers([1, 2]);
    expect(folded.unknown).toBe(0);
    expect(folded.masked.map(one => one.seat)).toEqual([1, 2]);
    expect(new Set(folded.masked[0]!.bids.map(one => one.bid))).toEqual(new Set(bids));
    const swapped = labels.map((label, i) => ({ ...label, bid: labels[(i + 1) % labels.length]!.bid }));
    expect(() => foldPapers(facts, noPapers, [event(0, { ...drawn, labels: swapped })])).toThrow('do not follow');
    expect(() => foldPapers(facts, noPapers, [event(0, { ...drawn, labels: labels.slice(1) })])).toThrow('no label');
  });

  it('join masked and open scores of a seat, without the bids that are out', () => {
    const open = bids.map(bid => ({ bid, scores: [{ criterion: 'service', hundredths: 1_000n, reason: '' }] }));
    const all = { ...papers([1]), sheets: [{ at, seat: 1, bids: open, commitment: 'x' }] };
    const out = { at, bid: bids[0]!, ground: 'Other' as const, rule: '', item: '', reason: '', isLate: false };
    const [sheet] = scoredSheets({ ...before.said, gone: [], rejections: [out] }, all);
    expect(sheet!.bids.map(one => one.bid).sort()).toEqual(bids.slice(1).sort());
    expect(sheet!.bids[0]!.scores.map(score => score.criterion)).toEqual(['quality', 'service']);
  });

  it('hold the root that was published', () => {
    const folded = papers([1, 2, 3, 4, 5]);
    const root = paperRoot(folded.masked.map(one => one.commitment));
    const closed = { ...before.room, closings: [{ at, stage: 'Masking' as const, papers: 5, root }] };
    const said = { ...before.said, gone: [] };
    expect(rootHolds(closed, said, folded, 'Masking')).toBe(true);
    const { statement, signature } = paperOf(1);
    expect(statement).not.toBe(signature);
    expect(folded.masked[0]!.commitment).toBe(
      commitmentOf(
        Uint8Array.from(atob(statement), l => l.charCodeAt(0)),
        new Uint8Array(64).fill(1),
      ),
    );
  });

  it('tell what was found by label alone', () => {
    const told = event(before.said.height + 1, {
      type: 'IdentityFound',
      at: before.said.lastAt,
      label: 2,
      kinds: ['Name', 'Unseen'],
    });
    const said = foldSupervised(facts, before.said, [told]);
    expect(said.found).toEqual([{ at: before.said.lastAt, label: 2, kinds: ['Name', 'Unseen'] }]);
    expect(said.log.at(-1)!.params).toEqual({ label: 'B' });
    const none = { ...told, e: told.e.replace('"label":2', '"label":99') };
    expect(() => foldSupervised(facts, before.said, [none])).toThrow('no such label');
  });
});
