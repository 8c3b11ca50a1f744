using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Trading.Gateway.Notices;

/// <summary>
/// What was asked and what was answered, on the disk before it is sent. Two write: the loop that serves the platform,
/// and the page. Whatever they do at once, the first outcome stands and nothing of a notice changes behind it.
/// </summary>
public sealed class NoticeStore(GatewayFile file, Clock clock)
{
    private const string OfKey = "WHERE draw = $draw AND root = $root AND k = $k AND position = $position";
    private const string Columns =
        "draw, root, k, position, call, calls, failures, next_at, failed_at, outcome, signature, told_at, by_page, "
        + "off_at";
    private const string IsOpen = " AND outcome IS NULL";
    private const string IsNeeded = " AND off_at IS NULL";

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
            IsOpen,
            key,
            ("$call", NewCall()),
            ("$next", nextAt)
        );

    /// <summary>The provider could not be asked: the same call again, not before a time.</summary>
    public void Wait(NoticeKey key, long nextAt) =>
        Change("SET failures = failures + 1, next_at = $next", IsOpen, key, ("$next", nextAt));

    /// <summary>The provider could not ring: another call in its place, not before a time.</summary>
    public void Replace(NoticeKey key, long nextAt) =>
        Change(
            "SET call = $call, failures = failures + 1, next_at = $next",
            IsOpen,
            key,
            ("$call", NewCall()),
            ("$next", nextAt)
        );

    /// <summary>From now on it is said that nobody can be reached, although it is still tried.</summary>
    public void GiveUp(NoticeKey key) => Change("SET failed_at = $now", IsOpen, key, ("$now", clock.Now));

    /// <summary>
    /// The outcome, once and for ever; false where another one stands, or where nobody is needed any more. Whoever does
    /// not come needs no page any more.
    /// </summary>
    public bool TryDecide(NoticeKey key, PositionOutcome outcome, byte[] signature, bool isByPage) =>
        Change(
            "SET outcome = $outcome, signature = $signature, decided_at = $now, failed_at = NULL, told_at = NULL, "
                + "by_page = $page, sealed = CASE WHEN $outcome = 1 THEN sealed END",
            IsOpen + IsNeeded,
            key,
            ("$outcome", (int)outcome),
            ("$signature", signature),
            ("$page", isByPage),
            ("$now", clock.Now)
        );

    /// <summary>The platform has this; nothing where another outcome was written down meanwhile.</summary>
    public void Told(NoticeKey key, PositionOutcome outcome) =>
        Change(
            "SET told_at = $now",
            " AND outcome IS $told",
            key,
            ("$now", clock.Now),
            ("$told", outcome == PositionOutcome.Unreached ? null : (int)outcome)
        );

    /// <summary>
    /// These are not needed any more, whatever they answer: of draws before <paramref name="k"/> everybody, of that one
    /// the positions, or everybody. Whoever said no, or nothing, was not expected anyhow. How many were needed before.
    /// </summary>
    public int CallOff(string draw, byte[] root, uint k, IReadOnlyList<int> positions, bool everybody)
    {
        using var connection = file.Open();
        var these = string.Join(", ", positions);
        return connection.Run(
            "UPDATE notices SET off_at = $now, sealed = NULL "
                + $"WHERE draw = $draw AND root = $root AND (outcome IS NULL OR outcome = 1){IsNeeded} "
                + $"AND (k < $k OR (k = $k AND ($everybody OR position IN ({these}))))",
            ("$now", clock.Now),
            ("$draw", draw),
            ("$root", root),
            ("$k", (long)k),
            ("$everybody", everybody)
        );
    }

    /// <summary>Whose telephone was not told yet that nobody is needed, and is to be tried now.</summary>
    public IReadOnlyList<Notice> UntoldOff(string draw)
    {
        using var connection = file.Open();
        return connection.List(
            $"SELECT {Columns} FROM notices WHERE draw = $draw AND off_at IS NOT NULL AND off_told_at IS NULL "
                + "AND (off_tries = 0 OR next_at <= $now)",
            Read,
            ("$draw", draw),
            ("$now", clock.Now)
        );
    }

    /// <summary>The provider has it.</summary>
    public void ToldOff(NoticeKey key) => Change("SET off_told_at = $now", "", key, ("$now", clock.Now));

    /// <summary>The provider did not take it: again, not before a time, and not more than so often.</summary>
    public void WaitOff(NoticeKey key, Func<int, long> nextAt, int most)
    {
        using var connection = file.Open();
        var tries = (long)
            connection.Ask($"UPDATE notices SET off_tries = off_tries + 1 {OfKey} RETURNING off_tries", [.. Of(key)])!;
        connection.Run(
            $"UPDATE notices SET next_at = $next, off_told_at = CASE WHEN $tries >= $most THEN $now END {OfKey}",
            [.. Of(key), ("$next", nextAt((int)tries)), ("$tries", tries), ("$most", most), ("$now", clock.Now)]
        );
    }

    /// <summary>Keeps a page, in the place of one under another id, until there is an outcome.</summary>
    public void PutPage(NoticeKey key, PageRow page) =>
        Change(
            "SET page = $id, sealed = $sealed, confirm_hash = $confirm, decline_hash = $decline, ends_at = $ends",
            IsOpen + " AND page IS NOT $id",
            key,
            ("$id", page.Id),
            ("$sealed", page.Sealed),
            ("$confirm", page.Confirm),
            ("$decline", page.Decline),
            ("$ends", page.EndsAt)
        );

    /// <summary>
    /// The page under an id, with whom it is for, the outcome, and whether nobody is needed any more; null where there
    /// is none.
    /// </summary>
    public (NoticeKey Key, PageRow Page, PositionOutcome? Outcome, bool IsOff)? FindPage(byte[] id)
    {
        using var connection = file.Open();
        var found = connection.List(
            "SELECT draw, root, k, position, page, sealed, confirm_hash, decline_hash, ends_at, outcome, off_at "
                + "FROM notices WHERE page = $id",
            row =>
                (
                    KeyOf(row),
                    ReadPage(row),
                    row.IsDBNull(9) ? (PositionOutcome?)null : (PositionOutcome)row.GetInt32(9),
                    !row.IsDBNull(10)
                ),
            ("$id", id)
        );
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>Erases what is kept of pages that are over, from the file and from its log.</summary>
    public void EraseEnded()
    {
        using var connection = file.Open();
        connection.Run(
            "UPDATE notices SET sealed = NULL, confirm_hash = NULL, decline_hash = NULL "
                + "WHERE ends_at <= $now AND confirm_hash IS NOT NULL",
            ("$now", clock.Now)
        );
        connection.Run("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    public NoticeCounts Count()
    {
        using var connection = file.Open();
        return connection
            .List(
                "SELECT COUNT(*) FILTER (WHERE outcome IS NULL AND failed_at IS NULL AND off_at IS NULL), "
                    + "COUNT(*) FILTER (WHERE outcome IS NULL AND failed_at IS NOT NULL AND off_at IS NULL), "
                    + "COUNT(*) FILTER (WHERE outcome = 1 AND off_at IS NULL), COUNT(*) FILTER (WHERE outcome = 2), "
                    + "COUNT(*) FILTER (WHERE outcome = 3), "
                    + "COUNT(*) FILTER (WHERE outcome IS NOT NULL AND told_at IS NULL AND off_at IS NULL), "
                    + "COUNT(*) FILTER (WHERE off_at IS NOT NULL) FROM notices",
                row => new NoticeCounts(
                    row.GetInt32(0),
                    row.GetInt32(1),
                    row.GetInt32(2),
                    row.GetInt32(3),
                    row.GetInt32(4),
                    row.GetInt32(5),
                    row.GetInt32(6)
                )
            )
            .Single();
    }

    private bool Change(string set, string where, NoticeKey key, params ReadOnlySpan<(string, object?)> values)
    {
        using var connection = file.Open();
        return connection.Run($"UPDATE notices {set} {OfKey}{where}", [.. Of(key), .. values]) == 1;
    }

    private static (string, object?)[] Of(NoticeKey key) =>
        [("$draw", key.Draw), ("$root", key.Root), ("$k", (long)key.K), ("$position", key.Position)];

    private static string NewCall() => Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);

    private static Notice Read(SqliteDataReader row) =>
        new(
            KeyOf(row),
            row.GetString(4),
            row.GetInt32(5),
            row.GetInt32(6),
            row.GetInt64(7),
            row.IsDBNull(8) ? null : row.GetInt64(8),
            row.IsDBNull(9) ? null : (PositionOutcome)row.GetInt32(9),
            BytesOf(row, 10),
            !row.IsDBNull(11),
            row.GetBoolean(12),
            !row.IsDBNull(13)
        );

    private static NoticeKey KeyOf(SqliteDataReader row) =>
        new(row.GetString(0), row.GetFieldValue<byte[]>(1), (uint)row.GetInt64(2), row.GetInt32(3));

    private static PageRow ReadPage(SqliteDataReader row) =>
        new(row.GetFieldValue<byte[]>(4), BytesOf(row, 5), BytesOf(row, 6), BytesOf(row, 7), row.GetInt64(8));

    private static byte[]? BytesOf(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);
}
