using Trading.Rooms.Archives;
using Trading.Rooms.Rooms;
using Trading.Rooms.Starts;
using Trading.Streams.Heads;

namespace Trading.Rooms.Audits;

/// <summary>V91–V93: what a room began with. Source: docs/spec/report.md, "Checks".</summary>
internal static class StartChecks
{
    public static Finding Start(RoomArchiveCase c)
    {
        if (c.Started is not { } started || c.Start is not { } start)
            return Finding.Fail("the first event is no start that can be read");
        if (c.Pack is not { } pack)
            return Finding.Fail($"the pack {start.Pack} {start.PackVersion} is unknown");
        if (started.Room != start.Room)
            return Finding.Fail("it was started under another id");
        if (c.Public.Count(e => e is EvaluationStarted) > 1)
            return Finding.Fail("it was started twice");
        if (!SigningKey.Verify(c.Suite, start.Host, Tags.RoomStart, started.Start, started.Signature))
            return Finding.Fail("the host's signature does not hold");
        if (StartGates.Check(start, pack, started.Terms) is { } no)
            return Finding.Fail($"{no.Detail} [{no.Rule}]");
        return Finding.Of(
            started.At < start.EndsAt ? null : "it was started when its time was over",
            $"{start.Seats.Count} seats, {start.Bids.Count} bids, {pack.Id} version {pack.Version}"
        );
    }

    public static Finding Opening(RoomArchiveCase c)
    {
        if (c.Beside.Opening is not { } opening)
            return Finding.Nothing("the opening's archive was not given");
        if (c.Start is not { } start)
            return Finding.Nothing("the start cannot be read");
        var problem =
            opening.Session != start.Session ? "it is the archive of another session"
            : opening.Problem.Length > 0 ? opening.Problem
            : !Same(opening.Record, start.Record) ? "the start names another opening record than was sealed"
            : CheckpointProblem(opening, start)
                ?? (
                    opening.BidsOf(start.Lot) is { } bids
                        ? BidProblem(bids, start)
                        : $"lot {start.Lot} was not opened there"
                );
        return Finding.Of(problem, $"record, checkpoint and {start.Bids.Count} bids of session {start.Session}");
    }

    public static Finding Draw(RoomArchiveCase c)
    {
        if (c.Beside.Draw is not { } draw)
            return Finding.Nothing("the draw's archive was not given");
        if (c.Start is not { } start)
            return Finding.Nothing("the start cannot be read");
        var experts = start.Seats.Where(s => s.Role == SeatRole.Expert).Select(s => s.Position).Order();
        var buyers = start.Seats.Where(s => s.Role == SeatRole.Buyer).Select(s => s.Position).Order();
        var problem =
            draw.Draw != start.Draw ? "it is the archive of another draw"
            : draw.Problem.Length > 0 ? draw.Problem
            : !Same(draw.Gate, start.Gate) ? "the start names another gate"
            : !Same(draw.Supervisor, start.Supervisor) ? "the start names another supervisor"
            : !experts.SequenceEqual(draw.Experts.Order()) ? "other experts have seats than were drawn"
            : !buyers.SequenceEqual(draw.Buyers.Order()) ? "other people of the buyer have seats"
            : NameProblem(c.Archive!, draw, start);
        return Finding.Of(problem, $"{start.Seats.Count} seats of draw {start.Draw}");
    }

    private static string? CheckpointProblem(OpeningBeside opening, RoomStart start)
    {
        if (
            !PlatformCheckpoint.TryPeek(start.Checkpoint, out var head)
            || head.Stream != Names.SessionStream(start.Session)
        )
            return "the start's checkpoint is none of that session";
        if (opening.Concluded == 0 || head.Size < opening.Concluded)
            return "the start's checkpoint does not cover the conclusion";
        return opening.RootAt(head.Size) is { } root && Same(root, head.Root)
            ? null
            : "the start's checkpoint is of another stream";
    }

    // What a count cannot hold is left out; whatever stands is as it was opened, in the same order.
    private static string? BidProblem(IReadOnlyList<BidBeside> opened, RoomStart start)
    {
        var next = 0;
        foreach (var bid in opened)
            if (next < start.Bids.Count && start.Bids[next].Id == bid.Id)
            {
                if (DifferenceOf(bid, start.Bids[next++]) is { } what)
                    return $"bid {bid.Id} was opened with another {what}";
            }
            else if (bid.CanStand)
                return $"bid {bid.Id} was opened and is missing, or stands elsewhere";
        return next == start.Bids.Count ? null : $"bid {start.Bids[next].Id} was not opened";
    }

    private static string? DifferenceOf(BidBeside opened, RoomBid bid) =>
        !Same(opened.Envelope, bid.Envelope) ? "envelope"
        : opened.Figure != bid.Figure ? "price"
        : opened.Name != bid.Name ? "name"
        : opened.Code != bid.Code ? "credit code"
        : bid.Keys.Any(key => Same(key, opened.Key)) ? null
        : "key";

    private static string? NameProblem(RoomArchive archive, DrawBeside draw, RoomStart start)
    {
        foreach (var (seat, name) in archive.Named)
            if (
                !start.HasSeat(seat)
                || (draw.Named.TryGetValue(start.Seats[seat - 1].Position, out var known) && known != name)
            )
                return $"seat {seat} is somebody else's than the report names";
        return null;
    }

    private static bool Same(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) => one.SequenceEqual(other);
}
