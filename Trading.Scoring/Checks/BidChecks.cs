namespace Trading.Scoring;

/// <summary>Members, bids and brand choices (docs/spec/scoring.md, 4.3).</summary>
internal static class BidChecks
{
    /// <summary>
    /// Reports the first fault; otherwise answers with the prices of all bids that count, null for the others.
    /// </summary>
    public static BidPrice?[] Check(Tender tender, Faults faults)
    {
        var members = tender.Members ?? [];
        CheckIds(members, i => Place.Root.At("members").At(i), faults);
        var prices = new BidPrice?[tender.Bids.Count];
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var parts = new BidPartChecks(tender);
        for (var i = 0; i < prices.Length && !faults.Any; i++)
        {
            var at = Place.Root.At("bids").At(i);
            CheckKeys(tender.Bids[i], tender, ids, at, faults);
            CheckLists(tender.Bids[i], tender, at, faults);
            parts.Check(tender.Bids[i], at, faults);
            // A bid that was rejected in time is not even priced: nothing of it can change what others get.
            if (!faults.Any && (tender.Bids[i].IsValid || tender.Bids[i].IsRejectedLate))
                prices[i] = Price(tender.Bids[i], tender, parts, at, faults);
        }
        if (!faults.Any)
            CheckChoices(tender, faults);
        return prices;
    }

    private static void CheckIds(IReadOnlyList<string> ids, Func<int, Place> at, Faults faults)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < ids.Count; i++)
            faults.When(!seen.Add(ids[i]), FaultCode.DuplicateId, at(i).At("id"), detail: ids[i]);
    }

    private static void CheckKeys(Bid bid, Tender tender, HashSet<string> ids, Place at, Faults faults)
    {
        var terms = tender.Pack.Rules.Terms;
        var isAmount = tender.Quote == QuoteKind.Amount;
        var (unused, unusedKey) = isAmount ? (bid.Millionths, "millionths") : (bid.PriceFen, "priceFen");
        faults.When(!ids.Add(bid.Id), FaultCode.DuplicateId, at.At("id"), detail: bid.Id);
        faults.When(unused is not null, FaultCode.NotForPriceKind, at.At(unusedKey), terms);
        faults.When(
            (isAmount ? bid.PriceFen : bid.Millionths) is null && tender.PriceParts is null,
            FaultCode.MissingKey,
            at.At(tender.PriceKey)
        );
        faults.When(
            tender.Quote == QuoteKind.Discount && bid.Millionths > 1_000_000,
            FaultCode.OutOfRange,
            at.At("millionths")
        );
        faults.When(
            bid.DeductedPermille(tender.Preferences) > tender.Pack.MostAdjustPermille,
            FaultCode.AdjustOverPack,
            at.At("adjustPermille"),
            terms
        );
        faults.When(bid.IsRejectedLate && bid.IsValid, FaultCode.RejectedLateButValid, at.At("rejectedLate"));
    }

    private static void CheckLists(Bid bid, Tender tender, Place at, Faults faults)
    {
        var (pack, isAmount, quotation) = (tender.Pack, tender.Quote == QuoteKind.Amount, at.At("quotation"));
        faults.When(bid.Quotation is not null && !isAmount, FaultCode.NotForPriceKind, quotation, pack.Rules.Terms);
        faults.When(
            bid.Quotation?.BodyFen is not null && !pack.ListBeatsBody,
            FaultCode.NotInPack,
            quotation.At("bodyFen"),
            pack.Rules.Prices
        );
        CheckIds([.. bid.Quotation?.Items.Select(i => i.Id) ?? []], i => quotation.At("items").At(i), faults);
        var hasDeviations = bid.Deviations.Count > 0;
        faults.When(
            hasDeviations && !pack.AllowsDeviations,
            FaultCode.NotInPack,
            at.At("deviations"),
            PackRules.NoDeviations
        );
        faults.When(
            hasDeviations && (tender.Method != Method.LowestEvaluatedPrice || !isAmount),
            FaultCode.NotForMethod,
            at.At("deviations"),
            pack.Rules.Terms
        );
        CheckIds([.. bid.Deviations.Select(d => d.Id)], i => at.At("deviations").At(i), faults);
        faults.When(bid.Rejection is not null && bid.IsValid, FaultCode.RejectionButValid, at.At("rejection"));
    }

    private static BidPrice? Price(Bid bid, Tender tender, BidPartChecks parts, Place at, Faults faults)
    {
        var rules = tender.Pack.Rules;
        faults.When(
            tender.ComparesWithoutTax && bid.TaxPermille is null,
            FaultCode.MissingKey,
            at.At("taxPermille"),
            rules.Terms,
            bid.Id
        );
        parts.CheckComplete(bid, at, faults);
        if (faults.Any)
            return null;
        var price = BidPrice.Of(bid, tender);
        faults.When(
            price.Corrections.Count > 0 && bid.Quotation?.IsConfirmed is null,
            FaultCode.ConfirmationMissing,
            at.At("quotation").At("confirmed"),
            rules.Prices,
            bid.Id
        );
        if (price.IsRefused)
            return price;
        faults.When(
            price.Corrected == Fraction.Zero,
            FaultCode.ZeroPrice,
            at.At(tender.PriceKey),
            rules.Prices,
            bid.Id
        );
        faults.When(price.Compared == Fraction.Zero, FaultCode.ZeroPrice, at.At("parts"), rules.Terms, bid.Id);
        faults.When(
            price.Corrected > TenderReader.MostFen,
            FaultCode.OutOfRange,
            tender.PriceParts is null ? at.At("quotation").At("items") : at.At("parts"),
            detail: bid.Id
        );
        faults.When(price.Evaluated.Sign <= 0, FaultCode.EvaluatedPrice, at.At("deviations"), rules.Terms, bid.Id);
        return price;
    }

    private static void CheckChoices(Tender tender, Faults faults)
    {
        var brands = tender.Bids.ToDictionary(b => b.Id, b => b.Brand, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < tender.BrandChosen.Count; i++)
        {
            var (choice, at) = (tender.BrandChosen[i], Place.Root.At("brandChosen").At(i));
            faults.When(!tender.Pack.OneBrandOneBidder, FaultCode.NotInPack, at, PackRules.SameBrand);
            faults.When(
                !seen.Add(choice.Brand),
                FaultCode.DuplicateId,
                at.At("brand"),
                PackRules.SameBrand,
                choice.Brand
            );
            var isKnown = brands.TryGetValue(choice.BidId, out var brand);
            faults.When(!isKnown, FaultCode.UnknownId, at.At("bid"), PackRules.SameBrand, choice.BidId);
            faults.When(
                brand != choice.Brand,
                FaultCode.BrandMismatch,
                at.At("bid"),
                PackRules.SameBrand,
                choice.BidId
            );
        }
    }
}
