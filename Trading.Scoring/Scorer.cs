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

    /// <summary>The checks at publication (4.2): the first fault of the terms, or null.</summary>
    public static Fault? CheckTerms(Tender tender)
    {
        var faults = new Faults();
        TermsChecks.Check(tender, faults);
        if (!faults.Any)
            CriteriaChecks.Check(tender, faults);
        return faults.First;
    }

    /// <summary>Checks and scores a tender that was read before.</summary>
    public static ScoringResult Score(Tender tender)
    {
        if (CheckTerms(tender) is { } fault)
            return new ScoringResult(null, fault);
        // At publication there are no bids yet: nothing but the terms is judged (4.2).
        if (tender.Bids.Count == 0)
            return new ScoringResult(new Outcome(tender, [], [], []), null);
        var faults = new Faults();
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
            [.. BenchmarkSet(tender, standing, prices).Select(i => prices[i]!)]
        );
        var totals = new Totals(tender, table, field.Score(tender));
        var all = standing.Bids.Select(i => totals.Of(i, prices[i]!)).ToList();
        var ranking = Ranking.Of(tender, standing, all, faults);
        if (faults.Any)
            return new ScoringResult(null, faults.First);
        var rows = InOrder(Rows(tender, totals, all, ranking));
        return new ScoringResult(
            new Outcome(tender, rows, Candidates(tender, rows, ranking), standing.Excluded)
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
        ranking.Units < 3 && tender.Pack.FewBiddersStop
            ? []
            : [.. rows.Where(r => r.Rank <= 3 && !tender.IsOverCeiling(r.Prices)).Select(r => r.BidId)];
}
