namespace Trading.Scoring;

/// <summary>
/// Which quotations make the mean, and what a deviation costs (docs/spec/scoring.md, 4.2, T12 and T13).
/// </summary>
internal static class AverageChecks
{
    private static readonly Place Parameters = Place.Root.At("parameters");

    public static void Check(Tender tender, Faults faults)
    {
        var (parameters, terms) = (tender.Parameters, tender.Pack.Rules.Terms);
        for (var i = 0; i < (parameters.MeanFrom?.Count ?? 0); i++)
            CheckStep(parameters.MeanFrom![i], Parameters.At("meanFrom").At(i), tender, faults);
        CheckDeduction(parameters.DeductAbove, Parameters.At("deductAbove"), terms, faults);
        CheckDeduction(parameters.DeductBelow, Parameters.At("deductBelow"), terms, faults);
    }

    private static void CheckStep(MeanStep step, Place at, Tender tender, Faults faults)
    {
        var terms = tender.Pack.Rules.Terms;
        faults.When(step.Low > (step.High ?? step.Low), FaultCode.OutOfRange, at.At("high"), terms);
        faults.When(
            step.Of == BandOf.Ceiling && tender.CeilingPrice is null,
            FaultCode.MissingKey,
            Place.Root.At(tender.CeilingKey),
            terms
        );
        for (var i = 0; i < step.Drop.Count; i++)
        {
            var (tier, from) = (step.Drop[i], at.At("drop").At(i).At("from"));
            faults.When(i > 0 && tier.From <= step.Drop[i - 1].From, FaultCode.TierOrder, from, terms);
            faults.When(tier.Lowest + tier.Highest >= tier.From, FaultCode.DropLeavesNone, from, terms);
        }
    }

    private static void CheckDeduction(Deduction? deduction, Place at, string terms, Faults faults)
    {
        for (var i = 1; i < (deduction?.Tiers.Count ?? 0); i++)
            faults.When(
                deduction!.Tiers[i].FromPercent <= deduction.Tiers[i - 1].FromPercent,
                FaultCode.TierOrder,
                at.At(i).At("fromPercent"),
                terms
            );
    }
}
