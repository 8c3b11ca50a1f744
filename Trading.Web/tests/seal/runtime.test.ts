import { describe, expect, it } from 'vitest';
import { faultsOf, fill, wordsAnswer, emptyForm, wordsOf } from '../../src/bid/fields';
import { beijing, draftOf, emptyDraft } from '../../src/host/draftTexts';
import { nextStep } from '../../src/host/nextStep';
import { noHall } from '../../src/fold';
import { equal, fromHex, hex, readBase64, type Bytes } from '../../src/seal/bytes';
import { publish } from '../../src/seal/draft';
import { readForm } from '../../src/seal/form';
import { readWithdrawal, signWithdrawal } from '../../src/seal/header';
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
    revocation: 'none',
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
