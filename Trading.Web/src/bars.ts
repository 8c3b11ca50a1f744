// How long a price's bar is. Only the drawing is rounded; figures stay exact.
import { isLeastDiscount, type Bid, type Lot } from './state';

export interface Scale {
  most: bigint;
  ceiling: number | null;
}

/**
 * The longest bar: the highest price of the lot's own kind, or the ceiling; one outlier far above the ceiling does not
 * flatten all others. Far above a least discount is no outlier.
 */
export function scaleOf(lot: Lot): Scale {
  const highest = lot.bids.reduce((most, bid) => {
    const value = valueOf(lot, bid);
    return value !== null && value > most ? value : most;
  }, 0n);
  const cap = lot.ceiling > 0n && !isLeastDiscount(lot) ? (lot.ceiling * 6n) / 5n : highest;
  const most = lot.ceiling > highest ? lot.ceiling : highest < cap ? highest : cap;
  return { most, ceiling: lot.ceiling > 0n && most > 0n ? share(lot.ceiling, most) : null };
}

/** Percent of the scale, 0 to 100 with one digit; null for a bid without a comparable price. */
export function barOf(lot: Lot, bid: Bid, scale: Scale): number | null {
  const value = valueOf(lot, bid);
  return value === null || scale.most <= 0n ? null : share(value, scale.most);
}

function valueOf(lot: Lot, bid: Bid): bigint | null {
  return bid.form && bid.form.price.kind === lot.priceKind ? bid.form.price.value : null;
}

function share(value: bigint, most: bigint): number {
  return value <= 0n ? 0 : value >= most ? 100 : Number((value * 1000n) / most) / 10;
}
