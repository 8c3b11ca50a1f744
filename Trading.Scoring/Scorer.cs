namespace Trading.Scoring;

/// <summary>The arithmetic of an evaluation: exact, pure, and defined by docs/spec/scoring.md.</summary>
public static class Scorer
{
    /// <summary>Scores a file. Never throws for its content.</summary>
    public static ScoringResult Score(ReadOnlyMemory<byte> tenderJson)
    {
        var faults = new Faults();
        return TenderReader.Read(tenderJson, faults) is { } tender
            ? Score(tender)
            : new ScoringResult(null, faults.First);
    }

    /// <summary>Reads a file without judging what its values mean together (4.1).</summary>
    public static (Tender? Tender, Fault? Fault) Read(ReadOnlyMemory<byte> tenderJson)
    {
        var faults = new Faults();
        return (TenderReader.Read(tenderJson, faults), faults.First);
    }

    /// <summary>
    /// The check when the terms are filed, before there is a bid (4.5): the first fault, or null. Never throws for the
    /// file's content.
    /// </summary>
    public static Fault? CheckFiling(ReadOnlyMemory<byte> termsJson)
    {
        var faults = new Faults();
        if (TenderReader.Read(termsJson, faults) is { } tender)
            FilingChecks.Check(tender, faults);
        return faults.First;
    }

    /// <summary>
    /// The same check, going on behind the first fault: what the terms have against them, in the order of 4.5, for
    /// whoever is still writing them. A fault of form (4.1) stands alone, for behind it nothing can be read.
    /// </summary>
    /// <param name="termsJson">The file.</param>
    /// <param name="most">At most so many faults; at least 1.</param>
    public static IReadOnlyList<Fault> FindFiling(ReadOnlyMemory<byte> termsJson, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        var first = new Faults();
        if (TenderReader.Read(termsJson, first) is not { } tender)
            return first.All;
        var faults = new Faults(most);
        FilingChecks.Check(tender, faults);
        return faults.All;
    }

    /// <summary>
    /// The check when a lot is published with these terms (4.5, then 4.6): the first fault, or null. Never throws for
    /// the file's content.
    /// </summary>
    public static Fault? CheckFiling(ReadOnlyMemory<byte> termsJson, FiledLot lot)
    {
        ArgumentNullException.ThrowIfNull(lot);
        var faults = new Faults();
        if (TenderReader.Read(termsJson, faults) is { } tender)
        {
            FilingChecks.Check(tender, faults);
            LotChecks.Check(tender, lot, faults);
        }
        return faults.First;
    }

    /// <summary>Checks and scores a tender that was read before.</summary>
    public static ScoringResult Score(Tender tender)
    {
        var faults = new Faults();
        TermsChecks.CheckAll(tender, isFiling: false, faults);
        if (faults.Any)
            return new ScoringResult(null, faults.First);
        // Without bids, nothing but the terms is judged (4.2).
        if (tender.Bids.Count == 0)
            return new ScoringResult(new Outcome(tender, [], [], [], []), null);
        var prices = BidChecks.Check(tender, faults);
        if (faults.Any)
            return new ScoringResult(null, faults.First);
        var standing = StandingBids.Of(tender, prices);
        var table = SheetChecks.Check(tender, standing.Bids.Contains, faults);
        return faults.Any ? new ScoringResult(null, faults.First) : Rank(tender, prices, standing, table, faults);
    }

    private static ScoringResult Rank(
        Tender tender,
        BidPrice?[] prices,
        StandingBids standing,
        ScoreTable table,
        Faults faults
    )
    {
        var field = new PriceField(
            [.. standing.Bids.Select(i => prices[i]!)],
            [.. BenchmarkSet(tender, standing, prices).Select(i => new PricedBid(tender.Bids[i].Id, prices[i]!))]
        );
        // Where no bid stands there is no benchmark, and nothing to be scored by it.
        var totals = standing.Bids.Count == 0 ? null : new Totals(tender, table, field.Score(tender));
        faults.When(
            totals?.Benchmark == Fraction.Zero,
            FaultCode.ZeroBenchmark,
            Place.Root.At("rounding"),
            tender.Pack.Rules.Terms
        );
        if (faults.Any)
            return new ScoringResult(null, faults.First);
        var all = standing.Bids.Select(i => totals!.Of(i, prices[i]!)).ToList();
        var ranking = Ranking.Of(tender, standing, all, faults);
        if (faults.Any)
            return new ScoringResult(null, faults.First);
        var rows = InOrder(Rows(tender, totals!, all, ranking));
        var candidates = Candidates(tender, rows, ranking);
        var reasons = new Reasons(tender, ranking, all).Of(standing.Excluded, candidates);
        return new ScoringResult(
            new Outcome(tender, rows, candidates, standing.Excluded, reasons)
            {
                Find = () => Findings.Of(tender, table, standing, prices, ranking),
            },
            null
        );
    }

    // Rejected after the benchmark had been computed: where the pack keeps it, their prices stay in it.
    private static IEnumerable<int> BenchmarkSet(Tender tender, StandingBids standing, BidPrice?[] prices) =>
        !tender.Pack.KeepsBenchmark
            ? standing.Bids
            : standing.Bids.Concat(
                Enumerable.Range(0, prices.Length).Where(i => tender.Bids[i].IsRejectedLate && !prices[i]!.IsRefused)
            );

    private static IEnumerable<Row> Rows(Tender tender, Totals totals, IReadOnlyList<Scored> all, Ranking ranking)
    {
        var printed = PrintedTotals.Print(all, tender.Rounding);
        return all.Select(
            (s, i) =>
                new Row(
                    tender.Bids[s.Bid].Id,
                    s.Price,
                    s.Technical,
                    s.Total,
                    printed[i],
                    ranking.RankOf.TryGetValue(s.Bid, out var rank) ? rank : null,
                    s.Prices
                )
                {
                    Derive = () => totals.Explain(s),
                }
        );
    }

    private static IReadOnlyList<Row> InOrder(IEnumerable<Row> rows) =>
        [
            .. rows.OrderBy(r => r.Rank ?? int.MaxValue)
                .ThenByDescending(r => r.Rank is null ? r.Total : Fraction.Zero)
                .ThenBy(r => r.BidId, Ids.Order),
        ];

    // Whoever is above the ceiling keeps its rank, so that nobody moves up before the committee has decided (8.3).
    private static IReadOnlyList<string> Candidates(Tender tender, IReadOnlyList<Row> rows, Ranking ranking) =>
        ranking.StopsForFewBidders(tender.Pack)
            ? []
            : [.. rows.Where(r => r.Rank <= Reasons.LastPlace && !tender.IsOverCeiling(r.Prices)).Select(r => r.BidId)];
}
