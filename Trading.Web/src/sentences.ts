// A line of the log in the reader's language.
import { ceremonyKey } from './causes';
import type { Hall, LogLine } from './state';
import { inSentence } from './texts';

type Translate = (key: string, values?: Record<string, unknown>) => string;

export function sentenceOf(line: LogLine, hall: Hall, t: Translate, knows: (key: string) => boolean): string {
  const sentence = textOf(line, t, knows);
  return line.lot !== null && hall.lots.length > 1 ? t('said.lotPrefix', { lot: line.lot, text: sentence }) : sentence;
}

function textOf({ code, params }: LogLine, t: Translate, knows: (key: string) => boolean): string {
  switch (code) {
    case 'FreezeCosigned':
      return t(params.late ? 'event.FreezeCosignedLate' : 'event.FreezeCosigned', params);
    case 'LateFreezeOrdered':
      return t('event.LateFreezeOrdered', { role: t(`role.${params.role}`) });
    case 'PlatformStoodStill':
      return t(params.restarted ? 'event.PlatformWasAway' : 'event.PlatformStoodStill', params);
    case 'CeremonyFailed':
      return t(params.by ? 'event.CeremonyFailedBy' : 'event.CeremonyFailed', {
        by: params.by,
        cause: t(ceremonyKey(String(params.cause))),
      });
    case 'LotFailed':
      return t('event.LotFailed', { cause: t(`failed.${params.cause}`) });
    case 'BidderAttended':
    case 'RecordConfirmed':
      return t(`event.${code}`, {
        bidder: params.bidder ? inSentence(String(params.bidder)) : t('protest.number', { n: params.number }),
      });
    default:
      return knows(`event.${code}`) ? t(`event.${code}`, params) : t('log.unknown', { type: code });
  }
}

/** What is worth saying aloud to somebody who cannot watch. */
export const milestones: ReadonlySet<string> = new Set([
  'LockCertified',
  'PlatformStoodStill',
  'LotFrozen',
  'LateFreezeOrdered',
  'ReleaseBegan',
  'PartialAccepted',
  'LotOpened',
  'LotFailed',
  'ObjectionRaised',
  'ObjectionAnswered',
  'SessionConcluded',
  'RecordSealed',
]);
