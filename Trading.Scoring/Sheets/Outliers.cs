namespace Trading.Scoring;

/// <summary>
/// Figures for the supervisor (docs/spec/scoring.md, section 10): far from the others, identical, too fast. They accuse
/// nobody and change no score.
/// </summary>
internal static class Outliers
{
    private const int FewestMembers = 3;
    private const int FewestCells = 4;
    private const int SecondsPerCriterion = 10;

    // Three tenths of a criterion's maximum.
    private const int DistanceParts = 3;
    private const int DistanceOf = 10;

    public static IEnumerable<Finding> Find(ScoreTable table, IReadOnlyList<int> standing)
    {
        var criteria = table.Tender.Criteria;
        var cells = (
            from bid in standing
            from c in Enumerable.Range(0, criteria.Count)
            where criteria[c].Kind == CriterionKind.Subjective
            select (Bid: bid, Criterion: c)
        ).ToList();
        return
        [
            .. cells.SelectMany(cell => Distances(table, cell.Bid, cell.Criterion)),
            .. Identical(table, cells),
            .. TooFast(table),
        ];
    }

    private static IEnumerable<Finding> Distances(ScoreTable table, int bid, int criterion)
    {
        var others = table.Members.Count - 1;
        if (others < FewestMembers - 1)
            yield break;
        var published = table.Tender.Criteria[criterion];
        var scores = Enumerable
            .Range(0, table.Members.Count)
            .Select(m => table.Scores[table.SheetAt(bid, criterion, m)])
            .ToList();
        var sum = scores.Sum();
        for (var member = 0; member < scores.Count; member++)
        {
            var distance = new Fraction((scores[member] * others) - (sum - scores[member]), others).Magnitude;
            var limit = new Fraction(published.MaxHundredths!.Value * DistanceParts, DistanceOf);
            if (distance < limit)
                continue;
            yield return new Finding(
                FindingCode.Distance,
                [table.Members[member], table.Tender.Bids[bid].Id, published.Id],
                distance,
                limit,
                table.Tender.Pack.Rules.Scores
            );
        }
    }

    private static IEnumerable<Finding> Identical(ScoreTable table, List<(int Bid, int Criterion)> cells)
    {
        if (cells.Count < FewestCells)
            yield break;
        for (var a = 0; a < table.Members.Count; a++)
        for (var b = a + 1; b < table.Members.Count; b++)
            if (cells.TrueForAll(c => ScoreOf(c, a) == ScoreOf(c, b)))
                yield return new Finding(
                    FindingCode.IdenticalSheets,
                    [table.Members[a], table.Members[b]],
                    cells.Count,
                    FewestCells,
                    PackRules.ScoreAlone
                );

        long ScoreOf((int Bid, int Criterion) cell, int member) =>
            table.Scores[table.SheetAt(cell.Bid, cell.Criterion, member)];
    }

    private static IEnumerable<Finding> TooFast(ScoreTable table)
    {
        var limit = SecondsPerCriterion * table.Tender.Criteria.Count(c => c.Kind != CriterionKind.Price);
        return table
            .Tender.Timings.Where(t => t.Seconds < limit)
            .Select(t => new Finding(
                FindingCode.TooFast,
                [t.Member, t.BidId],
                t.Seconds,
                limit,
                table.Tender.Pack.Rules.Scores
            ));
    }
}
