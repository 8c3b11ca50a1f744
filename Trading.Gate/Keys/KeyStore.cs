using Microsoft.Data.Sqlite;
using Trading.Gate.Doors;

namespace Trading.Gate.Keys;

/// <summary>The key of a seat that this gate certified.</summary>
/// <param name="Number">From 1, as they were signed.</param>
/// <param name="At">When, UTC microseconds.</param>
/// <param name="By">The desk.</param>
/// <param name="Draw">The draw.</param>
/// <param name="Position">Who sits there, as the draw calls it.</param>
/// <param name="Room">The room.</param>
/// <param name="Seat">Number of the seat.</param>
/// <param name="Key">The key, 65 bytes.</param>
/// <param name="Certificate">What was signed.</param>
/// <param name="Signature">The gate's.</param>
/// <param name="IsTold">Whether the platform has answered.</param>
/// <param name="Refusal">Why it did not take it, or null.</param>
public sealed record CertifiedKey(
    long Number,
    long At,
    string By,
    string Draw,
    int Position,
    string Room,
    int Seat,
    byte[] Key,
    byte[] Certificate,
    byte[] Signature,
    bool IsTold,
    string? Refusal
);

/// <summary>Certified keys, on the disk before they are said. Safe for concurrent use.</summary>
public sealed class KeyStore(GateFile file, GateStore register, Clock clock)
{
    private const string Select =
        "SELECT number, at, by, draw, position, room, seat, key, certificate, signature, told_at, refusal "
        + "FROM seat_keys";

    /// <summary>
    /// Keeps what was signed, with its line of the register. The same key for the same seat again is what was kept, and
    /// is told once more.
    /// </summary>
    public CertifiedKey Keep(SeatKey at, string room, int seat, byte[] key, SignedKey signed, string shown, string by)
    {
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        connection.Run(
            "INSERT INTO seat_keys (at, by, draw, position, room, seat, key, certificate, signature) "
                + "VALUES ($now, $by, $draw, $position, $room, $seat, $key, $certificate, $signature) "
                + "ON CONFLICT (room, seat, key) DO UPDATE SET told_at = NULL, refusal = NULL",
            ("$now", clock.Now),
            ("$by", by),
            ("$draw", at.Draw),
            ("$position", at.Position),
            ("$room", room),
            ("$seat", seat),
            ("$key", key),
            ("$certificate", signed.Certificate),
            ("$signature", signed.Signature)
        );
        register.Note(connection, at.Draw, at.K, at.Position, "seat-key", shown, by);
        transaction.Commit();
        return Find(connection, room, seat, key)!;
    }

    /// <summary>The certified key of that seat, or null.</summary>
    public CertifiedKey? Find(string room, int seat, byte[] key)
    {
        using var connection = file.Open();
        return Find(connection, room, seat, key);
    }

    /// <summary>The keys of a draw's seats, as they were signed.</summary>
    public IReadOnlyList<CertifiedKey> Of(string draw)
    {
        using var connection = file.Open();
        return connection.List($"{Select} WHERE draw = $draw ORDER BY number", Read, ("$draw", draw));
    }

    /// <summary>What the platform has not answered yet, in order.</summary>
    public IReadOnlyList<CertifiedKey> Untold()
    {
        using var connection = file.Open();
        return connection.List($"{Select} WHERE told_at IS NULL ORDER BY number", Read);
    }

    /// <summary>The platform answered: null where it took the key, else its reason.</summary>
    public void Told(CertifiedKey key, SeatKey at, string? refusal)
    {
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction();
        connection.Run(
            "UPDATE seat_keys SET told_at = $now, refusal = $refusal WHERE number = $number",
            ("$now", clock.Now),
            ("$refusal", refusal),
            ("$number", key.Number)
        );
        if (refusal is not null)
            register.Note(connection, at.Draw, at.K, at.Position, "key-refused", refusal, "");
        transaction.Commit();
    }

    private static CertifiedKey? Find(SqliteConnection connection, string room, int seat, byte[] key) =>
        connection
            .List(
                $"{Select} WHERE room = $room AND seat = $seat AND key = $key",
                Read,
                ("$room", room),
                ("$seat", seat),
                ("$key", key)
            )
            .SingleOrDefault();

    private static CertifiedKey Read(SqliteDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetInt64(1),
            row.GetString(2),
            row.GetString(3),
            row.GetInt32(4),
            row.GetString(5),
            row.GetInt32(6),
            row.GetFieldValue<byte[]>(7),
            row.GetFieldValue<byte[]>(8),
            row.GetFieldValue<byte[]>(9),
            !row.IsDBNull(10),
            row.IsDBNull(11) ? null : row.GetString(11)
        );
}

/// <summary>What the gate signed of a key, and its signature.</summary>
public sealed record SignedKey(byte[] Certificate, byte[] Signature);
