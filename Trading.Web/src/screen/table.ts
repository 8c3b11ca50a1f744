// The pages of a table on the big screen.

/** On a screen of 16:9 a row has room for a name, two lines, and the amount in words. */
export const rowsPerPage = 6;

export const pagesOf = (bids: number): number => Math.max(1, Math.ceil(bids / rowsPerPage));
