namespace Trading.Scoring;

/// <summary>
/// L1 to L3: scoring terms are those of the lot that names them (docs/spec/scoring.md, 4.6). Otherwise one bid would
/// be over the ceiling in the hall and not in the evaluation.
/// </summary>
internal static class LotChecks
{
    public static void Check(Tender tender, FiledLot lot, Faults faults)
    {
        Agree(IsPackOf(tender.Pack.Id, lot.RulePack), "pack", lot.RulePack);
        Agree(QuoteOf(lot.PriceKind) == tender.Quote, "priceKind", lot.PriceKind);
        var bound = tender.Quote == QuoteKind.Amount ? tender.CeilingFen : tender.CeilingMillionths;
        Agree(
            (bound ?? 0) == lot.Bound,
            tender.CeilingKey,
            FigureText.Of(lot.Bound, Measure.Price, tender.Quote, isChinese: false)
        );

        void Agree(bool holds, string key, string ofLot) =>
            faults.When(!holds, FaultCode.NotOfLot, Place.Root.At(key), detail: ofLot);
    }

    // A local pack is stricter than the national one under which the session is published.
    private static bool IsPackOf(string pack, string rulePack) =>
        pack == rulePack
        || (pack == ScoringPacks.ConstructionWuhai.Id && rulePack == ScoringPacks.ConstructionNational.Id);

    // Beside unit prices a bid writes their sum: that is the amount which is read out.
    private static QuoteKind? QuoteOf(string priceKind) =>
        priceKind switch
        {
            "Amount" or "UnitPrices" => QuoteKind.Amount,
            "Rate" => QuoteKind.Rate,
            "Discount" => QuoteKind.Discount,
            _ => null,
        };
}
