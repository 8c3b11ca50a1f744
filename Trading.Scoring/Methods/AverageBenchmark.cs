namespace Trading.Scoring;

/// <summary>
/// B from the mean of chosen quotations, their lowest and the ceiling; F = max(floor, 100 − deduction by
/// D = |A − B| / B · 100), with deductions and floors of their own above and below (works; docs/spec/scoring.md,
/// section 6).
/// </summary>
internal sealed class AverageBenchmark
{
    private readonly Tender tender;
    private readonly string rule;
    private readonly MeanQuotations quotations;
    private readonly Fraction mean,
        middle,
        exact,
        benchmark;

    private AverageBenchmark(PriceField field, Tender tender)
    {
        (this.tender, rule) = (tender, tender.Pack.Rules.Terms);
        quotations = MeanQuotations.Choose(field.Benchmark, tender);
        mean = quotations.Mean;
        middle = ((Fraction.One - LowestShare) * mean) + (LowestShare * quotations.Left[0].Price);
        exact = ((Fraction.One - CeilingShare) * K * middle) + (CeilingShare * CeilingK * Ceiling);
        benchmark = IsAmount
            ? tender.Rounding.ApplyInYuan(RoundingAt.Benchmark, exact)
            : tender.Rounding.ApplyInPerCent(RoundingAt.Benchmark, exact);
    }

    private bool IsAmount => tender.Quote == QuoteKind.Amount;

    private AverageParameters Parameters => tender.Parameters;

    private Fraction K => Parameters.K!.Value;

    private Fraction CeilingK => Parameters.CeilingK ?? K;

    private Fraction CeilingShare => Parameters.CeilingShare ?? Fraction.Zero;

    private Fraction LowestShare => Parameters.LowestShare ?? Fraction.Zero;

    private Fraction Ceiling => tender.CeilingPrice ?? 0;

    public static PriceScores Score(PriceField field, Tender tender)
    {
        var method = new AverageBenchmark(field, tender);
        return new PriceScores(method.benchmark, method.Score, method.ExplainBenchmark, method.Explain);
    }

    private Fraction Score(BidPrice price)
    {
        var (_, deduction, floor) = SideOf(price);
        return Fraction.Larger(floor, Fraction.Hundred - deduction.Points(Deviation(price)));
    }

    private (string Name, Deduction Deduction, Fraction Floor) SideOf(BidPrice price)
    {
        var floor = Parameters.Floor ?? Fraction.Zero;
        return price.Adjusted > benchmark
            ? ("e above", Parameters.DeductAbove!, Parameters.FloorAbove ?? floor)
            : ("e below", Parameters.DeductBelow!, Parameters.FloorBelow ?? floor);
    }

    private Fraction Deviation(BidPrice price) => tender.Rounding.Apply(RoundingAt.Deviation, ExactDeviation(price));

    private Fraction ExactDeviation(BidPrice price) =>
        (price.Adjusted - benchmark).Magnitude / benchmark * Fraction.Hundred;

    private List<Term> ExplainBenchmark()
    {
        List<Term> terms = [.. quotations.Cuts.Select(c => c.Explain(rule))];
        terms.Add(Term.Of("mean", "Σ A / n", mean, rule, ("n", quotations.Left.Count)));
        if (Parameters.LowestShare is not null)
            terms.Add(
                Term.Of(
                    "M",
                    "(1 − b) × mean + b × lowest",
                    middle,
                    rule,
                    ("b", LowestShare),
                    ("mean", mean),
                    ("lowest", quotations.Left[0].Price)
                )
            );
        var m = Parameters.LowestShare is null ? "mean" : "M";
        terms.Add(
            Term.Of(
                "benchmark",
                $"(1 − a) × K × {m} + a × K of the ceiling × ceiling",
                exact,
                rule,
                ("a", CeilingShare),
                (Parameters.DrawnFrom is null ? "K" : "K (drawn)", K),
                (m, middle),
                ("K of the ceiling", CeilingK),
                ("ceiling", Ceiling)
            )
        );
        if (tender.Rounding.At(RoundingAt.Benchmark) is { } rounding)
            terms.Add(Term.Rounded("benchmark", rounding, benchmark, rule, IsAmount ? " in yuan" : " in per cent"));
        return terms;
    }

    private List<Term> Explain(BidPrice price)
    {
        var (deviation, (name, deduction, floor)) = (Deviation(price), SideOf(price));
        List<Term> terms =
        [
            Term.Of("D", "|A − B| / B × 100", ExactDeviation(price), rule, ("A", price.Adjusted), ("B", benchmark)),
        ];
        if (tender.Rounding.At(RoundingAt.Deviation) is { } rounding)
            terms.Add(Term.Rounded("D", rounding, deviation, rule));
        for (var i = 0; i < deduction.Tiers.Count; i++)
            if (i == 0 || deduction.PartIn(i, deviation) > Fraction.Zero)
                terms.Add(ExplainTier(deduction, i, deviation, name));
        terms.Add(
            Term.Of(
                "price",
                "max(floor, 100 − deduction)",
                Score(price),
                rule,
                ("deduction", deduction.Points(deviation)),
                ("floor", floor)
            )
        );
        return terms;
    }

    private Term ExplainTier(Deduction deduction, int tier, Fraction deviation, string name) =>
        Term.Of(
            "deduction",
            "e × part of D in this tier",
            deduction.Tiers[tier].PerPercent * deduction.PartIn(tier, deviation),
            rule,
            (name, deduction.Tiers[tier].PerPercent),
            ("from per cent", deduction.Tiers[tier].FromPercent),
            ("part of D", deduction.PartIn(tier, deviation))
        );
}
