import type { Bid } from '../state';

// A long table: which rows stand together, and which are found.

const manyRows = 20;
const groupRows = 10;

/** Whether a table has a search of its own; then not all of its rows are there at once, for the browser's to find. */
export const isLong = (rows: number): boolean => rows > manyRows;

/** Rows in groups that are mounted together. */
export function groupsOf<T>(rows: readonly T[]): { rows: readonly T[]; before: number }[] {
  return Array.from({ length: Math.ceil(rows.length / groupRows) }, (_, i) => ({
    rows: rows.slice(i * groupRows, (i + 1) * groupRows),
    before: i * groupRows,
  }));
}

/**
 * Whether the row of a bid holds a text in lower case: anything that a bidder wrote, or its number. Up to three digits
 * are a number, or stand in a name: every code and every amount has some.
 */
export function holds({ form, certified }: Bid, number: number, text: string): boolean {
  if (String(number) === text) return true;
  const said = [form?.bidderName, certified?.name];
  if (!/^\d{1,3}$/.test(text)) {
    said.push(form?.creditCode, certified?.code, form?.price.words);
    for (const { name, value } of form?.items ?? []) said.push(name, value);
    for (const { name } of form?.price.units ?? []) said.push(name);
  }
  return said.some(one => one?.toLocaleLowerCase().includes(text));
}
