// A line of a room's log in the reader's language.
import { inSentence } from '../texts';
import type { RoomLine } from './state';

type Translate = (key: string, values?: Record<string, unknown>) => string;

export function sayLine({ code, params }: RoomLine, t: Translate, knows: (key: string) => boolean): string {
  const told = {
    ...params,
    ...(params['stage'] === undefined ? {} : { stage: t(`rooms.stage.${params['stage']}`) }),
    ...(params['reason'] === undefined ? {} : { reason: inSentence(String(params['reason'])) }),
  };
  return knows(`rooms.event.${code}`) ? t(`rooms.event.${code}`, told) : t('rooms.desk.unknownEvent', { type: code });
}
