// Prices as people write them: yuan with at most two decimals, a rate or a discount in per cent with at most four. Exact, never rounded.

export const priceKinds = ['Amount', 'Rate', 'Discount', 'UnitPrices'] as const;
export type PriceKind = (typeof priceKinds)[number];

export const isShare = (kind: PriceKind): boolean => kind === 'Rate' || kind === 'Discount';

/** Fen for amounts, millionths for rates and discounts; null for what is not exact in that unit. */
export function readPrice(kind: PriceKind, text: string): bigint | null {
  const share = isShare(kind);
  const clean = text.trim().replaceAll(',', '').replaceAll('，', '').replace(/[％%]$/, share ? '' : '%').trim();
  const places = share ? 4 : 2;
  const found = /^([+-]?)(\d{1,16})(?:\.(\d*))?$/.exec(clean);
  if (!found) return null;
  const decimals = (found[3] ?? '').replace(/0+$/, '');
  if (decimals.length > places) return null;
  const value = BigInt(found[2]! + decimals.padEnd(places, '0'));
  return value > 10n ** 17n ? null : found[1] === '-' ? -value : value;
}

export function printPrice(kind: PriceKind, value: bigint): string {
  const [places, amount] = [isShare(kind) ? 4 : 2, value < 0n ? -value : value];
  const figures = amount.toString().padStart(places + 1, '0');
  const whole = figures.slice(0, -places).replace(/\B(?=(\d{3})+$)/g, ',');
  const decimals = isShare(kind) ? figures.slice(-places).replace(/0+$/, '') : figures.slice(-places);
  return `${value < 0n ? '-' : ''}${whole}${decimals ? `.${decimals}` : ''}${isShare(kind) ? '%' : ''}`;
}
