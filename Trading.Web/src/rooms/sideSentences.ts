// A line of a room's log in the reader's language.
import { dateTime } from '../format';
import { inSentence } from '../texts';
import type { RoomLine } from './state';

type Translate = (key: string, values?: Record<string, unknown>) => string;

const wordsOf: Record<string, string> = {
  stage: 'rooms.stage',
  cause: 'rooms.failure',
  kind: 'rooms.motionKind',
  ground: 'rooms.ground',
};

export function sayLine(
  line: RoomLine,
  t: Translate,
  knows: (key: string) => boolean,
  nameOf: (bid: string) => string = bid => bid.slice(0, 8),
): string {
  const key = `rooms.event.${line.code}`;
  if (!knows(key)) return t('log.unknown', { type: line.code });
  const values = Object.entries(line.params).map(([name, value]) => [name, valueOf(name, value)]);
  return t(key, Object.fromEntries(values));

  function valueOf(name: string, value: string | number): string | number {
    const words = name === 'ground' && line.code !== 'BidRejected' ? 'rooms.correction' : wordsOf[name];
    if (words !== undefined && knows(`${words}.${value}`)) return t(`${words}.${value}`);
    if (name === 'bid') return inSentence(nameOf(String(value)));
    if (name === 'at') return dateTime(Number(value) / 1000);
    if (name === 'by') return t(`roomSides.part.${partOf(String(value))}`);
    if (name === 'yes') return t(value === 1 ? 'roomSides.yes' : 'roomSides.no');
    return typeof value === 'string' ? inSentence(value) : value;
  }
}

/** Whose act it was: `host`, `supervisor`, `seat.N` or `bid.ID`. */
export const partOf = (by: string): 'host' | 'supervisor' | 'seat' | 'bidder' =>
  by === 'host' || by === 'supervisor' ? by : by.startsWith('seat.') ? 'seat' : 'bidder';
