import { describe, expect, it } from 'vitest';
import { beijing, draftOf, emptyDraft } from '../../src/host/draftTexts';
import { equal, readBase64, type Bytes } from '../../src/seal/bytes';
import { publish } from '../../src/seal/draft';
import { readPolicy } from '../../src/seal/policy';
import { random } from '../../src/seal/suite';
import { readTrust } from '../../src/seal/trust';
import { load } from '../seal/vectors';

const bidVectors = load<{ trustFile: string }>('opening/bid.json');
const b64 = (text: string): Bytes => readBase64(text)!;

describe('a publication', () => {
  const now = Date.parse('2026-12-01T00:00:00Z');
  const texts = {
    ...emptyDraft(),
    tenderCode: 'GX-1',
    title: '漓江路',
    closeAt: '2026-12-01T09:30',
    custody: 'Independent' as const,
    period: '2.5',
    lots: [{ lot: '1', title: '标段一', priceKind: 'Rate' as const, ceiling: '98.5%', decimals: 2, scoring: null }],
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
      rulePack: { version: 2, usualPeriodSeconds: 600 },
      periodSeconds: 150,
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
    expect([problem({ roles, custody: '' }), problem({ roles, period: 'x' })]).toEqual(['custody', 'period']);
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
