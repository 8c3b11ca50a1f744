using Trading.Rooms.Counts;
using Trading.Streams.Archives;

namespace Trading.Rooms.Archives;

/// <summary>An event of a closed stream, in its place among all others.</summary>
/// <param name="IsPaper">Whether it lies in the stream of papers, else in that of committee and supervisor.</param>
/// <param name="Before">How many events of the public stream happened before it.</param>
/// <param name="Event">Its bytes as they stand.</param>
public sealed record ClosedEvent(bool IsPaper, int Before, byte[] Event);

/// <summary>What a bidder is given beside the public stream: all that concerns its bid alone.</summary>
/// <param name="Bid">The bid.</param>
/// <param name="Own">Bytes of events in their order: what the host found, rejection, questions with their answers, and
/// the certificates of the seats that asked.</param>
/// <param name="Line">The bid's line of the count that the result stands on; null where there is no result.</param>
public sealed record BidderPart(string Bid, IReadOnlyList<byte[]> Own, LineProof? Line);

/// <summary>
/// One room as a file, of three kinds: for everybody, for a bidder, for the supervisor. Source: docs/spec/room.md,
/// "Archive".
/// </summary>
/// <param name="Stream">The public stream with its signed heads, and the kind.</param>
/// <param name="Closed">Of a full one every other event, in the order in which they happened; else null.</param>
/// <param name="Bidder">Of a bidder's what is its own; else null.</param>
public sealed record RoomArchive(StreamMember Stream, IReadOnlyList<ClosedEvent>? Closed, BidderPart? Bidder)
{
    /// <summary>Most letters of a name.</summary>
    public const int NameLetters = 100;

    private const string Folder = "room";
    private const string ClosedMember = "closed";
    private const string NamesMember = "names";
    private const string BidMember = "bid";
    private const string OwnMember = "own";
    private const string LineMember = "line";
    private const string RecordedMember = "recorded";

    /// <summary>Who sat where, by seat, as it stands in the report; empty where nobody is named.</summary>
    public IReadOnlyDictionary<int, string> Named { get; init; } = ImmutableSortedDictionary<int, string>.Empty;

    /// <summary>
    /// Of a full one the events of the stream of recordings, in their order; empty where nothing was recorded.
    /// </summary>
    public IReadOnlyList<byte[]> Recorded { get; init; } = [];

    /// <summary>Whether the members are those of a room, whatever else is wrong with them.</summary>
    public static bool IsRoom(ReadOnlySpan<byte> file) =>
        ArchiveContainer.TryRead(file, out _, out var members, out _) && members.ContainsKey(Folder + "/events");

    /// <summary>The file's bytes.</summary>
    public byte[] ToFile()
    {
        var members = new Dictionary<string, byte[]>();
        Stream.AddTo(members, Folder);
        if (Closed is { } closed)
            members.Add(ClosedMember, Print(closed));
        if (Named.Count > 0)
            members.Add(
                NamesMember,
                new WireWriter()
                    .List([.. Named.OrderBy(n => n.Key)], (w, n) => w.U32((uint)n.Key).Text(n.Value))
                    .ToArray()
            );
        if (Recorded.Count > 0)
            members.Add(RecordedMember, new WireWriter().List(Recorded, (w, e) => w.Bytes(e)).ToArray());
        if (Bidder is { } bidder)
        {
            members.Add(BidMember, new WireWriter().Text(bidder.Bid).ToArray());
            members.Add(OwnMember, new WireWriter().List(bidder.Own, (w, e) => w.Bytes(e)).ToArray());
            if (bidder.Line is { } line)
                members.Add(LineMember, line.ToBytes());
        }
        return ArchiveContainer.Write(Stream.Kind, members);
    }

    /// <summary>
    /// Reads a file; false with a problem in English words for anything that <see cref="ToFile"/> would not print.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> file, out RoomArchive archive, out string problem)
    {
        archive = null!;
        if (!ArchiveContainer.TryRead(file, out var kind, out var members, out problem))
            return false;
        try
        {
            archive = ReadMembers(kind, new SortedDictionary<string, byte[]>(members, StringComparer.Ordinal));
            return true;
        }
        catch (WireException broken)
        {
            problem = broken.Message;
            return false;
        }
    }

    private static RoomArchive ReadMembers(ArchiveKind kind, SortedDictionary<string, byte[]> left)
    {
        var stream = StreamMember.Take(left, Folder, kind);
        var archive = kind switch
        {
            ArchiveKind.Full => new RoomArchive(stream, ReadClosed(MemberText.Take(left, ClosedMember)), null)
            {
                Named = left.Remove(NamesMember, out var names)
                    ? ReadNames(names)
                    : ImmutableSortedDictionary<int, string>.Empty,
                Recorded = left.Remove(RecordedMember, out var recorded) ? ReadRecorded(recorded) : [],
            },
            ArchiveKind.Bidder => new RoomArchive(stream, null, ReadBidder(left)),
            _ => new RoomArchive(stream, null, null),
        };
        return left.Count == 0
            ? archive
            : throw new WireException($"member {left.Keys.First()} is unknown, or none of this kind", 0);
    }

    private static byte[] Print(IReadOnlyList<ClosedEvent> closed) =>
        new WireWriter().List(closed, (w, e) => w.Bool(e.IsPaper).U32((uint)e.Before).Bytes(e.Event)).ToArray();

    private static ClosedEvent[] ReadClosed(byte[] member)
    {
        var reader = new WireReader(member);
        var closed = reader.List((ref WireReader r) => new ClosedEvent(r.Bool(), (int)r.U32(), r.Bytes()));
        reader.End();
        return closed;
    }

    private static byte[][] ReadRecorded(byte[] member)
    {
        var reader = new WireReader(member);
        var events = reader.List((ref WireReader r) => r.Bytes());
        reader.End();
        return events.Length > 0 ? events : throw new WireException("a member without events stands for nothing", 0);
    }

    private static ImmutableSortedDictionary<int, string> ReadNames(byte[] member)
    {
        var reader = new WireReader(member);
        var names = reader.List(
            (ref WireReader r) => KeyValuePair.Create((int)r.U32(), r.Text(Letters.MostBytes(NameLetters)))
        );
        reader.End();
        var isSorted = names.Zip(names.Skip(1)).All(p => p.First.Key < p.Second.Key);
        return names.Length > 0 && isSorted && names.All(n => n.Key > 0 && Letters.Fits(n.Value, 1, NameLetters))
            ? names.ToImmutableSortedDictionary()
            : throw new WireException("names are by rising seats, each of 1 to 100 letters", 0);
    }

    private static BidderPart ReadBidder(SortedDictionary<string, byte[]> left)
    {
        var bid = new WireReader(MemberText.Take(left, BidMember));
        var id = bid.Text(Names.IdDigits);
        bid.End();
        if (!Names.IsSubmission(id))
            throw new WireException("the bid is none", 0);
        var own = new WireReader(MemberText.Take(left, OwnMember));
        var events = own.List((ref WireReader r) => r.Bytes());
        own.End();
        return new BidderPart(id, events, left.Remove(LineMember, out var line) ? LineProof.Read(line) : null);
    }
}
