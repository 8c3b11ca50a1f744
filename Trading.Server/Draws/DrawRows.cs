using System.Collections.Concurrent;
using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Releases;
using Trading.Evaluation.Seatings;

namespace Trading.Server.Draws;

/// <summary>
/// What custodians committed to: head and rows in one file under the root that they give, so that a file never stands
/// for other rows. They are public, and are kept as long as the draw.
/// </summary>
public sealed class DrawRows(DataFolder data)
{
    private const int MostRead = 16;
    private readonly ConcurrentDictionary<string, ShownRows> read = new(StringComparer.Ordinal);

    /// <summary>The most bytes of head and rows: a reduction of 200,000.</summary>
    public const int MostBytes = CommitmentHead.Bytes + 200_000 * ReductionRow.Bytes;

    /// <summary>
    /// The root of head and rows as a custodian sends them; null where they are not what the head says.
    /// </summary>
    public static byte[]? RootOf(Suite suite, byte[] bytes)
    {
        if (bytes.Length is < CommitmentHead.Bytes or > MostBytes)
            return null;
        if (!CommitmentHead.TryParse(bytes.AsSpan(0, CommitmentHead.Bytes), out var head))
            return null;
        var rowBytes = head.IsReduction ? ReductionRow.Bytes : CommittedPosition.Bytes;
        var rows = bytes.AsMemory(CommitmentHead.Bytes);
        if (rows.Length != (long)head.Rows * rowBytes)
            return null;
        var root = DrawTree.Root(
            suite,
            head,
            Enumerable.Range(0, head.Rows).Select(i => rows.Slice(i * rowBytes, rowBytes).ToArray())
        );
        return head.IsReduction || ShownRows.TryParse(suite, bytes, root, out _) ? root : null;
    }

    /// <summary>Keeps rows under their root; the same may come again.</summary>
    public async Task PutAsync(string draw, byte[] root, byte[] bytes)
    {
        var path = PathOf(draw, Convert.ToHexStringLower(root));
        if (!File.Exists(path))
            await Disk.Real.WriteWholeAsync(path, bytes);
    }

    /// <summary>Where the rows of a root lie; null where there are none.</summary>
    public string? Find(string draw, string root) =>
        Names.IsSession(draw) && Names.IsHash(root) && PathOf(draw, root) is var path && File.Exists(path)
            ? path
            : null;

    /// <summary>Positions under the root of a commitment; those of a few draws stay in memory.</summary>
    public async Task<ShownRows> ReadAsync(Suite suite, string draw, byte[] root)
    {
        var name = Convert.ToHexStringLower(root);
        if (read.TryGetValue(name, out var known))
            return known;
        var bytes = await File.ReadAllBytesAsync(PathOf(draw, name));
        if (read.Count >= MostRead)
            read.Clear(); // 1.3 MB each
        return ShownRows.TryParse(suite, bytes, root, out var rows)
            ? read.GetOrAdd(name, rows)
            : throw new InvalidDataException($"{draw}: the rows under {name} are damaged");
    }

    /// <summary>The candidates of a seating.</summary>
    public async Task<IReadOnlyList<Candidate>> CandidatesAsync(Suite suite, string draw, byte[] root) =>
        [.. (await ReadAsync(suite, draw, root)).Positions.Select(Candidate.Of)];

    private string PathOf(string draw, string root) => Path.Combine(data.Folder("draws"), $"{draw}.{root}.rows");
}
