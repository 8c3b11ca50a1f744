using Trading.Rooms.Counts;

namespace Trading.Rooms.Rooms;

/// <summary>
/// A count made beside the room, of a state that does not change: seconds of work are done before anything is decided.
/// It holds for exactly the papers and decisions that it was made of; a room that has moved takes no notice of it.
/// Source: docs/spec/room.md, "Count".
/// </summary>
public sealed class CountMade
{
    private readonly RoomWork work;

    private CountMade(RoomWork work, CountOutcome outcome, ScoresCounted? scores, ResultCommitted? result) =>
        (this.work, Outcome, Scores, Result) = (work, outcome, scores, result);

    /// <summary>What both counts gave.</summary>
    internal CountOutcome Outcome { get; }

    /// <summary>What is told of an agreed count; null where there is none.</summary>
    internal ScoresCounted? Scores { get; }

    /// <summary>What is committed to of it.</summary>
    internal ResultCommitted? Result { get; }

    /// <summary>Counts what the wish asks for; null in a room that has nothing to count.</summary>
    /// <param name="state">The room as it stands.</param>
    /// <param name="wish">Its salt is that of the count.</param>
    public static CountMade? Of(Room state, CountScores wish)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(wish);
        return state is Room.Summing s ? Of(s, wish) : null;
    }

    internal static CountMade Of(Room.Summing s, CountScores wish)
    {
        var file = Files.Of(s);
        var outcome = Counting.Of(file, wish.Second);
        return outcome.Agreed is { } agreed
            ? Agreed(s, wish, file, outcome, agreed)
            : new CountMade(s.Work, outcome, null, null);
    }

    /// <summary>
    /// Whether it is a count of this work: the state is replaced and never changed, so what is the same object is the
    /// same.
    /// </summary>
    internal bool IsOf(RoomWork now) =>
        now.Revision == work.Revision
        && ReferenceEquals(now.Rejections, work.Rejections)
        && ReferenceEquals(now.Questions, work.Questions)
        && ReferenceEquals(now.Sheets, work.Sheets)
        && ReferenceEquals(now.Changes, work.Changes)
        && ReferenceEquals(now.Brands, work.Brands);

    private static CountMade Agreed(Room.Summing s, CountScores c, byte[] file, CountOutcome outcome, Counted agreed)
    {
        var suite = s.Facts.Suite;
        var (tender, result) = (suite.Hash(file), suite.Hash(Counting.BytesOf(agreed)));
        var ranks = agreed.Rows.ToDictionary(r => r.Bid, r => r.Rank, StringComparer.Ordinal);
        var lines = new LineTree(suite, c.Salt, RoomLine.Of(s.Facts.Start, s.Work.Revision, agreed));
        var hidden = Counting.Hidden(suite, c.Salt, tender, result);
        RoomCandidate[] candidates = [.. agreed.Candidates.Select(bid => new RoomCandidate(bid, ranks[bid]!.Value))];
        return new CountMade(
            s.Work,
            outcome,
            new ScoresCounted(c.Now, s.Work.Revision, tender, result, c.Salt, candidates),
            new ResultCommitted(c.Now, s.Work.Revision, Counting.Commitment(suite, hidden, lines.Root))
        );
    }
}
