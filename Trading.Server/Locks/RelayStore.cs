using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Trading.Locks.Sources;
using Trading.Server.Streams;

namespace Trading.Server.Locks;

/// <summary>All that the relay knows of a lot and wants depend on.</summary>
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

/// <summary>Ceremonies and partial openings in the relay's file: what trustees sent and is no event.</summary>
public sealed class RelayStore(RelayFile file, HeadStore heads)
{
    private readonly ConcurrentDictionary<(string Session, string Lot), bool> destroyed = new();

    /// <inheritdoc cref="RelayFile.ChangesOf"/>
    public long ChangesOf(string session, string? lot = null) => file.ChangesOf(session, lot);

    // ---- ceremony mailbox
    public void PutMessage(string session, string lot, int trustee, int round, byte[] body) =>
        file.Write(
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
        file.Write(connection =>
        {
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
        });
    }

    // ---- who stored its share
    public void MarkLocked(string session, string lot, int trustee) =>
        file.Write(
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
        var stream = Names.IntakeStream(session, lot);
        var head = heads.NewestHead(stream);
        using var connection = file.Open();
        return new LotRelay(
            Messages(connection, session, lot),
            Trustees(connection, "locked", session, lot),
            head,
            head is null ? new HashSet<string>() : heads.Cosigners(stream, head.Size),
            Trustees(connection, "partials", session, lot)
        );
    }

    // ---- partial openings
    public void PutPartials(string session, string lot, int trustee, byte[] hash, byte[] batch) =>
        file.Write(
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
    public void PutRefused(string session, string lot, int trustee, byte[] hash, byte[] batch) =>
        file.Write(connection =>
            connection.Run(
                "INSERT OR IGNORE INTO refused (session, lot, trustee, hash, batch) VALUES ($session, $lot, "
                    + "$trustee, $hash, $batch)",
                ("$session", session),
                ("$lot", lot),
                ("$trustee", trustee),
                ("$hash", hash),
                ("$batch", batch)
            )
        );

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
}
