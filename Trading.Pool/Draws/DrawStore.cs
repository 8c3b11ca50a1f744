using System.Globalization;
using Microsoft.Data.Sqlite;
using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Pool.Experts;

namespace Trading.Pool.Draws;

/// <summary>
/// Draws in the pool's store. A draw is written once, in one transaction with its secret rows, its first statement and
/// the pool's act: whatever ends the process leaves all of it or nothing, and nothing of it was said before.
/// </summary>
internal sealed class DrawStore(PoolFile file, DrawVault vault, WriteGate gate, Clock clock)
{
    private const int RefusalsKept = 1000;
    private const string Columns = "draw, at, platform, request, request_hash, moment, eligible, excluded, shortage";

    public KeptDraw? Find(string draw)
    {
        using var connection = file.Open();
        return connection
            .List($"SELECT {Columns} FROM draws WHERE draw = $draw", Read, ("$draw", draw))
            .FirstOrDefault();
    }

    public KeptStatement? FindStatement(string draw, string kind)
    {
        using var connection = file.Open();
        return connection
            .List(
                "SELECT body, signature FROM draw_statements WHERE draw = $draw AND kind = $kind",
                row => new KeptStatement(kind, row.GetFieldValue<byte[]>(0), row.GetFieldValue<byte[]>(1)),
                ("$draw", draw),
                ("$kind", kind)
            )
            .FirstOrDefault();
    }

    /// <summary>The secret rows of a draw that was prepared.</summary>
    public PreparedPool Secrets(string draw, Suite suite)
    {
        using var connection = file.Open();
        var kept = (byte[]?)connection.Ask("SELECT secrets FROM draws WHERE draw = $draw", ("$draw", draw));
        var plain = vault.Open(draw, kept ?? throw new InvalidDataException($"draw {draw} keeps no rows"));
        var pool = SecretRows.Read(suite, plain);
        Array.Clear(plain);
        return pool;
    }

    /// <summary>How many draws were prepared since then.</summary>
    public long CountSince(long at)
    {
        using var connection = file.Open();
        return (long)connection.Ask("SELECT COUNT(*) FROM draws WHERE at >= $at", ("$at", at))!;
    }

    /// <summary>The newest draws, each with the kinds of what was signed.</summary>
    public IReadOnlyList<(KeptDraw Draw, IReadOnlySet<string> Signed)> Newest(int most)
    {
        using var connection = file.Open();
        using var moment = connection.BeginTransaction(deferred: true);
        return connection.List(
            $"SELECT {Columns}, (SELECT group_concat(kind) FROM draw_statements s WHERE s.draw = d.draw) FROM draws d "
                + "ORDER BY number DESC LIMIT $most",
            row => (Read(row), (IReadOnlySet<string>)row.GetString(9).Split(',').ToHashSet(StringComparer.Ordinal)),
            ("$most", most)
        );
    }

    /// <summary>The newest refusals.</summary>
    public IReadOnlyList<RefusedDraw> NewestRefused(int most)
    {
        using var connection = file.Open();
        return connection.List(
            "SELECT draw, at, cause, request FROM draw_refusals ORDER BY at DESC, draw LIMIT $most",
            row => new RefusedDraw(
                row.GetString(0),
                row.GetInt64(1),
                Enum.Parse<DrawCause>(row.GetString(2)),
                row.IsDBNull(3) ? null : row.GetFieldValue<byte[]>(3)
            ),
            ("$most", most)
        );
    }

    /// <summary>Keeps a prepared draw with its first statement, and notes it: who asked, for what.</summary>
    public async Task AddAsync(KeptDraw draw, PreparedPool? secrets, KeptStatement first, CancellationToken stop)
    {
        var sealedRows = secrets is null ? null : Sealed(draw.Draw, secrets);
        using var turn = await gate.EnterAsync(stop);
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        connection.Run(
            $"INSERT INTO draws ({Columns}, secrets) VALUES "
                + "($draw, $at, $platform, $request, $hash, $moment, $eligible, $excluded, $shortage, $secrets)",
            ("$draw", draw.Draw),
            ("$at", draw.At),
            ("$platform", draw.Platform),
            ("$request", draw.Request),
            ("$hash", draw.RequestHash),
            ("$moment", draw.Moment),
            ("$eligible", draw.Eligible),
            ("$excluded", draw.Excluded is null ? null : KeptJson.Write(draw.Excluded)),
            ("$shortage", draw.Shortage is null ? null : KeptJson.Write(draw.Shortage)),
            ("$secrets", sealedRows)
        );
        Insert(connection, draw.Draw, first, draw.At);
        connection.Run("DELETE FROM draw_refusals WHERE draw = $draw", ("$draw", draw.Draw));
        PoolActs.Note(connection, draw.At, draw.Platform, "draw", "", Details(draw));
        transaction.Commit();
    }

    /// <summary>Keeps a later statement about a draw.</summary>
    public async Task AddAsync(string draw, KeptStatement statement, CancellationToken stop)
    {
        using var turn = await gate.EnterAsync(stop);
        using var connection = file.Open();
        Insert(connection, draw, statement, clock.Now);
    }

    /// <summary>Keeps what was answered about conflicts, and notes that it was asked for.</summary>
    public async Task AddConflictsAsync(KeptDraw draw, KeptStatement statement, int units, CancellationToken stop)
    {
        using var turn = await gate.EnterAsync(stop);
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        var now = clock.Now;
        Insert(connection, draw.Draw, statement, now);
        PoolActs.Note(
            connection,
            now,
            draw.Platform,
            "conflicts",
            "",
            [.. Details(draw), ("units", units.ToString(CultureInfo.InvariantCulture))]
        );
        transaction.Commit();
    }

    /// <summary>Keeps why nothing is prepared for a draw; the newest are kept.</summary>
    public async Task RefuseAsync(RefusedDraw refused, CancellationToken stop)
    {
        using var turn = await gate.EnterAsync(stop);
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        connection.Run(
            "INSERT INTO draw_refusals (draw, at, cause, request) VALUES ($draw, $at, $cause, $request) "
                + "ON CONFLICT (draw) DO UPDATE SET at = $at, cause = $cause, request = $request",
            ("$draw", refused.Draw),
            ("$at", refused.At),
            ("$cause", refused.Cause.ToString()),
            ("$request", refused.Request)
        );
        connection.Run(
            "DELETE FROM draw_refusals WHERE draw NOT IN "
                + "(SELECT draw FROM draw_refusals ORDER BY at DESC, draw LIMIT $most)",
            ("$most", RefusalsKept)
        );
        transaction.Commit();
    }

    private byte[] Sealed(string draw, PreparedPool secrets)
    {
        var plain = SecretRows.ToBytes(secrets);
        var sealedRows = vault.Seal(draw, plain);
        Array.Clear(plain);
        return sealedRows;
    }

    private static void Insert(SqliteConnection connection, string draw, KeptStatement statement, long at) =>
        connection.Run(
            "INSERT INTO draw_statements (draw, kind, at, body, signature) "
                + "VALUES ($draw, $kind, $at, $body, $signature)",
            ("$draw", draw),
            ("$kind", statement.Kind),
            ("$at", at),
            ("$body", statement.Body),
            ("$signature", statement.Signature)
        );

    private static (string Name, string? Value)[] Details(KeptDraw draw) =>
        [("draw", draw.Draw), ("request", Convert.ToHexStringLower(draw.RequestHash))];

    private static KeptDraw Read(SqliteDataReader row) =>
        new(
            row.GetString(0),
            row.GetInt64(1),
            row.GetString(2),
            row.GetFieldValue<byte[]>(3),
            row.GetFieldValue<byte[]>(4),
            row.GetInt64(5),
            row.IsDBNull(6) ? null : row.GetInt32(6),
            row.IsDBNull(7) ? null : KeptJson.Read<int[]>(row.GetString(7)),
            row.IsDBNull(8) ? null : KeptJson.Read<Shortage>(row.GetString(8))
        );
}
