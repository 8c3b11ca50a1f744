import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '../../src/api';
import { CorruptStream } from '../../src/fields';
import KitEnter from '../../src/rooms/KitEnter.vue';
import NameCard from '../../src/rooms/NameCard.vue';
import ReadsTable from '../../src/rooms/ReadsTable.vue';
import ResultCard from '../../src/rooms/ResultCard.vue';
import SealCard from '../../src/rooms/SealCard.vue';
import { foldRoom } from '../../src/rooms/fold';
import { signInByKit } from '../../src/rooms/platform';
import type { Desk } from '../../src/rooms/sides';
import { foldSupervised } from '../../src/rooms/supervised';
import { makeAct, printAct, readAct } from '../../src/rooms/wire';
import { noRoom, nothingSupervised } from '../../src/rooms/state';
import { asPerson } from '../../src/seal/platform';
import { readBase64, type Bytes } from '../../src/seal/bytes';
import { tagged, verify } from '../../src/seal/suite';
import { drawSubmissionKey } from '../../src/seal/kit';
import { readX509 } from '../../src/seal/certificate';
import { ticketOf } from '../../src/ticket';
import { inBoth, render, textOf } from '../render';
import { atStage, folded, streamOf } from './vectors';

const post = vi.hoisted(() => vi.fn());
vi.mock('../../src/api', async original => ({
  ...(await original<typeof import('../../src/api')>()),
  postJson: post,
}));
beforeEach(() => void post.mockReset());

const events = streamOf('sealed', 'room');
const sealAt = events.findIndex(one => one.e.includes('"ReportSealed"'));
const told = JSON.parse(events[sealAt]!.e) as Record<string, string | number>;
const before = foldRoom(noRoom, events.slice(0, sealAt));
const again = (part: Record<string, unknown>) =>
  foldRoom(before, [{ h: sealAt, e: JSON.stringify({ ...told, ...part }) }]);

describe('the signature under a report', () => {
  it('is read from the public stream with whose it is', () => {
    const { seal, conclusion } = foldRoom(before, events.slice(sealAt));
    const certificate = readX509(readBase64(told['certificate'])!)!;
    expect(before.seal).toBeNull();
    expect(seal).toMatchObject({ revision: conclusion!.revision, subject: '李明', serial: certificate.serial });
    expect(certificate.serial).toMatch(/^[0-9a-f]{2,40}$/);
    expect(Buffer.from(seal!.hash, 'hex').toString('base64')).toBe(told['hash']);
  });

  it('is none of another revision, of somebody else, or twice', () => {
    expect(() => again({ revision: 1 })).toThrow(CorruptStream);
    expect(() => again({ certificate: 'AAAA' })).toThrow(CorruptStream);
    expect(() => again({ signature: 'AAAA' })).toThrow(CorruptStream);
    const sealed = foldRoom(before, events.slice(sealAt));
    expect(() => foldRoom(sealed, [{ h: sealAt + 1, e: events[sealAt]!.e }])).toThrow(CorruptStream);
    const started = foldRoom(noRoom, events.slice(0, 3));
    expect(() => foldRoom(started, [{ h: 3, e: events[sealAt]!.e }])).toThrow(CorruptStream);
  });

  it.each(inBoth)('is told to everybody, and asked for where it is missing (%s)', async language => {
    const { room } = folded('sealed');
    const shown = await render(ResultCard, { room }, language);
    expect(shown).toContain(`data-hash="${room.seal!.hash}"`);
    expect(textOf(shown)).toContain(room.seal!.serial);
    expect(await render(ResultCard, { room: before }, language)).toContain('data-testid="room-unsealed"');
    const asked = await render(SealCard, { room: before, person: null }, language);
    // Nothing is signed that was not opened, read, and looked at again.
    expect(asked).toMatch(/data-testid="seal-sign"[^>]* disabled|disabled[^>]*data-testid="seal-sign"/);
  });
});

describe('a leader whom the tenderer names', () => {
  const facts = folded('sealed').room.facts!;
  const said = streamOf('sealed', 'supervised');
  const named = said.findIndex(one => one.e.includes('"LeaderNamed"'));

  it('leads, and nobody votes', () => {
    expect(folded('sealed').said.leader).toBe(2);
    expect(atStage('sealed', 'Qualifying').room.closings).toEqual([]);
    expect(folded('sealed').papers.ballots).toEqual([]);
  });

  it('is none where the pack lets the members elect, or there is one', () => {
    const earlier = foldSupervised(facts, nothingSupervised, said.slice(0, named));
    const first = { ...facts, pack: { ...facts.pack, leaderMayBeNamed: false } };
    expect(() => foldSupervised(first, earlier, [said[named]!])).toThrow(CorruptStream);
    const later = foldSupervised(facts, earlier, [said[named]!]);
    expect(() => foldSupervised(facts, later, [{ h: named + 1, e: said[named]!.e }])).toThrow(CorruptStream);
  });

  it('is an act of the host with a seat and nothing else', () => {
    const act = makeAct('name', facts.start.room, 'host', { seat: 2 });
    expect(readAct(printAct(act))).toEqual(act);
    expect(() => printAct({ ...act, text: 'x' })).toThrow(RangeError);
    expect(() => printAct({ ...act, seat: 0 })).toThrow(RangeError);
  });

  it.each(inBoth)('is chosen among whoever sits (%s)', async language => {
    const seats: Desk['seats'] = [
      { seat: 1, role: 'Expert', position: 3, taken: false, pledged: false, signed: false },
      { seat: 2, role: 'Buyer', position: 9, taken: true, pledged: false, signed: false },
    ];
    const props = { room: facts.start.room, rule: 'committee:9', person: null };
    const shown = await render(NameCard, { ...props, desk: { seats } as Desk }, language);
    expect(shown).toContain('data-testid="act-name"');
    const nobody = await render(NameCard, { ...props, desk: { seats: [] as Desk['seats'] } as Desk }, language);
    expect(nobody).not.toContain('data-testid="act-name"');
  });
});

describe('a bidder with the kit alone', () => {
  it('signs in with the key of the kit, and in anew where the ticket ended', async () => {
    const { key, point } = await drawSubmissionKey();
    const challenge = new Uint8Array(32).fill(7);
    post.mockImplementation(async (path: string) =>
      path.endsWith('challenge')
        ? { challenge: Buffer.from(challenge).toString('base64') }
        : { ticket: 'T', expiresAt: String(Date.now() * 1000 + 1e9), name: 'ROOM.BID' },
    );
    const holder = { key, enter: () => signInByKit('r'.repeat(32), 'b'.repeat(32), key, '某公司') };
    let calls = 0;
    const answer = await asPerson(holder, async () => {
      if (calls++ === 0) throw new Problem(401, 'NotSignedIn', 'spec:http', 'sign-in', '');
      return 'own';
    });
    expect([answer, calls]).toEqual(['own', 2]);
    const [path, body] = post.mock.calls[1] as [string, { room: string; bid: string; signature: string }];
    expect([path, body.room, body.bid]).toEqual(['/api/sign-in/bid', 'r'.repeat(32), 'b'.repeat(32)]);
    const signature: Bytes = readBase64(body.signature)!;
    expect(await verify(point, tagged('sign-in', challenge), signature)).toBe(true);
    expect(ticketOf()?.name).toBe('某公司');
  });

  it.each(inBoth)('chooses it on the page (%s)', async language => {
    const shown = await render(KitEnter, { start: folded('sealed').room.facts!.start }, language);
    expect(shown).toContain('data-testid="kit-file"');
  });
});

describe.each(inBoth)('who read what in %s', language => {
  const nameOf = (bid: string) => `公司 ${bid}`;
  const show = (reads: object[]) => render(ReadsTable, { reads, nameOf }, language);

  it('says that nobody did', async () => {
    expect(await show([])).toContain('data-testid="reads-none"');
  });

  it('has a row for each reader, bid and document, the supervisor among them', async () => {
    const one = { bid: 'b', section: 2, times: 7, firstAt: 1e15, lastAt: 1e15 };
    const shown = await show([
      { ...one, seat: 0 },
      { ...one, seat: 3, lastAt: 1e15 + 60e6 },
    ]);
    expect(shown.match(/data-testid="read"/g)).toHaveLength(2);
    expect(textOf(shown)).toContain('公司 b');
  });
});
