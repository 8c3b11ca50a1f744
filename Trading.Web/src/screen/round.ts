// What a screen that nobody touches shows, one slide after another: a lot stays until the last page of its table was
// shown. A lot that has just been opened comes next, behind those opened before it.

/** A slide: one lot, and of its table one page (from 0). */
export interface Slide {
  readonly lot: string;
  readonly page: number;
}

/** How many slides a lot has: the pages of its table, or one. */
export interface LotSlides {
  readonly lot: string;
  readonly pages: number;
  /** A table has slides that must all be seen before anything else comes. */
  readonly isTable: boolean;
}

export interface Round {
  readonly at: Slide;
  /** Lots that were opened and have not been shown yet, in their order. */
  readonly queue: readonly string[];
  /** Somebody holds the screen. */
  readonly isHeld: boolean;
}

export const start: Round = { at: { lot: '', page: 0 }, queue: [], isHeld: false };

/** Seconds of a slide, unless the address says otherwise (`?pace=`). */
export const usualPace = 9;
const [leastPace, mostPace] = [3, 120];

/** Seconds of a slide as the address has them; what is no number from 3 to 120 is the usual pace. */
export function paceOf(text: string | null): number {
  const pace = text !== null && /^\d{1,3}$/.test(text) ? Number(text) : usualPace;
  return pace >= leastPace && pace <= mostPace ? pace : usualPace;
}

/** The same round where lots or pages have changed: never behind the last page, never at a lot that is not there. */
export function clamp(round: Round, lots: readonly LotSlides[]): Round {
  const here = lots.find(lot => lot.lot === round.at.lot) ?? lots[0];
  if (!here) return start;
  const at = here.lot === round.at.lot ? round.at : { lot: here.lot, page: 0 };
  const page = Math.min(at.page, here.pages - 1);
  const queue = round.queue.filter(id => lots.some(lot => lot.lot === id));
  return page === round.at.page && at === round.at && queue.length === round.queue.length
    ? round
    : { ...round, at: { lot: at.lot, page }, queue };
}

/** Lots have just been opened: at once where no table is being shown, else behind its last page. */
export function opened(round: Round, ids: readonly string[], lots: readonly LotSlides[]): Round {
  const queue = [...round.queue, ...ids.filter(id => !round.queue.includes(id))];
  const here = lots.find(lot => lot.lot === round.at.lot);
  const [first, ...rest] = queue;
  return first === undefined || (here?.isTable && !ids.includes(here.lot))
    ? { ...round, queue }
    : { ...round, at: { lot: first, page: 0 }, queue: rest };
}

/** The next slide: the lot's next page, the next lot that was opened, or the next lot. */
export function next(round: Round, lots: readonly LotSlides[]): Round {
  const index = lots.findIndex(lot => lot.lot === round.at.lot);
  if (index < 0) return clamp(round, lots);
  if (round.at.page + 1 < lots[index]!.pages) return { ...round, at: { lot: round.at.lot, page: round.at.page + 1 } };
  const [first, ...rest] = round.queue;
  if (first !== undefined) return { ...round, at: { lot: first, page: 0 }, queue: rest };
  return { ...round, at: { lot: lots[(index + 1) % lots.length]!.lot, page: 0 } };
}

/** The slide before, over the beginning to the last one. */
export function back(round: Round, lots: readonly LotSlides[]): Round {
  const index = lots.findIndex(lot => lot.lot === round.at.lot);
  if (index < 0) return clamp(round, lots);
  if (round.at.page > 0) return { ...round, at: { lot: round.at.lot, page: round.at.page - 1 } };
  const before = lots[(index + lots.length - 1) % lots.length]!;
  return { ...round, at: { lot: before.lot, page: before.pages - 1 } };
}

/** The first page of the lot behind or before this one, over the end to the other. */
export function toLot(round: Round, lots: readonly LotSlides[], by: 1 | -1): Round {
  const index = lots.findIndex(lot => lot.lot === round.at.lot);
  if (index < 0) return clamp(round, lots);
  return { ...round, at: { lot: lots[(index + by + lots.length) % lots.length]!.lot, page: 0 } };
}

/** The page of this lot on which a bid stands, by its number from 1; the last one for a number behind the end. */
export function toBid(round: Round, lots: readonly LotSlides[], number: number, rowsPerPage: number): Round {
  const page = Math.floor((Math.max(1, number) - 1) / rowsPerPage);
  return clamp({ ...round, at: { lot: round.at.lot, page } }, lots);
}
