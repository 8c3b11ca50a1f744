import all from '../../../docs/spec/scoring-packs.json';

// What a rule pack fixes for scoring. The file is made from the packs of the core, and a test there holds it to them:
// it is shown, and nothing is judged by it.

export interface Pack {
  id: string;
  methods: readonly string[];
  pricePermille: readonly number[];
  smallPermille: readonly number[];
  domesticPermille: readonly number[] | null;
  allowsDropping: boolean;
  allowsMeanWithoutExtremes: boolean;
  oneBrandOneBidder: boolean;
  keepsBenchmark: boolean;
  fewBiddersStop: boolean;
  /** Shares of the average, of the next higher price, of the ceiling. */
  abnormallyLow: readonly string[] | null;
  rules: Readonly<Record<string, string>>;
}

export const packOf = (id: string): Pack | null => (all as readonly Pack[]).find(pack => pack.id === id) ?? null;
