using Trading.Rooms.Counts;
using Trading.Rooms.Rooms;
using Trading.Streams.Archives;

namespace Trading.Rooms.Audits;

/// <summary>V102: the counted file, both counts, and what was committed to. Source: docs/spec/report.md, "Checks".
/// </summary>
internal static class CountChecks
{
    public static Finding Counts(RoomArchiveCase c) =>
        c.Kind switch
        {
            ArchiveKind.Bidder => OfBidder(c),
            ArchiveKind.Public => OfPublic(c),
            _ => c.OfFull(() =>
                c.OfEach<RoomEvent>(
                    (m, e) =>
                        e switch
                        {
                            ScoresCounted counted => Counted(c, m, counted),
                            CountBlocked blocked => Blocked(m, blocked),
                            ResultCommitted => c.All[m.At - 1] is ScoresCounted ? null : "no count stands before it",
                            EvaluationConcluded end => Concluded(m, end),
                            _ => null,
                        },
                    _ => $"{c.All.Count(e => e is ScoresCounted)} counts, both implementations agree"
                )
            ),
        };

    private static string? Counted(RoomArchiveCase c, RoomMoment m, ScoresCounted e)
    {
        if (m.Before is not Room.Summing state)
            return "there was nothing to count";
        var file = Files.Of(state);
        if (Counting.Of(file, Recount.Recount.Score).Agreed is not { } agreed)
            return "the file cannot be counted, or the two counts differ";
        var (tender, result) = (c.Suite.Hash(file), c.Suite.Hash(Counting.BytesOf(agreed)));
        if (!Same(tender, e.TenderHash))
            return "the papers give another file than was counted";
        if (!Same(result, e.ResultHash))
            return "the file gives another result";
        if (e.Revision != state.Work.Revision || !agreed.Candidates.SequenceEqual(e.Candidates.Select(k => k.Bid)))
            return "the candidates are not those of the result";
        var ranks = agreed.Rows.ToDictionary(r => r.Bid, r => r.Rank, StringComparer.Ordinal);
        if (e.Candidates.Any(k => ranks.GetValueOrDefault(k.Bid) != k.Rank))
            return "a candidate has another rank";
        var lines = new LineTree(c.Suite, e.Salt, RoomLine.Of(state.Facts.Start, e.Revision, agreed));
        var commitment = Counting.Commitment(c.Suite, Counting.Hidden(c.Suite, e.Salt, tender, result), lines.Root);
        return
            m.At + 1 < c.All.Count
            && c.All[m.At + 1] is ResultCommitted told
            && told.Revision == e.Revision
            && Same(told.Commitment, commitment)
            ? null
            : "another result was committed to";
    }

    // Where the two counts differed, nobody can tell today which was wrong then.
    private static string? Blocked(RoomMoment m, CountBlocked e)
    {
        if (m.Before is not Room.Summing state)
            return "there was nothing to count";
        if (e.Code == Counting.Differ)
            return null;
        var outcome = Counting.Of(Files.Of(state), Recount.Recount.Score);
        return (outcome.Code, outcome.Where, outcome.Rule, outcome.First) == (e.Code, e.Where, e.Rule, e.First)
            ? null
            : "the file has another fault, or none";
    }

    private static string? Concluded(RoomMoment m, EvaluationConcluded e) =>
        m.Before is Room.Reporting state
        && state.Count.Revision == e.Revision
        && state.Count.Candidates.SequenceEqual(e.Candidates)
            ? null
            : "the result is not the one that was counted";

    private static Finding OfPublic(RoomArchiveCase c)
    {
        var committed = c.Public.OfType<ResultCommitted>().LastOrDefault();
        if (c.Public.OfType<EvaluationConcluded>().LastOrDefault() is not { } end)
            return Finding.Nothing("there is no result");
        if (committed is null || committed.Revision != end.Revision)
            return Finding.Fail("the result is of no count that was committed to");
        if (end.Candidates.Any(k => k.Rank < 1 || c.Start?.Find(k.Bid) is null))
            return Finding.Fail("a candidate is no bid, or has no rank");
        return Finding.Withheld("what was counted is in the supervisor's archive, a bidder's line in its own");
    }

    private static Finding OfBidder(RoomArchiveCase c)
    {
        var part = c.Archive!.Bidder!;
        var end = c.Public.OfType<EvaluationConcluded>().LastOrDefault();
        if (part.Line is not { } proof)
            return end is null ? Finding.Nothing("there is no result") : Finding.Fail("the line of the bid is missing");
        if (end is null || c.Public.OfType<ResultCommitted>().LastOrDefault() is not { } committed)
            return Finding.Fail("there is a line, and no result");
        if (!RoomLine.TryParse(proof.Line, out var line) || line.Room != c.Start?.Room || line.Bid != part.Bid)
            return Finding.Fail("the line is another bid's");
        if (line.Revision != committed.Revision || committed.Revision != end.Revision)
            return Finding.Fail("the line is of another count");
        if (proof.Size != c.Start.Bids.Count || !proof.Opens(c.Suite, committed.Commitment))
            return Finding.Fail("the line is not what was committed to");
        var told = end.Candidates.FirstOrDefault(k => k.Bid == part.Bid);
        if (told is null != line.Reason.Length > 0 || (told is not null && told.Rank != line.Rank))
            return Finding.Fail("the public result says something else of this bid");
        return Finding.Pass(
            line.Rank > 0 ? $"rank {line.Rank}, total {line.Rounded}" : $"{line.Reason} {line.Ground}".TrimEnd()
        );
    }

    private static bool Same(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) => one.SequenceEqual(other);
}
