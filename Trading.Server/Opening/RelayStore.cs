using System.Collections.Concurrent;
using Trading.Server.Storage;

namespace Trading.Server.Opening;

/// <summary>A head that the platform signed, and trustees' signature lines on it (each with its end of line) in the order of their names.</summary>
public sealed record SignedHead(string Stream, long Size, string Note, IReadOnlyList<string> Cosignatures)
{
    /// <summary>The note with all lines that have come.</summary>
    public string Cosigned => Note + string.Concat(Cosignatures);
}

/// <summary>
/// <c>relay.db</c>: what passes between trustees and platform and is no event. Ceremony messages can be destroyed; everything else can be
/// lost at the price of asking trustees again, because wants are derived from what is missing here.
/// </summary>
public sealed class RelayStore(SqliteFile file) : IDisposable
{
    private readonly ConcurrentDictionary<(string Session, string Lot), bool> destroyed = new();

    public void Dispose() => file.Release();

    // ---- ceremony mailbox
    public void PutMessage(string session, string lot, int trustee, int round, byte[] body)
    {
        using var connection = file.Open();
        connection.Run(
            "INSERT OR IGNORE INTO mailbox (session, lot, trustee, round, body) VALUES ($session, $lot, $trustee, $round, $body)",
            ("$session", session), ("$lot", lot), ("$trustee", trustee), ("$round", round), ("$body", body));
    }

    /// <summary>Messages of a round by trustee number.</summary>
    public SortedDictionary<int, byte[]> Messages(string session, string lot, int round)
    {
        using var connection = file.Open();
        var rows = connection.List(
            "SELECT trustee, body FROM mailbox WHERE session = $session AND lot = $lot AND round = $round",
            row => (row.GetInt32(0), row.GetFieldValue<byte[]>(1)), ("$session", session), ("$lot", lot), ("$round", round));
        return new SortedDictionary<int, byte[]>(rows.ToDictionary(row => row.Item1, row => row.Item2));
    }

    /// <summary>
    /// Destroys a lot's ceremony: rows are overwritten, the file is rebuilt and the write-ahead log emptied, so that the bytes stand in no
    /// file of this store any more. Each process does it once to the end: an earlier one may have died between rows and files.
    /// </summary>
    public void DestroyMessages(string session, string lot)
    {
        using var connection = file.Open();
        var rows = connection.Run("DELETE FROM mailbox WHERE session = $session AND lot = $lot", ("$session", session), ("$lot", lot));
        if (rows == 0 && destroyed.ContainsKey((session, lot))) return;
        connection.Run("PRAGMA wal_checkpoint(TRUNCATE)");
        connection.Run("VACUUM");
        connection.Run("PRAGMA wal_checkpoint(TRUNCATE)");
        destroyed[(session, lot)] = true;
    }

    // ---- who stored its share
    public void MarkLocked(string session, string lot, int trustee)
    {
        using var connection = file.Open();
        connection.Run(
            "INSERT OR IGNORE INTO locked (session, lot, trustee) VALUES ($session, $lot, $trustee)", ("$session", session), ("$lot", lot), ("$trustee", trustee));
    }

    public bool IsLocked(string session, string lot, int trustee)
    {
        using var connection = file.Open();
        return connection.Ask(
            "SELECT 1 FROM locked WHERE session = $session AND lot = $lot AND trustee = $trustee",
            ("$session", session), ("$lot", lot), ("$trustee", trustee)) is not null;
    }

    // ---- heads and cosignatures
    /// <summary>Keeps a signed head; the first note of a size stands.</summary>
    public void PutHead(string stream, long size, string note)
    {
        using var connection = file.Open();
        connection.Run("INSERT OR IGNORE INTO checkpoints (stream, size, note) VALUES ($stream, $size, $note)", ("$stream", stream), ("$size", size), ("$note", note));
    }

    public void PutCosignature(string stream, long size, string trustee, string line)
    {
        using var connection = file.Open();
        connection.Run(
            "INSERT OR IGNORE INTO cosignatures (stream, size, trustee, line) VALUES ($stream, $size, $trustee, $line)",
            ("$stream", stream), ("$size", size), ("$trustee", trustee), ("$line", line));
    }

    public bool HasCosignature(string stream, long size, string trustee)
    {
        using var connection = file.Open();
        return connection.Ask(
            "SELECT 1 FROM cosignatures WHERE stream = $stream AND size = $size AND trustee = $trustee",
            ("$stream", stream), ("$size", size), ("$trustee", trustee)) is not null;
    }

    public SignedHead? FindHead(string stream, long size) => Heads(stream, "size = $size", 1, size) is [var head, ..] ? head : null;

    public SignedHead? NewestHead(string stream) => RecentHeads(stream, 1) is [var newest, ..] ? newest : null;

    /// <summary>The newest heads, newest first.</summary>
    public IReadOnlyList<SignedHead> RecentHeads(string stream, int most) => Heads(stream, "size >= $size", most, 0);

    /// <summary>The smallest head of at least this size with that many cosignatures, or null.</summary>
    public SignedHead? FindCosigned(string stream, long leastSize, int threshold)
    {
        using var connection = file.Open();
        var size = (long?)connection.Ask(
            "SELECT size FROM cosignatures WHERE stream = $stream AND size >= $size GROUP BY size HAVING count(*) >= $threshold ORDER BY size LIMIT 1",
            ("$stream", stream), ("$size", leastSize), ("$threshold", threshold));
        return size is { } found ? FindHead(stream, found) : null;
    }

    /// <summary>Every head with that many cosignatures, by rising size.</summary>
    public IReadOnlyList<SignedHead> CosignedHeads(string stream, int threshold) =>
        [.. Heads(stream, "size >= $size", int.MaxValue, 0).Where(head => head.Cosignatures.Count >= threshold).Reverse()];

    // ---- partial openings
    public void PutPartials(string session, string lot, int trustee, byte[] hash, byte[] batch)
    {
        using var connection = file.Open();
        connection.Run(
            "INSERT OR REPLACE INTO partials (session, lot, trustee, hash, batch) VALUES ($session, $lot, $trustee, $hash, $batch)",
            ("$session", session), ("$lot", lot), ("$trustee", trustee), ("$hash", hash), ("$batch", batch));
    }

    /// <summary>Batches by trustee number, each with the hash it was stored under.</summary>
    public SortedDictionary<int, (byte[] Hash, byte[] Batch)> Partials(string session, string lot)
    {
        using var connection = file.Open();
        var rows = connection.List(
            "SELECT trustee, hash, batch FROM partials WHERE session = $session AND lot = $lot",
            row => (row.GetInt32(0), (row.GetFieldValue<byte[]>(1), row.GetFieldValue<byte[]>(2))), ("$session", session), ("$lot", lot));
        return new SortedDictionary<int, (byte[], byte[])>(rows.ToDictionary(row => row.Item1, row => row.Item2));
    }

    // ---- wrong partial openings, the proof of an accusation
    public void PutRefused(string session, string lot, int trustee, byte[] hash, byte[] batch)
    {
        using var connection = file.Open();
        connection.Run(
            "INSERT OR IGNORE INTO refused (session, lot, trustee, hash, batch) VALUES ($session, $lot, $trustee, $hash, $batch)",
            ("$session", session), ("$lot", lot), ("$trustee", trustee), ("$hash", hash), ("$batch", batch));
    }

    /// <summary>The wrong batches whose hashes the stream names, by trustee number.</summary>
    public Dictionary<int, byte[]> Refused(string session, string lot, IReadOnlyDictionary<int, byte[]> logged)
    {
        using var connection = file.Open();
        var rows = connection.List(
            "SELECT trustee, hash, batch FROM refused WHERE session = $session AND lot = $lot",
            row => (Trustee: row.GetInt32(0), Hash: row.GetFieldValue<byte[]>(1), Batch: row.GetFieldValue<byte[]>(2)), ("$session", session), ("$lot", lot));
        return rows.Where(row => logged.TryGetValue(row.Trustee, out var hash) && hash.AsSpan().SequenceEqual(row.Hash)).ToDictionary(row => row.Trustee, row => row.Batch);
    }

    // ---- acknowledgements
    public byte[]? FindAcknowledgement(byte[] entry)
    {
        using var connection = file.Open();
        return (byte[]?)connection.Ask("SELECT bytes FROM acknowledgements WHERE entry = $entry", ("$entry", entry));
    }

    /// <summary>Keeps an acknowledgement; what was signed first stands, and is returned.</summary>
    public byte[] KeepAcknowledgement(byte[] entry, byte[] bytes)
    {
        using var connection = file.Open();
        return (byte[])connection.Ask(
            "INSERT INTO acknowledgements (entry, bytes) VALUES ($entry, $bytes) ON CONFLICT (entry) DO UPDATE SET bytes = bytes RETURNING bytes",
            ("$entry", entry), ("$bytes", bytes))!;
    }

    // ---- envelopes that were read again after the freeze
    /// <summary>Keeps that these entries' stored bytes were read again and were whole.</summary>
    public void MarkReread(string session, string lot, IReadOnlyList<byte[]> entries)
    {
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction();
        foreach (var entry in entries)
            connection.Run("INSERT OR IGNORE INTO reread (session, lot, entry) VALUES ($session, $lot, $entry)", ("$session", session), ("$lot", lot), ("$entry", entry));
        transaction.Commit();
    }

    /// <summary>Hashes of the entries that were whole, in hexadecimal.</summary>
    public HashSet<string> Reread(string session, string lot)
    {
        using var connection = file.Open();
        return [.. connection.List("SELECT entry FROM reread WHERE session = $session AND lot = $lot", row => Convert.ToHexStringLower(row.GetFieldValue<byte[]>(0)), ("$session", session), ("$lot", lot))];
    }

    private List<SignedHead> Heads(string stream, string where, int most, long size)
    {
        using var connection = file.Open();
        var notes = connection.List(
            $"SELECT size, note FROM checkpoints WHERE stream = $stream AND {where} ORDER BY size DESC LIMIT $most",
            row => (Size: row.GetInt64(0), Note: row.GetString(1)), ("$stream", stream), ("$size", size), ("$most", most));
        return [.. notes.Select(head => new SignedHead(stream, head.Size, head.Note, connection.List(
            "SELECT line FROM cosignatures WHERE stream = $stream AND size = $size ORDER BY trustee", row => row.GetString(0), ("$stream", stream), ("$size", head.Size))))];
    }
}
