using Microsoft.Data.Sqlite;
using Trading.Pool.Contacts;

namespace Trading.Pool.Experts;

/// <summary>
/// Changes by people. Each is one transaction with its event; a wish that is already true makes none, so that saying it
/// twice is harmless.
/// </summary>
public sealed class ExpertWriting(PoolFile file, ContactVault vault, ExpertReading reading, WriteGate gate, Clock clock)
{
    public const int MostAbsences = 200;
    public const int MostAssessments = 500;
    public const int MostNoteLetters = 2_000;
    public const int MostSpecialityLetters = 60;

    public Task<Outcome> AddAsync(string by, Expert typed, IReadOnlyList<TableFault> misread, string reason) =>
        DoAsync(
            reason,
            connection =>
            {
                if (ExpertRules.Judge(typed, misread, out var faults) is not { } expert)
                    return Refusals.Faulty(faults);
                if (reading.Find(connection, expert.Number) is { } before)
                    return Changes.Between(before.Expert, expert).Count == 0
                        ? before
                        : Refusals.Taken(TableField.Number, expert.Number);
                if (TakenBy(connection, expert) is { } taken)
                    return taken;
                return Put(connection, by, "add", null, expert, reason);
            }
        );

    /// <summary>Changes an expert that nobody else changed since it was read.</summary>
    /// <param name="by">The manager.</param>
    /// <param name="number">The expert's number.</param>
    /// <param name="version">The version that the manager saw.</param>
    /// <param name="wish">What the expert becomes.</param>
    /// <param name="misread">What of it could not even be read.</param>
    /// <param name="reason">Why.</param>
    public Task<Outcome> ChangeAsync(
        string by,
        string number,
        long version,
        Func<Expert, Expert> wish,
        IReadOnlyList<TableFault> misread,
        string reason
    ) =>
        DoAsync(
            reason,
            connection =>
            {
                if (reading.Find(connection, number) is not { } before)
                    return Refusals.NoExpert;
                var wished = wish(before.Expert);
                if (misread.Count == 0 && Changes.Between(before.Expert, wished).Count == 0)
                    return before;
                if (before.Version != version)
                    return Refusals.Changed(before);
                if (ExpertRules.Judge(wished, misread, out var faults) is not { } expert)
                    return Refusals.Faulty(faults);
                if (TakenBy(connection, expert) is { } taken)
                    return taken;
                var act = Changes.OfStatus(before.Expert, expert) ? "status" : "edit";
                return Put(connection, by, act, before, expert, reason);
            }
        );

    public Task<Outcome> AddAbsenceAsync(
        string by,
        string number,
        long version,
        string from,
        string until,
        string reason
    )
    {
        var areDays = ExpertRows.TryDay(from, out var first) && ExpertRows.TryDay(until, out var last) && first <= last;
        return OfExpertAsync(
            number,
            version,
            reason,
            (connection, before) =>
            {
                if (!areDays)
                    return Refusals.BadDays;
                (string, object?)[] values = [("$expert", number), ("$from", from), ("$until", until)];
                const string Same = "expert = $expert AND first_day = $from AND last_day = $until AND withdrawn = 0";
                if ((long)connection.Ask($"SELECT COUNT(*) FROM absences WHERE {Same}", values)! > 0)
                    return before;
                if (CountOf(connection, "absences", number) >= MostAbsences)
                    return Refusals.TooMany("absences");
                connection.Run(
                    "INSERT INTO absences (expert, first_day, last_day) VALUES ($expert, $from, $until)",
                    values
                );
                return Note(connection, by, "absence", before, [new("Absence", null, $"{from}/{until}")], reason);
            }
        );
    }

    public Task<Outcome> WithdrawAbsenceAsync(string by, string number, long version, long id, string reason) =>
        OfExpertAsync(
            number,
            version,
            reason,
            (connection, before) =>
            {
                var absence = reading.Absences(number).FirstOrDefault(absence => absence.Id == id);
                if (absence is null)
                    return Refusals.NoAbsence;
                if (absence.IsWithdrawn)
                    return before;
                connection.Run("UPDATE absences SET withdrawn = 1 WHERE id = $id", ("$id", id));
                FieldChange change = new("Absence", $"{absence.From}/{absence.Until}", null);
                return Note(connection, by, "absence-withdrawn", before, [change], reason);
            }
        );

    public Task<Outcome> AssessAsync(
        string by,
        string number,
        long version,
        string day,
        int score,
        string note,
        string reason
    ) =>
        OfExpertAsync(
            number,
            version,
            reason,
            (connection, before) =>
            {
                if (
                    !ExpertRows.TryDay(day, out _)
                    || score is < 0 or > 100
                    || !ExpertRules.IsText(note, MostNoteLetters)
                )
                    return Refusals.BadAssessment;
                if (reading.Assessments(number).Any(a => (a.Day, a.Score, a.Note) == (day, score, note)))
                    return before;
                if (CountOf(connection, "assessments", number) >= MostAssessments)
                    return Refusals.TooMany("assessments");
                connection.Run(
                    "INSERT INTO assessments (expert, day, score, note) VALUES ($expert, $day, $score, $note)",
                    ("$expert", number),
                    ("$day", day),
                    ("$score", score),
                    ("$note", note)
                );
                return Note(connection, by, "assessment", before, [new("Assessment", null, $"{day} {score}")], reason);
            }
        );

    /// <summary>What a code is called, in the whole pool.</summary>
    public async Task<Refused?> NameSpecialityAsync(string by, string code, string name, string reason)
    {
        if (!ExpertRules.IsReason(reason))
            return Refusals.NoReason;
        if (!Speciality.IsValid(code) || !ExpertRules.IsText(name, MostSpecialityLetters))
            return Refusals.BadSpeciality;
        using var turn = await gate.TryEnterAsync();
        if (turn is null)
            return Refusals.Busy;
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        var before = connection.Ask("SELECT name FROM specialities WHERE code = $code", ("$code", code)) as string;
        if (before == name)
            return null;
        connection.Run(
            "INSERT INTO specialities (code, name) VALUES ($code, $name) "
                + "ON CONFLICT (code) DO UPDATE SET name = excluded.name",
            ("$code", code),
            ("$name", name)
        );
        PoolActs.Note(connection, clock.Now, by, "speciality", reason, ("code", code), ("from", before), ("to", name));
        transaction.Commit();
        return null;
    }

    private Task<Outcome> OfExpertAsync(
        string number,
        long version,
        string reason,
        Func<SqliteConnection, ExpertRecord, Outcome> act
    ) =>
        DoAsync(
            reason,
            connection =>
            {
                if (reading.Find(connection, number) is not { } before)
                    return Refusals.NoExpert;
                var outcome = act(connection, before);
                // Only what would change something asks whether somebody was faster.
                return outcome.Done is { } done && done.Version != before.Version && before.Version != version
                    ? Refusals.Changed(before)
                    : outcome;
            }
        );

    private async Task<Outcome> DoAsync(string reason, Func<SqliteConnection, Outcome> act)
    {
        if (!ExpertRules.IsReason(reason))
            return Refusals.NoReason;
        using var turn = await gate.TryEnterAsync();
        if (turn is null)
            return Refusals.Busy;
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        var outcome = act(connection);
        // A refusal may have begun to write: the transaction ends without a commit.
        if (outcome.Refused is null)
            transaction.Commit();
        return outcome;
    }

    private ExpertRecord Put(
        SqliteConnection connection,
        string by,
        string act,
        ExpertRecord? before,
        Expert expert,
        string reason
    )
    {
        var why = Changes.OfStatus(before?.Expert, expert) ? reason : before!.StatusReason;
        var record = new ExpertRecord(expert, (before?.Version ?? 0) + 1, why, clock.Now);
        using var rows = new ExpertInserts(connection, vault);
        rows.Put(by, act, before?.Expert, record, reason, import: null);
        return record;
    }

    private ExpertRecord Note(
        SqliteConnection connection,
        string by,
        string act,
        ExpertRecord before,
        FieldChange[] changes,
        string reason
    )
    {
        var record = before with { Version = before.Version + 1, ChangedAt = clock.Now };
        connection.Run(
            "UPDATE experts SET version = $version, changed_at = $at WHERE number = $number",
            ("$version", record.Version),
            ("$at", record.ChangedAt),
            ("$number", before.Expert.Number)
        );
        using var rows = new ExpertInserts(connection, vault);
        rows.Note(by, act, record, Changes.ToJson(changes), contacts: null, reason, import: null);
        return record;
    }

    private Refused? TakenBy(SqliteConnection connection, Expert expert) =>
        OtherWith(connection, "id_hash", vault.HashOfId(expert.Id), expert.Number) is { } id
            ? Refusals.Taken(TableField.Id, id)
        : OtherWith(connection, "phone_hash", vault.HashOfPhone(expert.Phone), expert.Number) is { } phone
            ? Refusals.Taken(TableField.Phone, phone)
        : null;

    private static string? OtherWith(SqliteConnection connection, string column, byte[] hash, string number) =>
        connection.Ask(
            $"SELECT number FROM experts WHERE {column} = $hash AND number <> $number",
            ("$hash", hash),
            ("$number", number)
        ) as string;

    private static long CountOf(SqliteConnection connection, string table, string number) =>
        (long)connection.Ask($"SELECT COUNT(*) FROM {table} WHERE expert = $expert", ("$expert", number))!;
}
