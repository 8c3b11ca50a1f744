namespace Trading.Recount;

/// <summary>Sections 4.5 and 4.6: what a publication does not hold yet, and what is not its lot's.</summary>
internal static class FilingChecks
{
    public static IEnumerable<Fault> Faults(Tender tender)
    {
        (string Key, int Count)[] lists =
        [
            ("members", tender.Members?.Count ?? 0),
            ("bids", tender.Bids.Count),
            ("brandChosen", tender.BrandChosen.Count),
            ("sheets", tender.Sheets.Count),
            ("amendments", tender.Amendments.Count),
            ("timings", tender.Timings.Count),
        ];
        foreach (var (key, _) in lists.Where(list => list.Count > 0))
            yield return new Fault("not-at-filing", $"$.{key}");
        if (tender.Parameters is { DrawnFrom: not null, K: not null })
            yield return new Fault("not-at-filing", "$.parameters.K");
    }

    /// <summary>Section 4.6: the first key in which the terms are not the lot's, or null.</summary>
    public static string? DifferenceFrom(string rulePack, string priceKind, long bound, Tender tender)
    {
        Pack[] packs = rulePack switch
        {
            "construction-national" => [Pack.National, Pack.Wuhai],
            "procurement-goods" => [Pack.Goods],
            "procurement-services" => [Pack.Services],
            _ => [],
        };
        if (!packs.Contains(tender.Pack))
            return "pack";
        string[] kinds = tender.Kind switch
        {
            PriceKind.Amount => ["Amount", "UnitPrices"],
            PriceKind.Rate => ["Rate"],
            _ => ["Discount"],
        };
        if (!kinds.Contains(priceKind, StringComparer.Ordinal))
            return "priceKind";
        var published = (tender.Kind == PriceKind.Amount ? tender.CeilingFen : tender.CeilingMillionths) ?? 0;
        return published == bound ? null : tender.CeilingKey;
    }
}
