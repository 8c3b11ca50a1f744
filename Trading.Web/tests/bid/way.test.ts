import { describe, expect, it } from 'vitest';
import { Problem, Unreachable } from '../../src/api';
import { howOf } from '../../src/bid/effects';
import { progressOf, type Progress } from '../../src/bid/show';
import { asksOf, begin, follow, type Heard, type Way, type WayAsk } from '../../src/bid/way';
import { Trouble } from '../../src/person/explain';
import { ciphertextBytes, partBytes } from '../../src/seal/chunks';
import { insist, pauseMs } from '../../src/seal/line';
import type { SealedBid } from '../../src/seal/store';
import { partsOf, pieceOf } from '../../src/seal/upload';
import { allBytes, bytes, sealedBid, sections, statement } from './entries';

const lateRule = 'bidding-reg:36';
const tooLate = () => new Problem(409, 'TooLate', lateRule, 'keep-your-copy', '');
const signedOut = () => new Problem(401, 'SignedOut', '', 'sign-in', '');
const file = new Blob([new Uint8Array(sealedBid().sizeBytes)]);

/** A platform that a test breaks; it answers what a way asks. */
class Platform {
  stored = new Map<string, number>();
  calls: string[] = [];
  pauses: number[] = [];
  failures: unknown[] = [];
  isKnown = false;
  isOver = false;
  hasFile = true;
  withReceipt = true;
  /** What the line does with a COMMIT or a statement: nothing, never forwards it, or throws its answer away. */
  line: 'pass' | 'block' | 'lose' = 'pass';

  answer(entry: SealedBid, ask: WayAsk): Heard {
    const known: Heard = { heard: 'entry', entry: { ...entry, acknowledgement: bytes(0xaa) } };
    if (ask.ask !== 'pause' && ask.ask !== 'rest')
      this.calls.push(ask.ask === 'put' ? `put ${ask.part.section}/${ask.part.part}` : ask.ask);
    switch (ask.ask) {
      case 'find':
        return this.isKnown ? known : { heard: 'none' };
      case 'declare':
        this.fail();
        if (this.isOver && !this.isKnown) throw tooLate();
        return this.isKnown ? known : { heard: 'declared', upload: 'id' };
      case 'missing':
        this.fail();
        return {
          heard: 'missing',
          parts: partsOf(sections, [[!this.stored.has('0/0')], [0, 1, 2].map(part => !this.stored.has(`1/${part}`))]),
        };
      case 'put':
        if (!this.hasFile) throw new Trouble('sealedGone');
        this.fail();
        this.stored.set(`${ask.part.section}/${ask.part.part}`, pieceOf(sections, file, ask.part).size);
        return { heard: 'put', part: ask.part };
      case 'commit':
        this.fail();
        if (this.line === 'block') throw new Unreachable(null);
        if (this.stored.size < 4) throw new Problem(409, 'Incomplete', '', '', '');
        if (this.isOver && !this.isKnown) throw tooLate();
        return this.lose(known);
      case 'time':
        return { heard: 'time', isOver: this.isOver };
      case 'say':
        this.fail();
        if (this.line === 'block') throw new Unreachable(null);
        return this.lose(
          entry.revocation === 'said' ? { heard: 'revoked', entry: { ...entry, revocation: 'recorded' } } : known,
        );
      case 'receipt':
        this.fail();
        return { heard: 'receipt', entry: this.withReceipt ? { ...entry, receipt: bytes(1) } : null };
      case 'pause':
        this.pauses.push(pauseMs(ask.tries, () => 0.5));
        return { heard: 'paused', part: ask.part };
      case 'rest':
        this.pauses.push(ask.ms);
        return { heard: 'paused', part: null };
      case 'forget':
        throw new Error('the page forgets');
    }
  }

  private lose(answer: Heard): Heard {
    this.isKnown = true;
    if (this.line === 'lose') throw new Unreachable(null);
    return answer;
  }

  private fail(): void {
    const failure = this.failures.shift();
    if (failure) throw failure;
  }
}

/** Does what the way asks, first things first, until it asks nothing that the page does not do. */
function drive(way: Way, platform: Platform, seen: (Progress | null)[] = [], until = (_: Way) => false): Way {
  for (let steps = 0; steps < 500; steps++) {
    const ask = asksOf(way)[0];
    if (!ask || ask.ask === 'forget' || until(way)) return way;
    let heard: Heard;
    try {
      heard = platform.answer(way.entry, ask);
    } catch (cause) {
      heard = { heard: 'refused', how: howOf(cause), cause, part: ask.ask === 'put' ? ask.part : null };
    }
    way = follow(way, heard, lateRule);
    seen.push(progressOf(way));
  }
  throw new Error('the way does not end');
}

const troubleOf = ({ stage }: Way) =>
  stage.at === 'ended' || stage.at === 'refused' ? (stage.trouble as Trouble) : null;

describe('the way of a bid', () => {
  it('sends every part once, in its own length, commits, and fetches the receipt', () => {
    const [platform, seen] = [new Platform(), [] as (Progress | null)[]];
    const way = drive(begin(sealedBid()), platform, seen);
    expect(way.stage.at).toBe('arrived');
    expect([way.entry.acknowledgement, way.entry.receipt]).toEqual([bytes(0xaa), bytes(1)]);
    expect(Object.fromEntries(platform.stored)).toEqual({
      '0/0': 4112,
      '1/0': partBytes,
      '1/1': partBytes,
      '1/2': ciphertextBytes(9_000_000) - 2 * partBytes,
    });
    expect(platform.calls).toEqual([
      'find',
      'declare',
      'missing',
      ...['put 0/0', 'put 1/0', 'put 1/1', 'put 1/2'],
      'commit',
      'receipt',
    ]);
    expect(Math.max(...seen.map(p => p?.sentBytes ?? 0))).toBe(allBytes);
    expect(platform.pauses).toEqual([]);
  });

  it('has three parts on the line at once', () => {
    const way = drive(begin(sealedBid()), new Platform(), [], ({ stage }) => stage.at === 'parts');
    expect(asksOf(way).map(ask => ask.ask === 'put' && [ask.part.section, ask.part.part])).toEqual([
      [0, 0],
      [1, 0],
      [1, 1],
    ]);
  });

  it('counts what has gone out of each part, and anew where a part is sent once more', () => {
    const way = drive(begin(sealedBid()), new Platform(), [], ({ stage }) => stage.at === 'parts');
    const [first, second] = asksOf(way) as Extract<WayAsk, { ask: 'put' }>[];
    const sent = (...heard: Heard[]) =>
      progressOf(heard.reduce((at, one) => follow(at, one, lateRule), way))!.sentBytes;
    const half: Heard = { heard: 'sending', part: second!.part, sentBytes: 1_000 };
    const cause = new Unreachable(null);
    expect(sent(half)).toBe(1_000);
    expect(sent(half, { heard: 'sending', part: first!.part, sentBytes: 9_999_999 })).toBe(1_000 + 4_112);
    expect(sent(half, { heard: 'put', part: second!.part })).toBe(second!.part.sizeBytes);
    expect(sent(half, { heard: 'refused', how: 'passing', cause, part: second!.part })).toBe(0);
  });

  it('goes on where it stopped', () => {
    const platform = new Platform();
    platform.stored.set('0/0', 1).set('1/1', 1);
    drive(begin(sealedBid()), platform);
    expect(platform.calls.filter(call => call.startsWith('put'))).toEqual(['put 1/0', 'put 1/2']);
  });

  it('says every call again while the line is broken, each pause twice the one before', () => {
    const platform = new Platform();
    platform.failures = Array.from({ length: 5 }, () => new Unreachable(null));
    const seen: (Progress | null)[] = [];
    expect(drive(begin(sealedBid()), platform, seen).stage.at).toBe('arrived');
    expect(platform.calls.filter(call => call === 'declare').length).toBe(6);
    expect(platform.pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000]);
    expect(seen.filter(p => p?.isWaiting).length).toBe(5);
  });

  it('lets one part wait while the others go on', () => {
    const platform = new Platform();
    let way = drive(begin(sealedBid()), platform, [], ({ stage }) => stage.at === 'parts');
    const [first, second] = asksOf(way) as Extract<WayAsk, { ask: 'put' }>[];
    const cause = new Unreachable(null);
    way = follow(way, { heard: 'refused', how: 'passing', cause, part: first!.part }, lateRule);
    expect(asksOf(way).map(ask => ask.ask)).toEqual(['pause', 'put', 'put']);
    way = follow(way, { heard: 'put', part: second!.part }, lateRule);
    expect(asksOf(way).map(ask => ask.ask)).toEqual(['pause', 'put', 'put']);
    expect(drive(way, platform).stage.at).toBe('arrived');
  });

  it('sends again what the platform lost before the COMMIT', () => {
    const platform = new Platform();
    const isAtCommit = ({ stage }: Way) => stage.at === 'commit';
    const way = drive(begin(sealedBid()), platform, [], isAtCommit);
    platform.stored.delete('1/2');
    expect(drive(way, platform).stage.at).toBe('arrived');
    expect(platform.calls.filter(call => call === 'put 1/2').length).toBe(2);
  });

  it('asks what became of a COMMIT whose answer was lost, and says it only once', () => {
    const [platform, seen] = [new Platform(), [] as (Progress | null)[]];
    platform.line = 'lose';
    expect(drive(begin(sealedBid()), platform, seen).stage.at).toBe('arrived');
    expect(platform.calls.filter(call => call === 'commit').length).toBe(1);
    expect(seen.some(p => p?.isAsking && p.sentBytes === p.ofBytes)).toBe(true);
    expect(seen.at(-1)).toBeNull();
  });

  it('that comes back after the deadline finds its entry, and needs neither file nor declaration', () => {
    const platform = new Platform();
    [platform.isKnown, platform.isOver, platform.hasFile] = [true, true, false];
    expect(drive(begin(sealedBid()), platform).stage.at).toBe('arrived');
    expect(platform.calls).toEqual(['find', 'receipt']);
  });

  it('whose COMMIT was stopped on the way goes on, pausing longer, and is late only after two questions', () => {
    const platform = new Platform();
    platform.line = 'block';
    let way = begin(sealedBid());
    way = drive(way, platform, [], () => platform.pauses.length === 12);
    platform.isOver = true;
    way = drive(way, platform);
    expect(troubleOf(way)).toMatchObject({ reason: 'TooLate', rule: lateRule });
    expect(platform.calls.slice(-3)).toEqual(['declare', 'find', 'find']);
    expect(platform.pauses.slice(0, 8)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(platform.pauses.at(-1)).toBe(2_000);
  });

  it('is in time where the second look finds what the first did not', () => {
    const platform = new Platform();
    platform.isOver = true;
    const way = drive(begin(sealedBid()), platform, [], () => platform.pauses.includes(2_000));
    platform.isKnown = true;
    expect(drive(way, platform).stage.at).toBe('arrived');
  });

  it('asks without a ticket what became of it, and who sits there only while there is time', () => {
    const platform = new Platform();
    platform.failures = [signedOut()];
    expect(drive(begin(sealedBid()), platform).stage.at).toBe('signIn');
    expect(platform.calls).toEqual(['find', 'declare', 'find', 'time']);
    const late = new Platform();
    [late.failures, late.isOver] = [[signedOut()], true];
    expect(troubleOf(drive(begin(sealedBid()), late))).toMatchObject({ code: 'notDelivered', rule: lateRule });
    const known = new Platform();
    known.failures = [undefined, signedOut()];
    const way = drive(begin(sealedBid()), known, [], ({ stage }) => stage.at === 'missing');
    known.isKnown = true;
    expect(drive(way, known).stage.at).toBe('arrived');
  });

  it('whose file another tab gave back was sent by that tab, or cannot be sent', () => {
    const platform = new Platform();
    platform.hasFile = false;
    const way = drive(begin(sealedBid()), platform, [], ({ stage }) => stage.at === 'parts');
    expect(troubleOf(drive(way, platform))).toMatchObject({ code: 'sealedGone' });
    platform.isKnown = true;
    expect(drive(way, platform).stage.at).toBe('arrived');
  });

  it('waits for a receipt as long as it takes', () => {
    const platform = new Platform();
    platform.withReceipt = false;
    const way = drive(begin(sealedBid()), platform, [], () => platform.pauses.length === 3);
    expect([way.entry.acknowledgement, platform.pauses]).toEqual([bytes(0xaa), [1_000, 1_000, 1_000]]);
    platform.withReceipt = true;
    expect(drive(way, platform).entry.receipt).toEqual(bytes(1));
  });

  it('ends at a refusal and at an answer that does not hold', () => {
    const platform = new Platform();
    platform.failures = [undefined, new Problem(409, 'LimitReached', '', 'wait-for-tick', '')];
    expect(troubleOf(drive(begin(sealedBid()), platform))).toMatchObject({ reason: 'LimitReached' });
    const wrong = new Platform();
    wrong.failures = [new Trouble('ack_unsigned')];
    expect(troubleOf(drive(begin(sealedBid()), wrong))).toMatchObject({ code: 'ack_unsigned' });
  });
});

describe('the way of a withdrawal', () => {
  it('is asked for, timed, said, and has its receipt', () => {
    const platform = new Platform();
    const way = drive(begin(statement()), platform);
    expect([way.stage.at, platform.calls]).toEqual(['arrived', ['find', 'time', 'say', 'receipt']]);
  });

  it('whose answer was lost is asked for, and the time is asked again before it is said again', () => {
    const platform = new Platform();
    platform.line = 'block';
    let way = drive(begin(statement()), platform, [], () => platform.pauses.length === 2);
    expect(platform.calls.slice(0, 7)).toEqual(['find', 'time', 'say', 'find', 'time', 'say', 'find']);
    platform.isOver = true;
    way = drive(way, platform);
    expect(way.stage.at).toBe('refused');
    expect(troubleOf(way)).toMatchObject({ code: 'notWithdrawn', rule: lateRule, next: 'bid-stands' });
    expect(platform.calls.slice(-3)).toEqual(['time', 'find', 'find']);
    expect(asksOf(way)).toEqual([{ ask: 'forget' }]);
  });

  it('that is refused for good says why', () => {
    const platform = new Platform();
    platform.failures = [new Problem(404, 'NotFound', 'bidding-law:29', 'already-withdrawn', '')];
    expect(troubleOf(drive(begin(statement()), platform))).toMatchObject({ code: 'alreadyWithdrawn' });
    platform.failures = [new Problem(404, 'NotFound', 'bidding-law:29', 'check-submission-kit', '')];
    expect(troubleOf(drive(begin(statement()), platform))).toBeInstanceOf(Problem);
  });
});

describe('the way of a revocation', () => {
  const revocation = () => begin(statement({ revocation: 'said' }));

  it('is said until it is answered: said again it is answered as it was', () => {
    const platform = new Platform();
    platform.failures = [new Unreachable(null), new Unreachable(null)];
    const way = drive(revocation(), platform);
    expect([way.stage.at, way.entry.revocation]).toEqual(['arrived', 'recorded']);
    expect([platform.calls, platform.pauses]).toEqual([
      ['say', 'say', 'say'],
      [500, 1_000],
    ]);
  });

  it('is refused once the release has begun, and is not asked for as a withdrawal', () => {
    const platform = new Platform();
    platform.failures = [new Problem(409, 'TooLate', 'bidding-reg:35', 'tell-the-committee', '')];
    const way = drive(revocation(), platform);
    expect([way.stage.at, platform.calls]).toEqual(['refused', ['say']]);
    expect(troubleOf(way)).toMatchObject({ code: 'notRevoked', rule: 'bidding-reg:35', next: 'tell-the-committee' });
  });
});

describe('patience', () => {
  it('waits from half a second to half a minute, never all at the same instant', () => {
    expect([0, 1, 2].map(tries => pauseMs(tries, () => 0.5))).toEqual([500, 1_000, 2_000]);
    for (const random of [() => 0, () => 0.999])
      for (let tries = 0; tries < 40; tries++)
        (expect(pauseMs(tries, random)).toBeGreaterThanOrEqual(500),
          expect(pauseMs(tries, random)).toBeLessThanOrEqual(30_000));
    expect(pauseMs(3, () => 0)).not.toBe(pauseMs(3, () => 0.9));
  });

  it('ends when the page is left', async () => {
    const over = new AbortController();
    const patience = { isPassing: () => true, pause: async () => {} };
    const work = () => {
      over.abort();
      return Promise.reject(new Unreachable(null));
    };
    await expect(insist(work, patience, over.signal)).rejects.toThrow();
  });
});
