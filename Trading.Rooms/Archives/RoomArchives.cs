using Trading.Rooms.Counts;
using Trading.Rooms.Papers;
using Trading.Rooms.Rooms;
using Trading.Streams.Archives;
using Trading.Streams.Heads;

namespace Trading.Rooms.Archives;

/// <summary>An event of a room as a platform keeps it.</summary>
/// <param name="Stream">Name of its stream.</param>
/// <param name="Salt">Salt of its leaf, 32 bytes; read of the public stream alone.</param>
/// <param name="Event">Its bytes.</param>
public sealed record RoomLogged(string Stream, byte[]? Salt, byte[] Event);

/// <summary>
/// Puts archives together from what a platform keeps of a room that is over. Source: docs/spec/room.md, "Archive".
/// </summary>
public sealed class RoomArchives
{
    private readonly string room;
    private readonly IReadOnlyList<RoomLogged> logged;
    private readonly IReadOnlyList<string> heads;
    private readonly List<RoomEvent> events;
    private readonly Room state;

    /// <summary>
    /// Reads the events of a room. Bytes that are none, or do not follow, are a <see cref="CorruptEventException"/>.
    /// </summary>
    /// <param name="room">The room's id.</param>
    /// <param name="logged">Events of its three streams in the one order in which they happened.</param>
    /// <param name="heads">Notes of the public stream with the platform's line; those that cover more than there is,
    /// or cannot be read, are left out.</param>
    public RoomArchives(string room, IReadOnlyList<RoomLogged> logged, IEnumerable<string> heads)
    {
        ArgumentNullException.ThrowIfNull(logged);
        ArgumentNullException.ThrowIfNull(heads);
        (this.room, this.logged) = (room, logged);
        events = [.. logged.Select(e => RoomCodec.Table.Decode(e.Event))];
        state = events.Aggregate((Room)new Room.None(), RoomDecider.Evolve);
        var size = logged.Count(IsPublic);
        this.heads =
        [
            .. heads
                .Select(note => (Note: note, Size: PlatformCheckpoint.TryPeek(note, out var head) ? head.Size : 0))
                .Where(h => h.Size >= 1 && h.Size <= size)
                .DistinctBy(h => h.Size)
                .OrderBy(h => h.Size)
                .Select(h => h.Note),
        ];
    }

    /// <summary>Whether the room is over: it has a result, or ended without one.</summary>
    public bool IsOver => state is Room.Concluded or Room.Failed;

    /// <summary>Whether the newest head covers every public event: before that there is no archive.</summary>
    public bool IsCovered =>
        heads.Count > 0 && PlatformCheckpoint.TryPeek(heads[^1], out var head) && head.Size == logged.Count(IsPublic);

    /// <summary>The archive for everybody.</summary>
    /// <exception cref="InvalidOperationException">The room is not over, or not covered.</exception>
    public RoomArchive ForEverybody() => new(Public(ArchiveKind.Public), null, null);

    /// <summary>The archive for the bidder of a bid.</summary>
    /// <exception cref="ArgumentException">There is no such bid.</exception>
    /// <exception cref="InvalidOperationException">The room is not over, or not covered.</exception>
    public RoomArchive ForBidder(string bid)
    {
        if (state is not Room.Started s || s.Facts.Start.Find(bid) is null)
            throw new ArgumentException("There is no such bid.", nameof(bid));
        var part = new BidderPart(bid, [.. OwnOf(bid)], state is Room.Concluded over ? LineOf(over, bid) : null);
        return new RoomArchive(Public(ArchiveKind.Bidder), null, part);
    }

    /// <summary>The archive for the supervisor: everything.</summary>
    /// <param name="names">Who sat where, where the report names people.</param>
    /// <param name="recorded">Events of the stream of recordings, in their order.</param>
    /// <exception cref="InvalidOperationException">The room is not over, or not covered.</exception>
    public RoomArchive ForSupervisor(
        IReadOnlyDictionary<int, string>? names = null,
        IReadOnlyList<byte[]>? recorded = null
    )
    {
        var stream = Public(ArchiveKind.Full);
        var (closed, before) = (new List<ClosedEvent>(), 0);
        foreach (var happened in logged)
            if (IsPublic(happened))
                before++;
            else
                closed.Add(new(happened.Stream == Names.SheetsStream(room), before, happened.Event));
        return new RoomArchive(stream, closed, null)
        {
            Named = names ?? ImmutableSortedDictionary<int, string>.Empty,
            Recorded = recorded ?? [],
        };
    }

    private StreamMember Public(ArchiveKind kind)
    {
        if (!IsOver || !IsCovered)
            throw new InvalidOperationException("The room is not over, or its last head is not signed.");
        var leaves = logged.Where(IsPublic).Select(e => (ArchiveLeaf)new ArchiveLeaf.Disclosed(e.Salt!, e.Event));
        return new StreamMember(kind, [.. leaves], heads);
    }

    private bool IsPublic(RoomLogged happened) => happened.Stream == Names.RoomStream(room);

    // What the supervised stream says of this bid and of nobody else: votes and reviews say who judged how.
    private IEnumerable<byte[]> OwnOf(string bid)
    {
        var asked = events.OfType<QuestionAsked>().Where(q => q.Bid == bid).ToList();
        var ids = asked.Select(q => q.Question).ToHashSet(StringComparer.Ordinal);
        var seats = asked.Select(q => RoomAct.TryParse(q.Act.Statement, out var act) ? act.Signer : 0).ToHashSet();
        for (var at = 0; at < events.Count; at++)
        {
            var isOwn = events[at] switch
            {
                SeatTaken e => SeatCertificate.TryParse(e.Certificate, out var seat) && seats.Contains(seat.Seat),
                BidQualified e => e.Bid == bid,
                BidRejected e => e.Bid == bid,
                QuestionAsked e => e.Bid == bid,
                QuestionAnswered e => ids.Contains(e.Question),
                QuestionLapsed e => ids.Contains(e.Question),
                _ => false,
            };
            if (isOwn)
                yield return logged[at].Event;
        }
    }

    private static LineProof? LineOf(Room.Concluded over, string bid)
    {
        var (facts, count) = (over.Facts, over.Last.Count);
        var counted = Counted.Of(Scorer.Score(Files.Of(over.Last)));
        var lines = new LineTree(facts.Suite, count.Salt, RoomLine.Of(facts.Start, count.Revision, counted));
        return lines.Prove(bid, Counting.Hidden(facts.Suite, count.Salt, count.TenderHash, count.ResultHash));
    }
}
