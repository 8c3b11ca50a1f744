using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Trading.Locks.Sources;
using Trading.Opening;
using Trading.Server.Storage;
using Trading.Server.Streams;

namespace Trading.Server.Locks;

/// <summary>
/// A head that the platform signed, and trustees' signature lines on it (each with its end of line) in the order of
/// their names.
/// </summary>
public sealed record SignedHead(string Stream, long Size, string Note, IReadOnlyList<string> Cosignatures)
{
    /// <summary>The note with all lines that have come.</summary>
    public string Cosigned => Note + string.Concat(Cosignatures);
}

/// <summary>All that the relay knows of a lot and wants depend on, read at one instant.</summary>
/// <param name="Messages">Messages of the ceremony by round and trustee.</param>
/// <param name="Locked">Who told that its share is stored.</param>
/// <param name="Head">The newest head of the intake, or null.</param>
/// <param name="Cosigners">Names of those who cosigned that head.</param>
/// <param name="Partials">Whose partial openings are there.</param>
public sealed record LotRelay(
    IReadOnlyDictionary<int, SortedDictionary<int, byte[]>> Messages,
    IReadOnlySet<int> Locked,
    SignedHead? Head,
    IReadOnlySet<string> Cosigners,
    IReadOnlySet<int> Partials
) : ILockPost
{
    private static readonly SortedDictionary<int, byte[]> None = [];

    /// <summary>Of a lot about which nobody wants anything.</summary>
    public static LotRelay Nothing { get; } =
        new(
            new Dictionary<int, SortedDictionary<int, byte[]>>(),
            new HashSet<int>(),
            null,
            new HashSet<string>(),
            new HashSet<int>()
        );

    (long Size, string Note)? ILockPost.Head => Head is { } head ? (head.Size, head.Note) : null;

    /// <summary>Messages of a round by trustee number.</summary>
    public SortedDictionary<int, byte[]> Round(int round) => Messages.GetValueOrDefault(round, None);
}

/// <summary>
/// <c>relay.db</c>: what passes between trustees and platform and is no event. Ceremony messages can be destroyed;
/// everything else can be lost at the price of asking trustees again, because wants are derived from what is missing
/// here. One writer at a time, who never waits for another in the database; every write moves <see cref="ChangesOf"/>,
/// so that whoever remembers what he read knows when to read again.
/// </summary>
public sealed class RelayStore(SqliteFile file) : IDisposable
{
    private readonly Lock writing = new();
    private readonly ConcurrentDictionary<(string Session, string Lot), bool> destroyed = new();
    private readonly ConcurrentDictionary<(string Session, string? Lot), long> changes = new();

    public void Dispose() => file.Release();

    /// <summary>
    /// A number that grows with every write about the lot (the empty lot is the session's own stream) or, without one,
    /// about anything of the session. To be asked before reading.
    /// </summary>
    public long ChangesOf(string session, string? lot = null) => changes.GetValueOrDefault((session, lot));

    // ---- ceremony mailbox
    public void PutMessage(string session, string lot, int trustee, int round, byte[] body) =>
        Write(
            session,
            lot,
            connection =>
            {
                destroyed.TryRemove((session, lot), out _); // one that comes late has to be destroyed as well
                connection.Run(
                    "INSERT OR IGNORE INTO mailbox (session, lot, trustee, round, body) VALUES ($session, $lot, "
                        + "$trustee, $round, $body)",
                    ("$session", session),
                    ("$lot", lot),
                    ("$trustee", trustee),
                    ("$round", round),
                    ("$body", body)
                );
            }
        );

    /// <summary>Messages of a round by trustee number.</summary>
    public SortedDictionary<int, byte[]> Messages(string session, string lot, int round)
    {
        using var connection = file.Open();
        return Messages(connection, session, lot).GetValueOrDefault(round, []);
    }

    /// <summary>
    /// Destroys the ceremonies of lots: rows are overwritten, the file is rebuilt once for all of them and the
    /// write-ahead log emptied, so that the bytes stand in no file of this store any more. Each process does it once to
    /// the end: an earlier one may have died between rows and files.
    /// </summary>
    public void DestroyMessages(string session, IReadOnlyCollection<string> lots)
    {
        if (lots.All(lot => destroyed.ContainsKey((session, lot))))
            return;
        lock (writing)
        {
            using var connection = file.Open();
            string[] left = [.. lots.Where(lot => !destroyed.ContainsKey((session, lot)))];
            foreach (var lot in left)
                connection.Run(
                    "DELETE FROM mailbox WHERE session = $session AND lot = $lot",
                    ("$session", session),
                    ("$lot", lot)
                );
            connection.Run("PRAGMA wal_checkpoint(TRUNCATE)");
            connection.Run("VACUUM");
            connection.Run("PRAGMA wal_checkpoint(TRUNCATE)");
            foreach (var lot in left)
                destroyed[(session, lot)] = true;
        }
    }

    // ---- who stored its share
    public void MarkLocked(string session, string lot, int trustee) =>
        Write(
            session,
            lot,
            connection =>
                connection.Run(
                    "INSERT OR IGNORE INTO locked (session, lot, trustee) VALUES ($session, $lot, $trustee)",
                    ("$session", session),
                    ("$lot", lot),
                    ("$trustee", trustee)
                )
        );

    // ---- a lot as a whole
    public LotRelay Read(string session, string lot)
    {
        using var connection = file.Open();
        var stream = Names.IntakeStream(session, lot);
        var head = Heads(connection, stream, "size >= $size", 1, 0) is [var newest, ..] ? newest : null;
        return new LotRelay(
            Messages(connection, session, lot),
            Trustees(connection, "locked", session, lot),
            head,
            head is null ? new HashSet<string>() : Cosigners(connection, stream, head.Size),
            Trustees(connection, "partials", session, lot)
        );
    }

    // ---- heads and cosignatures
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

    // ---- partial openings
    public void PutPartials(string session, string lot, int trustee, byte[] hash, byte[] batch) =>
        Write(
            session,
            lot,
            connection =>
                connection.Run(
                    "INSERT OR REPLACE INTO partials (session, lot, trustee, hash, batch) VALUES ($session, "
                        + "$lot, $trustee, $hash, $batch)",
                    ("$session", session),
                    ("$lot", lot),
                    ("$trustee", trustee),
                    ("$hash", hash),
                    ("$batch", batch)
                )
        );

    /// <summary>Batches by trustee number, each with the hash it was stored under.</summary>
    public SortedDictionary<int, (byte[] Hash, byte[] Batch)> Partials(string session, string lot)
    {
        using var connection = file.Open();
        var rows = connection.List(
            "SELECT trustee, hash, batch FROM partials WHERE session = $session AND lot = $lot",
            row => (row.GetInt32(0), (row.GetFieldValue<byte[]>(1), row.GetFieldValue<byte[]>(2))),
            ("$session", session),
            ("$lot", lot)
        );
        return new SortedDictionary<int, (byte[], byte[])>(rows.ToDictionary(row => row.Item1, row => row.Item2));
    }

    // ---- wrong partial openings, the proof of an accusation
    public void PutRefused(string session, string lot, int trustee, byte[] hash, byte[] batch)
    {
        using var connection = file.Open();
        connection.Run(
            "INSERT OR IGNORE INTO refused (session, lot, trustee, hash, batch) VALUES ($session, $lot, "
                + "$trustee, $hash, $batch)",
            ("$session", session),
            ("$lot", lot),
            ("$trustee", trustee),
            ("$hash", hash),
            ("$batch", batch)
        );
    }

    /// <summary>The wrong batches whose hashes the stream names, by trustee number.</summary>
    public Dictionary<int, byte[]> Refused(string session, string lot, IReadOnlyDictionary<int, byte[]> logged)
    {
        using var connection = file.Open();
        var rows = connection.List(
            "SELECT trustee, hash, batch FROM refused WHERE session = $session AND lot = $lot",
            row => (Trustee: row.GetInt32(0), Hash: row.GetFieldValue<byte[]>(1), Batch: row.GetFieldValue<byte[]>(2)),
            ("$session", session),
            ("$lot", lot)
        );
        return rows.Where(row => logged.TryGetValue(row.Trustee, out var hash) && hash.AsSpan().SequenceEqual(row.Hash))
            .ToDictionary(row => row.Trustee, row => row.Batch);
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
        lock (writing)
        {
            using var connection = file.Open();
            return (byte[])
                connection.Ask(
                    "INSERT INTO acknowledgements (entry, bytes) VALUES ($entry, $bytes) ON CONFLICT (entry) DO "
                        + "UPDATE SET bytes = bytes RETURNING bytes",
                    ("$entry", entry),
                    ("$bytes", bytes)
                )!;
        }
    }

    // ---- envelopes that were read again after the freeze
    /// <summary>Keeps that these entries' stored bytes were read again and were whole.</summary>
    public void MarkReread(string session, string lot, IReadOnlyList<byte[]> entries) =>
        Write(
            session,
            lot,
            connection =>
            {
                using var transaction = connection.BeginTransaction();
                foreach (var entry in entries)
                    connection.Run(
                        "INSERT OR IGNORE INTO reread (session, lot, entry) VALUES ($session, $lot, $entry)",
                        ("$session", session),
                        ("$lot", lot),
                        ("$entry", entry)
                    );
                transaction.Commit();
            }
        );

    /// <summary>Hashes of the entries that were whole, in hexadecimal.</summary>
    public HashSet<string> Reread(string session, string lot)
    {
        using var connection = file.Open();
        return
        [
            .. connection.List(
                "SELECT entry FROM reread WHERE session = $session AND lot = $lot",
                row => Convert.ToHexStringLower(row.GetFieldValue<byte[]>(0)),
                ("$session", session),
                ("$lot", lot)
            ),
        ];
    }

    private void Write(string stream, Action<SqliteConnection> write)
    {
        var names = stream.Split('.', 3);
        Write(names[1], names.Length > 2 ? names[2] : "", write);
    }

    // Whatever became of the write: who remembers must look again.
    private void Write(string session, string lot, Action<SqliteConnection> write)
    {
        try
        {
            lock (writing)
            {
                using var connection = file.Open();
                write(connection);
            }
        }
        finally
        {
            changes.AddOrUpdate((session, lot), 1, static (_, before) => before + 1);
            changes.AddOrUpdate((session, null), 1, static (_, before) => before + 1);
        }
    }

    private static Dictionary<int, SortedDictionary<int, byte[]>> Messages(
        SqliteConnection connection,
        string session,
        string lot
    )
    {
        var rows = connection.List(
            "SELECT round, trustee, body FROM mailbox WHERE session = $session AND lot = $lot",
            row => (Round: row.GetInt32(0), Trustee: row.GetInt32(1), Body: row.GetFieldValue<byte[]>(2)),
            ("$session", session),
            ("$lot", lot)
        );
        return rows.GroupBy(row => row.Round)
            .ToDictionary(
                round => round.Key,
                round => new SortedDictionary<int, byte[]>(round.ToDictionary(row => row.Trustee, row => row.Body))
            );
    }

    private static HashSet<int> Trustees(SqliteConnection connection, string table, string session, string lot) =>
        [
            .. connection.List(
                $"SELECT trustee FROM {table} WHERE session = $session AND lot = $lot",
                row => row.GetInt32(0),
                ("$session", session),
                ("$lot", lot)
            ),
        ];

    private static HashSet<string> Cosigners(SqliteConnection connection, string stream, long size) =>
        [
            .. connection.List(
                "SELECT trustee FROM cosignatures WHERE stream = $stream AND size = $size",
                row => row.GetString(0),
                ("$stream", stream),
                ("$size", size)
            ),
        ];

    private List<SignedHead> Heads(string stream, string where, int most, long size)
    {
        using var connection = file.Open();
        return Heads(connection, stream, where, most, size);
    }

    private static List<SignedHead> Heads(SqliteConnection connection, string stream, string where, int most, long size)
    {
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
