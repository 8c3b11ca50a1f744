using Trading.Rooms.Papers;
using Trading.Rooms.Rooms;
using Trading.Streams.Archives;

namespace Trading.Rooms.Audits;

/// <summary>V105: each event in its stream, times, counts, the end. Source: docs/spec/report.md, "Checks".</summary>
internal static class PlaceChecks
{
    public static Finding Places(RoomArchiveCase c)
    {
        if (c.Stream!.EventProblem is not null)
            return Finding.Nothing("the events cannot be read");
        if (c.Started is not { } started)
            return Finding.Nothing("the start cannot be read");
        var room = started.Room;
        if (c.Public.FirstOrDefault(e => RoomVisibility.Of(room, e) != Names.RoomStream(room)) is { } secret)
            return Finding.Fail($"{secret.GetType().Name} stands in the public stream");
        return Finding.Of(
            OrderProblem(c.Public)
                ?? EndProblem(c)
                ?? (c.Kind == ArchiveKind.Full ? ClosedProblem(c, room) : null)
                ?? (c.Kind == ArchiveKind.Bidder ? OwnProblem(c) : null),
            $"{c.Public.Count} public, {c.Closed.Count + c.Own.Count} others"
        );
    }

    private static string? OrderProblem(IEnumerable<RoomEvent> events)
    {
        var last = 0L;
        foreach (var happened in events)
        {
            if (StreamTimes.Problem(happened.At, last, 0) is { } problem)
                return $"{happened.GetType().Name}: {problem}";
            last = happened.At;
        }
        return null;
    }

    private static string? EndProblem(RoomArchiveCase c) =>
        c.Public.LastOrDefault(e => e is not ReportSealed) is EvaluationConcluded or EvaluationFailed
            ? SealProblem(c)
            : "the room is not over";

    // One signature for a result, right behind it.
    private static string? SealProblem(RoomArchiveCase c)
    {
        for (var at = 0; at < c.Public.Count; at++)
            if (c.Public[at] is ReportSealed && (at == 0 || c.Public[at - 1] is not EvaluationConcluded))
                return "a signature of the report stands behind no result";
        return null;
    }

    private static string? ClosedProblem(RoomArchiveCase c, string room)
    {
        var before = 0;
        for (var at = 0; at < c.Closed.Count; at++)
        {
            var (closed, happened) = (c.Archive!.Closed![at], c.Closed[at]);
            var stream = closed.IsPaper ? Names.SheetsStream(room) : Names.SupervisedStream(room);
            if (RoomVisibility.Of(room, happened) != stream)
                return $"closed event {at}, {happened.GetType().Name}, stands in another stream";
            if (closed.Before < before || closed.Before > c.Public.Count)
                return $"closed event {at} stands at no place";
            before = closed.Before;
        }
        return OrderProblem(c.All) ?? SeatsProblem(c);
    }

    // Whoever sits is counted in public, whoever it is.
    private static string? SeatsProblem(RoomArchiveCase c)
    {
        var wrong = c.Moments.FirstOrDefault(m =>
            m.Event is SeatsCounted e
            && m.Sitting is { } s
            && (e.Taken, e.Seats) != (s.Committee.Members.Count, s.Facts.Seats)
        );
        return wrong is null ? null : $"event {wrong.At}: other seats were taken than were counted";
    }

    private static string? OwnProblem(RoomArchiveCase c)
    {
        var bid = c.Archive!.Bidder!.Bid;
        if (c.Start?.Find(bid) is null)
            return "there is no such bid";
        var asked = c.Own.OfType<QuestionAsked>().Where(q => q.Bid == bid).Select(q => q.Question).ToHashSet();
        var seats = c
            .Own.OfType<QuestionAsked>()
            .Select(q => RoomAct.TryParse(q.Act.Statement, out var act) ? act.Signer : 0)
            .ToHashSet();
        var strange = c.Own.FirstOrDefault(e =>
            e switch
            {
                SeatTaken taken => !SeatCertificate.TryParse(taken.Certificate, out var seat)
                    || !seats.Contains(seat.Seat),
                BidQualified q => q.Bid != bid,
                BidRejected r => r.Bid != bid,
                QuestionAsked q => q.Bid != bid,
                QuestionAnswered a => !asked.Contains(a.Question),
                QuestionLapsed l => !asked.Contains(l.Question),
                _ => true,
            }
        );
        return strange is null ? OrderProblem(c.Own) : $"{strange.GetType().Name} is not this bidder's";
    }
}
