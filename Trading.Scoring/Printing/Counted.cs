namespace Trading.Scoring;

/// <summary>
/// A result as texts, cell by cell: what is printed, and what two implementations are compared by
/// (docs/spec/scoring.md, section 9).
/// </summary>
/// <param name="Rows">Standing bids in their order; empty after a fault.</param>
/// <param name="Candidates">Ids.</param>
/// <param name="Reasons">Why the others are no candidates, in the order of the file.</param>
/// <param name="Corrections">Of the bids that have a row.</param>
/// <param name="ErrorCode">The fault as the specification spells it, or null.</param>
/// <param name="ErrorPath">Its path, or null.</param>
public sealed record Counted(
    IReadOnlyList<CountedRow> Rows,
    IReadOnlyList<string> Candidates,
    IReadOnlyList<CountedReason> Reasons,
    IReadOnlyList<CountedCorrection> Corrections,
    string? ErrorCode,
    string? ErrorPath
)
{
    /// <summary>A result of this implementation.</summary>
    public static Counted Of(ScoringResult result) =>
        result.Outcome is not { } outcome
            ? Of(result.Fault)
            : new Counted(
                [.. outcome.Rows.Select(Of)],
                outcome.Candidates,
                [.. outcome.Reasons.Select(Of)],
                [.. outcome.Rows.SelectMany(r => r.Prices.Corrections.Select(c => Of(r.BidId, c)))],
                null,
                null
            );

    /// <summary>A check that counts nothing: its fault, or none.</summary>
    public static Counted Of(Fault? fault) => new([], [], [], [], fault?.Word, fault?.Path);

    private static CountedRow Of(Row row) =>
        new(row.BidId, $"{row.Price}", $"{row.Technical}", $"{row.Total}", row.Rounded, row.Rank);

    private static CountedReason Of(Unplaced bid) =>
        new(
            bid.BidId,
            Words.Of(bid.Reason),
            bid.Rejection is { } rejection ? Words.Of(rejection.Ground) : null,
            bid.Rejection?.Reason,
            bid.Rule
        );

    private static CountedCorrection Of(string bid, Correction correction) =>
        new(
            bid,
            Words.Of(correction.Kind),
            correction.Item,
            $"{correction.Before}",
            $"{correction.After}",
            correction.Rule
        );
}

/// <summary>One row of a result. Property names are the keys of <c>--json</c>.</summary>
/// <param name="Bid">Its id.</param>
/// <param name="Price">F of the price, canonical text.</param>
/// <param name="Technical">Points of the other criteria, canonical text.</param>
/// <param name="Total">Canonical text.</param>
/// <param name="Rounded">The total as it is printed.</param>
/// <param name="Rank">1 and up, or null.</param>
public sealed record CountedRow(string Bid, string Price, string Technical, string Total, string Rounded, int? Rank);

/// <summary>Why a bid is no candidate. Property names are the keys of <c>--reasons</c>.</summary>
/// <param name="Bid">Its id.</param>
/// <param name="Reason">As the specification spells it.</param>
/// <param name="Ground">Of a rejection, or null.</param>
/// <param name="Text">What the committee wrote, or null.</param>
/// <param name="Rule">Rule id.</param>
public sealed record CountedReason(string Bid, string Reason, string? Ground, string? Text, string Rule);

/// <summary>A correction of a price. Property names are the keys of <c>--reasons</c> and <c>--explain</c>.</summary>
/// <param name="Bid">Its id.</param>
/// <param name="Kind">As the specification spells it.</param>
/// <param name="Item">The item's id, or null.</param>
/// <param name="Before">Fen, canonical text.</param>
/// <param name="After">Fen, canonical text.</param>
/// <param name="Rule">Rule id.</param>
public sealed record CountedCorrection(string Bid, string Kind, string? Item, string Before, string After, string Rule);
