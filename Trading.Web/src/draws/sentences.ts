// A line of a draw's log in the reader's language.
import { inSentence } from '../texts';
import type { DrawLine } from './state';

type Translate = (key: string, values?: Record<string, unknown>) => string;

export function sayLine({ code, params }: DrawLine, t: Translate, knows: (key: string) => boolean): string {
  const said = {
    ...params,
    ...(params.lock === undefined ? {} : { lock: t(`draw.lock.${params.lock}`) }),
    ...(params.cause === undefined ? {} : { cause: t(`draw.failed.${params.cause}`) }),
    ...(params.reason === undefined ? {} : { reason: inSentence(String(params.reason)) }),
  };
  return knows(`draw.event.${code}`) ? t(`draw.event.${code}`, said) : t('log.unknown', { type: code });
}
