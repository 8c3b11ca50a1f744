using System.Text;
using Trading.Crypto;
using Trading.Evaluation.Archives;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Tests.Draws;
using Trading.Streams.Archives;

namespace Trading.Evaluation.Tests.Archives;

/// <summary>
/// What a platform keeps of a draw, as an archive. Tests change one part of it; then platform and trustees sign heads
/// over whatever there is, so that only what somebody else signed or committed to can tell.
/// </summary>
internal sealed class ArchivedDraw
{
    private const int Cosigners = 2;
    private readonly DecidedDraw draw;

    public ArchivedDraw(DecidedDraw draw)
    {
        this.draw = draw;
        var id = draw.Request.Draw;
        foreach (var happened in draw.Events)
            ListOf(DrawVisibility.Of(id, happened), id).Add(happened);
        Rows = new(draw.Rows, StringComparer.Ordinal);
    }

    public List<DrawEvent> Public { get; } = [];

    public List<DrawEvent> Closed { get; } = [];

    public List<DrawEvent> Named { get; } = [];

    public Dictionary<string, byte[]> Rows { get; }

    public ArchiveKind Kind { get; set; } = ArchiveKind.Full;

    public SigningKey Host => draw.Host;

    public byte[] File() => Member().ToFile();

    /// <summary>The archive before it is a file; heads are signed.</summary>
    public DrawArchive Member()
    {
        var (leaves, tree, notes) = (new List<ArchiveLeaf>(), new MerkleTree(DecidedDraw.Suite), new List<string>());
        foreach (var happened in Public)
        {
            var (type, bytes) = DrawCodec.Table.Encode(happened);
            var salt = new byte[StreamLeaf.SaltBytes];
            Entropy.System.Fill(salt);
            tree.Append(
                TreeHash.Leaf(DecidedDraw.Suite, StreamLeaf.Of(DecidedDraw.Suite, salt, leaves.Count, type, bytes))
            );
            leaves.Add(new ArchiveLeaf.Disclosed(salt, bytes));
            if (DrawVisibility.Milestones.Contains(type) || leaves.Count == Public.Count)
                notes.Add(NoteOf(tree, happened.At));
        }
        return new DrawArchive(
            new StreamMember(Kind, leaves, notes),
            [.. Closed.Select(Bytes)],
            Kind == ArchiveKind.Full ? [.. Named.Select(Bytes)] : [],
            Rows
        );
    }

    public AuditReport Check() => DrawArchiveAudit.Check(File(), draw.Trust);

    public AuditReport Check(DrawArchive archive) => DrawArchiveAudit.Check(archive.ToFile(), draw.Trust);

    /// <summary>Changes the newest event of a kind.</summary>
    public static void Change<T>(List<DrawEvent> stream, Func<T, T> change, Func<T, bool>? which = null)
        where T : DrawEvent
    {
        var at = stream.FindLastIndex(e => e is T happened && which?.Invoke(happened) != false);
        stream[at] = change((T)stream[at]);
    }

    private string NoteOf(MerkleTree tree, long at)
    {
        var stream = Names.DrawStream(draw.Request.Draw);
        var text = new Checkpoint(stream, tree.Size, tree.Root()).ToText();
        var key = new NoteKey(DecidedDraw.Suite, stream, draw.Signers[0].PublicPoint, NoteKeyKind.Note);
        var note = Encoding.UTF8.GetString(Note.Sign(text, key, draw.Signers[0]).ToBytes());
        for (var i = 1; i <= Cosigners; i++)
        {
            var signer = draw.Signers[i];
            var own = new NoteKey(DecidedDraw.Suite, $"d{i}", signer.PublicPoint, NoteKeyKind.Cosignature);
            note += Cosignature.Sign(text, own, signer, at / 1_000_000) + "\n";
        }
        return note;
    }

    private List<DrawEvent> ListOf(string stream, string id) =>
        stream == Names.DrawStream(id) ? Public
        : stream == Names.DrawnStream(id) ? Closed
        : Named;

    private static byte[] Bytes(DrawEvent happened) => DrawCodec.Table.Encode(happened).Bytes;

    public static byte[] Flipped(byte[] bytes, int at)
    {
        var changed = (byte[])bytes.Clone();
        changed[at] ^= 1;
        return changed;
    }
}
