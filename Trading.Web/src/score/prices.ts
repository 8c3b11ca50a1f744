import { figure } from '../format';
import { readFigures, type PriceKind } from '../seal/price';
import type { Quote } from './answer';

// Prices as the house prints and reads them: fen as yuan, millionths as per cent.

const kinds: Record<Quote, PriceKind> = { amount: 'Amount', rate: 'Rate', discount: 'Discount' };

/** The key of its unit's words, and its figures. */
export const shown = (quote: Quote, price: number): { unit: string; n: string } => figure(kinds[quote], BigInt(price));

/** Figures without a unit, for an axis or a field. */
export const plain = (quote: Quote, price: number): string => shown(quote, price).n;

/** Fen or millionths; null for what is no price that the file could hold. */
export function priceOf(quote: Quote, text: string): number | null {
  const clean = text.trim();
  const value = readFigures(kinds[quote], quote === 'amount' || clean.endsWith('%') ? clean : `${clean}%`);
  return typeof value === 'bigint' && value <= (quote === 'amount' ? mostFen : mostMillionths) ? Number(value) : null;
}

const mostFen = 100_000_000_000_000n;
const mostMillionths = 10_000_000n;
