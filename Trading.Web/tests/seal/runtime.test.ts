import { describe, expect, it } from 'vitest';
import { Problem, Unreachable } from '../../src/api';
import { faultsOf, fill, wordsAnswer, emptyForm, wordsOf } from '../../src/bid/fields';
import { beijing, draftOf, emptyDraft } from '../../src/host/draftTexts';
import { nextStep } from '../../src/host/nextStep';
import { noHall } from '../../src/fold';
import { equal, fromHex, hex, readBase64, type Bytes } from '../../src/seal/bytes';
import { ciphertextBytes, partBytes } from '../../src/seal/chunks';
import { publish } from '../../src/seal/draft';
import { readForm } from '../../src/seal/form';
import { offsetOf, readWithdrawal, signWithdrawal } from '../../src/seal/header';
import { drawSubmissionKey, openKitKey, printKit, readKit, type Kit } from '../../src/seal/kit';
import { readPerson } from '../../src/seal/person';
import { readPolicy } from '../../src/seal/policy';
import { printPrice, readPrice } from '../../src/seal/price';
import { recordOf, SealProblem } from '../../src/seal/sealing';
import { printSealed, readSealed, type SealedBid } from '../../src/seal/store';
import { random, verify } from '../../src/seal/suite';
import { checkLock } from '../../src/seal/target';
import { readTrust } from '../../src/seal/trust';
import { ownershipMessage } from '../../src/seal/form';
import { insist, pauseMs, upload, type Declared, type UploadProgress, type UploadWays } from '../../src/seal/upload';
import type { Hall, Lot } from '../../src/state';
import { load } from './vectors';

const bidVectors = load<{
  trustFile: string;
  lock: { policy: string; certificate: string };
  form: { certificate: string };
}>('opening/bid.json');
const b64 = (text: string): Bytes => readBase64(text)!;

describe('prices', () => {
  it.each([
    ['Amount', '1,234,567.89', 123_456_789n],
    ['Amount', ' 0.5 ', 50n],
    ['Amount', '1.230', 123n],
    ['Rate', '98.5%', 985_000n],
    ['Discount', '0.0001%', 1n],
  ] as const)('%s %s is exact', (kind, text, value) => expect(readPrice(kind, text)).toBe(value));

  it.each([
    ['Amount', '1.234'],
    ['Amount', ''],
    ['Amount', '12%'],
    ['Amount', '1e3'],
    ['Amount', '一百'],
    ['Rate', '1.00001%'],
    ['Amount', '1.2.3'],
    ['Amount', '-3'],
    ['Rate', '98.5'],
  ] as const)('%s %s is none', (kind, text) => expect(readPrice(kind, text)).toBeNull());

  it('are printed as they are read', () => {
    for (const value of [0n, 1n, 105n, 123_456_789n])
      expect(readPrice('Amount', printPrice('Amount', value))).toBe(value);
    for (const value of [1n, 985_000n, 1_000_000n]) expect(readPrice('Rate', printPrice('Rate', value))).toBe(value);
    expect(printPrice('Amount', 123_456_789n)).toBe('1,234,567.89');
  });
});

describe('a kit', () => {
  const make = async (): Promise<{ kit: Kit; point: Bytes }> => {
    const own = await drawSubmissionKey();
    return {
      point: own.point,
      kit: {
        session: '5'.repeat(32),
        lot: 'a',
        lockId: random(32),
        submission: '6'.repeat(32),
        revision: 3,
        submissionKey: own.pkcs8,
        header: random(490),
        acknowledgement: null,
        entryHash: '7'.repeat(64),
        receipt: random(100),
      },
    };
  };

  it('comes back from its file, and its key signs for the same point', async () => {
    const { kit, point } = await make();
    const read = readKit(printKit(kit))!;
    expect(read).toEqual(kit);
    const opened = (await openKitKey(read))!;
    expect(hex(opened.point)).toBe(hex(point));
    const withdrawal = await signWithdrawal(
      opened.key,
      opened.point,
      kit.lockId,
      random(32),
      fromHex(kit.submission),
      kit.revision + 1,
    );
    expect(await readWithdrawal(withdrawal.bytes)).toMatchObject({ revision: 4, entryHash: withdrawal.entryHash });
  });

  it('has the keys of the command line, in its order', async () =>
    expect(Object.keys(JSON.parse(printKit((await make()).kit)) as object)).toEqual([
      'format',
      'session',
      'lot',
      'lockId',
      'submission',
      'revision',
      'submissionKey',
      'header',
      'acknowledgement',
      'entryHash',
      'receipt',
    ]));

  it('is nothing else', async () => {
    const { kit } = await make();
    for (const [from, to] of [
      ['trading-kit/1', 'trading-kit/2'],
      ['"lot": "a"', '"lot": "A"'],
      ['"revision": 3', '"revision": 0'],
      ['"revision": 3', '"revision": "3"'],
      ['7777', '777g'],
    ]) {
      expect(readKit(printKit(kit).replace(from!, to!))).toBeNull();
    }
    expect([readKit(''), readKit('null'), readKit('[]'), readKit('{')]).toEqual([null, null, null, null]);
  });
});

it('remembers a sealed bid without any private key', async () => {
  const bid: SealedBid = {
    session: '5'.repeat(32),
    lot: 'a',
    submission: '6'.repeat(32),
    revision: 1,
    entryHash: '7'.repeat(64),
    sizeBytes: 9,
    header: random(4),
    partRoots: [[random(32)]],
    policy: random(5),
    certificate: random(6),
    documents: ['方案.pdf'],
    isKitSaved: true,
    acknowledgement: null,
    receipt: null,
    isWithdrawn: false,
  };
  expect(readSealed(printSealed(bid))).toEqual(bid);
  expect(printSealed(bid)).not.toContain('submissionKey');
  expect([readSealed('{}'), readSealed(''), readSealed(printSealed(bid).replace('trading-sealed/1', 'x'))]).toEqual([
    null,
    null,
    null,
  ]);
});

describe('an opening record', () => {
  const filled = fill('Amount', {
    ...emptyForm('甲公司'),
    price: '1,234.50',
    words: '壹仟贰佰叁拾肆元伍角',
    items: [{ name: '工期', value: '90 天' }],
  });
  const target = async () =>
    checkLock(await readTrust(bidVectors.trustFile), b64(bidVectors.lock.policy), b64(bidVectors.lock.certificate));
  const person = async () => {
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
    return {
      person: { key: pair.privateKey, certificate: { der: b64(bidVectors.form.certificate) } as never },
      point: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)),
    };
  };

  it('is signed for the submission key, the context and the lock', async () => {
    const [lock, who, submission] = [await target(), await person(), random(65)];
    const form = readForm(await recordOf(lock, who.person, filled, submission))!;
    expect([form.bidderName, form.value, form.words]).toEqual(['甲公司', 123_450n, '壹仟贰佰叁拾肆元伍角']);
    expect(
      await verify(who.point, ownershipMessage(submission, lock.contextHash, lock.certificate.lockId), form.ownership),
    ).toBe(true);
  });

  it('that is too long for the lock is refused before anything is sealed', async () => {
    const long = {
      ...filled,
      items: Array.from({ length: 40 }, (_, i) => ({ name: `${i}`, value: '长'.repeat(100) })),
    };
    await expect(recordOf(await target(), (await person()).person, long, random(65))).rejects.toMatchObject({
      code: 'tooLong',
    } satisfies Partial<SealProblem>);
  });
});

describe('a form as it is typed', () => {
  it('names each field that is missing or wrong', () => {
    expect(faultsOf('Amount', { ...emptyForm(''), price: 'x' })).toEqual({
      bidderName: 'required',
      price: 'notAPrice',
    });
    expect(faultsOf('Rate', { ...emptyForm('甲'), price: '98.55555%' })).toEqual({ price: 'shareDecimals' });
    expect(faultsOf('Rate', { ...emptyForm('甲'), price: '98.5' })).toEqual({ price: 'noPercent' });
    expect(faultsOf('Amount', { ...emptyForm('甲'), price: '12,34' })).toEqual({ price: 'grouping' });
    expect(faultsOf('Amount', { ...emptyForm('甲'), price: '-5' })).toEqual({ price: 'negative' });
    expect(faultsOf('Amount', { ...emptyForm('甲'), price: '123.45万元' })).toEqual({ price: 'notYuan' });
    const unit = { ...emptyForm('甲'), price: '1', units: [{ name: '电', price: '0.6543' }] };
    expect([faultsOf('UnitPrices', unit), faultsOf('UnitPrices', unit, 4)]).toEqual([
      { 'unit.0.price': 'unitDecimals' },
      {},
    ]);
    expect(fill('UnitPrices', unit, 4).units).toEqual([{ name: '电', millionths: 654_300n }]);
    expect(faultsOf('UnitPrices', { ...emptyForm('甲'), price: '1' })).toEqual({ units: 'required' });
    expect(faultsOf('Amount', { ...emptyForm('甲'), price: '1', items: [{ name: '', value: '' }] })).toEqual({
      'item.0.name': 'required',
    });
  });

  it('spells amounts, and says when words and figures differ', () => {
    expect([
      wordsOf('Amount', '100500'),
      wordsOf('Rate', '98.5%'),
      wordsOf('Discount', '5%'),
      wordsOf('Rate', '98'),
      wordsOf('Amount', 'x'),
    ]).toEqual(['壹拾万零伍佰元整', '百分之九十八点五', '百分之五', '', '']);
    expect([
      wordsAnswer('Amount', '1', '贰元整'),
      wordsAnswer('Amount', '2', '人民币（大写）：贰圆正'),
      wordsAnswer('Amount', '2', '两块'),
      wordsAnswer('Amount', '2', ''),
    ]).toEqual(['Other', 'Same', 'Unreadable', null]);
    expect([wordsAnswer('Rate', '98.5%', '玖仟捌佰伍拾元整'), wordsAnswer('Rate', '98.5%', '百分之九十八')]).toEqual([
      'Unreadable',
      'Other',
    ]);
  });
});

it('tells key files apart, and says what is wrong with others', async () => {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const key = () => crypto.subtle.exportKey('pkcs8', pair.privateKey).then(bytes => new Uint8Array(bytes));
  const certificate = b64(bidVectors.form.certificate);
  expect(await readPerson([certificate, await key()])).toBe('notAPair');
  expect(await readPerson([await key()])).toBe('noCertificate');
  expect(await readPerson([certificate])).toBe('noKey');
  expect(await readPerson([certificate, random(50)])).toBe('keyUnreadable');
  expect(await readPerson([await key(), random(50)])).toBe('certificateUnreadable');
  expect(await readPerson([new TextEncoder().encode('-----BEGIN PRIVATE KEY-----')])).toBe('pem');
});

const tooLate = () => new Problem(409, 'TooLate', 'bidding-reg:36', 'keep-your-copy', '');

describe('an upload', () => {
  const sections = [
    { plaintextBytes: 4096, root: random(32) },
    { plaintextBytes: 9_000_000, root: random(32) },
  ];
  const file = new Blob([random(60_000), new Uint8Array(offsetOf(sections, 2) - 60_000)]);
  const plan = {
    session: '5'.repeat(32),
    lot: 'a',
    entryHash: '7'.repeat(64),
    header: random(490),
    partRoots: [],
    sections,
  };

  class Platform implements UploadWays {
    stored = new Map<string, number>();
    calls: string[] = [];
    failures: unknown[] = [];
    entry: Bytes | null = null;
    /** What the line does with a COMMIT: nothing, never forwards it, or throws its answer away. */
    line: 'pass' | 'block' | 'lose' = 'pass';
    isOver = false;

    async find(): Promise<Bytes | null> {
      this.calls.push('find');
      return this.entry;
    }
    async declare(): Promise<Declared> {
      this.calls.push('declare');
      this.fail();
      if (this.isOver && !this.entry) throw tooLate();
      return { upload: 'id', acknowledgement: this.entry };
    }
    async missing(): Promise<boolean[][]> {
      this.calls.push('missing');
      this.fail();
      return [[!this.stored.has('0/0')], [0, 1, 2].map(part => !this.stored.has(`1/${part}`))];
    }
    async put(_id: string, section: number, part: number, body: Blob): Promise<void> {
      this.calls.push(`put ${section}/${part}`);
      this.fail();
      this.stored.set(`${section}/${part}`, body.size);
    }
    async commit(): Promise<Bytes> {
      this.calls.push('commit');
      this.fail();
      if (this.line === 'block') throw new Unreachable(null);
      if (this.stored.size < 4) throw new Problem(409, 'Incomplete', '', '', '');
      if (this.isOver && !this.entry) throw tooLate();
      this.entry = fromHex('aa');
      if (this.line === 'lose') throw new Unreachable(null);
      return this.entry;
    }
    isTooLate = (cause: unknown) => cause instanceof Problem && cause.reason === 'TooLate';
    isPassing = (cause: unknown) => cause instanceof Unreachable;
    isIncomplete = (cause: unknown) => cause instanceof Problem && cause.reason === 'Incomplete';
    pauses: number[] = [];
    pause = async (ms: number) => {
      this.pauses.push(ms);
    };
    private fail(): void {
      const failure = this.failures.shift();
      if (failure) throw failure;
    }
  }

  const send = (platform: Platform, seen: number[] = []) =>
    upload(
      plan,
      async () => file,
      platform,
      p => seen.push(p.sentBytes),
      new AbortController().signal,
    );

  it('sends every part once, in its own length, and commits', async () => {
    const [platform, seen] = [new Platform(), [] as number[]];
    expect(hex(await send(platform, seen))).toBe('aa');
    expect(Object.fromEntries(platform.stored)).toEqual({
      '0/0': 4112,
      '1/0': partBytes,
      '1/1': partBytes,
      '1/2': ciphertextBytes(9_000_000) - 2 * partBytes,
    });
    expect(seen.at(-1)).toBe(4112 + ciphertextBytes(9_000_000));
  });

  it('goes on where it stopped', async () => {
    const platform = new Platform();
    platform.stored.set('0/0', 1).set('1/1', 1);
    await send(platform);
    expect(platform.calls.filter(call => call.startsWith('put')).sort()).toEqual(['put 1/0', 'put 1/2']);
  });

  it('says every call again while the line is broken', async () => {
    const platform = new Platform();
    platform.failures = Array.from({ length: 12 }, () => new Unreachable(null));
    expect(hex(await send(platform))).toBe('aa');
  });

  it('sends again what the platform lost before the COMMIT', async () => {
    const platform = new Platform();
    const put = platform.put.bind(platform);
    let lost = false;
    platform.put = async (id, section, part, body) => {
      await put(id, section, part, body);
      if (part === 2 && !lost) {
        lost = true;
        platform.stored.delete('1/2');
      }
    };
    expect(hex(await send(platform))).toBe('aa');
    expect(platform.calls.filter(call => call === 'put 1/2').length).toBe(2);
  });

  it('asks what became of a COMMIT whose answer was lost, and says it only once', async () => {
    const platform = new Platform();
    platform.line = 'lose';
    expect(hex(await send(platform))).toBe('aa');
    expect(platform.calls.filter(call => call === 'commit').length).toBe(1);
  });

  it('that comes back after the deadline finds its entry, and needs neither file nor declaration', async () => {
    const platform = new Platform();
    [platform.entry, platform.isOver] = [fromHex('aa'), true];
    expect(
      hex(
        await upload(
          plan,
          () => Promise.reject(new Error('the file is gone')),
          platform,
          () => {},
          new AbortController().signal,
        ),
      ),
    ).toBe('aa');
    expect(platform.calls).toEqual(['find']);
  });

  it('whose COMMIT was stopped on the way goes on, pausing longer, and is late only after two questions', async () => {
    const platform = new Platform();
    platform.line = 'block';
    platform.pause = async ms => {
      platform.pauses.push(ms);
      if (platform.pauses.length === 12) platform.isOver = true;
    };
    await expect(send(platform)).rejects.toMatchObject({ reason: 'TooLate', rule: 'bidding-reg:36' });
    expect(platform.calls.slice(-3)).toEqual(['declare', 'find', 'find']);
    expect(platform.pauses[0]).toBeLessThanOrEqual(625);
    expect(platform.pauses.slice(8, 12).every(ms => ms >= 22_500 && ms <= 30_000)).toBe(true);
  });

  it('says that everything was sent while nothing is known', async () => {
    const [platform, seen] = [new Platform(), [] as UploadProgress[]];
    platform.line = 'lose';
    await upload(
      plan,
      async () => file,
      platform,
      p => seen.push(p),
      new AbortController().signal,
    );
    expect(seen.some(p => p.isAsking && p.sentBytes === p.ofBytes)).toBe(true);
    expect(seen.at(-1)!.isAsking).toBe(false);
  });

  it('waits from half a second to half a minute, never all at the same instant', () => {
    expect([0, 1, 2].map(tries => pauseMs(tries, () => 0.5))).toEqual([500, 1_000, 2_000]);
    for (const random of [() => 0, () => 0.999])
      for (let tries = 0; tries < 40; tries++)
        (expect(pauseMs(tries, random)).toBeGreaterThanOrEqual(500),
          expect(pauseMs(tries, random)).toBeLessThanOrEqual(30_000));
    expect(pauseMs(3, () => 0)).not.toBe(pauseMs(3, () => 0.9));
  });

  it('ends at a refusal', async () => {
    const platform = new Platform();
    platform.failures = [undefined, undefined, new Problem(409, 'TooLate', 'bidding-reg:36', 'keep-your-copy', '')];
    await expect(send(platform)).rejects.toMatchObject({ reason: 'TooLate' });
  });

  it('ends when the page is left', async () => {
    const over = new AbortController();
    const waiting = insist(
      () => {
        over.abort();
        return Promise.reject(new Unreachable(null));
      },
      new Platform(),
      over.signal,
    );
    await expect(waiting).rejects.toThrow();
  });
});

describe('a publication', () => {
  const now = Date.parse('2026-12-01T00:00:00Z');
  const texts = {
    ...emptyDraft(),
    tenderCode: 'GX-1',
    title: '漓江路',
    closeAt: '2026-12-01T09:30',
    lots: [{ lot: '1', title: '标段一', priceKind: 'Rate' as const, ceiling: '98.5%', decimals: 2 }],
  };
  const host = { name: '主持人', key: random(65) };
  const publisher = { name: '漓江代理', key: host.key };
  const roles = [{ role: 'Supervisor' as const, name: '监督人', key: random(65), subject: '监督人' }];

  it('has terms and policies that bind each other, for the deadline in Beijing', async () => {
    const trust = await readTrust(bidVectors.trustFile);
    const key = trust.platforms[0]!.signingKey; // any point
    const supervisor = trust.trustees[0]!.signingKey; // another point
    const draft = draftOf(
      { ...texts, roles: [{ ...roles[0]!, key: supervisor }] },
      { ...host, key },
      { name: '漓江代理', key },
      now,
    );
    if (typeof draft === 'string') throw new Error(draft);
    const publication = await publish(draft, trust);
    if (typeof publication === 'string') throw new Error(publication);
    const policy = await readPolicy(b64(publication.body.policies[0]!));
    if (typeof policy === 'string') throw new Error(policy);
    expect(policy).toMatchObject({
      session: publication.session,
      lot: '1',
      threshold: 2,
      quorum: 3,
      custody: 'Independent',
      closeAt: BigInt(beijing('2026-12-01T09:30')) * 1000n,
      openAt: policy.closeAt,
    });
    expect([equal(policy.roles[3]!, key), equal(policy.roles[4]!, supervisor)]).toEqual([true, true]);
    expect(publication.body.terms).toMatchObject({
      lots: [{ ceiling: 985_000 }],
      roles: [{ role: 'Host' }, { role: 'Supervisor' }],
      publisher: { name: '漓江代理' },
    });
  });

  it('is refused with the field that is wrong', () => {
    const problem = (change: object) => draftOf({ ...texts, ...change }, host, publisher, now);
    expect([
      problem({ closeAt: '' }),
      problem({ closeAt: '2026-12-01T08:00' }),
      problem({ closeAt: '2026-12-01T08:00:30' }),
      problem({ lots: [{ ...texts.lots[0]!, ceiling: 'x' }] }),
      problem({ lots: [{ ...texts.lots[0]!, ceiling: '98.5' }] }),
      problem({ roles: [{ role: 'Supervisor', name: 'x', key: null, subject: '' }] }),
    ]).toEqual(['closeAt', 'closePast', 'closeSoon', 'ceilingText', 'ceilingPercent', 'roleKey']);
    expect(problem({})).toBe('roleKey'); // the form begins with a supervisor, and does without none
  });

  it('is refused when the supervisor has another role, or two lots have one id', async () => {
    const trust = await readTrust(bidVectors.trustFile);
    const draft = draftOf({ ...texts, roles }, host, publisher, now);
    if (typeof draft === 'string') throw new Error(draft);
    expect(await publish({ ...draft, roles: [{ role: 'Supervisor', name: 'x', key: host.key }] }, trust)).toBe(
      'supervisor',
    );
    expect(await publish({ ...draft, roles: [{ role: 'Agent', name: 'x', key: random(65) }] }, trust)).toBe(
      'noSupervisor',
    );
    expect(await publish({ ...draft, lots: [draft.lots[0]!, draft.lots[0]!] }, trust)).toBe('lotTwice');
    expect(await publish(draft, { ...trust, platforms: [] })).toBe('platform');
  });
});

describe('the next lawful step', () => {
  const lot = (change: Partial<Lot>): Lot =>
    ({
      lot: 'a',
      phase: 'intake',
      closeAt: 1e9,
      threshold: 2,
      quorum: 3,
      freeze: null,
      release: null,
      trustees: ['1', '2', '3'],
      messages: [],
      bids: [],
      ...change,
    }) as Lot;
  const freeze = (change: object) =>
    ({ at: 1.001e9, live: 3, revoked: [], cosignatures: [], lateOrders: [], ...change }) as never;
  const hall = (lots: Lot[], change: Partial<Hall> = {}): Hall => ({ ...noHall, phase: 'running', lots, ...change });
  const code = (of: Hall, now = 1.002e9) => nextStep(of, now).code;

  it('follows the phases of a lot', () => {
    expect(code(noHall)).toBe('none');
    expect(code(hall([lot({ phase: 'ceremony' })]))).toBe('waitLock');
    expect([code(hall([lot({})]), 0.9e9), code(hall([lot({})])), code(hall([lot({})]), null as never)]).toEqual([
      'waitDeadline',
      'waitFreeze',
      'waitDeadline',
    ]);
    expect(code(hall([lot({ phase: 'frozen', freeze: freeze({}) })]))).toBe('waitCosign');
    expect(code(hall([lot({ phase: 'frozen', freeze: freeze({ cosignatures: [{}, {}], live: 2 }) })]))).toBe('waitFew');
    expect(code(hall([lot({ phase: 'releasing', release: { released: [{}] } as never })]))).toBe('waitRelease');
    expect(code(hall([lot({ phase: 'releasing', release: { released: [{}, {}] } as never })]))).toBe('waitOpen');
    expect(code(hall([lot({ phase: 'opened' })]))).toBe('conclude');
    expect(code(hall([lot({ phase: 'opened' })], { phase: 'concluded' }))).toBe('signRecord');
    expect(code(hall([lot({ phase: 'opened' })], { phase: 'concluded', record: { at: 1, hash: '' } }))).toBe('done');
  });

  it('is the order of a late freeze only when no trustee saw it in time, until both have ordered', () => {
    const late = (change: object, now = 1.02e9) => code(hall([lot({ phase: 'frozen', freeze: freeze(change) })]), now);
    expect([late({}, 1e9 + 7e6), late({}, 1e9 + 7e6 + 1)]).toEqual(['waitCosign', 'orderLate']);
    expect([late({}), late({ lateOrders: [1] }), late({ lateOrders: [1, 2] }), late({ cosignatures: [{}] })]).toEqual([
      'orderLate',
      'orderLate',
      'orderedLate',
      'waitCosign',
    ]);
  });

  it('answers before it concludes, and waits for the slowest lot', () => {
    const objection = { id: 'x', answer: null } as never;
    expect(code(hall([lot({ phase: 'opened' })], { objections: [objection] }))).toBe('answer');
    expect(code(hall([lot({ phase: 'opened' }), lot({ phase: 'intake' })]), 0.9e9)).toBe('waitDeadline');
  });
});
