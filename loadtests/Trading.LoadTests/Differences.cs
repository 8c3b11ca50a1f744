using Trading.Rooms.Papers;
using Trading.Rooms.Rooms;
using Trading.Scoring;

namespace Trading.LoadTests;

/// <summary>A score on facts that is not the committee's.</summary>
/// <param name="Seat">Whose.</param>
/// <param name="Bid">For which bid.</param>
/// <param name="Criterion">Which.</param>
/// <param name="Before">What the sheet says, in hundredths.</param>
/// <param name="After">What most sheets say.</param>
internal sealed record Difference(int Seat, string Bid, string Criterion, long Before, long After);

/// <summary>
/// Where members differ on facts: nothing is counted before the leader had it corrected. Source: docs/spec/scoring.md,
/// "objective-differs".
/// </summary>
internal static class Differences
{
    /// <summary>The first that is left; null where all agree.</summary>
    /// <param name="papers">Events of sheets, in their order: the last one of a seat counts.</param>
    /// <param name="terms">The published terms.</param>
    /// <param name="minutes">Which bids stand, and what was corrected already.</param>
    /// <param name="leader">Who is followed where as many say one as the other.</param>
    public static Difference? First(IEnumerable<RoomEvent> papers, Tender terms, Minutes minutes, int leader)
    {
        var sheets = new SortedDictionary<int, SheetPaper>();
        foreach (var paper in papers.OfType<SheetSubmitted>())
            if (SheetPaper.TryParse(paper.Paper.Statement, out var sheet))
                sheets[paper.Seat] = sheet;
        return (
            from bid in minutes.Standing
            from criterion in terms.Criteria
            where criterion.Kind == CriterionKind.Objective
            select In(sheets, bid.Id, criterion.Id, minutes, leader)
        ).FirstOrDefault(found => found is not null);
    }

    private static Difference? In(
        SortedDictionary<int, SheetPaper> sheets,
        string bid,
        string criterion,
        Minutes minutes,
        int leader
    )
    {
        var scores = new List<(int Seat, long Score)>();
        foreach (var (seat, sheet) in sheets)
            if (ScoreOf(sheet, bid, criterion) is { } score)
                scores.Add((seat, minutes.Amended.GetValueOrDefault((seat, bid, criterion), score)));
        if (scores.Count == 0)
            return null;
        var right = scores
            .GroupBy(s => s.Score)
            .OrderByDescending(same => same.Count())
            .ThenByDescending(same => same.Any(s => s.Seat == leader))
            .First()
            .Key;
        var (of, before) = scores.FirstOrDefault(s => s.Score != right);
        return of == 0 ? null : new Difference(of, bid, criterion, before, right);
    }

    private static long? ScoreOf(SheetPaper sheet, string bid, string criterion) =>
        sheet.Bids.FirstOrDefault(b => b.Bid == bid)?.Scores.FirstOrDefault(s => s.Criterion == criterion)?.Hundredths;
}
