using System.Globalization;
using Trading.Crypto;

namespace Trading.Streams.Archives;

/// <summary>
/// The members of an archive that hold its public stream: every leaf, and cosigned checkpoints. Source:
/// docs/spec/archive.md, "Members".
/// </summary>
/// <param name="Kind">Who the archive is for.</param>
/// <param name="Leaves">The stream from height 0.</param>
/// <param name="Checkpoints">Cosigned checkpoints by rising size; the last covers every leaf.</param>
public sealed record StreamMember(
    ArchiveKind Kind,
    IReadOnlyList<ArchiveLeaf> Leaves,
    IReadOnlyList<string> Checkpoints
)
{
    private const string Events = "/events";
    private const string Checkpoint = "/checkpoint/";

    /// <summary>Adds the stream's members under a folder such as <c>session</c>.</summary>
    public void AddTo(IDictionary<string, byte[]> members, string folder)
    {
        ArgumentNullException.ThrowIfNull(members);
        members.Add(folder + Events, WriteLeaves(Leaves));
        for (var i = 0; i < Checkpoints.Count; i++)
            members.Add(CheckpointName(folder, i), MemberText.Write(Checkpoints[i]));
    }

    /// <summary>
    /// Takes the stream's members out of those that are left; anything that <see cref="AddTo"/> would not print is a
    /// <see cref="WireException"/>.
    /// </summary>
    public static StreamMember Take(IDictionary<string, byte[]> left, string folder, ArchiveKind kind)
    {
        ArgumentNullException.ThrowIfNull(left);
        var leaves = ReadLeaves(MemberText.Take(left, folder + Events));
        var checkpoints = new List<string>();
        while (left.Remove(CheckpointName(folder, checkpoints.Count), out var note))
            checkpoints.Add(MemberText.Read(note));
        return new(kind, leaves, checkpoints);
    }

    /// <summary>A procedure of which no bidder has an archive of its own refuses one.</summary>
    public static ArchiveKind NotForBidders(ArchiveKind kind) =>
        kind == ArchiveKind.Bidder ? throw new WireException("the kind is unknown", 0) : kind;

    private static byte[] WriteLeaves(IReadOnlyList<ArchiveLeaf> leaves) =>
        new WireWriter()
            .List(
                leaves,
                static (w, leaf) =>
                {
                    if (leaf is ArchiveLeaf.Disclosed shown)
                        w.U8(1).Fixed(shown.Salt).Bytes(shown.Event);
                    else
                        w.U8(0).Fixed(((ArchiveLeaf.Withheld)leaf).LeafHash);
                }
            )
            .ToArray();

    private static ArchiveLeaf[] ReadLeaves(byte[] member)
    {
        var reader = new WireReader(member);
        var leaves = reader.List(
            static (ref WireReader r) =>
                r.Bool()
                    ? (ArchiveLeaf)new ArchiveLeaf.Disclosed(r.Fixed(Suite.HashBytes), r.Bytes())
                    : new ArchiveLeaf.Withheld(r.Fixed(Suite.HashBytes))
        );
        reader.End();
        return leaves;
    }

    private static string CheckpointName(string folder, int index) =>
        folder + Checkpoint + index.ToString("D8", CultureInfo.InvariantCulture);
}
