import { describe, expect, it } from 'vitest';
import { emptyForm, fill } from '../../src/bid/fields';
import { readBase64, type Bytes } from '../../src/seal/bytes';
import { ownershipMessage, readForm } from '../../src/seal/form';
import { readPerson } from '../../src/seal/person';
import { recordOf, SealProblem } from '../../src/seal/sealing';
import { random, verify } from '../../src/seal/suite';
import { checkLock } from '../../src/seal/target';
import { readTrust } from '../../src/seal/trust';
import { load } from './vectors';

const bidVectors = load<{
  trustFile: string;
  lock: { policy: string; certificate: string };
  form: { certificate: string };
}>('opening/bid.json');
const b64 = (text: string): Bytes => readBase64(text)!;

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
