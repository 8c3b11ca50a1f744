import type { Bid } from '../state';

// A long table: which rows stand together, and which are found.

const manyRows = 20;
const groupRows = 5;
/** Rows that are mounted in one frame: their letters are measured for the first time, which takes longest. */
export const rowsAtOnce = 2;

/** Whether a table has a search of its own; then not all of its rows are there at once, for the browser's to find. */
export const isLong = (rows: number): boolean => rows > manyRows;

/** Rows that are mounted together, and how many stand before them. */
export interface Group<T> {
  rows: readonly T[];
  before: number;
}

/** Rows in groups; one that holds the same rows as its like of before is that one, and its rows have nothing to do. */
export function groupsOf<T>(rows: readonly T[], before: readonly Group<T>[] = []): Group<T>[] {
  return Array.from({ length: Math.ceil(rows.length / groupRows) }, (_, i) => {
    const [old, now] = [before[i], rows.slice(i * groupRows, (i + 1) * groupRows)];
    const isSame = old?.rows.length === now.length && now.every((row, n) => row === old.rows[n]);
    return isSame ? old : { rows: now, before: i * groupRows };
  });
}

/** Groups that are there: none with the head of the table, then one and another, then so many with every part. */
const groupsOfPart = 20;
export const groupsIn = (parts: number): number =>
  parts <= 3 ? Math.max(0, parts - 1) : 2 + (parts - 3) * groupsOfPart;
export const partsFor = (groups: number): number =>
  groups <= 2 ? 1 + groups : 3 + Math.ceil((groups - 2) / groupsOfPart);

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
