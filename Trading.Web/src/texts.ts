// Texts of people as the opening record shows them (docs/spec/record.md, "Characters", "Conventions"): a line end is a
// ¶, a tab a blank, and whatever draws nothing or turns the order of what is near it is its code. The record and the
// pages read alike: tests/vectors/texts.json.

/** What is written as itself, or stands for one character that nobody would see. */
export interface Piece {
  text: string;
  isCode: boolean;
}

const lineEnds = /\r\n|[\r\n\f\u0085\u2028\u2029]/g;

// Controls, format characters, separators of lines; variation selectors; Hangul fillers; half a surrogate pair.
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u115F\u1160\u3164\uFFA0\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu;

// Of nearly every text nothing has to be looked at twice.
const plain = /^[\x20-\x7e\u3001-\u3015\u4e00-\u9fff\uff01-\uff5e]*$/;

/** Whether a text stands as it is wherever it is put: nothing in it is invisible, and nothing turns an order. */
export const isPlain = (text: string): boolean => plain.test(text);

/** The pieces of a text in the order in which they were written; none for an empty one. */
export function piecesOf(text: string): Piece[] {
  if (text !== '' && isPlain(text)) return [{ text, isCode: false }];
  const line = text.replace(lineEnds, '¶').replaceAll('\t', ' ');
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: character, index } of line.matchAll(unseen)) {
    if (index > from) pieces.push({ text: line.slice(from, index), isCode: false });
    pieces.push({ text: codeOf(character), isCode: true });
    from = index + character.length;
  }
  if (from < line.length) pieces.push({ text: line.slice(from), isCode: false });
  return pieces;
}

/** The same as one text, for a place that has no room for pieces. */
export function shownText(text: string): string {
  return text.replace(lineEnds, '¶').replaceAll('\t', ' ').replace(unseen, codeOf);
}

/** The same within a sentence of ours, whose order it cannot turn: isolated by U+2068 and U+2069. */
export const inSentence = (text: string): string => `\u2068${shownText(text)}\u2069`;

const codeOf = (character: string): string =>
  `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;

/** Columns of a text, a Chinese character taking two; counted no further than `most`. */
export function columnsOf(text: string, most = Infinity): number {
  let columns = 0;
  for (let i = 0; i < text.length && columns <= most; i++) columns += text.charCodeAt(i) < 0x1100 ? 1 : 2;
  return columns;
}
