using Microsoft.Data.Sqlite;

namespace Trading.Pool.Experts;

/// <summary>An act that concerns the whole pool; what its details are called is a page's matter.</summary>
public sealed record PoolAct(
    long Number,
    long At,
    string By,
    string Act,
    string Reason,
    IReadOnlyDictionary<string, string?> Details
);

/// <summary>Imports, exports, names of specialities, managers: who, when and why; never changed.</summary>
public sealed class PoolActs(PoolFile file, WriteGate gate, Clock clock)
{
    private const int Most = 100;

    /// <summary>The newest acts first.</summary>
    public IReadOnlyList<PoolAct> List()
    {
        using var connection = file.Open();
        return connection.List(
            "SELECT number, at, by, act, reason, details FROM acts ORDER BY number DESC LIMIT $most",
            row => new PoolAct(
                row.GetInt64(0),
                row.GetInt64(1),
                row.GetString(2),
                row.GetString(3),
                row.GetString(4),
                KeptJson.Read<Dictionary<string, string?>>(row.GetString(5))
            ),
            ("$most", Most)
        );
    }

    /// <summary>Notes an act that changes no expert; null when it stands there.</summary>
    public async Task<Refused?> NoteAsync(
        string by,
        string act,
        string reason,
        params (string Name, string? Value)[] details
    )
    {
        if (!ExpertRules.IsReason(reason))
            return Refusals.NoReason;
        using var turn = await gate.TryEnterAsync();
        if (turn is null)
            return Refusals.Busy;
        using var connection = file.Open();
        Note(connection, clock.Now, by, act, reason, details);
        return null;
    }

    /// <summary>Notes it beside the change that it is; the answer is its number.</summary>
    internal static long Note(
        SqliteConnection connection,
        long at,
        string by,
        string act,
        string reason,
        params (string Name, string? Value)[] details
    ) =>
        (long)
            connection.Ask(
                "INSERT INTO acts (at, by, act, reason, details) VALUES ($at, $by, $act, $reason, $details) "
                    + "RETURNING number",
                ("$at", at),
                ("$by", by),
                ("$act", act),
                ("$reason", reason),
                ("$details", KeptJson.Write(details.ToDictionary(StringComparer.Ordinal)))
            )!;
}
