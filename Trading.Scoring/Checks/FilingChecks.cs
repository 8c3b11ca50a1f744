namespace Trading.Scoring;

/// <summary>
/// The check at filing: terms that can be computed later, and nothing in the file that nobody can know yet
/// (docs/spec/scoring.md, 4.5).
/// </summary>
internal static class FilingChecks
{
    public static void Check(Tender tender, Faults faults)
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
        foreach (var (key, count) in lists)
            faults.When(count > 0, FaultCode.NotAtFiling, Place.Root.At(key));
        faults.When(
            tender.Parameters is { DrawnFrom: not null, K: not null },
            FaultCode.NotAtFiling,
            Place.Root.At("parameters").At("K"),
            PackRules.Draw
        );
        TermsChecks.CheckAll(tender, isFiling: true, faults);
    }
}
