import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/exact';
import { draftOf, emptyDraft } from '../../src/host/draftTexts';
import { readBase64, type Bytes } from '../../src/seal/bytes';
import { publish } from '../../src/seal/draft';
import { readPolicy } from '../../src/seal/policy';
import { keyPrint } from '../../src/seal/spki';
import { LockProblem, withTerms, type Target } from '../../src/seal/target';
import { readTrust } from '../../src/seal/trust';
import { isAgain, type TenderMark } from '../../src/tender/mark';
import { load } from './vectors';

const b64 = (text: string): Bytes => readBase64(text)!;

describe('who published', () => {
  it('has a key with the fingerprint that openssl makes', async () => {
    const { cases } = load<{ cases: { key: string; print: string }[] }>('key-prints.json');
    expect(cases.length).toBeGreaterThan(0);
    for (const { key, print } of cases) expect(await keyPrint(b64(key))).toBe(print);
  });

  const mark: TenderMark = {
    times: 2,
    number: 2,
    earlier: { session: 'b'.repeat(32), preparedAt: 1, state: 'failed' },
    later: null,
  };

  async function published(): Promise<{ target: Target; terms: { [key: string]: Json } }> {
    const trust = await readTrust(load<{ trustFile: string }>('opening/bid.json').trustFile);
    const [host, supervisor] = [trust.platforms[0]!.signingKey, trust.trustees[0]!.signingKey];
    const texts = {
      ...emptyDraft(),
      tenderCode: 'GX-1',
      title: '漓江路',
      closeAt: '2026-12-01T09:30',
      custody: 'Single' as const,
      lots: [
        {
          lot: '1',
          title: '标段一',
          priceKind: 'Amount' as const,
          ceiling: '90,071,992,547,409.91',
          decimals: 2,
          scoring: null,
        },
      ],
      roles: [{ role: 'Supervisor' as const, name: '监督人', key: supervisor, subject: '' }],
    };
    const draft = draftOf(
      texts,
      { name: '主持人', key: host },
      { name: '漓江代理', key: host },
      Date.parse('2026-11-30T00:00:00Z'),
    );
    if (typeof draft === 'string') throw new Error(draft);
    const publication = await publish(draft, trust);
    if (typeof publication === 'string') throw new Error(publication);
    const policy = await readPolicy(b64(publication.body.policies[0]!));
    if (typeof policy === 'string') throw new Error(policy);
    return { target: { policy } as Target, terms: publication.body.terms as { [key: string]: Json } };
  }

  it('is told by the terms beside the lock, which hash to its policy', async () => {
    const { target, terms } = await published();
    const told = await withTerms(target, terms, mark);
    expect([told.terms?.publisher?.name, told.terms?.title, told.tender?.number]).toEqual(['漓江代理', '漓江路', 2]);
  });

  it.each<[string, (terms: { [key: string]: Json }) => Json]>([
    ['another publisher', terms => ({ ...terms, publisher: { ...(terms.publisher as object), name: '别的代理' } })],
    ['no publisher', terms => ({ ...terms, publisher: null })],
    ['another title', terms => ({ ...terms, title: '别的项目' })],
    ['a role fewer', terms => ({ ...terms, roles: (terms.roles as Json[]).slice(1) })],
    ['no lots', terms => ({ ...terms, lots: 'none' })],
    ['nothing', () => null],
  ])('is refused with %s', async (_, change) => {
    const { target, terms } = await published();
    const refused: unknown = await withTerms(target, change(terms), mark).catch((cause: unknown) => cause);
    expect(refused).toBeInstanceOf(LockProblem);
    expect((refused as LockProblem).code).toBe('terms');
  });

  it('is news only where the number was published more than once', () => {
    expect([isAgain(null), isAgain({ ...mark, times: 1, number: 1 }), isAgain(mark)]).toEqual([false, false, true]);
  });
});
