using System.Globalization;

namespace Trading.Scoring;

/// <summary>
/// B = K · (a · ceiling + (1 − a) · mean), F = max(floor, 100 − e · |A − B| / B · 100), with different e above and
/// below (works; docs/spec/scoring.md, section 6). The mean is over the benchmark set; from <c>dropFrom</c> quotations
/// on, <c>dropEach</c> are left out of it at each end.
/// </summary>
internal static class AverageBenchmark
{
    public static PriceScores Score(PriceField field, Tender tender)
    {
        var (parameters, rule) = (tender.Parameters, tender.Pack.Rules.Terms);
        var (mean, meanTerm) = Mean([.. field.Benchmark.Select(p => p.Adjusted).Order()], parameters, rule);
        var (k, share, ceiling) = (
            parameters.K!.Value,
            parameters.CeilingShare ?? Fraction.Zero,
            (Fraction)(tender.CeilingPrice ?? 0)
        );
        var benchmark = k * ((share * ceiling) + ((Fraction.One - share) * mean));
        var term = Term.Of(
            "benchmark",
            "K × (a × ceiling + (1 − a) × mean)",
            benchmark,
            rule,
            (parameters.DrawnFrom is null ? "K" : "K (drawn)", $"{k}"),
            ("a", $"{share}"),
            ("ceiling", $"{ceiling}"),
            ("mean", $"{mean}")
        );
        return new PriceScores(
            [meanTerm, term],
            p => Deduct(p.Adjusted, benchmark, parameters),
            p => Explain(p.Adjusted, benchmark, parameters, rule)
        );
    }

    private static (Fraction Mean, Term Term) Mean(
        IReadOnlyList<Fraction> sorted,
        AverageParameters parameters,
        string rule
    )
    {
        var each = parameters.DropEach ?? 0;
        var dropped = each > 0 && sorted.Count >= (parameters.DropFrom ?? 0) ? (int)each : 0;
        var kept = sorted.Skip(dropped).SkipLast(dropped).ToList();
        var mean = kept.Aggregate(Fraction.Zero, (sum, price) => sum + price) / kept.Count;
        return (
            mean,
            Term.Of("mean", "Σ A / n", mean, rule, ("n", Text(kept.Count)), ("dropped at each end", Text(dropped)))
        );
    }

    private static Fraction Deduct(Fraction price, Fraction benchmark, AverageParameters parameters) =>
        Fraction.Larger(
            parameters.Floor ?? Fraction.Zero,
            Fraction.Hundred
                - (Rate(price, benchmark, parameters) * (price - benchmark).Magnitude / benchmark * Fraction.Hundred)
        );

    private static Fraction Rate(Fraction price, Fraction benchmark, AverageParameters parameters) =>
        price > benchmark ? parameters.DeductAbove!.Value : parameters.DeductBelow!.Value;

    private static Term Explain(Fraction price, Fraction benchmark, AverageParameters parameters, string rule) =>
        Term.Of(
            "price",
            "max(floor, 100 − e × |A − B| / B × 100)",
            Deduct(price, benchmark, parameters),
            rule,
            ("A", $"{price}"),
            ("B", $"{benchmark}"),
            (price > benchmark ? "e above" : "e below", $"{Rate(price, benchmark, parameters)}"),
            ("floor", $"{parameters.Floor ?? Fraction.Zero}")
        );

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
