namespace Trading.Scoring;

/// <summary>
/// What must hold when a tender is published (docs/spec/scoring.md, 4.2, T1 to T11): method, parameters, ceiling
/// against the pack. T12 to T19 are those of <see cref="AverageChecks"/>, <see cref="RoundingChecks"/> and
/// <see cref="PriceTermsChecks"/>.
/// </summary>
internal static class TermsChecks
{
    private static readonly Place Parameters = Place.Root.At("parameters");

    /// <summary>All of 4.2, the criteria too. At filing, K is not asked for where it will be drawn.</summary>
    public static void CheckAll(Tender tender, bool isFiling, Faults faults)
    {
        Check(tender, isFiling, faults);
        CriteriaChecks.Check(tender, faults);
    }

    private static void Check(Tender tender, bool isFiling, Faults faults)
    {
        var terms = tender.Pack.Rules.Terms;
        CheckPack(tender, faults);
        if (tender.Method == Method.AverageBenchmark)
            CheckAverage(tender.Parameters, isFiling, terms, faults);
        else
            CheckUnused(tender.Parameters, terms, faults);
        CheckDraw(tender.Parameters, terms, faults);
        faults.When(
            tender.MemberMean == MemberMean.WithoutExtremes && !tender.Pack.AllowsMeanWithoutExtremes,
            FaultCode.NotInPack,
            Place.Root.At("memberMean"),
            PackRules.Procurement
        );
        CheckCeiling(tender, terms, faults);
        AverageChecks.Check(tender, faults);
        RoundingChecks.Check(tender, faults);
        PriceTermsChecks.Check(tender, faults);
    }

    private static void CheckPack(Tender tender, Faults faults)
    {
        var (from, each) = (tender.Parameters.DropFrom ?? 0, tender.Parameters.DropEach ?? 0);
        var drop =
            from != 0 ? "dropFrom"
            : each != 0 ? "dropEach"
            : "meanFrom";
        faults.When(
            !tender.Pack.AllowsDropping && (from != 0 || each != 0 || tender.Parameters.MeanFrom is not null),
            FaultCode.NotInPack,
            Parameters.At(drop),
            PackRules.Procurement
        );
        faults.When(
            !tender.Pack.Methods.Contains(tender.Method),
            FaultCode.NotInPack,
            Place.Root.At("method"),
            PackRules.Procurement
        );
    }

    private static void CheckUnused(AverageParameters parameters, string terms, Faults faults)
    {
        foreach (var (key, isPresent) in Presence(parameters))
            faults.When(isPresent, FaultCode.NotForMethod, Parameters.At(key), terms);
    }

    private static void CheckAverage(AverageParameters parameters, bool isFiling, string terms, Faults faults)
    {
        var isDrawnLater = isFiling && parameters.DrawnFrom is not null;
        faults.When(parameters.K is null && !isDrawnLater, FaultCode.MissingKey, Parameters.At("K"), terms);
        faults.When(parameters.DeductAbove is null, FaultCode.MissingKey, Parameters.At("deductAbove"), terms);
        faults.When(parameters.DeductBelow is null, FaultCode.MissingKey, Parameters.At("deductBelow"), terms);
        var (from, each) = (parameters.DropFrom ?? 0, parameters.DropEach ?? 0);
        faults.When(each > 0 && from < (2 * each) + 1, FaultCode.DropLeavesNone, Parameters.At("dropFrom"), terms);
    }

    private static (string Key, bool IsPresent)[] Presence(AverageParameters p) =>
        [
            ("K", p.K is not null),
            ("drawnFrom", p.DrawnFrom is not null),
            ("ceilingShare", p.CeilingShare is not null),
            ("ceilingK", p.CeilingK is not null),
            ("dropFrom", p.DropFrom is not null),
            ("dropEach", p.DropEach is not null),
            ("meanFrom", p.MeanFrom is not null),
            ("lowestShare", p.LowestShare is not null),
            ("deductAbove", p.DeductAbove is not null),
            ("deductBelow", p.DeductBelow is not null),
            ("floor", p.Floor is not null),
            ("floorAbove", p.FloorAbove is not null),
            ("floorBelow", p.FloorBelow is not null),
        ];

    private static void CheckDraw(AverageParameters parameters, string terms, Faults faults)
    {
        if (parameters.DrawnFrom is not { } values)
            return;
        var seen = new HashSet<Fraction>();
        for (var i = 0; i < values.Count; i++)
            faults.When(!seen.Add(values[i]), FaultCode.DuplicateValue, Parameters.At("drawnFrom").At(i), terms);
        faults.When(parameters.K is { } k && !seen.Contains(k), FaultCode.KNotDrawn, Parameters.At("K"), terms);
    }

    private static void CheckCeiling(Tender tender, string terms, Faults faults)
    {
        var isAmount = tender.Quote == QuoteKind.Amount;
        Place fen = Place.Root.At("ceilingFen"),
            millionths = Place.Root.At("ceilingMillionths");
        faults.When(!isAmount && tender.CeilingFen is not null, FaultCode.NotForPriceKind, fen, terms);
        faults.When(isAmount && tender.CeilingMillionths is not null, FaultCode.NotForPriceKind, millionths, terms);
        faults.When(tender.CeilingPrice is <= 0, FaultCode.OutOfRange, millionths, terms);
        faults.When(
            tender.CeilingPrice is null && tender.Parameters.CeilingShare is { Sign: > 0 },
            FaultCode.MissingKey,
            Place.Root.At(tender.CeilingKey),
            terms
        );
    }
}
