// Works and government procurement name the same things differently, and the pack of a session says which words hold
// (docs/glossary.md, "Words of two kinds"; the record does the same). The words of the pages are written for works.
// Words are changed before figures and names are put into them: what people wrote stays as it is.

export type Trade = 'works' | 'procurement';

const procurement: readonly (readonly [string, string])[] = [
  ['异议', '询问'],
  ['个标段', '个包'],
  ['标段', '包'],
  ['招标人', '采购人'],
  ['招标编号', '项目编号'],
];

/** The trade of a rule pack, by whether bidders object or ask. */
export const tradeOf = (pack: { protest: string }): Trade => (pack.protest === 'Question' ? 'procurement' : 'works');

/** As a pack would say it, where only the kind of procurement is known. */
export const packOf = (isProcurement: boolean): { protest: string } => ({
  protest: isProcurement ? 'Question' : 'Objection',
});

/** The same by the id of a pack or of the rules of a draw. */
export const packOfRules = (id: string): { protest: string } => packOf(id.startsWith('procurement'));

/** The same words as the trade says them; only Chinese has two kinds. */
export function inTrade<T>(words: T, trade: Trade): T {
  if (trade === 'works') return words;
  return mapped(words, text => procurement.reduce((said, [from, to]) => said.replaceAll(from, to), text)) as T;
}

function mapped(words: unknown, change: (text: string) => string): unknown {
  if (typeof words === 'string') return change(words);
  if (typeof words !== 'object' || words === null) return words;
  return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, mapped(value, change)]));
}
