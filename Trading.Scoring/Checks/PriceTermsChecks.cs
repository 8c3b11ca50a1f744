namespace Trading.Scoring;

/// <summary>Parts of the price, preferences, tax (docs/spec/scoring.md, 4.2, T15 to T19).</summary>
internal static class PriceTermsChecks
{
    public static void Check(Tender tender, Faults faults)
    {
        var terms = tender.Pack.Rules.Terms;
        if (tender.PriceParts is { } parts)
            CheckParts(tender, parts, faults);
        var preferences = Place.Root.At("preferences");
        faults.When(
            tender.Preferences.SmallPermille is { } small && !tender.Pack.SmallPermille.Hold(small),
            FaultCode.NotInPack,
            preferences.At("smallPermille"),
            terms
        );
        faults.When(
            tender.Preferences.DomesticPermille is { } domestic && tender.Pack.DomesticPermille?.Hold(domestic) != true,
            FaultCode.NotInPack,
            preferences.At("domesticPermille"),
            terms
        );
        faults.When(
            tender.ComparesWithoutTax && tender.Quote != QuoteKind.Amount,
            FaultCode.NotForPriceKind,
            Place.Root.At("compareWithoutTax"),
            terms
        );
    }

    private static void CheckParts(Tender tender, IReadOnlyList<PricePart> parts, Faults faults)
    {
        var (terms, at) = (tender.Pack.Rules.Terms, Place.Root.At("priceParts"));
        faults.When(tender.Quote != QuoteKind.Amount, FaultCode.NotForPriceKind, at, terms);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < parts.Count; i++)
            CheckPart(parts[i], at.At(i), ids, terms, faults);
        faults.When(
            parts.All(p => p.Kind == PricePartKind.Yearly) || parts.All(p => p.Factor == Fraction.Zero),
            FaultCode.MissingPart,
            at,
            terms
        );
    }

    private static void CheckPart(PricePart part, Place at, HashSet<string> ids, string terms, Faults faults)
    {
        faults.When(!ids.Add(part.Id), FaultCode.DuplicateId, at.At("id"), terms, part.Id);
        var keys = Keys(part);
        foreach (var (key, isPresent, isNeeded, _) in keys)
            faults.When(isNeeded && !isPresent, FaultCode.MissingKey, at.At(key), terms);
        foreach (var (key, isPresent, _, isKnown) in keys)
            faults.When(isPresent && !isKnown, FaultCode.NotForPart, at.At(key), terms);
        var lines = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < (part.Lines?.Count ?? 0); i++)
            faults.When(
                !lines.Add(part.Lines![i].Id),
                FaultCode.DuplicateId,
                at.At("lines").At(i).At("id"),
                terms,
                part.Lines[i].Id
            );
    }

    private static (string Key, bool IsPresent, bool IsNeeded, bool IsKnown)[] Keys(PricePart part)
    {
        var hasLines = part.Kind == PricePartKind.UnitPrices;
        var hasBase = part.Kind is PricePartKind.ListDiscount or PricePartKind.BaseRate;
        var hasYears = part.Kind == PricePartKind.Yearly;
        return
        [
            ("lines", part.Lines is not null, hasLines, hasLines),
            ("baseFen", part.BaseFen is not null, hasBase, hasBase),
            ("years", part.Years is not null, hasYears, hasYears),
            ("interestMillionths", part.InterestMillionths is not null, false, hasYears),
        ];
    }
}
