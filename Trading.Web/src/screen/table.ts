// The pages of a table on the big screen.

/** On a screen of 16:9 a row has room for a name, two lines, and the amount in words. */
export const rowsPerPage = 6;

export const pagesOf = (bids: number): number => Math.max(1, Math.ceil(bids / rowsPerPage));

/** How many texts of these widths stand one behind the other in the room, at least one; a gap is two columns. */
export function fitting(widths: readonly number[], room: number): number {
  let [used, count] = [0, 0];
  while (count < widths.length && (used += widths[count]! + 2) <= room) count++;
  return Math.min(widths.length, Math.max(1, count));
}
