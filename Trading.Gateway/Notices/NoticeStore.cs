using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Trading.Gateway.Notices;

/// <summary>
/// What was asked and what was answered, on the disk before it is sent. One writer: the loop that serves the platform.
/// </summary>
public sealed class NoticeStore(GatewayFile file, Clock clock)
{
    private const string OfKey = "WHERE draw = $draw AND root = $root AND k = $k AND position = $position";
    private const string Columns =
        "draw, root, k, position, call, calls, failures, next_at, failed_at, outcome, signature, told_at";

    /// <summary>The notice of a key; made with a first call where there is none.</summary>
    public Notice FindOrBegin(NoticeKey key)
    {
        using var connection = file.Open();
        connection.Run(
            "INSERT INTO notices (draw, root, k, position, began_at, call, next_at) "
                + "VALUES ($draw, $root, $k, $position, $now, $call, $now) ON CONFLICT DO NOTHING",
            [.. Of(key), ("$now", clock.Now), ("$call", NewCall())]
        );
        return connection.List($"SELECT {Columns} FROM notices {OfKey}", Read, [.. Of(key)]).Single();
    }

    /// <summary>Nobody answered: the next call, not before a time.</summary>
    public void RingAgain(NoticeKey key, long nextAt) =>
        Change(
            "SET call = $call, calls = calls + 1, failures = 0, failed_at = NULL, next_at = $next",
            key,
            ("$call", NewCall()),
            ("$next", nextAt)
        );

    /// <summary>The provider could not be asked: the same call again, not before a time.</summary>
    public void Wait(NoticeKey key, long nextAt) =>
        Change("SET failures = failures + 1, next_at = $next", key, ("$next", nextAt));

    /// <summary>The provider could not ring: another call in its place, not before a time.</summary>
    public void Replace(NoticeKey key, long nextAt) =>
        Change(
            "SET call = $call, failures = failures + 1, next_at = $next",
            key,
            ("$call", NewCall()),
            ("$next", nextAt)
        );

    /// <summary>From now on it is said that nobody can be reached, although it is still tried.</summary>
    public void GiveUp(NoticeKey key) => Change("SET failed_at = $now", key, ("$now", clock.Now));

    public void Decide(NoticeKey key, PositionOutcome outcome, byte[] signature) =>
        Change(
            "SET outcome = $outcome, signature = $signature, decided_at = $now, failed_at = NULL, told_at = NULL",
            key,
            ("$outcome", (int)outcome),
            ("$signature", signature),
            ("$now", clock.Now)
        );

    public void Told(NoticeKey key) => Change("SET told_at = $now", key, ("$now", clock.Now));

    public NoticeCounts Count()
    {
        using var connection = file.Open();
        return connection
            .List(
                "SELECT COUNT(*) FILTER (WHERE outcome IS NULL AND failed_at IS NULL), "
                    + "COUNT(*) FILTER (WHERE outcome IS NULL AND failed_at IS NOT NULL), "
                    + "COUNT(*) FILTER (WHERE outcome = 1), COUNT(*) FILTER (WHERE outcome = 2), "
                    + "COUNT(*) FILTER (WHERE outcome = 3), "
                    + "COUNT(*) FILTER (WHERE outcome IS NOT NULL AND told_at IS NULL) FROM notices",
                row => new NoticeCounts(
                    row.GetInt32(0),
                    row.GetInt32(1),
                    row.GetInt32(2),
                    row.GetInt32(3),
                    row.GetInt32(4),
                    row.GetInt32(5)
                )
            )
            .Single();
    }

    private void Change(string set, NoticeKey key, params ReadOnlySpan<(string, object?)> values)
    {
        using var connection = file.Open();
        connection.Run($"UPDATE notices {set} {OfKey}", [.. Of(key), .. values]);
    }

    private static (string, object?)[] Of(NoticeKey key) =>
        [("$draw", key.Draw), ("$root", key.Root), ("$k", (long)key.K), ("$position", key.Position)];

    private static string NewCall() => Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);

    private static Notice Read(SqliteDataReader row) =>
        new(
            new NoticeKey(row.GetString(0), row.GetFieldValue<byte[]>(1), (uint)row.GetInt64(2), row.GetInt32(3)),
            row.GetString(4),
            row.GetInt32(5),
            row.GetInt32(6),
            row.GetInt64(7),
            row.IsDBNull(8) ? null : row.GetInt64(8),
            row.IsDBNull(9) ? null : (PositionOutcome)row.GetInt32(9),
            row.IsDBNull(10) ? null : row.GetFieldValue<byte[]>(10),
            !row.IsDBNull(11)
        );
}
