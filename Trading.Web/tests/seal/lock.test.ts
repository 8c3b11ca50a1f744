import { describe, expect, it } from 'vitest';
import { fromHex, hex, readBase64, type Bytes } from '../../src/seal/bytes';
import { isAnchored, readX509 } from '../../src/seal/certificate';
import { ownershipMessage, printForm, readForm } from '../../src/seal/form';
import { readCertificate, verifyCertificate, type LockExpectation } from '../../src/seal/lock';
import { readLockParts } from '../../src/seal/lockParts';
import { contextHash } from '../../src/seal/names';
import { checkPolicy, hashPolicy, peekPolicy, printPolicy, readPolicy } from '../../src/seal/policy';
import { printWords } from '../../src/seal/words';
import { readAllWords } from '../../src/seal/wordsReader';
import { verify } from '../../src/seal/suite';
import { hashTerms, printTerms, rulePacks, type SessionTerms } from '../../src/seal/terms';
import { actId, actKinds, printAct, readAct, type ActKind } from '../../src/seal/acts';
import { covers, readTrust, TrustProblem } from '../../src/seal/trust';
import { checkLock } from '../../src/seal/target';
import { load } from './vectors';

interface LockVectors {
  t: number;
  policyHash: string;
  trustees: { staticKey: string }[];
  certificate: string;
  lockId: string;
  groupKey: string;
  refusals: { what: string; name: string; bytes: string; fault: string }[];
}

describe('the frozen lock', () => {
  const vectors = load<LockVectors>('lock.json');
  const expected: LockExpectation = {
    threshold: vectors.t,
    staticKeys: vectors.trustees.map(t => fromHex(t.staticKey)),
    policyHash: fromHex(vectors.policyHash),
  };

  it('verifies against the keys and gives lock id and group key', async () => {
    const certificate = (await readCertificate(fromHex(vectors.certificate)))!;
    expect(await verifyCertificate(certificate, expected)).toBeNull();
    expect([hex(certificate.lockId), hex(certificate.groupKey)]).toEqual([vectors.lockId, vectors.groupKey]);
  });

  it('has the frozen fault for each mutation', async () => {
    for (const { name, bytes, fault } of vectors.refusals.filter(r => r.what === 'certificate')) {
      const certificate = await readCertificate(fromHex(bytes));
      expect([name, certificate ? (await verifyCertificate(certificate, expected))?.fault : 'Unreadable']).toEqual([
        name,
        fault,
      ]);
      // What a hall takes apart without computing is refused by whoever seals, never the other way round.
      if (!readLockParts(fromHex(bytes))) expect([name, certificate]).toEqual([name, null]);
    }
  });

  it('holds for no other policy, threshold, order or number of trustees', async () => {
    const certificate = (await readCertificate(fromHex(vectors.certificate)))!;
    const others: LockExpectation[] = [
      { ...expected, policyHash: new Uint8Array(32) },
      { ...expected, threshold: 3 },
      { ...expected, staticKeys: [...expected.staticKeys].reverse() },
      { ...expected, staticKeys: expected.staticKeys.slice(1) },
    ];
    for (const other of others) expect((await verifyCertificate(certificate, other))?.fault).toBe('WrongTranscript');
  });

  it('is refused for every flipped byte of a proof or a signature', async () => {
    const bytes = fromHex(vectors.certificate);
    for (let at = 300; at < bytes.length; at += 7) {
      const flipped = bytes.slice();
      flipped[at]! ^= 1;
      const certificate = await readCertificate(flipped);
      expect(certificate === null || (await verifyCertificate(certificate, expected)) !== null).toBe(true);
    }
  });
});

interface BidVectors {
  trustFile: string;
  lock: {
    policy: string;
    policyHash: string;
    certificate: string;
    lockId: string;
    groupKey: string;
    contextHash: string;
  };
  policies: { name: string; bytes: string; result: string }[];
  form: {
    submissionKey: string;
    bytes: string;
    bidderName: string;
    value: number;
    words: string;
    items: { name: string; value: string }[];
    certificate: string;
    ownership: string;
    at: number;
  };
  authority: string;
  otherAuthority: string;
  terms: { value: SessionTerms & { roles: { key: unknown }[] }; bytes: string; hash: string }[];
  acts: {
    kind: string;
    session: string;
    lot: string;
    subject: string;
    text: string;
    nonce: string;
    bytes: string;
    id: string;
  }[];
  words: { text: string; fen: number | bigint | null; printed: boolean }[];
}

const bid = load<BidVectors>('opening/bid.json');
const b64 = (text: string): Bytes => readBase64(text)!;

describe('the frozen bid', () => {
  it('stands under a lock that the trust file covers', async () => {
    const target = await checkLock(await readTrust(bid.trustFile), b64(bid.lock.policy), b64(bid.lock.certificate));
    expect([hex(target.certificate.lockId), hex(target.certificate.groupKey)]).toEqual([
      hex(b64(bid.lock.lockId)),
      hex(b64(bid.lock.groupKey)),
    ]);
    expect(hex(await hashPolicy(b64(bid.lock.policy)))).toBe(hex(b64(bid.lock.policyHash)));
    expect(hex(await contextHash(target.policy.session, target.policy.lot))).toBe(hex(b64(bid.lock.contextHash)));
    expect(hex(printPolicy(target.policy))).toBe(hex(b64(bid.lock.policy)));
  });

  it('is known again by the lock that its kit names, and by no other', async () => {
    const lockId = b64(bid.lock.lockId);
    const target = await checkLock({ lockId }, b64(bid.lock.policy), b64(bid.lock.certificate));
    expect(target.certificate.lockId).toEqual(lockId);
    const another = { lockId: Uint8Array.from(lockId, (byte, i) => (i === 31 ? byte ^ 1 : byte)) };
    await expect(checkLock(another, b64(bid.lock.policy), b64(bid.lock.certificate))).rejects.toMatchObject({
      code: 'notOfKit',
    });
    // A policy of the platform's own making is not the one that the lock was made for.
    const policy = await readPolicy(b64(bid.lock.policy));
    if (typeof policy === 'string') throw new Error(policy);
    const foreign = printPolicy({
      ...policy,
      closeAt: policy.closeAt + 1_000_000n,
      openAt: policy.openAt + 1_000_000n,
    });
    await expect(checkLock({ lockId }, foreign, b64(bid.lock.certificate))).rejects.toMatchObject({ code: 'fault' });
  });

  it('is not sealed under a lock whose trustee or platform the trust file does not name', async () => {
    const lines = bid.trustFile.split('\n').slice(0, -1);
    for (const missing of lines.filter(line => !line.startsWith('ca '))) {
      const trust = await readTrust(
        lines
          .filter(line => line !== missing)
          .map(line => `${line}\n`)
          .join(''),
      );
      const policy = await readPolicy(b64(bid.lock.policy));
      if (typeof policy === 'string') throw new Error(policy);
      expect(covers(trust, policy)).toBe(false);
      await expect(checkLock(trust, b64(bid.lock.policy), b64(bid.lock.certificate))).rejects.toMatchObject({
        code: 'notCovered',
      });
    }
  });

  it('ends, since version 2, within years of four digits; version 1 keeps its own last instant', async () => {
    const policy = await readPolicy(b64(bid.lock.policy));
    if (typeof policy === 'string') throw new Error(policy);
    const verdict = (version: number, at: bigint) => checkPolicy({ ...policy, version, closeAt: at, openAt: at });
    expect(await verdict(2, 253_402_300_799_999_999n)).toBeNull();
    expect(await verdict(2, 253_402_300_800_000_000n)).toBe('Times');
    expect(await verdict(1, 2n ** 62n - 2n)).toBeNull();
    expect(await verdict(1, 2n ** 62n - 1n)).toBe('Times');
  });

  it('has a policy that is read as the other implementation reads it, mutated ones too', async () => {
    for (const { name, bytes, result } of bid.policies) {
      const read = await readPolicy(b64(bytes));
      expect([name, typeof read === 'string' ? read : 'valid']).toEqual([name, result]);
      // A screen, which does not ask whether keys are points, refuses all others for the same reason.
      const seen = peekPolicy(b64(bytes));
      if (result !== 'BadKey') expect([name, typeof seen === 'string' ? seen : 'valid']).toEqual([name, result]);
    }
  });

  it('has a form that is read, printed again and proves its owner', async () => {
    const form = readForm(b64(bid.form.bytes))!;
    expect([form.bidderName, Number(form.value), form.words, form.items]).toEqual([
      bid.form.bidderName,
      bid.form.value,
      bid.form.words,
      bid.form.items,
    ]);
    expect(hex(printForm(form))).toBe(hex(b64(bid.form.bytes)));
    const certificate = readX509(form.certificate)!;
    const message = ownershipMessage(b64(bid.form.submissionKey), b64(bid.lock.contextHash), b64(bid.lock.lockId));
    expect(await verify(certificate.key, message, form.ownership)).toBe(true);
    const anchored = async (authority: string) =>
      isAnchored(certificate, [readX509(b64(authority))!], BigInt(bid.form.at));
    expect([await anchored(bid.authority), await anchored(bid.otherAuthority)]).toEqual([true, false]);
    expect(readForm(b64(bid.form.bytes).slice(0, -1))).toBeNull();
  });

  it('stands under terms whose hash is the same', async () => {
    for (const [i, { value, bytes, hash }] of bid.terms.entries()) {
      const terms: SessionTerms = {
        ...value,
        lots: value.lots.map(lot => ({ ...lot, ceiling: BigInt(lot.ceiling) })),
        roles: value.roles.map(role => ({ ...role, key: b64(String(role.key)) })),
      };
      expect(rulePacks[i]).toMatchObject(terms.rulePack);
      expect(hex(printTerms(terms))).toBe(hex(b64(bytes)));
      expect(hex(await hashTerms(terms))).toBe(hex(b64(hash)));
    }
  });

  it('is followed by acts in the same bytes', async () => {
    const kindOf = (name: string) => (name[0]!.toLowerCase() + name.slice(1)) as ActKind;
    expect(bid.acts.map(act => kindOf(act.kind))).toEqual(Object.keys(actKinds));
    for (const act of bid.acts) {
      const bytes = printAct({ ...act, kind: kindOf(act.kind), nonce: b64(act.nonce) });
      expect([hex(bytes), await actId(bytes)]).toEqual([hex(b64(act.bytes)), act.id]);
      expect(readAct(bytes)).toMatchObject({ kind: kindOf(act.kind), text: act.text });
      expect(readAct(bytes.slice(0, -1))).toBeNull();
    }
  });

  it('has its amounts in the same words', () => {
    for (const { text, fen, printed } of bid.words) {
      if (fen === null) continue; // what version 1 did not read, which no page judges
      expect([text, readAllWords('Amount', text)]).toEqual([text, [BigInt(fen)]]);
      expect(printWords(BigInt(fen)) === text).toBe(printed);
    }
  });
});

const officesVector = load<{ trustFile: string; offices: string[] }>('offices.json');

describe('a trust file', () => {
  const reject = async (text: string, code: string) =>
    expect(await readTrust(text).catch((problem: unknown) => (problem as TrustProblem).code)).toBe(code);

  it('has one spelling', async () => {
    const lines = bid.trustFile.split('\n').slice(0, -1);
    expect((await readTrust(bid.trustFile)).trustees.map(t => t.name)).toEqual(['trustee1', 'trustee2', 'trustee3']);
    await reject(bid.trustFile.slice(0, -1), 'end');
    await reject(
      [...lines]
        .reverse()
        .map(line => `${line}\n`)
        .join(''),
      'order',
    );
    await reject(bid.trustFile.replaceAll('\n', '\r\n'), 'crlf');
    await reject(`# comment\n${bid.trustFile}`, 'line');
    await reject(bid.trustFile.replace('trustee trustee1', 'trustee trustee2'), 'name');
    await reject(bid.trustFile.replace(/(platform platform .{40})./, '$1A'), 'key');
    expect((await readTrust('')).trustees).toEqual([]);
  });

  it('names the offices of draws with two keys each, and no other kind', async () => {
    const text = officesVector.trustFile;
    const file = await readTrust(text);
    expect(file.offices.map(office => `${office.kind} ${office.name}`)).toEqual(officesVector.offices);
    expect(file.trustees.length).toBe(0);
    const [first] = text.split('\n');
    await reject(`${first!.split(' ').slice(0, 3).join(' ')}\n`, 'line');
    await reject(text.replace('custodian ', 'custodians '), 'line');
    await reject(`${first}\n${text}`, 'name');
  });
});
