// What the server answers (docs/spec/http.md, "Scoring"). Exact figures are texts, and nothing is computed from them
// here.

export interface Figure {
  exact: string;
  decimal: string;
  isExact: boolean;
}

export interface Fault {
  code: string;
  path: string;
  rule: string;
  detail: string;
  words: string;
}

export interface Reason {
  words: string;
  rule: string;
}

/** Sound terms without bids, before K is drawn. */
export interface Filing {
  drawnFrom: Figure[];
}

export interface ShownBid {
  bid: string;
  /** What was read out, fen or millionths. */
  quoted: number | null;
  /** Where it stands among the prices. */
  offered: number | null;
  canVary: boolean;
  /** Index of its row, or null. */
  row: number | null;
  price: Figure | null;
  pricePoints: Figure | null;
  items: Figure[];
  technical: Figure | null;
  total: Figure | null;
  reason: Reason | null;
  isTied: boolean;
}

export interface Finding {
  subject: string[];
  words: string;
  rule: string;
}

export interface ShownTerm {
  name: string;
  formula: string;
  inputs: string[];
  /** As it stands behind the formula. */
  yield: string;
}

export interface Letter {
  letter: string;
  meaning: string;
}

export interface Point {
  price: number;
  score: string | null;
  rank: number | null;
}

export interface Change {
  lastAt: number;
  firstAt: number;
  before: string[];
  after: string[];
}

export interface Varied {
  bid: number;
  points: Point[];
  changes: Change[];
}

export interface Explained {
  rows: { bid: string; price: string; technical: string; total: string; rounded: string; rank: number | null }[];
  candidates: string[];
  derivations: { bid: string; terms: { value: string; rule: string }[] }[];
}

export interface Shown {
  quote: Quote;
  ceiling: number | null;
  items: string[];
  bids: ShownBid[];
  findings: Finding[];
  derivations: ShownTerm[][];
  letters: Letter[];
}

export type Quote = 'amount' | 'rate' | 'discount';

export interface Answer {
  fault: Fault | null;
  explained: Explained | null;
  shown: Shown | null;
  varied: Varied | null;
  filing: Filing | null;
}

/** A result that can be shown. */
export interface Result {
  explained: Explained;
  shown: Shown;
  varied: Varied | null;
}
