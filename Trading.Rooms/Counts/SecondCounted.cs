namespace Trading.Rooms.Counts;

/// <summary>The result of the second implementation in the form of the first, so that cells can be compared.</summary>
public static class SecondCounted
{
    /// <summary>The second result, cell by cell.</summary>
    public static Counted Of(Recount.Recounted result) =>
        new(
            [.. result.Rows.Select(r => new CountedRow(r.Bid, r.Price, r.Technical, r.Total, r.Rounded, r.Rank))],
            result.Candidates,
            [.. result.Reasons.Select(r => new CountedReason(r.Bid, r.Reason, r.Ground, r.Text, r.Rule))],
            [
                .. result.Corrections.Select(c => new CountedCorrection(
                    c.Bid,
                    c.Kind,
                    c.Item,
                    c.Before,
                    c.After,
                    c.Rule
                )),
            ],
            result.ErrorCode,
            result.ErrorPath
        );
}
