using Trading.Crypto;
using Trading.Streams.Archives;

namespace Trading.Evaluation.Archives;

/// <summary>
/// One draw as a file: with the trust file it is all that a verifier needs. Source: docs/spec/draw.md, "Archive".
/// </summary>
/// <param name="Stream">The public stream with its cosigned heads.</param>
/// <param name="Drawn">Bytes of the events of the stream that was closed until the disclosure, from height 0.</param>
/// <param name="Seated">Bytes of the events of the stream of names; empty in a public archive.</param>
/// <param name="Rows">Root (hexadecimal) → head and rows behind it.</param>
/// <param name="Paper">Of an external draw the signed paper, in a full archive alone; else null.</param>
public sealed record DrawArchive(
    StreamMember Stream,
    IReadOnlyList<byte[]> Drawn,
    IReadOnlyList<byte[]> Seated,
    IReadOnlyDictionary<string, byte[]> Rows,
    byte[]? Paper = null
)
{
    private const string Folder = "draw";
    private const string DrawnMember = "drawn";
    private const string SeatedMember = "seated";
    private const string PaperMember = "paper";
    private const string RowsFolder = "rows/";

    /// <summary>Whether the members are those of a draw, whatever else is wrong with them.</summary>
    public static bool IsDraw(ReadOnlySpan<byte> file) =>
        ArchiveContainer.TryRead(file, out _, out var members, out _) && members.ContainsKey(Folder + "/events");

    /// <summary>The file's bytes.</summary>
    public byte[] ToFile()
    {
        var members = new Dictionary<string, byte[]>();
        Stream.AddTo(members, Folder);
        members.Add(DrawnMember, ListOf(Drawn));
        if (Seated.Count > 0)
            members.Add(SeatedMember, ListOf(Seated));
        if (Paper is not null)
            members.Add(PaperMember, Paper);
        foreach (var (root, rows) in Rows)
            members.Add(RowsFolder + root, rows);
        return ArchiveContainer.Write(Stream.Kind, members);
    }

    /// <summary>
    /// Reads a file; false with a problem in English words for anything that <see cref="ToFile"/> would not print.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> file, out DrawArchive archive, out string problem)
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

    private static DrawArchive ReadMembers(ArchiveKind kind, SortedDictionary<string, byte[]> left)
    {
        var stream = StreamMember.Take(left, Folder, StreamMember.NotForBidders(kind));
        var drawn = Read(MemberText.Take(left, DrawnMember));
        byte[][] seated = left.Remove(SeatedMember, out var names) ? Read(names) : [];
        if (names is not null && (seated.Length == 0 || kind == ArchiveKind.Public))
            throw new WireException("a public archive holds no names, and no member is empty", 0);
        if (left.Remove(PaperMember, out var paper) && (paper.Length == 0 || kind == ArchiveKind.Public))
            throw new WireException("a public archive holds no paper, and no member is empty", 0);
        var rows = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var name in left.Keys)
            if (!name.StartsWith(RowsFolder, StringComparison.Ordinal) || !Names.IsHash(name[RowsFolder.Length..]))
                throw new WireException($"member {name} is unknown", 0);
            else
                rows.Add(name[RowsFolder.Length..], left[name]);
        return new DrawArchive(stream, drawn, seated, rows, paper);
    }

    private static byte[] ListOf(IReadOnlyList<byte[]> events) =>
        new WireWriter().List(events, static (w, e) => w.Bytes(e)).ToArray();

    private static byte[][] Read(byte[] member)
    {
        var reader = new WireReader(member);
        var events = reader.List(static (ref WireReader r) => r.Bytes());
        reader.End();
        return events;
    }
}
