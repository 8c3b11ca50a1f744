import { printWhole } from './entries';
import type { Pack } from './packs';
import { weightUnit } from './tree';

export interface PackFact {
  key: string;
  values: Record<string, string>;
  rule: string;
}

const points = (permille: number): string => printWhole(String(permille), weightUnit);

/** A share such as 9/20 as per cent, where that is whole; else the fraction. */
export function shareOf(fraction: string): string {
  const [n, d] = fraction.split('/').map(BigInt) as [bigint, bigint];
  return (n * 100n) % d === 0n ? `${(n * 100n) / d}%` : fraction;
}

/** What a pack has settled beside the file: limits, thresholds, ties, brands. */
export function packFacts(pack: Pack, method: string): PackFact[] {
  const { rules } = pack;
  const fact = (key: string, rule: string, values: Record<string, string> = {}): PackFact => ({
    key: `criteria.pack.${key}`,
    values,
    rule: rules[rule]!,
  });
  const [least, most] = pack.pricePermille as [number, number];
  const [smallLeast, smallMost] = pack.smallPermille as [number, number];
  const [average, next, ceiling] = (pack.abnormallyLow ?? []).map(shareOf);
  return [
    ...(method === 'lowest-evaluated-price'
      ? []
      : least === 0 && most === 1000
        ? [fact('anyWeight', 'priceWeight')]
        : [fact('weight', 'priceWeight', { least: points(least), most: points(most) })]),
    ...(pack.methods.includes('average-benchmark') ? [] : [fact('methodNo', 'terms')]),
    average ? fact('low', 'abnormallyLow', { average, next: next!, ceiling: ceiling! }) : fact('noLow', 'terms'),
    fact('small', 'terms', { least: `${points(smallLeast)}%`, most: `${points(smallMost)}%` }),
    fact('ties', 'ties'),
    pack.oneBrandOneBidder ? fact('brand', 'sameBrand') : fact('noBrand', 'terms'),
    fact(pack.fewBiddersStop ? 'fewStop' : 'fewGoOn', 'fewBidders'),
    fact('candidates', 'candidates'),
  ];
}
