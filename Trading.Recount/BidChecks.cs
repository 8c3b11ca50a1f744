namespace Trading.Recount;

/// <summary>
/// Section 4.3: members, bids and chosen brands, lazily and in their order. Walking it to the end also prices the bids.
/// </summary>
internal sealed class BidChecks
{
    private readonly Tender tender;
    private readonly PartChecks parts;
    private readonly PartPricing? pricing;
    private readonly Dictionary<string, int> bidOf = new(StringComparer.Ordinal);

    public BidChecks(Tender tender)
    {
        this.tender = tender;
        parts = new PartChecks(tender);
        pricing = tender.PriceParts is { } published ? new PartPricing(tender.Rounding, published) : null;
        Prices = new Priced?[tender.Bids.Count];
        IsOut = new bool[tender.Bids.Count];
    }

    /// <summary>Position of a bid by its id.</summary>
    public IReadOnlyDictionary<string, int> BidOf => bidOf;

    /// <summary>By bid; null where a bid was rejected and never counted.</summary>
    public Priced?[] Prices { get; }

    /// <summary>By bid: its bidder refused a correction (5.2).</summary>
    public bool[] IsOut { get; }

    private bool IsAmount => tender.Kind == PriceKind.Amount;

    private string PriceKey => IsAmount ? "priceFen" : "millionths";

    private string OtherKey => IsAmount ? "millionths" : "priceFen";

    public IEnumerable<Fault> Faults()
    {
        foreach (var fault in Repeated(tender.Members ?? [], id => id, Place.Root.At("members")))
            yield return fault;
        for (var i = 0; i < tender.Bids.Count; i++)
        {
            var (bid, at) = (tender.Bids[i], Place.Root.At("bids").At(i));
            if (!bidOf.TryAdd(bid.Id, i))
                yield return At("duplicate-id", at.At("id"));
            foreach (var fault in OfBid(bid, at))
                yield return fault;
            if (!bid.Valid && !bid.RejectedLate)
                continue;
            foreach (var fault in OfPrice(i, at))
                yield return fault;
        }

        foreach (var fault in OfChoices())
            yield return fault;
    }

    private IEnumerable<Fault> OfBid(Bid bid, Place at) =>
        OfOffer(bid, at)
            .Concat(OfQuotation(bid, at))
            .Concat(OfDeviations(bid, at))
            .Concat(OfTerms(bid, at))
            .Concat(parts.Faults(bid, at));

    private IEnumerable<Fault> OfOffer(Bid bid, Place at)
    {
        var (offered, other) = IsAmount ? (bid.PriceFen, bid.Millionths) : (bid.Millionths, bid.PriceFen);
        if (other is not null)
            yield return At("not-for-price-kind", at.At(OtherKey));
        if (offered is null && (!IsAmount || tender.PriceParts is null))
            yield return At("missing-key", at.At(PriceKey));
        if (tender.Kind == PriceKind.Discount && offered > Tender.MillionthsOfOne)
            yield return At("out-of-range", at.At(PriceKey));
        if (tender.DeductionOf(bid) > tender.Pack.MostAdjustPermille)
            yield return At("adjust-over-pack", at.At("adjustPermille"));
        if (bid.RejectedLate && bid.Valid)
            yield return At("rejected-late-but-valid", at.At("rejectedLate"));
    }

    private IEnumerable<Fault> OfQuotation(Bid bid, Place at)
    {
        if (bid.Quotation is not { } quotation)
            yield break;
        if (!IsAmount)
            yield return At("not-for-price-kind", at.At("quotation"));
        if (quotation.BodyFen is not null && !tender.Pack.ListBeatsBody)
            yield return At("not-in-pack", at.At("quotation").At("bodyFen"));
        foreach (var fault in Repeated(quotation.Items, item => item.Id, at.At("quotation").At("items")))
            yield return fault;
    }

    private IEnumerable<Fault> OfDeviations(Bid bid, Place at)
    {
        if (bid.Deviations.Count == 0)
            yield break;
        if (!tender.Pack.AllowsDeviations)
            yield return At("not-in-pack", at.At("deviations"));
        if (tender.Method != Method.LowestEvaluatedPrice || !IsAmount)
            yield return At("not-for-method", at.At("deviations"));
        foreach (var fault in Repeated(bid.Deviations, deviation => deviation.Id, at.At("deviations")))
            yield return fault;
    }

    private IEnumerable<Fault> OfTerms(Bid bid, Place at)
    {
        if (bid.Rejection is not null && bid.Valid)
            yield return At("rejection-but-valid", at.At("rejection"));
        if (bid.Parts.Count > 0 && tender.PriceParts is null)
            yield return At("not-in-terms", at.At("parts"));
        if (bid.Quotation?.Items.Count > 0 && tender.PriceParts is not null)
            yield return At("not-in-terms", at.At("quotation").At("items"));
    }

    private IEnumerable<Fault> OfPrice(int i, Place at)
    {
        var bid = tender.Bids[i];
        if (tender.WithoutTax && bid.TaxPermille is null)
            yield return At("missing-key", at.At("taxPermille"));
        foreach (var fault in parts.Gaps(bid, at))
            yield return fault;
        var priced = Priced.Of(tender, bid, pricing?.Of(bid));
        Prices[i] = priced;
        var hasCorrection = priced.Corrections.Count > 0;
        if (hasCorrection && bid.Quotation?.Confirmed is null)
            yield return At("confirmation-missing", at.At("quotation").At("confirmed"));
        IsOut[i] = hasCorrection && bid.Quotation?.Confirmed is false;
        if (IsOut[i])
            yield break;
        if (priced.Corrected.Top.IsZero)
            yield return At("zero-price", at.At(PriceKey));
        if (priced.Compared.Top.IsZero)
            yield return At("zero-price", at.At("parts"));
        if (priced.Corrected > Ratio.Whole(BidForm.MostFen))
            yield return At(
                "out-of-range",
                tender.PriceParts is null ? at.At("quotation").At("items") : at.At("parts")
            );
        if (priced.Evaluated.Top.Sign <= 0)
            yield return At("evaluated-price", at.At("deviations"));
    }

    private IEnumerable<Fault> OfChoices()
    {
        var brands = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < tender.BrandChosen.Count; i++)
        {
            var (choice, at) = (tender.BrandChosen[i], Place.Root.At("brandChosen").At(i));
            if (!tender.Pack.HasBrandRule)
                yield return At("not-in-pack", at);
            if (!brands.Add(choice.Brand))
                yield return At("duplicate-id", at.At("brand"));
            if (!bidOf.TryGetValue(choice.Bid, out var bid))
                yield return At("unknown-id", at.At("bid"));
            if (tender.Bids[bid].Brand != choice.Brand)
                yield return At("brand-mismatch", at.At("bid"));
        }
    }

    private static IEnumerable<Fault> Repeated<T>(List<T> list, Func<T, string> idOf, Place at)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < list.Count; i++)
        {
            if (!ids.Add(idOf(list[i])))
                yield return At("duplicate-id", at.At(i).At("id"));
        }
    }

    private static Fault At(string code, Place place) => new(code, place.ToString());
}
