using System.Text;
using Trading.Rooms.Archives;
using Trading.Streams.Archives;

namespace Trading.Rooms.Tests.Archives;

/// <summary>
/// What a platform keeps of a room, as an archive. Tests change one part of it; then the platform signs heads over
/// whatever there is, so that only what somebody else signed, or what was committed to, can tell.
/// </summary>
internal sealed class ArchivedRoom(PlayedRoom played)
{
    /// <summary>All events in their order.</summary>
    public List<RoomEvent> Events { get; } = [.. played.Events];

    public string Id => played.Start.Room;

    public static byte[] PlatformKey => Keys.Point("platform");

    /// <summary>What the platform's log holds, with its heads.</summary>
    public RoomArchives Maker()
    {
        var (logged, heads) = Logged(Events);
        return new RoomArchives(Id, logged, heads);
    }

    /// <summary>The supervisor's archive of these events, changed as they are: no decider and no maker is asked.</summary>
    public RoomArchive Full()
    {
        var (logged, heads) = Logged(Events);
        var (leaves, closed) = (new List<ArchiveLeaf>(), new List<ClosedEvent>());
        foreach (var e in logged)
            if (e.Stream == Names.RoomStream(Id))
                leaves.Add(new ArchiveLeaf.Disclosed(e.Salt!, e.Event));
            else
                closed.Add(new ClosedEvent(e.Stream == Names.SheetsStream(Id), leaves.Count, e.Event));
        return new RoomArchive(new StreamMember(ArchiveKind.Full, leaves, heads), closed, null);
    }

    /// <summary>An archive for everybody of whatever these events are.</summary>
    public static RoomArchive OfPublic(string room, IEnumerable<RoomEvent> events)
    {
        var (leaves, tree, notes) = (new List<ArchiveLeaf>(), new MerkleTree(PlayedRoom.Suite), new List<string>());
        foreach (var happened in events)
        {
            var (type, bytes) = RoomCodec.Table.Encode(happened);
            var salt = new byte[StreamLeaf.SaltBytes];
            Entropy.System.Fill(salt);
            tree.Append(LeafOf(salt, tree.Size, type, bytes));
            leaves.Add(new ArchiveLeaf.Disclosed(salt, bytes));
        }
        notes.Add(NoteOf(tree, Names.RoomStream(room)));
        return new RoomArchive(new StreamMember(ArchiveKind.Public, leaves, notes), null, null);
    }

    private (List<RoomLogged> Logged, List<string> Heads) Logged(IEnumerable<RoomEvent> events)
    {
        var (logged, heads, tree) = (new List<RoomLogged>(), new List<string>(), new MerkleTree(PlayedRoom.Suite));
        foreach (var happened in events)
        {
            var (type, bytes) = RoomCodec.Table.Encode(happened);
            var stream = RoomVisibility.Of(Id, happened);
            var salt = new byte[StreamLeaf.SaltBytes];
            Entropy.System.Fill(salt);
            logged.Add(new RoomLogged(stream, salt, bytes));
            if (stream != Names.RoomStream(Id))
                continue;
            tree.Append(LeafOf(salt, tree.Size, type, bytes));
            if (RoomVisibility.Milestones.Contains(type))
                heads.Add(NoteOf(tree, Names.RoomStream(Id)));
        }
        return (logged, heads);
    }

    private static byte[] LeafOf(byte[] salt, long height, string type, byte[] bytes) =>
        TreeHash.Leaf(PlayedRoom.Suite, StreamLeaf.Of(PlayedRoom.Suite, salt, height, type, bytes));

    /// <summary>The platform's note of a tree.</summary>
    public static string NoteOf(MerkleTree tree, string stream)
    {
        var text = new Checkpoint(stream, tree.Size, tree.Root()).ToText();
        var key = new NoteKey(PlayedRoom.Suite, stream, PlatformKey, NoteKeyKind.Note);
        return Encoding.UTF8.GetString(Note.Sign(text, key, Keys.Of("platform")).ToBytes());
    }
}
