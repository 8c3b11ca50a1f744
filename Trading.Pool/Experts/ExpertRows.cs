using System.Globalization;
using Microsoft.Data.Sqlite;
using Trading.Pool.Contacts;

namespace Trading.Pool.Experts;

/// <summary>Experts as rows of the store, in both directions.</summary>
internal static class ExpertRows
{
    public const string Columns =
        "number, version, name, specialities, level, region, employer, employer_code, status, since, until, "
        + "status_reason, contacts, changed_at";

    public static ExpertRecord Read(SqliteDataReader row, ContactVault vault)
    {
        var number = row.GetString(0);
        var contacts = vault.Open(number, row.GetFieldValue<byte[]>(12));
        var expert = new Expert(
            number,
            row.GetString(2),
            contacts.Id,
            contacts.Phone,
            CodesOf(row.GetString(3)),
            (ExpertLevel)row.GetInt32(4),
            row.GetString(5),
            row.GetString(6),
            row.GetString(7),
            (ExpertStatus)row.GetInt32(8),
            Day(row.GetString(9)),
            row.IsDBNull(10) ? null : Day(row.GetString(10))
        );
        return new ExpertRecord(expert, row.GetInt64(1), row.GetString(11), row.GetInt64(13));
    }

    public static (string Name, object? Value)[] ValuesOf(ExpertRecord record, ContactVault vault)
    {
        var expert = record.Expert;
        return
        [
            ("$number", expert.Number),
            ("$version", record.Version),
            ("$name", expert.Name),
            ("$specialities", TextOf(expert.Specialities)),
            ("$level", (int)expert.Level),
            ("$region", expert.Region),
            ("$employer", expert.Employer),
            ("$employer_code", expert.EmployerCode),
            ("$status", (int)expert.Status),
            ("$since", TextOf(expert.Since)),
            ("$until", expert.Until is { } until ? TextOf(until) : null),
            ("$status_reason", record.StatusReason),
            ("$searched", SearchedOf(expert)),
            ("$id_hash", vault.HashOfId(expert.Id)),
            ("$phone_hash", vault.HashOfPhone(expert.Phone)),
            ("$contacts", vault.Seal(expert.Number, new PersonContacts(expert.Id, expert.Phone))),
            ("$changed_at", record.ChangedAt),
        ];
    }

    public static string[] CodesOf(string text) => text.Split(';', StringSplitOptions.RemoveEmptyEntries);

    public static string TextOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static DateOnly Day(string text) =>
        TryDay(text, out var day) ? day : throw new InvalidDataException("the store holds a day that is none");

    private static string TextOf(IReadOnlyList<string> codes) => $";{string.Join(';', codes)};";

    // Between line feeds, which no field holds: what is looked for is found within one field.
    private static string SearchedOf(Expert expert) =>
        string.Join(
            '\n',
            new[] { expert.Number, expert.Name, expert.Employer, expert.EmployerCode }.Select(LookAlike.Fold)
        );
}
