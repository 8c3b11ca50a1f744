using Microsoft.Data.Sqlite;

namespace Trading.Server.Streams;

/// <summary>
/// A head that the platform signed, and trustees' signature lines on it (each with its end of line) in the order of
/// their names.
/// </summary>
public sealed record SignedHead(string Stream, long Size, string Note, IReadOnlyList<string> Cosignatures)
{
    /// <summary>The note with all lines that have come.</summary>
    public string Cosigned => Note + string.Concat(Cosignatures);
}

/// <summary>
/// Signed heads and their cosignatures, in the relay's file. Lost ones are signed, or asked for, again.
/// </summary>
public sealed class HeadStore(RelayFile file)
{
    /// <summary>Keeps a signed head; the first note of a size stands.</summary>
    public void PutHead(string stream, long size, string note) =>
        Write(
            stream,
            connection =>
                connection.Run(
                    "INSERT OR IGNORE INTO checkpoints (stream, size, note) VALUES ($stream, $size, $note)",
                    ("$stream", stream),
                    ("$size", size),
                    ("$note", note)
                )
        );

    public void PutCosignature(string stream, long size, string trustee, string line) =>
        Write(
            stream,
            connection =>
                connection.Run(
                    "INSERT OR IGNORE INTO cosignatures (stream, size, trustee, line) VALUES ($stream, $size, "
                        + "$trustee, $line)",
                    ("$stream", stream),
                    ("$size", size),
                    ("$trustee", trustee),
                    ("$line", line)
                )
        );

    public bool HasCosignature(string stream, long size, string trustee)
    {
        using var connection = file.Open();
        return connection.Ask(
            "SELECT 1 FROM cosignatures WHERE stream = $stream AND size = $size AND trustee = $trustee",
            ("$stream", stream),
            ("$size", size),
            ("$trustee", trustee)
        )
            is not null;
    }

    /// <summary>Names of those who cosigned a head.</summary>
    public HashSet<string> Cosigners(string stream, long size)
    {
        using var connection = file.Open();
        return
        [
            .. connection.List(
                "SELECT trustee FROM cosignatures WHERE stream = $stream AND size = $size",
                row => row.GetString(0),
                ("$stream", stream),
                ("$size", size)
            ),
        ];
    }

    public SignedHead? FindHead(string stream, long size) =>
        Heads(stream, "size = $size", 1, size) is [var head, ..] ? head : null;

    public SignedHead? NewestHead(string stream) => RecentHeads(stream, 1) is [var newest, ..] ? newest : null;

    /// <summary>The newest heads, newest first.</summary>
    public IReadOnlyList<SignedHead> RecentHeads(string stream, int most) => Heads(stream, "size >= $size", most, 0);

    /// <summary>The smallest head of at least this size with that many cosignatures, or null.</summary>
    public SignedHead? FindCosigned(string stream, long leastSize, int threshold)
    {
        using var connection = file.Open();
        var size = (long?)
            connection.Ask(
                "SELECT size FROM cosignatures WHERE stream = $stream AND size >= $size GROUP BY size HAVING "
                    + "count(*) >= $threshold ORDER BY size LIMIT 1",
                ("$stream", stream),
                ("$size", leastSize),
                ("$threshold", threshold)
            );
        return size is { } found ? FindHead(stream, found) : null;
    }

    /// <summary>Every head with that many cosignatures, by rising size.</summary>
    public IReadOnlyList<SignedHead> CosignedHeads(string stream, int threshold) =>
        [
            .. Heads(stream, "size >= $size", int.MaxValue, 0)
                .Where(head => head.Cosignatures.Count >= threshold)
                .Reverse(),
        ];

    private void Write(string stream, Action<SqliteConnection> write)
    {
        var names = stream.Split('.', 3);
        file.Write(names[1], names.Length > 2 ? names[2] : "", write);
    }

    private List<SignedHead> Heads(string stream, string where, int most, long size)
    {
        using var connection = file.Open();
        var notes = connection.List(
            $"SELECT size, note FROM checkpoints WHERE stream = $stream AND {where} ORDER BY size DESC LIMIT $most",
            row => (Size: row.GetInt64(0), Note: row.GetString(1)),
            ("$stream", stream),
            ("$size", size),
            ("$most", most)
        );
        return
        [
            .. notes.Select(head => new SignedHead(
                stream,
                head.Size,
                head.Note,
                connection.List(
                    "SELECT line FROM cosignatures WHERE stream = $stream AND size = $size ORDER BY trustee",
                    row => row.GetString(0),
                    ("$stream", stream),
                    ("$size", head.Size)
                )
            )),
        ];
    }
}
