// Characters that draw nothing, as the platform lists them (docs/spec/room.md, "Acts").

const ranges = [
  '\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f',
  '\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u2800\\u3164',
  '\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb\\u{e0000}-\\u{e0fff}',
];
const unseen = new RegExp(`[\\s${ranges.join('')}]`, 'gu');

/** What of a text can be seen, without its blanks. */
export const seenOf = (text: string): string => text.replace(unseen, '');

/** Whether a text says something that a reader sees. */
export const isSeen = (text: string): boolean => seenOf(text) !== '';
