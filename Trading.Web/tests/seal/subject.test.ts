import { describe, expect, it } from 'vitest';
import { troubleOf } from '../../src/bid/certificateTime';
import { readBase64 } from '../../src/seal/bytes';
import { readX509 } from '../../src/seal/certificate';
import { doesCodeDiffer, foldName, isCreditCode } from '../../src/seal/subject';
import { load } from './vectors';

interface Vector {
  certificates: { what: string; certificate: string; names: string[]; code: string }[];
  names: { one: string; other: string; same: boolean }[];
  codes: { code: string; valid: boolean }[];
}

describe('tests/vectors/opening/subjects.json', () => {
  const vector = load<Vector>('opening/subjects.json');

  it.each(vector.certificates.map(c => [c.what, c] as const))(
    'names whom the file says: %s',
    (_, { certificate, names, code }) => expect(readX509(readBase64(certificate)!)?.holder).toEqual({ names, code }),
  );

  it('tells names and codes as the file does', () => {
    for (const { one, other, same } of vector.names)
      expect([one, other, foldName(one) === foldName(other)]).toEqual([one, other, same]);
    for (const { code, valid } of vector.codes) expect([code, isCreditCode(code)]).toEqual([code, valid]);
  });
});

// The same cases as tests/Trading.Opening.Tests/Forms/BidderNameTests.cs.
describe('the bidder that a form names', () => {
  it.each([
    ['甲建设集团有限公司', '甲建设集团有限公司'],
    [' 甲建设（广西）有限公司\u3000', '甲建设(广西)有限公司'],
    ['甲建设 （广西） 有限公司', '甲建设（广西）有限公司'],
    ['ＡＣＭＥ\u3000 Co', 'ACME Co'],
  ])('%s is %s', (written, certified) => expect(foldName(written)).toBe(foldName(certified)));

  it.each([
    ['甲公司', '乙公司'],
    ['甲公司', '甲 公司'],
    ['ACME Co', 'Acme Co'],
    ['甲〔广西〕公司', '甲(广西)公司'],
  ])('%s is not %s', (written, certified) => expect(foldName(written)).not.toBe(foldName(certified)));

  it.each([
    ['91330100799655058B', true],
    ['91450300MA5K123401', true],
    ['91330100799655058C', false],
    ['91330100799655085B', false],
    ['9133010079965505OB', false],
    ['91330100799655058b', false],
    ['9133010079965505', false],
    ['', false],
  ] as const)('%s is a code: %s', (code, isValid) => expect(isCreditCode(code)).toBe(isValid));

  it.each([
    ['', '', false],
    ['', '91450300MA5K123401', false],
    ['91450300MA5K123401', '', false],
    ['91450300MA5K123401', '91330100799655058B', true],
    ['91330100799655058C', '', true],
  ] as const)('code %s beside %s differs: %s', (written, certified, differs) =>
    expect(doesCodeDiffer(written, certified)).toBe(differs),
  );
});

it('tells when a certificate ends, seen from the deadline in Beijing', () => {
  const at = (text: string) => BigInt(Date.parse(text)) * 1_000n;
  const trouble = (until: string, now = '2026-12-01T08:00+08:00') =>
    troubleOf({ from: at('2026-01-01T00:00Z'), until: at(until) }, at(now), at('2026-12-01T09:30+08:00'));
  expect([
    trouble('2026-12-01T07:59+08:00'),
    trouble('2026-12-01T09:29+08:00'),
    trouble('2026-12-01T09:30+08:00'),
    trouble('2026-12-01T23:59:59+08:00'),
    trouble('2026-12-02T00:00+08:00'),
  ]).toEqual(['ended', 'beforeDeadline', 'sameDay', 'sameDay', null]);
  expect(trouble('2027-01-01T00:00Z', '2025-12-31T00:00Z')).toBe('notYet');
});
