namespace Trading.Recount;

/// <summary>Section 4.5, F1 and F2: what a publication does not hold yet, lazily and in their order.</summary>
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
}
