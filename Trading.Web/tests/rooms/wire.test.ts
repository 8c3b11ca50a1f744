import { describe, expect, it } from 'vitest';
import { fromHex, hex } from '../../src/seal/bytes';
import {
  actId,
  actKinds,
  commitmentOf,
  keyNumber,
  makeAct,
  paperRoot,
  printAct,
  printCertificate,
  printReview,
  printSheet,
  printStart,
  readAct,
  readCertificate,
  readReview,
  readSheet,
  readStart,
} from '../../src/rooms/wire';
import { load } from '../seal/vectors';

interface ActCase {
  kind: number;
  by: string;
  subject: string;
  item: string;
  choice: number;
  seat: number;
  before: number;
  after: number;
  text: string;
  bytes: string;
  id: string;
  commitment: string;
}
interface PaperCase {
  bytes: string;
  commitment: string;
  seat: number;
}
const file = load<{
  signature: string;
  start: { bytes: string; room: string; seats: string[]; items: string[]; bids: string[]; endsAt: number };
  certificate: { seat: number; role: string; key: string; until: number; bytes: string };
  acts: ActCase[];
  badActs: string[];
  reviews: (PaperCase & { stage: string; bid: string; marks: object[] })[];
  sheets: (PaperCase & {
    bids: { bid: string; scores: { criterion: string; hundredths: number; reason: string }[] }[];
  })[];
  roots: string[];
}>('room/wire.json');
const signature = fromHex(file.signature);

describe('canonical bytes of a room', () => {
  it('hold no reason that nobody can see', () => {
    const avoid = (text: string) => () => printAct(makeAct('avoid', 'a'.repeat(32), 'seat.1', { text }));
    for (const text of ['', '\u202e\u200b', ' \u3000\n\u00ad\u{e0041}', '\u2800\u3164'])
      expect(avoid(text)).toThrow(RangeError);
    expect(readAct(avoid('\u202e停\u200b')())?.text).toBe('\u202e停\u200b');
  });

  it('of a start are read and printed as the platform does', () => {
    const start = readStart(fromHex(file.start.bytes))!;
    expect(start.room).toBe(file.start.room);
    expect(Number(start.endsAt)).toBe(file.start.endsAt);
    expect(start.seats.map(seat => `${seat.role === 'Expert' ? 1 : 2} ${seat.position}`)).toEqual(file.start.seats);
    expect(start.items.map(item => `${item.id} ${item.stage === 'Qualification' ? 1 : 2} ${item.ground}`)).toEqual(
      file.start.items,
    );
    expect(start.bids.map(bid => `${bid.id} ${bid.name} ${bid.figure}`)).toEqual(file.start.bids);
    expect(hex(printStart(start))).toBe(file.start.bytes);
    expect(readStart(fromHex(`${file.start.bytes}00`))).toBeNull();
    expect(() => printStart({ ...start, seats: [] })).toThrow(RangeError);
  });

  it('of a certificate are read and printed as the gate does', () => {
    const seat = readCertificate(fromHex(file.certificate.bytes))!;
    expect([seat.seat, seat.role, hex(seat.key), Number(seat.until)]).toEqual([
      file.certificate.seat,
      file.certificate.role,
      file.certificate.key,
      file.certificate.until,
    ]);
    expect(hex(printCertificate(seat))).toBe(file.certificate.bytes);
    expect(readCertificate(fromHex(file.certificate.bytes.slice(2)))).toBeNull();
  });

  it.each(file.acts.map((one, i) => [`${i} ${actKinds[one.kind - 1]!}`, one] as const))('of act %s', (_, one) => {
    const bytes = fromHex(one.bytes);
    const act = readAct(bytes)!;
    expect([actKinds.indexOf(act.kind) + 1, act.by, act.subject, act.item, act.choice, act.seat]).toEqual([
      one.kind,
      one.by,
      one.subject,
      one.item,
      one.choice,
      one.seat,
    ]);
    expect([Number(act.before), Number(act.after), act.text]).toEqual([one.before, one.after, one.text]);
    expect(hex(printAct(act))).toBe(one.bytes);
    expect(actId(bytes)).toBe(one.id);
    expect(commitmentOf(bytes, signature)).toBe(one.commitment);
    expect(readAct(fromHex(`${one.bytes}00`))).toBeNull();
  });

  it.each(file.badActs)('refuse the act %#', bytes => expect(readAct(fromHex(bytes))).toBeNull());

  it.each(file.reviews)('of review %#', one => {
    const paper = readReview(fromHex(one.bytes))!;
    expect(paper).toMatchObject({ seat: one.seat, stage: one.stage, bid: one.bid, marks: one.marks });
    expect(hex(printReview(paper))).toBe(one.bytes);
    expect(commitmentOf(fromHex(one.bytes), signature)).toBe(one.commitment);
    expect(readReview(fromHex(`${one.bytes}00`))).toBeNull();
  });

  it.each(file.sheets)('of sheet %#', one => {
    const paper = readSheet(fromHex(one.bytes))!;
    const told = paper.bids.map(bid => ({
      bid: bid.bid,
      scores: bid.scores.map(score => ({ ...score, hundredths: Number(score.hundredths) })),
    }));
    expect([paper.seat, told]).toEqual([one.seat, one.bids]);
    expect(hex(printSheet(paper))).toBe(one.bytes);
    expect(commitmentOf(fromHex(one.bytes), signature)).toBe(one.commitment);
    expect(readSheet(fromHex(one.bytes).slice(1))).toBeNull();
  });

  it('give the roots of stages', () => {
    const roots = file.roots.map((_, papers) =>
      paperRoot(Array.from({ length: papers }, (__, i) => i.toString(16).padStart(2, '0').repeat(32))),
    );
    expect(roots).toEqual(file.roots);
  });

  it('print no act that breaks its form', () => {
    expect(() => printAct(makeAct('pledge', file.start.room, 'seat.1', { text: 'x' }))).toThrow(RangeError);
    expect(() => printAct(makeAct('pledge', 'x', 'seat.1'))).toThrow(RangeError);
    expect(readAct(printAct(makeAct('pledge', file.start.room, 'seat.1')))!.kind).toBe('pledge');
  });

  it('give a waiting key a number of ten digits that hangs on room and key', () => {
    const key = fromHex(file.certificate.key);
    const number = keyNumber(file.start.room, key);
    expect(number).toMatch(/^\d{10}$/);
    // The same stands in PaperTests of the platform.
    expect(keyNumber('00112233445566778899aabbccddeeff', new Uint8Array(65))).toBe('2254821012');
    expect(keyNumber('f'.repeat(32), key)).not.toBe(number);
    expect(
      keyNumber(
        file.start.room,
        key.map((b, i) => (i === 9 ? b ^ 1 : b)),
      ),
    ).not.toBe(number);
  });
});
