import type { Certificate } from '../seal/certificate';

// When a certificate ends, seen from a lot's deadline. Times are UTC microseconds; the day is Beijing's.

/**
 * `ended` and `notYet`: it is of no use now. `beforeDeadline`: what arrives after its end is marked. `sameDay`: acts
 * after the opening need the kit.
 */
export type CertificateTrouble = 'ended' | 'notYet' | 'beforeDeadline' | 'sameDay';

const beijing = 8n * 3_600_000_000n;
const day = 24n * 3_600_000_000n;

export function troubleOf(
  certificate: Pick<Certificate, 'from' | 'until'>,
  now: bigint,
  closeAt: bigint,
): CertificateTrouble | null {
  if (now < certificate.from) return 'notYet';
  if (certificate.until < now) return 'ended';
  if (certificate.until < closeAt) return 'beforeDeadline';
  return certificate.until < endOfDay(closeAt) ? 'sameDay' : null;
}

const endOfDay = (at: bigint): bigint => ((at + beijing) / day) * day + day - beijing;
