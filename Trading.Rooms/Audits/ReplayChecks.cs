using Trading.Rooms.Counts;
using Trading.Rooms.Rooms;

namespace Trading.Rooms.Audits;

/// <summary>
/// V106: the whole room again by the decider that the platform obeys: for each event the wish that makes it, and
/// exactly the events that follow. Source: docs/spec/report.md, "Checks".
/// </summary>
internal static class ReplayChecks
{
    private const int SaltBytes = 32;

    public static Finding Replay(RoomArchiveCase c) =>
        c.OfFull(() => Finding.Of(ProblemOf(c.All), $"{c.All.Count} events"));

    private static string? ProblemOf(IReadOnlyList<RoomEvent> all)
    {
        var state = (Room)new Room.None();
        for (var at = 0; at < all.Count; )
        {
            var name = $"event {at}, {all[at].GetType().Name}";
            // Counts that differed then agree today, or differ elsewhere: the block is the platform's word.
            if (all[at] is CountBlocked { Code: Counting.Differ } && state is Room.Summing)
            {
                state = RoomDecider.Evolve(state, all[at++]);
                continue;
            }
            if (WishOf(all[at]) is not { } wish)
                return $"{name}: nothing leads to it";
            var decided = RoomDecider.Decide(state, wish);
            if (decided.Refusal is { } no)
                return $"{name}: {no.Detail} [{no.Rule}]";
            if (decided.Events.Count == 0)
                return $"{name}: it was true already";
            foreach (var expected in decided.Events)
            {
                if (at >= all.Count || !IsSame(expected, all[at]))
                    return $"{name}: {expected.GetType().Name} should follow at {at}";
                state = RoomDecider.Evolve(state, all[at++]);
            }
        }
        return null;
    }

    private static bool IsSame(RoomEvent one, RoomEvent other) =>
        one.GetType() == other.GetType()
        && RoomCodec.Table.Encode(one).Bytes.AsSpan().SequenceEqual(RoomCodec.Table.Encode(other).Bytes);

    private static RoomCommand? WishOf(RoomEvent happened) =>
        happened switch
        {
            EvaluationStarted e => new StartEvaluation(e.At, e.Room, e.Start, e.Terms, e.Signature),
            SeatTaken e => new TakeSeat(e.At, e.Certificate, e.Signature),
            BidReviewed e => new SubmitReview(e.At, e.Paper),
            SheetSubmitted e => new SubmitSheet(e.At, e.Paper),
            MaskedSubmitted e => new SubmitSheet(e.At, e.Paper),
            LabelsDrawn e => new DrawLabels(
                e.At,
                e.Salt,
                e.Labels.ToDictionary(label => label.Bid, label => label.Found, StringComparer.Ordinal)
            ),
            ReportSealed e => new SealReport(e.At, e.Digest, e.Hash, e.Certificate, e.Signature),
            QuestionLapsed or SilenceDeemed => new PassTime(happened.At),
            ScoresCounted e => new CountScores(e.At, e.Salt),
            CountBlocked e => new CountScores(e.At, new byte[SaltBytes]),
            _ => RoomDecider.ActOf(happened) is { } act ? new Declare(happened.At, act) : null,
        };
}
