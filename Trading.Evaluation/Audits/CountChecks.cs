using Trading.Evaluation.Commitments;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Seatings;
using Trading.Evaluation.Statements;

namespace Trading.Evaluation.Audits;

/// <summary>
/// V76: what everybody was told while the rest was closed. Source: docs/spec/draw.md, "Checks".
/// </summary>
internal static class CountChecks
{
    public static Finding Counts(DrawArchiveCase c)
    {
        if (c.Rounds is not [.., var last] || c.Draw?.Request is not { } request)
            return Finding.Nothing("nothing was drawn");
        foreach (var (announced, round) in c.Public.OfType<CommitteeDrawn>().Zip(c.Rounds))
            if (announced.Seats != round.Beacon.Steps.Count)
                return Finding.Fail($"draw {announced.K} announced {announced.Seats} seats");
        // Counts of a draw that was drawn again are over with it.
        var since = c.Public.Reverse().TakeWhile(e => e is not CommitteeDrawn).ToList();
        var (arrivals, notices) = (
            since.OfType<ArrivalsCounted>().FirstOrDefault(),
            since.OfType<NoticesCounted>().FirstOrDefault()
        );
        var (arrived, expected) = (last.Arrived.Count, NoticesOf(last));
        if ((arrivals?.Arrived ?? 0) != arrived || (arrivals is not null && arrivals.Seats != request.DrawnSeats))
            return Finding.Fail($"{arrivals?.Arrived ?? 0} arrivals were announced, {arrived} happened");
        if ((notices ?? new NoticesCounted(0, 0, 0, 0, 0)) with { At = 0 } != expected)
            return Finding.Fail("other notices were announced than happened");
        return EndProblem(c, last, request.DrawnSeats) is { } problem
            ? Finding.Fail(problem)
            : Finding.Pass(
                $"{arrived} arrived, {expected.Declined} declined, {expected.Silent} gave no answer, "
                    + $"{expected.Conflicts} in conflict"
            );
    }

    private static NoticesCounted NoticesOf(DrawRound round)
    {
        var told = round.Told;
        return new NoticesCounted(
            0,
            round.Seated.Count(p => told.TryGetValue(p, out var o) && (o == PositionOutcome.Confirmed || IsHere(o))),
            told.Count(t => t.Value == PositionOutcome.Declined),
            told.Count(t => t.Value == PositionOutcome.Silent),
            round.DroppedOtherwise
        );
    }

    private static bool IsHere(PositionOutcome outcome) =>
        outcome is PositionOutcome.Arrived or PositionOutcome.Left or PositionOutcome.Back;

    // A committee for an opening stands once the custodian compared it with the bidders, the opening had none, or
    // nobody named them for four hours after the room's hour.
    private static string? UncomparedProblem(DrawArchiveCase c, DrawRound last)
    {
        var request = c.Draw!.Request!;
        if (request.Session.Length == 0)
            return null;
        if (c.BiddersOfLast() is { } named)
            return named.Units.Count == 0 || last.After.Any(e => e is ConflictsFound)
                ? null
                : "it was disclosed before the custodian answered about the bidders";
        return c.Public.OfType<DrawDisclosed>().Single().At >= DrawDue.LastArrivalAt(request)
            ? null
            : "it was disclosed before the opening named its bidders";
    }

    // A committee is complete when all have arrived; a seat that stays open is the one that the order leaves open.
    private static string? EndProblem(DrawArchiveCase c, DrawRound last, int seats)
    {
        if (c.IsSettled && last.Arrived.Count != seats)
            return "it was disclosed before all had arrived";
        if (c.IsSettled && UncomparedProblem(c, last) is { } uncompared)
            return uncompared;
        var failed = c.Public.OfType<DrawFailed>().LastOrDefault();
        if (failed is { Cause: DrawFailure.NothingOpened } && c.Draw!.Request!.Session.Length == 0)
            return "it ended for an opening that it does not name";
        if (failed is not { Cause: DrawFailure.SeatOpen } open)
            return null;
        var told = new Shortage(open.Group, open.Needed, open.Left, open.Binding);
        return c.Draw!.Replayed()?.Shortage == told ? null : "another seat stays open, or for another reason";
    }
}
