import { describe, expect, it } from 'vitest';
import { readBase64, type Bytes } from '../../src/seal/bytes';
import { readX509 } from '../../src/seal/certificate';
import { cosignedAt } from '../../src/seal/notes';
import { certificateKey } from '../../src/statements';
import { load } from './vectors';

// Each is right but for what names it; C# reads and refuses the same (CertificateVectorTests).
const vector = load<{
  certificates: { what: string; certificate: string; isRead: boolean }[];
  lineName: string;
  lines: { what: string; line: string; second: number | bigint | null }[];
}>('opening/refused.json');

describe('tests/vectors/opening/refused.json', () => {
  it.each(vector.certificates)('a certificate: $what', ({ certificate, isRead }) => {
    const der = readBase64(certificate)!;
    expect([readX509(der) !== null, certificateKey(der) !== null]).toEqual([isRead, isRead]);
  });

  it.each(vector.lines)('a cosignature line: $what', ({ line, second }) =>
    expect(cosignedAt(line, vector.lineName)).toBe(second === null ? null : BigInt(second)),
  );
});

describe('base64', () => {
  const bytes = (text: string): Bytes | null => readBase64(text);

  it.each(['', 'AA==', 'AAA=', 'AAAA', '+/+/', '/w=='])('%s is read', text => expect(bytes(text)).not.toBeNull());

  it.each(['A', 'AA', 'AAA', 'AA=', 'AB==', 'AAB=', 'A A=', 'AAAA\n', ' AAAA', 'AA==AAAA', '-_-_', 'AAAA===='])(
    '%j is none',
    text => expect(bytes(text)).toBeNull(),
  );
});
