namespace Trading.Recount;

/// <summary>
/// What the recount of one file gives: rows and candidates, or the first fault (docs/spec/scoring.md, 4 and 11).
/// </summary>
/// <param name="Rows">One row for every standing bid, in the order of section 9. Empty on a fault.</param>
/// <param name="Candidates">Ids of the recommended bids, in the order of the rows (8.3). Empty on a fault.</param>
/// <param name="ErrorCode">Code of the first fault in the order of section 4; null when there is none.</param>
/// <param name="ErrorPath">JSON path of that fault, such as <c>$.bids[3].priceFen</c>; null when there is none.</param>
public sealed record Recounted(
    IReadOnlyList<Row> Rows,
    IReadOnlyList<string> Candidates,
    string? ErrorCode,
    string? ErrorPath
);

/// <summary>One standing bid (docs/spec/scoring.md, 9).</summary>
/// <param name="Bid">Id of the bid.</param>
/// <param name="Price">Score of the price, 0 to 100 points, as a canonical fraction.</param>
/// <param name="Technical">Weighted sum of all other criteria, in points, as a canonical fraction.</param>
/// <param name="Total">Weighted total in points before any rounding of the total, as a canonical fraction.</param>
/// <param name="Rounded">The printed total, a decimal text (8.1).</param>
/// <param name="Rank">The rank from 1; null when another bid of its brand leads (8.2).</param>
public sealed record Row(string Bid, string Price, string Technical, string Total, string Rounded, int? Rank);
