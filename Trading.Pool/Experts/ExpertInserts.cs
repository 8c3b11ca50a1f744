using Microsoft.Data.Sqlite;
using Trading.Pool.Contacts;

namespace Trading.Pool.Experts;

/// <summary>
/// The two statements that every change is: the expert as it stands now, and the event. Prepared once for a
/// transaction, because an import says them 200,000 times.
/// </summary>
internal sealed class ExpertInserts : IDisposable
{
    private const string PutSql = """
        INSERT INTO experts (number, version, name, specialities, level, region, employer, employer_code, status, since,
            until, status_reason, searched, id_hash, phone_hash, contacts, changed_at)
        VALUES ($number, $version, $name, $specialities, $level, $region, $employer, $employer_code, $status, $since,
            $until, $status_reason, $searched, $id_hash, $phone_hash, $contacts, $changed_at)
        ON CONFLICT (number) DO UPDATE SET version = excluded.version, name = excluded.name,
            specialities = excluded.specialities, level = excluded.level, region = excluded.region,
            employer = excluded.employer, employer_code = excluded.employer_code, status = excluded.status,
            since = excluded.since, until = excluded.until, status_reason = excluded.status_reason,
            searched = excluded.searched, id_hash = excluded.id_hash, phone_hash = excluded.phone_hash,
            contacts = excluded.contacts, changed_at = excluded.changed_at
        """;
    private const string NoteSql = """
        INSERT INTO events (expert, version, at, by, act, reason, changes, contacts, import)
        VALUES ($expert, $version, $at, $by, $act, $reason, $changes, $contacts, $import)
        """;

    private readonly SqliteCommand put;
    private readonly SqliteCommand note;
    private readonly ContactVault vault;

    public ExpertInserts(SqliteConnection connection, ContactVault vault)
    {
        this.vault = vault;
        (put, note) = (connection.CreateCommand(), connection.CreateCommand());
        (put.CommandText, note.CommandText) = (PutSql, NoteSql);
    }

    public void Put(string by, string act, Expert? before, ExpertRecord record, string reason, long? import)
    {
        var values = ExpertRows.ValuesOf(record, vault);
        Run(put, values);
        var contacts = Changes.OfContacts(before, record.Expert)
            ? values.Single(value => value.Name == "$contacts").Value
            : null;
        Note(by, act, record, Changes.ToJson(Changes.Between(before, record.Expert)), contacts, reason, import);
    }

    public void Note(
        string by,
        string act,
        ExpertRecord record,
        string changes,
        object? contacts,
        string reason,
        long? import
    ) =>
        Run(
            note,
            ("$expert", record.Expert.Number),
            ("$version", record.Version),
            ("$at", record.ChangedAt),
            ("$by", by),
            ("$act", act),
            ("$reason", reason),
            ("$changes", changes),
            ("$contacts", contacts),
            ("$import", import)
        );

    public void Dispose()
    {
        put.Dispose();
        note.Dispose();
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        command.Parameters.Clear();
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        command.ExecuteNonQuery();
    }
}
