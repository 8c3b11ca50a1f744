import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/api';
import type { Json } from '../../src/exact';
import { draftOf, emptyDraft, emptyLot } from '../../src/host/draftTexts';
import { faultsOf } from '../../src/host/scoringFaults';
import { equal, readBase64 } from '../../src/seal/bytes';
import { checkDraft, publish } from '../../src/seal/draft';
import { readPolicy } from '../../src/seal/policy';
import { random } from '../../src/seal/suite';
import { hashTerms, readTerms, scoringOf } from '../../src/seal/terms';
import { readTrust } from '../../src/seal/trust';
import { load } from '../seal/vectors';

const now = Date.parse('2026-12-01T00:00:00Z');

function draft(texts: (string | null)[], host = random(65), supervisor = random(65)) {
  const made = draftOf(
    {
      ...emptyDraft(),
      tenderCode: 'GX-1',
      title: '漓江路',
      closeAt: '2026-12-01T09:30',
      custody: 'Single',
      lots: texts.map((text, i) => ({
        ...emptyLot(`${i + 1}`),
        title: '标段',
        scoring: text === null ? null : { name: 't.json', text },
      })),
      roles: [{ role: 'Supervisor', name: '监督人', key: supervisor, subject: '' }],
    },
    { name: '主持人', key: host },
    { name: '漓江代理', key: host },
    now,
  );
  if (typeof made === 'string') throw new Error(made);
  return made;
}

describe('scoring terms of a draft', () => {
  it('are published once each, and policies of version 2 bind them', async () => {
    const trust = await readTrust(load<{ trustFile: string }>('opening/bid.json').trustFile);
    const [host, supervisor] = [trust.platforms[0]!.signingKey, trust.trustees[0]!.signingKey];
    const publication = await publish(draft(['{}', null, '{ }\r\n', '{}'], host, supervisor), trust);
    if (typeof publication === 'string') throw new Error(publication);
    const body = publication.body.terms as { scoring: string[]; lots: { scoring?: number }[] };
    expect(body.scoring).toEqual(['{}', '{ }\r\n']);
    expect(body.lots.map(lot => lot.scoring)).toEqual([1, undefined, 2, 1]);
    const terms = readTerms(body as unknown as Json)!;
    expect(terms.lots.map(lot => scoringOf(terms, lot))).toEqual(['{}', null, '{ }\r\n', '{}']);
    const policy = await readPolicy(readBase64(publication.body.policies[0]!)!);
    if (typeof policy === 'string') throw new Error(policy);
    expect([policy.version, equal(policy.termsHash, await hashTerms(terms))]).toEqual([2, true]);
  });

  it('are left out where no lot has any', async () => {
    const trust = await readTrust(load<{ trustFile: string }>('opening/bid.json').trustFile);
    const [host, supervisor] = [trust.platforms[0]!.signingKey, trust.trustees[0]!.signingKey];
    const publication = await publish(draft([null], host, supervisor), trust);
    if (typeof publication === 'string') throw new Error(publication);
    expect(JSON.stringify(publication.body.terms)).not.toContain('scoring');
  });

  it.each([
    ['too long', ['x'.repeat(16_385)]],
    ['too many', Array.from({ length: 17 }, (_, i) => String.fromCharCode(97 + i) + 'x'.repeat(16_383))],
    ['empty', ['']],
    ['a control character', ['\f']],
  ])('are a problem of the form: %s', (_, texts) => {
    expect(checkDraft(draft(texts))).toBe('scoring');
  });
});

describe('a refusal of scoring terms', () => {
  const fault = { lot: '2', code: 'c', path: '$.x', rule: 'r', detail: '', words: { zh: '中', en: 'e' } };
  const refusal = (reason: string, scoring: unknown) => new Problem(400, reason, 'r', '', '', 'publish', { scoring });

  it('tells the fault of each lot', () => {
    expect(faultsOf(refusal('BadScoring', [fault, { ...fault, lot: '3' }])).map(f => f.lot)).toEqual(['2', '3']);
  });

  it('is no list of anything else', () => {
    expect([
      faultsOf(refusal('BadScoring', undefined)),
      faultsOf(refusal('BadScoring', [null, { ...fault, words: 'e' }, { ...fault, path: 1 }])),
      faultsOf(refusal('Malformed', [fault])),
      faultsOf(null),
    ]).toEqual([[], [], [], []]);
  });
});
