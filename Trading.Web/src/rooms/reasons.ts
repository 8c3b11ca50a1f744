// A reason as the counted file may hold it (docs/spec/scoring.md, section 2, "Types").

export const mostReason = 500;
const unseen = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\p{Cs}]/u;

/** Whether it has 1 to 500 letters, all of them visible. */
export const isReason = (text: string): boolean => text !== '' && [...text].length <= mostReason && !unseen.test(text);

/** Pages that a text names: "第 12 页", "p. 12", "P12-14", each once. */
export function pagesIn(text: string): number[] {
  const found = [...text.matchAll(/第\s*(\d{1,5})\s*页|\bpp?(?:age)?\.?\s*(\d{1,5})\b/giu)];
  const pages = found.map(match => Number(match[1] ?? match[2])).filter(page => page > 0);
  return [...new Set(pages)].slice(0, 8);
}

/** A reason stands in one line: breaks of a field are no letters of it. */
export const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();
