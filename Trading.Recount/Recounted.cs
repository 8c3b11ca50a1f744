namespace Trading.Recount;

/// <summary>
/// What the recount of one file gives: rows, candidates, reasons and corrections, or the first fault
/// (docs/spec/scoring.md, 4 and 11).
/// </summary>
/// <param name="Rows">One row for every standing bid, in the order of section 9. Empty on a fault.</param>
/// <param name="Candidates">Ids of the recommended bids, in the order of the rows (8.3). Empty on a fault.</param>
/// <param name="ErrorCode">Code of the first fault in the order of section 4; null when there is none.</param>
/// <param name="ErrorPath">JSON path of that fault, such as <c>$.bids[3].priceFen</c>; null when there is none.</param>
/// <param name="Reasons">One for every bid that is no candidate, in the order of the file. Empty on a fault.</param>
/// <param name="Corrections">Of the prices of all bids with a row, in the order of section 9. Empty on a fault.</param>
public sealed record Recounted(
    IReadOnlyList<Row> Rows,
    IReadOnlyList<string> Candidates,
    string? ErrorCode,
    string? ErrorPath,
    IReadOnlyList<Unplaced> Reasons,
    IReadOnlyList<Corrected> Corrections
);

/// <summary>One standing bid (docs/spec/scoring.md, 9).</summary>
/// <param name="Bid">Id of the bid.</param>
/// <param name="Price">Score of the price, 0 to 100 points, as a canonical fraction.</param>
/// <param name="Technical">Weighted sum of all other criteria, in points, as a canonical fraction.</param>
/// <param name="Total">Sum of all points, before any rounding of the total itself, as a canonical fraction.</param>
/// <param name="Rounded">The printed total, a decimal text (8.1).</param>
/// <param name="Rank">The rank from 1; null when another bid of its brand leads (8.2).</param>
public sealed record Row(string Bid, string Price, string Technical, string Total, string Rounded, int? Rank);

/// <summary>Why one bid is no candidate (docs/spec/scoring.md, 9).</summary>
/// <param name="Bid">Id of the bid.</param>
/// <param name="Reason">A word: <c>rejected</c>, <c>unconfirmed</c>, <c>same-brand</c>, <c>over-ceiling</c>,
/// <c>few-bidders</c>, <c>higher-price</c>, <c>lower-total</c>; the first of them that holds.</param>
/// <param name="Ground">The committee's ground for a rejection, a word; null when it gave none.</param>
/// <param name="Text">The committee's own words for it; null when it gave none.</param>
/// <param name="Rule">Id of the rule, such as <c>procurement-87:63</c>.</param>
public sealed record Unplaced(string Bid, string Reason, string? Ground, string? Text, string Rule);

/// <summary>One correction of a price (docs/spec/scoring.md, 5.2).</summary>
/// <param name="Bid">Id of the bid.</param>
/// <param name="Kind">A word: <c>list-over-body</c>, <c>words-over-figures</c>, <c>decimal-point</c>,
/// <c>unit-over-total</c>, <c>sum-over-total</c>.</param>
/// <param name="Item">Id of the item; null where the price as a whole was corrected.</param>
/// <param name="Before">What was read, in fen, as a canonical fraction.</param>
/// <param name="After">What holds instead, in fen, as a canonical fraction.</param>
/// <param name="Rule">Id of the rule, such as <c>procurement-87:59</c>.</param>
public sealed record Corrected(string Bid, string Kind, string? Item, string Before, string After, string Rule);
