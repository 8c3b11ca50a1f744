// What may not stand in a question (docs/spec/room.md, "Questions"), found while it is written: the platform looks
// again. It finds words, no meanings.
import type { RoomStart } from './wire';
import { seenOf } from './unseen';

const hints = [
  '得分',
  '评分结果',
  '排名',
  '名次',
  '中标候选',
  '其他投标人',
  '其他供应商',
  '报价最低',
  '降低报价',
  '调整报价',
  'score',
  'ranking',
  'other bidder',
  'lower your price',
  'change your price',
];

// Spaces between letters, letters that draw nothing and wide ones hide a name from a search and not from a reader.
const bare = (text: string): string =>
  seenOf(text)
    .replace(/[\uff01-\uff5e]/g, wide => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .toLowerCase();
const has = (text: string, word: string): boolean => bare(word) !== '' && bare(text).includes(bare(word));

/** What of a text tells somebody else's identity, or null. */
export const identityIn = (start: RoomStart, bid: string, text: string): string | null =>
  start.bids
    .filter(one => one.id !== bid)
    .flatMap(one => [one.name, one.code, one.id])
    .find(word => word.length > 1 && has(text, word)) ?? null;

/** What of a question hints at a standing or at another offer, or null. */
export const hintIn = (text: string): string | null => hints.find(word => has(text, word)) ?? null;
