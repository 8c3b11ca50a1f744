namespace Trading.Scoring;

/// <summary>
/// The mean of the members' scores of one bid and criterion, hundredths of a point (docs/spec/scoring.md, section 7).
/// </summary>
internal static class MemberMeans
{
    public static Fraction Of(ScoreTable table, int bid, int criterion, MemberMean which)
    {
        long sum = 0,
            least = long.MaxValue,
            most = long.MinValue;
        for (var member = 0; member < table.Members.Count; member++)
        {
            var score = table.Scores[table.SheetAt(bid, criterion, member)];
            sum += score;
            least = score < least ? score : least;
            most = score > most ? score : most;
        }
        return which == MemberMean.All
            ? new Fraction(sum, table.Members.Count)
            : new Fraction(sum - least - most, table.Members.Count - 2);
    }
}
