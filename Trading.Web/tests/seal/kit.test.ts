import { describe, expect, it } from 'vitest';
import { fromHex, hex, type Bytes } from '../../src/seal/bytes';
import { readWithdrawal, signWithdrawal } from '../../src/seal/header';
import { drawSubmissionKey, openKitKey, printKit, readKit, type Kit } from '../../src/seal/kit';
import { printSealed, readSealed, type SealedBid } from '../../src/seal/store';
import { random } from '../../src/seal/suite';

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
      ['"receipt": "', '"receipt": "*'],
      ['"acknowledgement": null', '"acknowledgement": 1'],
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
    bidderName: '甲',
    isKitSaved: true,
    acknowledgement: null,
    receipt: null,
    isWithdrawn: false,
    revocation: 'none',
  };
  expect(readSealed(printSealed(bid))).toEqual(bid);
  const revoked: SealedBid = { ...bid, isWithdrawn: true, revocation: 'recorded' };
  expect(readSealed(printSealed(revoked))).toEqual(revoked);
  expect(readSealed(printSealed(bid).replace('"none"', '"other"'))).toEqual(bid);
  expect(printSealed(bid)).not.toContain('submissionKey');
  expect([readSealed('{}'), readSealed(''), readSealed(printSealed(bid).replace('trading-sealed/1', 'x'))]).toEqual([
    null,
    null,
    null,
  ]);
});
