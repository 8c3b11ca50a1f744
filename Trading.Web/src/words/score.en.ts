export default {
  title: 'Explore a scoring formula',
  lead:
    "Put in one lot's terms, prices and members' scores: see step by step where each score comes from, " +
    'and what one price changes.',
  nothingKept:
    'Counted by this server: no sign-in, nothing is stored, no content is logged. ' +
    'It is the same table as the command trading score prints; run that where it matters: ' +
    'a second implementation checks each of its cells.',
  published:
    'These are the scoring terms that lot "{lot}" was published with, checked against the hash in its lock. Write ' +
    'prices into bids to try them; a K that is drawn in the hall is written in once it is drawn.',
  toHall: 'The hall',
  toCriteria: 'No file yet? Build the criteria first',
  text: 'The file (TENDER.json)',
  textHelp: 'Paste it, open it, or begin with an example; every change is counted by itself.',
  open: 'Open a file',
  openHelp: 'JSON in UTF-8, 1 MiB at most; you may drop it here, too.',
  clear: 'Clear',
  fileTooLarge: 'The file is larger than 1 MiB',
  details: 'Details',
  examples: 'Begin with an example',
  example: {
    works: 'Works: average benchmark, deductions',
    goods: "Goods: lowest price, members' scores, brands",
    means: 'Works: chosen quotations, tiers, roundings',
    parts: 'Services: unit prices, discounts, yearly costs',
  },
  empty: 'There is no file to count yet',
  filing: 'The terms are sound; K will be drawn at the opening',
  filingHelp:
    'K will be one of: {values}. To try the terms, write one of them as K into parameters, and prices into bids.',
  noBids: 'These terms can be computed; there are no bids yet',
  noBidsHelp:
    "Write each bid with its id and priceFen (fen) into bids, and the members' sheets where a criterion is not " +
    'the price.',
  emptyHelp: 'Choose an example to see ranks, derivations and the curve of a price.',
  counting: 'Counting…',
  counted: 'Counted',
  again: 'Try again',
  fault: 'The file has a fault',
  faultHelp: "It is the first one in the specification's order; mend it to see the next.",
  path: 'Place',
  line: 'line {line}, column {column}',
  rule: 'Rule',
  jump: 'Go there',
  table: 'Ranks and scores',
  rank: 'Rank',
  bid: 'Bidder',
  offered: 'Price',
  price: 'Price score',
  pricePoints: 'Price (weighted)',
  comma: ', ',
  technical: 'Technical (weighted)',
  total: 'Total',
  rounded: 'Printed',
  note: 'Note',
  points: '{item} (weighted)',
  exact: 'Show exact figures (fractions)',
  candidate: 'candidate',
  tied: 'total and price are equal: the rank is shared',
  candidates: 'Candidates',
  none: 'none',
  and: ', ',
  findings: 'Findings',
  wider: 'The table is wider than the screen: slide it sideways to see the other columns.',
  derivations: 'Derivations',
  derivationsHelp:
    'Each step with its formula, what went in, and what came out. Every step is exact; ≈ stands before what is shown ' +
    'with a few digits: rest on it to see the fraction.',
  chart: 'Price against price score',
  chartLabel: 'Prices go across, price scores up; bids ({n}) are marked by their numbers in the table.',
  chartHelp:
    'Curve: the price score of {bid} if its price alone were another. Dots: the bids. ' +
    'Dashed: the ceiling. Upright lines: where the first place changes hands.',
  chartHelpPlain: 'Dots: the bids. Dashed: the ceiling.',
  axisPrice: { amount: 'Price (yuan)', rate: 'Rate (%)', discount: 'Discount (%)' },
  axisScore: 'Price score',
  vary: 'Change one price',
  varyBid: 'Whose price',
  varyPrice: { amount: 'Price (yuan)', rate: 'Rate (%)', discount: 'Discount (%)' },
  slide: 'Slide the price',
  priceFault: 'The file cannot be counted with {price}:',
  badPrice: 'This is no price that can be used',
  filed: 'Back to the price of the file',
  varied: 'Counted with {price} for {bid}; the file says {filed}.',
  cannotVary:
    'Prices of this file are made of parts or corrected by other figures, or the bids are rejected: ' +
    'there is no single figure to change.',
  tooLarge: 'The file is too large for a curve and for a search of changes; prices can still be entered one by one.',
  changes: 'Where the first place changes hands',
  change: 'From {last} to {first}: the first place passes from {before} to {after}.',
  noChange: 'Between {low} and {high} the first place stays with {winners}.',
  changesHelp:
    'Counted at {n} prices between {low} and {high}, then halved where they differ; ' +
    'a change that is taken back between two of them stays unseen.',
};
