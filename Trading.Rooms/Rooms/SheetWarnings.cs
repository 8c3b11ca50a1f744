namespace Trading.Rooms.Rooms;

/// <summary>What a supervisor should look at in sheets.</summary>
public enum SheetWarningKind
{
    /// <summary>Two members wrote the same subjective scores everywhere.</summary>
    Identical,

    /// <summary>A member's score lies far from the mean of the others'.</summary>
    Distance,

    /// <summary>An objective item differs between members.</summary>
    Objective,
}

/// <summary>One warning; it changes no number and is told to no member.</summary>
/// <param name="Kind">What.</param>
/// <param name="Seats">Whose sheets, rising.</param>
/// <param name="Bid">For which bid; empty of whole sheets.</param>
/// <param name="Criterion">Which criterion; empty of whole sheets.</param>
public sealed record SheetWarning(SheetWarningKind Kind, IReadOnlyList<int> Seats, string Bid, string Criterion);

/// <summary>
/// Warnings about sheets that were disclosed: the findings of <c>scoring.md</c>, section 10, and objective items that
/// differ, which a count refuses. Source: docs/spec/room.md, "Streams"; docs/spec/scoring.md, section 10.
/// </summary>
public static class SheetWarnings
{
    private const int LeastCells = 4;
    private const int LeastMembers = 3;
    private const int ShareOf = 10;
    private const int Share = 3;

    /// <summary>
    /// Warnings in the order of bids and criteria; none before the stage Scoring has closed, and none while it is open
    /// again: what is not disclosed warns nobody.
    /// </summary>
    public static IReadOnlyList<SheetWarning> Of(Room state)
    {
        var last = state switch
        {
            Room.Summing s => (Room.Sitting)s,
            Room.Reporting s => s,
            Room.Concluded s => s.Last,
            Room.Failed { Last: Room.Summing or Room.Reporting } s => s.Last,
            _ => null,
        };
        var sheets = last is null ? [] : Files.Sheets(last.Work);
        if (last is null || sheets.Count < 2)
            return [];
        var cells = new Dictionary<(string Bid, string Criterion), SortedDictionary<int, long>>();
        foreach (var sheet in sheets)
        foreach (var bid in sheet.Bids)
        foreach (var score in bid.Scores)
        {
            if (!cells.TryGetValue((bid.Bid, score.Criterion), out var cell))
                cells[(bid.Bid, score.Criterion)] = cell = [];
            cell[sheet.Seat] = score.Hundredths;
        }
        var criteria = Files.Terms(last.Facts).Criteria.Where(c => c.Kind != CriterionKind.Price).ToList();
        return [.. Identical(last, criteria, cells), .. Single(last, criteria, cells)];
    }

    private static IEnumerable<SheetWarning> Identical(
        Room.Sitting state,
        List<Criterion> criteria,
        Dictionary<(string Bid, string Criterion), SortedDictionary<int, long>> cells
    )
    {
        var subjective = criteria.Where(c => c.Kind == CriterionKind.Subjective).Select(c => c.Id).ToHashSet();
        var compared = cells.Where(c => subjective.Contains(c.Key.Criterion)).Select(c => c.Value).ToList();
        if (compared.Count < LeastCells)
            yield break;
        int[] seats = [.. Files.Sheets(state.Work).Select(sheet => sheet.Seat)];
        for (var i = 0; i < seats.Length; i++)
        for (var j = i + 1; j < seats.Length; j++)
            if (
                compared.TrueForAll(c =>
                    c.TryGetValue(seats[i], out var a) && c.TryGetValue(seats[j], out var b) && a == b
                )
            )
                yield return new SheetWarning(SheetWarningKind.Identical, [seats[i], seats[j]], "", "");
    }

    private static IEnumerable<SheetWarning> Single(
        Room.Sitting state,
        List<Criterion> criteria,
        Dictionary<(string Bid, string Criterion), SortedDictionary<int, long>> cells
    )
    {
        foreach (var bid in state.Facts.Start.Bids)
        foreach (var criterion in criteria)
        {
            if (!cells.TryGetValue((bid.Id, criterion.Id), out var cell))
                continue;
            if (criterion.Kind == CriterionKind.Objective && cell.Values.Distinct().Count() > 1)
                yield return new SheetWarning(SheetWarningKind.Objective, [.. cell.Keys], bid.Id, criterion.Id);
            if (criterion.Kind == CriterionKind.Subjective && cell.Count >= LeastMembers)
                foreach (var (seat, score) in cell)
                    if (IsFar(score, cell, criterion.MaxHundredths ?? 0))
                        yield return new SheetWarning(SheetWarningKind.Distance, [seat], bid.Id, criterion.Id);
        }
    }

    // |score − mean of the others| ≥ 3/10 of the maximum, without a fraction.
    private static bool IsFar(long score, SortedDictionary<int, long> cell, long most)
    {
        var others = cell.Count - 1;
        var apart = score * others - (cell.Values.Sum() - score);
        return Math.Abs(apart) * ShareOf >= Share * most * others;
    }
}
