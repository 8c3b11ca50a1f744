namespace Trading.Scoring;

/// <summary>
/// Roundings stand in the order of the arithmetic: what is read is what is done (docs/spec/scoring.md, 4.2, T14).
/// </summary>
internal static class RoundingChecks
{
    public static void Check(Tender tender, Faults faults)
    {
        var (rules, terms) = (tender.Rounding.Rules, tender.Pack.Rules.Terms);
        for (var i = 0; i < rules.Count; i++)
        {
            var (place, at) = (rules[i].At, Place.Root.At("rounding").At(i).At("at"));
            faults.When(i > 0 && place <= rules[i - 1].At, FaultCode.RoundingOrder, at, terms);
            faults.When(
                place == RoundingAt.Line && tender.Quote != QuoteKind.Amount,
                FaultCode.NotForPriceKind,
                at,
                terms
            );
            faults.When(
                place is RoundingAt.Benchmark or RoundingAt.Deviation && tender.Method != Method.AverageBenchmark,
                FaultCode.NotForMethod,
                at,
                terms
            );
        }
    }
}
