using Microsoft.Data.Sqlite;
using Trading.Pool.Contacts;

namespace Trading.Pool.Experts;

/// <summary>Everything that is asked of the pool. Reads beside any writer.</summary>
public sealed class ExpertReading(PoolFile file, ContactVault vault)
{
    public const int LinesOnPage = 25;
    public const int EventsOnPage = 50;

    public ExpertPage Search(ExpertQuery query)
    {
        var (where, values) = Where(query);
        using var connection = file.Open();
        using var moment = connection.BeginTransaction(deferred: true); // count and lines are of one moment
        var total = (long)connection.Ask($"SELECT COUNT(*) FROM experts {where}", values)!;
        var lines = connection.List(
            $"SELECT number, name, specialities, level, region, employer, status, since, until FROM experts {where} "
                + "ORDER BY number LIMIT $most OFFSET $skip",
            ReadLine,
            [.. values, ("$most", LinesOnPage), ("$skip", (query.Page - 1L) * LinesOnPage)]
        );
        return new ExpertPage(total, lines);
    }

    public ExpertRecord? Find(string number)
    {
        using var connection = file.Open();
        return Find(connection, number);
    }

    internal ExpertRecord? Find(SqliteConnection connection, string number) =>
        connection
            .List(
                $"SELECT {ExpertRows.Columns} FROM experts WHERE number = $number",
                row => ExpertRows.Read(row, vault),
                ("$number", number)
            )
            .FirstOrDefault();

    /// <summary>Every expert in the order of numbers, one at a time.</summary>
    public IEnumerable<ExpertRecord> All()
    {
        using var connection = file.Open();
        foreach (var record in All(connection))
            yield return record;
    }

    /// <summary>
    /// What a judge makes of the whole pool of one moment: its experts one at a time, the numbers of those who are
    /// absent on a day, and the number of the newest event.
    /// </summary>
    public T OnDay<T>(DateOnly day, Func<IEnumerable<Expert>, IReadOnlySet<string>, long, T> judge)
    {
        using var connection = file.Open();
        using var moment = connection.BeginTransaction(deferred: true);
        var absent = connection.List(
            "SELECT expert FROM absences WHERE withdrawn = 0 AND first_day <= $day AND last_day >= $day",
            row => row.GetString(0),
            ("$day", ExpertRows.TextOf(day))
        );
        var experts = All(connection).Select(record => record.Expert);
        return judge(experts, absent.ToHashSet(StringComparer.Ordinal), Newest(connection));
    }

    private IEnumerable<ExpertRecord> All(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {ExpertRows.Columns} FROM experts ORDER BY number";
        using var rows = command.ExecuteReader();
        while (rows.Read())
            yield return ExpertRows.Read(rows, vault);
    }

    /// <summary>Events of an expert, the newest first, from below a version on.</summary>
    public IReadOnlyList<ExpertEvent> Events(string number, long before)
    {
        using var connection = file.Open();
        return connection.List(
            "SELECT version, at, by, act, reason, changes, import FROM events "
                + "WHERE expert = $number AND version < $before ORDER BY version DESC LIMIT $most",
            row => new ExpertEvent(
                row.GetInt64(0),
                row.GetInt64(1),
                row.GetString(2),
                row.GetString(3),
                row.GetString(4),
                KeptJson.Read<FieldChange[]>(row.GetString(5)),
                row.IsDBNull(6) ? null : row.GetInt64(6)
            ),
            ("$number", number),
            ("$before", before),
            ("$most", EventsOnPage)
        );
    }

    public IReadOnlyList<Absence> Absences(string number)
    {
        using var connection = file.Open();
        return connection.List(
            "SELECT id, first_day, last_day, withdrawn FROM absences WHERE expert = $number ORDER BY first_day, id",
            row => new Absence(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt64(3) != 0),
            ("$number", number)
        );
    }

    public IReadOnlyList<Assessment> Assessments(string number)
    {
        using var connection = file.Open();
        return connection.List(
            "SELECT id, day, score, note FROM assessments WHERE expert = $number ORDER BY day DESC, id DESC",
            row => new Assessment(row.GetInt64(0), row.GetString(1), row.GetInt32(2), row.GetString(3)),
            ("$number", number)
        );
    }

    /// <summary>What codes are called.</summary>
    public IReadOnlyDictionary<string, string> SpecialityNames()
    {
        using var connection = file.Open();
        return connection
            .List("SELECT code, name FROM specialities", row => (row.GetString(0), row.GetString(1)))
            .ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>The number of the newest event: another one says that the pool has changed.</summary>
    public long Newest()
    {
        using var connection = file.Open();
        return Newest(connection);
    }

    internal static long Newest(SqliteConnection connection) =>
        (long)(connection.Ask("SELECT MAX(number) FROM events") ?? 0L);

    private (string Where, (string Name, object? Value)[] Values) Where(ExpertQuery query)
    {
        var (all, values) = (new List<string>(), new List<(string, object?)>());
        void Ask(string sql, string name, object? value)
        {
            all.Add(sql);
            values.Add((name, value));
        }
        if (LookAlike.Fold(query.Text) is { Length: > 0 } text)
            Ask("instr(searched, $text) > 0", "$text", text);
        if (query.Speciality.Length > 0)
            Ask("instr(specialities, $speciality) > 0", "$speciality", $";{query.Speciality}");
        if (query.Region.Length > 0)
            Ask("substr(region, 1, length($region)) = $region", "$region", query.Region);
        if (query.Status is { } status)
            Ask("status = $status", "$status", (int)status);
        if (query.Id.Length > 0)
            Ask("id_hash = $id_hash", "$id_hash", vault.HashOfId(query.Id));
        return (all.Count == 0 ? "" : $"WHERE {string.Join(" AND ", all)}", [.. values]);
    }

    private static ExpertLine ReadLine(SqliteDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            ExpertRows.CodesOf(row.GetString(2)),
            (ExpertLevel)row.GetInt32(3),
            row.GetString(4),
            row.GetString(5),
            (ExpertStatus)row.GetInt32(6),
            row.GetString(7),
            row.IsDBNull(8) ? null : row.GetString(8)
        );
}
