namespace Trading.Recount;

/// <summary>Section 4.2, T12 to T19, lazily and in their order.</summary>
internal sealed class LaterTermChecks(Tender tender)
{
    private static readonly Place Top = Place.Root;
    private static readonly Place AtParameters = Place.Root.At("parameters");
    private static readonly Place AtRounding = Place.Root.At("rounding");
    private static readonly Place AtParts = Place.Root.At("priceParts");
    private static readonly Place AtPreferences = Place.Root.At("preferences");

    private readonly Parameters given = tender.Parameters;
    private readonly List<PricePart> parts = tender.PriceParts ?? [];

    private bool IsAmount => tender.Kind == PriceKind.Amount;

    public IEnumerable<Fault> Faults() =>
        OfMean()
            .Concat(OfDeductions("deductAbove", given.DeductAbove))
            .Concat(OfDeductions("deductBelow", given.DeductBelow))
            .Concat(OfRounding())
            .Concat(OfEachPart())
            .Concat(OfAllParts())
            .Concat(OfPreferences());

    private IEnumerable<Fault> OfMean()
    {
        var steps = given.MeanFrom ?? [];
        for (var i = 0; i < steps.Count; i++)
        {
            var (step, at) = (steps[i], AtParameters.At("meanFrom").At(i));
            if (step.High is Ratio high && step.Low > high)
                yield return At("out-of-range", at.At("high"));
            if (step.IsOfCeiling && tender.Ceiling is null)
                yield return At("missing-key", Top.At(tender.CeilingKey));
            for (var j = 0; j < step.Drop.Count; j++)
            {
                var tier = step.Drop[j];
                if (j > 0 && tier.From <= step.Drop[j - 1].From)
                    yield return At("tier-order", at.At("drop").At(j).At("from"));
                if (tier.Lowest + tier.Highest >= tier.From)
                    yield return At("drop-leaves-none", at.At("drop").At(j).At("from"));
            }
        }
    }

    private static IEnumerable<Fault> OfDeductions(string key, List<Deduction>? list)
    {
        for (var i = 1; i < (list?.Count ?? 0); i++)
        {
            if (!(list![i].FromPercent > list[i - 1].FromPercent))
                yield return At("tier-order", AtParameters.At(key).At(i).At("fromPercent"));
        }
    }

    // The rules that stand for an object pass too: they are in order, and of neither sort.
    private IEnumerable<Fault> OfRounding()
    {
        var rules = tender.Rounding.Rules;
        for (var i = 0; i < rules.Count; i++)
        {
            var at = AtRounding.At(i).At("at");
            if (i > 0 && rules[i].At <= rules[i - 1].At)
                yield return At("rounding-order", at);
            if (rules[i].At == RoundAt.Line && !IsAmount)
                yield return At("not-for-price-kind", at);
            var isOfAverage = rules[i].At is RoundAt.Benchmark or RoundAt.Deviation;
            if (isOfAverage && tender.Method != Method.AverageBenchmark)
                yield return At("not-for-method", at);
        }
    }

    private IEnumerable<Fault> OfEachPart()
    {
        if (tender.PriceParts is not null && !IsAmount)
            yield return At("not-for-price-kind", AtParts);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < parts.Count; i++)
        {
            var (part, at) = (parts[i], AtParts.At(i));
            if (!ids.Add(part.Id))
                yield return At("duplicate-id", at.At("id"));
            var keys = KeysOf(part);
            foreach (var (key, _, _, _) in keys.Where(k => k.IsNeeded && !k.IsPresent))
                yield return At("missing-key", at.At(key));
            foreach (var (key, _, _, _) in keys.Where(k => !k.IsKnown && k.IsPresent))
                yield return At("not-for-part", at.At(key));
            var lines = new HashSet<string>(StringComparer.Ordinal);
            for (var j = 0; j < (part.Lines?.Count ?? 0); j++)
            {
                if (!lines.Add(part.Lines![j].Id))
                    yield return At("duplicate-id", at.At("lines").At(j).At("id"));
            }
        }
    }

    private static (string Key, bool IsPresent, bool IsNeeded, bool IsKnown)[] KeysOf(PricePart part)
    {
        var hasLines = part.Kind == PartKind.UnitPrices;
        var hasBase = part.Kind is PartKind.ListDiscount or PartKind.BaseRate;
        var hasYears = part.Kind == PartKind.Yearly;
        return
        [
            ("lines", part.Lines is not null, hasLines, hasLines),
            ("baseFen", part.BaseFen is not null, hasBase, hasBase),
            ("years", part.Years is not null, hasYears, hasYears),
            ("interestMillionths", part.InterestMillionths is not null, false, hasYears),
        ];
    }

    private IEnumerable<Fault> OfAllParts()
    {
        if (tender.PriceParts is null)
            yield break;
        if (parts.TrueForAll(p => p.Kind == PartKind.Yearly) || parts.TrueForAll(p => p.Factor.Top.IsZero))
            yield return At("missing-part", AtParts);
    }

    private IEnumerable<Fault> OfPreferences()
    {
        var (pack, preferences) = (tender.Pack, tender.Preferences);
        if (!IsWithin(preferences.SmallPermille, pack.SmallPermille))
            yield return At("not-in-pack", AtPreferences.At("smallPermille"));
        if (!IsWithin(preferences.DomesticPermille, pack.DomesticPermille))
            yield return At("not-in-pack", AtPreferences.At("domesticPermille"));
        if (tender.WithoutTax && !IsAmount)
            yield return At("not-for-price-kind", Top.At("compareWithoutTax"));
    }

    private static bool IsWithin(long? permille, (long Least, long Most)? range) =>
        permille is null || (range is (var least, var most) && permille >= least && permille <= most);

    private static Fault At(string code, Place place) => new(code, place.ToString());
}
