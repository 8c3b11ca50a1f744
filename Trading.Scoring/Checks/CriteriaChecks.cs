using System.Globalization;

namespace Trading.Scoring;

/// <summary>Criteria against each other and against the pack (docs/spec/scoring.md, 4.2, C1 to C10).</summary>
internal static class CriteriaChecks
{
    private static readonly Place Criteria = Place.Root.At("criteria");
    private static readonly Place Masked = Place.Root.At("masked");

    public static void Check(Tender tender, Faults faults)
    {
        var terms = tender.Pack.Rules.Terms;
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < tender.Criteria.Count; i++)
            CheckOne(tender.Criteria[i], Criteria.At(i), ids, terms, faults);
        CheckMethod(tender, terms, faults);
        CheckPrices(tender, terms, faults);
        CheckWeights(tender, terms, faults);
        CheckMasked(tender, terms, faults);
    }

    private static void CheckOne(Criterion criterion, Place at, HashSet<string> ids, string terms, Faults faults)
    {
        var isPrice = criterion.Kind == CriterionKind.Price;
        var (most, step, reason) = (criterion.MaxHundredths, criterion.StepHundredths, criterion.ReasonBelowHundredths);
        faults.When(!ids.Add(criterion.Id), FaultCode.DuplicateId, at.At("id"), terms);
        faults.When(!isPrice && most is null, FaultCode.MissingKey, at.At("maxHundredths"), terms);
        faults.When(!isPrice && step is null, FaultCode.MissingKey, at.At("stepHundredths"), terms);
        faults.When(most % step > 0, FaultCode.StepNotDividing, at.At("stepHundredths"), terms);
        faults.When(
            isPrice && reason is not null,
            FaultCode.NotForPriceCriterion,
            at.At("reasonBelowHundredths"),
            terms
        );
        faults.When(reason > most, FaultCode.OutOfRange, at.At("reasonBelowHundredths"), terms);
    }

    private static void CheckMethod(Tender tender, string terms, Faults faults)
    {
        if (tender.Method != Method.LowestEvaluatedPrice)
            return;
        for (var i = 0; i < tender.Criteria.Count; i++)
            faults.When(tender.Criteria[i].Kind != CriterionKind.Price, FaultCode.NotForMethod, Criteria.At(i), terms);
    }

    private static void CheckMasked(Tender tender, string terms, Faults faults)
    {
        if (tender.Masked is not { } masked)
            return;
        var (ids, sections) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<int>());
        for (var i = 0; i < masked.Criteria.Count; i++)
        {
            var (id, at) = (masked.Criteria[i], Masked.At("criteria").At(i));
            var criterion = tender.Criteria.FirstOrDefault(c => c.Id == id);
            faults.When(criterion is null, FaultCode.UnknownId, at, terms, id);
            faults.When(criterion?.Kind == CriterionKind.Price, FaultCode.NotForPriceCriterion, at, terms);
            faults.When(!ids.Add(id), FaultCode.DuplicateId, at, terms);
        }
        for (var i = 0; i < masked.Sections.Count; i++)
            faults.When(
                !sections.Add(masked.Sections[i]),
                FaultCode.DuplicateValue,
                Masked.At("sections").At(i),
                terms
            );
    }

    private static void CheckPrices(Tender tender, string terms, Faults faults)
    {
        var prices = Enumerable
            .Range(0, tender.Criteria.Count)
            .Where(i => tender.Criteria[i].Kind == CriterionKind.Price)
            .ToList();
        if (prices.Count == 0)
            faults.Report(FaultCode.PriceCriterionMissing, Criteria, terms);
        if (prices.Count > 1)
            faults.Report(FaultCode.PriceCriterionTwice, Criteria.At(prices[1]).At("kind"), terms);
    }

    private static void CheckWeights(Tender tender, string terms, Faults faults)
    {
        var sum = tender.Criteria.Sum(c => c.WeightPermille);
        faults.When(sum != 1000, FaultCode.WeightsSum, Criteria, terms, sum.ToString(CultureInfo.InvariantCulture));
        var price = tender.Criteria.ToList().FindIndex(c => c.Kind == CriterionKind.Price);
        if (price < 0 || tender.Method == Method.LowestEvaluatedPrice)
            return;
        var weight = tender.Criteria[price].WeightPermille;
        var isWrong = weight < tender.Pack.LeastPricePermille || weight > tender.Pack.MostPricePermille;
        var limits = string.Create(
            CultureInfo.InvariantCulture,
            $"{weight}: {tender.Pack.LeastPricePermille}..{tender.Pack.MostPricePermille}"
        );
        faults.When(
            isWrong,
            FaultCode.PriceWeight,
            Criteria.At(price).At("weightPermille"),
            tender.Pack.Rules.PriceWeight,
            limits
        );
    }
}
