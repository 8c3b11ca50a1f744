namespace Trading.Recount;

/// <summary>
/// Section 4.2, lazily and in its order: T1 to T11 here, T12 to T19 in <see cref="LaterTermChecks"/>, then C1 to C10.
/// </summary>
/// <param name="tender">The file.</param>
/// <param name="isAtFiling">K may still be drawn (4.5).</param>
internal sealed class TermChecks(Tender tender, bool isAtFiling)
{
    private const int AllPermille = 1000;
    private static readonly Place Top = Place.Root;
    private static readonly Place AtParameters = Place.Root.At("parameters");
    private static readonly Place AtCriteria = Place.Root.At("criteria");

    private readonly Parameters given = tender.Parameters;

    private bool IsAverage => tender.Method == Method.AverageBenchmark;

    private bool IsEvaluated => tender.Method == Method.LowestEvaluatedPrice;

    private bool IsStillToDraw => isAtFiling && given.DrawnFrom is not null;

    public IEnumerable<Fault> Faults() =>
        OfPackAndMethod()
            .Concat(OfPresence())
            .Concat(OfDrawing())
            .Concat(OfMeanAndCeiling())
            .Concat(new LaterTermChecks(tender).Faults())
            .Concat(OfEachCriterion())
            .Concat(OfAllCriteria())
            .Concat(OfMasked());

    private IEnumerable<Fault> OfPackAndMethod()
    {
        if (!tender.Pack.AllowsDropping && (given.DropFrom ?? 0) != 0)
            yield return At("not-in-pack", AtParameters.At("dropFrom"));
        if (!tender.Pack.AllowsDropping && (given.DropEach ?? 0) != 0)
            yield return At("not-in-pack", AtParameters.At("dropEach"));
        if (!tender.Pack.AllowsDropping && given.MeanFrom is not null)
            yield return At("not-in-pack", AtParameters.At("meanFrom"));
        if (!tender.Pack.Knows(tender.Method))
            yield return At("not-in-pack", Top.At("method"));
    }

    private IEnumerable<Fault> OfPresence()
    {
        (string Key, bool Present, bool Needed)[] keys =
        [
            ("K", given.K is not null, !IsStillToDraw),
            ("drawnFrom", given.DrawnFrom is not null, false),
            ("ceilingShare", given.CeilingShare is not null, false),
            ("ceilingK", given.CeilingK is not null, false),
            ("dropFrom", given.DropFrom is not null, false),
            ("dropEach", given.DropEach is not null, false),
            ("meanFrom", given.MeanFrom is not null, false),
            ("lowestShare", given.LowestShare is not null, false),
            ("deductAbove", given.DeductAbove is not null, true),
            ("deductBelow", given.DeductBelow is not null, true),
            ("floor", given.Floor is not null, false),
            ("floorAbove", given.FloorAbove is not null, false),
            ("floorBelow", given.FloorBelow is not null, false),
        ];
        foreach (var (key, present, needed) in keys)
        {
            if (!IsAverage && present)
                yield return At("not-for-method", AtParameters.At(key));
            if (IsAverage && needed && !present)
                yield return At("missing-key", AtParameters.At(key));
        }
    }

    private IEnumerable<Fault> OfDrawing()
    {
        var each = given.DropEach ?? 0;
        if (each > 0 && (given.DropFrom ?? 0) < (2 * each) + 1)
            yield return At("drop-leaves-none", AtParameters.At("dropFrom"));
        if (given.DrawnFrom is not { } drawn)
            yield break;
        for (var i = 0; i < drawn.Count; i++)
        {
            if (drawn.Take(i).Any(earlier => earlier.CompareTo(drawn[i]) == 0))
                yield return At("duplicate-value", AtParameters.At("drawnFrom").At(i));
        }

        if (!IsStillToDraw && given.K is Ratio k && drawn.TrueForAll(value => value.CompareTo(k) != 0))
            yield return At("k-not-drawn", AtParameters.At("K"));
    }

    private IEnumerable<Fault> OfMeanAndCeiling()
    {
        var isAmount = tender.Kind == PriceKind.Amount;
        if (tender.WithoutExtremes && !tender.Pack.AllowsMeanWithoutExtremes)
            yield return At("not-in-pack", Top.At("memberMean"));
        if (!isAmount && tender.CeilingFen is not null)
            yield return At("not-for-price-kind", Top.At("ceilingFen"));
        if (isAmount && tender.CeilingMillionths is not null)
            yield return At("not-for-price-kind", Top.At("ceilingMillionths"));
        if (tender.Ceiling <= 0)
            yield return At("out-of-range", Top.At("ceilingMillionths"));
        if (given.CeilingShare is Ratio { Top.Sign: > 0 } && tender.Ceiling is null)
            yield return At("missing-key", Top.At(tender.CeilingKey));
    }

    private IEnumerable<Fault> OfEachCriterion()
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < tender.Criteria.Count; i++)
        {
            var (criterion, at) = (tender.Criteria[i], AtCriteria.At(i));
            var isPrice = criterion.Kind == CriterionKind.Price;
            if (!ids.Add(criterion.Id))
                yield return At("duplicate-id", at.At("id"));
            if (!isPrice && criterion.MaxHundredths is null)
                yield return At("missing-key", at.At("maxHundredths"));
            if (!isPrice && criterion.StepHundredths is null)
                yield return At("missing-key", at.At("stepHundredths"));
            if (criterion.MaxHundredths % criterion.StepHundredths is not (null or 0))
                yield return At("step-not-dividing", at.At("stepHundredths"));
            if (isPrice && criterion.ReasonBelowHundredths is not null)
                yield return At("not-for-price-criterion", at.At("reasonBelowHundredths"));
            if (criterion.ReasonBelowHundredths > criterion.MaxHundredths)
                yield return At("out-of-range", at.At("reasonBelowHundredths"));
        }
    }

    private IEnumerable<Fault> OfMasked()
    {
        if (tender.Masked is not { } masked)
            yield break;
        for (var i = 0; i < masked.Criteria.Count; i++)
        {
            var (id, at) = (masked.Criteria[i], Top.At("masked").At("criteria").At(i));
            var found = tender.Criteria.Find(c => c.Id == id);
            if (found is null)
                yield return At("unknown-id", at);
            if (found?.Kind == CriterionKind.Price)
                yield return At("not-for-price-criterion", at);
            if (masked.Criteria.IndexOf(id) < i)
                yield return At("duplicate-id", at);
        }
        for (var i = 0; i < masked.Sections.Count; i++)
        {
            if (masked.Sections.IndexOf(masked.Sections[i]) < i)
                yield return At("duplicate-value", Top.At("masked").At("sections").At(i));
        }
    }

    private IEnumerable<Fault> OfAllCriteria()
    {
        var other = tender.Criteria.FindIndex(c => c.Kind != CriterionKind.Price);
        var first = tender.PriceCriterion;
        if (IsEvaluated && other >= 0)
            yield return At("not-for-method", AtCriteria.At(other));
        if (first < 0)
            yield return At("price-criterion-missing", AtCriteria);
        var second = tender.Criteria.FindIndex(first + 1, c => c.Kind == CriterionKind.Price);
        if (second >= 0)
            yield return At("price-criterion-twice", AtCriteria.At(second).At("kind"));
        if (tender.Criteria.Sum(c => c.WeightPermille) != AllPermille)
            yield return At("weights-sum", AtCriteria);
        var weight = tender.Criteria[first].WeightPermille;
        if (!IsEvaluated && (weight < tender.Pack.LeastPricePermille || weight > tender.Pack.MostPricePermille))
            yield return At("price-weight", AtCriteria.At(first).At("weightPermille"));
    }

    private static Fault At(string code, Place place) => new(code, place.ToString());
}
