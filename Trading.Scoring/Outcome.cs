namespace Trading.Scoring;

/// <summary>One scored bid (docs/spec/scoring.md, section 9).</summary>
/// <param name="BidId">Its id.</param>
/// <param name="Price">F of the price, 0 to 100.</param>
/// <param name="Technical">Sum of the points of the other criteria.</param>
/// <param name="Total">Sum of all points; exact but for published roundings.</param>
/// <param name="Rounded">The total as it is printed.</param>
/// <param name="Rank">1 and up; null where another bid of its brand is recommended.</param>
/// <param name="Prices">Its prices and their corrections.</param>
public sealed record Row(
    string BidId,
    Fraction Price,
    Fraction Technical,
    Fraction Total,
    string Rounded,
    int? Rank,
    BidPrice Prices
)
{
    /// <summary>Every term from the prices to the total. Computed when asked for.</summary>
    public IReadOnlyList<Term> Explain() => Derive();

    internal Func<IReadOnlyList<Term>> Derive { get; init; } = () => [];
}

/// <summary>The result of an evaluation.</summary>
/// <param name="Tender">What was scored.</param>
/// <param name="Rows">Standing bids by rank, then those without.</param>
/// <param name="Candidates">Ids, at most three places, ties at the third all listed, none above the ceiling; empty
/// where there may be none.</param>
/// <param name="Excluded">Bids that are not scored, and why.</param>
/// <param name="Reasons">All bids that are no candidates, and why, in the order of the file.</param>
public sealed record Outcome(
    Tender Tender,
    IReadOnlyList<Row> Rows,
    IReadOnlyList<string> Candidates,
    IReadOnlyList<Exclusion> Excluded,
    IReadOnlyList<Unplaced> Reasons
)
{
    /// <summary>What people should look at; it changes no number (section 10). Computed when asked for.</summary>
    public IReadOnlyList<Finding> FindAll() => Find();

    internal Func<IReadOnlyList<Finding>> Find { get; init; } = () => [];
}

/// <summary>Either an outcome or a fault.</summary>
/// <param name="Outcome">Null after a fault.</param>
/// <param name="Fault">Null where there is an outcome.</param>
public sealed record ScoringResult(Outcome? Outcome, Fault? Fault);
