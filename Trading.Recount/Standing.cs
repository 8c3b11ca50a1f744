namespace Trading.Recount;

/// <summary>Which bids stand (5.4), and which of them and others make the benchmark (6).</summary>
internal sealed class Standing
{
    private readonly Tender tender;
    private readonly Priced?[] prices;

    public Standing(Tender tender, BidChecks checks)
    {
        (this.tender, prices) = (tender, checks.Prices);
        var all = Enumerable.Range(0, tender.Bids.Count).Where(i => !checks.IsOut[i]).ToList();
        var valid = all.Where(i => tender.Bids[i].Valid).ToList();
        LowestOfBrand = ChoosesByPrice ? OnlyLowest(valid) : [];
        Bids = ChoosesByPrice
            ? [.. valid.Where(i => tender.Bids[i].Brand is null || (LowestOfBrand.Contains(i) && !IsPassedOver(i)))]
            : valid;
        Benchmark =
            tender.Pack.KeepsBenchmark && !IsEvaluated
                ? [.. all.Where(i => tender.Bids[i].Valid || tender.Bids[i].RejectedLate)]
                : Bids;
    }

    /// <summary>The bids that stand, in file order.</summary>
    public List<int> Bids { get; }

    /// <summary>The benchmark set.</summary>
    public List<int> Benchmark { get; }

    /// <summary>
    /// Where the corrected price chooses within a brand: all that are lowest in theirs, before a committee's choice.
    /// </summary>
    public HashSet<int> LowestOfBrand { get; }

    /// <summary>The first branch of the same-brand rule.</summary>
    public bool ChoosesByPrice => IsEvaluated && tender.Pack.HasBrandRule;

    private bool IsEvaluated => tender.Method == Method.LowestEvaluatedPrice;

    public Priced PriceOf(int bid) => prices[bid]!;

    private HashSet<int> OnlyLowest(List<int> valid) =>
        [
            .. valid
                .Where(i => tender.Bids[i].Brand is not null)
                .GroupBy(i => tender.Bids[i].Brand)
                .SelectMany(brand =>
                {
                    var lowest = brand.Min(i => PriceOf(i).Corrected);
                    return brand.Where(i => PriceOf(i).Corrected == lowest);
                }),
        ];

    /// <summary>
    /// Another of its brand's lowest was chosen. A choice that names none of them changes nothing: it is refused later.
    /// </summary>
    private bool IsPassedOver(int bid) =>
        tender.BrandChosen.Find(c => c.Brand == tender.Bids[bid].Brand) is { } choice
        && tender.Bids[bid].Id != choice.Bid
        && LowestOfBrand.Any(other => tender.Bids[other].Id == choice.Bid);
}
