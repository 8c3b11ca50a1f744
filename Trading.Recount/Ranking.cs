namespace Trading.Recount;

/// <summary>Section 8.2: classes, units, leaders, ranks.</summary>
internal sealed class Ranking
{
    private readonly Tender tender;
    private readonly Standing standing;
    private readonly List<Line> lines;

    private Ranking(Tender tender, Standing standing, List<Line> lines) =>
        (this.tender, this.standing, this.lines) = (tender, standing, lines);

    public int Units { get; private set; }

    /// <summary>Ranks the lines, or finds the first choice of a brand that does not lead.</summary>
    public static Fault? TryRank(Tender tender, Standing standing, List<Line> lines, out int units)
    {
        var ranking = new Ranking(tender, standing, lines);
        ranking.Classify();
        ranking.Gather();
        ranking.Lead();
        units = ranking.Units;
        if (ranking.FirstIdleChoice() is Fault fault)
            return fault;
        ranking.Choose();
        ranking.Count();
        return null;
    }

    private void Classify()
    {
        var sorted = lines.Order(Comparer<Line>.Create(Compare)).ToList();
        for (var i = 1; i < sorted.Count; i++)
            sorted[i].Class = sorted[i - 1].Class + (Compare(sorted[i - 1], sorted[i]) == 0 ? 0 : 1);
    }

    private static int Compare(Line x, Line y)
    {
        var byValue = y.Value.CompareTo(x.Value);
        return byValue != 0 ? byValue : x.Corrected.CompareTo(y.Corrected);
    }

    private void Gather()
    {
        var unitOf = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (!tender.Pack.HasBrandRule || line.Bid.Brand is not { } brand)
                line.Unit = Units++;
            else if (unitOf.TryGetValue(brand, out var unit))
                line.Unit = unit;
            else
                line.Unit = unitOf[brand] = Units++;
        }
    }

    private void Lead()
    {
        var best = BestClassOfUnit(lines);
        foreach (var line in lines)
            line.Leads = tender.Method == Method.LowestEvaluatedPrice || line.Class == best[line.Unit];
    }

    private Fault? FirstIdleChoice()
    {
        var leaders = standing.ChoosesByPrice
            ? standing.LowestOfBrand.Select(i => tender.Bids[i].Id).ToHashSet(StringComparer.Ordinal)
            : lines.Where(l => l.Leads).Select(l => l.Bid.Id).ToHashSet(StringComparer.Ordinal);
        var idle = tender.BrandChosen.FindIndex(choice => !leaders.Contains(choice.Bid));
        return idle < 0 ? null : new Fault("brand-not-leading", $"$.brandChosen[{idle}].bid");
    }

    private void Choose()
    {
        var chosen = tender.BrandChosen.ToDictionary(c => c.Brand, c => c.Bid, StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (line.Bid.Brand is { } brand && chosen.TryGetValue(brand, out var bid))
                line.Leads = line.Bid.Id == bid;
        }
    }

    private void Count()
    {
        var best = BestClassOfUnit(lines.Where(l => l.Leads));
        int[] sorted = [.. best.Values.Order()];
        foreach (var line in lines.Where(l => l.Leads))
        {
            var better = sorted.TakeWhile(c => c < line.Class).Count();
            line.Rank = 1 + better - (best[line.Unit] < line.Class ? 1 : 0);
        }
    }

    private static Dictionary<int, int> BestClassOfUnit(IEnumerable<Line> lines) =>
        lines.GroupBy(l => l.Unit).ToDictionary(unit => unit.Key, unit => unit.Min(l => l.Class));
}
