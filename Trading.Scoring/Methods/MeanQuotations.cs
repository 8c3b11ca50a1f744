namespace Trading.Scoring;

/// <summary>A quotation that may enter the mean.</summary>
/// <param name="BidId">Whose.</param>
/// <param name="Price">Its adjusted price.</param>
internal sealed record MeanQuotation(string BidId, Fraction Price);

/// <summary>One published step of the choice, for the derivation.</summary>
/// <param name="Formula">What it does.</param>
/// <param name="Inputs">By which figures.</param>
/// <param name="Out">Which quotations it took out.</param>
/// <param name="Left">How many are left.</param>
internal sealed record MeanCut(
    string Formula,
    IReadOnlyList<TermInput> Inputs,
    IReadOnlyList<MeanQuotation> Out,
    int Left
)
{
    public Term Explain(string rule) =>
        Term.Of("quotations", Formula, Left, rule, [.. Inputs, .. Out.Select(q => TermInput.OfId(q.BidId, q.Price))]);
}

/// <summary>
/// Which quotations make the mean: <c>dropEach</c>, then each step of <c>meanFrom</c> with its band and its tiers
/// (docs/spec/scoring.md, section 6). At least one is always left.
/// </summary>
internal sealed class MeanQuotations
{
    private readonly List<MeanCut> cuts = [];

    private MeanQuotations(IReadOnlyList<MeanQuotation> sorted) => Left = sorted;

    /// <summary>Those that are left, the lowest first.</summary>
    public IReadOnlyList<MeanQuotation> Left { get; private set; }

    /// <summary>What took the others out, in order.</summary>
    public IReadOnlyList<MeanCut> Cuts => cuts;

    /// <summary>Of those that are left.</summary>
    public Fraction Mean => Left.Aggregate(Fraction.Zero, (sum, q) => sum + q.Price) / Left.Count;

    public static MeanQuotations Choose(IEnumerable<PricedBid> benchmarkSet, Tender tender)
    {
        var sorted = benchmarkSet
            .Select(b => new MeanQuotation(b.BidId, b.Prices.Adjusted))
            .OrderBy(q => q.Price)
            .ThenBy(q => q.BidId, Ids.Order);
        var chosen = new MeanQuotations([.. sorted]);
        var (from, each) = ((int)(tender.Parameters.DropFrom ?? 0), (int)(tender.Parameters.DropEach ?? 0));
        if (each > 0)
            chosen.Drop([new DropTier(from, each, each)]);
        foreach (var step in tender.Parameters.MeanFrom ?? [])
        {
            chosen.Keep(step, tender);
            if (step.Drop.Count > 0)
                chosen.Drop(step.Drop);
        }
        return chosen;
    }

    private void Keep(MeanStep step, Tender tender)
    {
        var (name, of) = step.Of == BandOf.Ceiling ? ("R: ceiling", tender.CeilingPrice!.Value) : ("R: mean", Mean);
        TermInput[] below = [(name, of), ("low", step.Low), ("low × R", step.Low * of)];
        TermInput[] above = step.High is { } high ? [(name, of), ("high", high), ("high × R", high * of)] : [];
        var low = Left.TakeWhile(q => q.Price < step.Low * of).ToList();
        var top = step.High is null ? [] : Left.SkipWhile(q => q.Price <= step.High.Value * of).ToList();
        if (low.Count + top.Count == Left.Count)
        {
            cuts.Add(new MeanCut("the band would leave none: all stay", [.. below, .. above], [], Left.Count));
            return;
        }
        if (step.Low > Fraction.Zero)
            TakeOut("A < low × R is left out", below, low.Count, 0);
        if (step.High is not null)
            TakeOut("A > high × R is left out", above, 0, top.Count);
    }

    // Equal quotations are dropped one by one.
    private void Drop(IReadOnlyList<DropTier> tiers)
    {
        var tier = tiers.LastOrDefault(t => t.From <= Left.Count);
        TermInput[] inputs = [("n", Left.Count), ("from", (tier ?? tiers[0]).From)];
        if (tier is null)
        {
            cuts.Add(new MeanCut("too few: none is dropped", inputs, [], Left.Count));
            return;
        }
        TakeOut("the lowest are dropped", inputs, tier.Lowest, 0);
        TakeOut("the highest are dropped", inputs, 0, tier.Highest);
    }

    private void TakeOut(string formula, IReadOnlyList<TermInput> inputs, int lowest, int highest)
    {
        IReadOnlyList<MeanQuotation> gone = [.. Left.Take(lowest), .. Left.TakeLast(highest)];
        Left = [.. Left.Skip(lowest).SkipLast(highest)];
        cuts.Add(new MeanCut(formula, inputs, gone, Left.Count));
    }
}
