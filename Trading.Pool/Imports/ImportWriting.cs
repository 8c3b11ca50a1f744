using System.Globalization;
using Microsoft.Data.Sqlite;
using Trading.Pool.Contacts;
using Trading.Pool.Experts;

namespace Trading.Pool.Imports;

/// <summary>Writes a plan into the pool: all of it in one transaction, or nothing, whatever ends the process.</summary>
public sealed class ImportWriting(PoolFile file, ContactVault vault, WriteGate gate, Clock clock)
{
    /// <summary>
    /// False where the pool has changed since the plan was made: then nothing is written. Throws
    /// <see cref="OperationCanceledException"/> where it was stopped before the end.
    /// </summary>
    /// <param name="plan">What is written.</param>
    /// <param name="by">The manager.</param>
    /// <param name="reason">Why.</param>
    /// <param name="skipped">Rows with a fault that stay out.</param>
    /// <param name="report">Told how many experts were written so far.</param>
    /// <param name="stop">Ends it; nothing is written then.</param>
    public async Task<bool> TryWriteAsync(
        ImportPlan plan,
        string by,
        string reason,
        int skipped,
        Action<int> report,
        CancellationToken stop
    )
    {
        using var turn = await gate.EnterAsync(stop);
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        if (ExpertReading.Newest(connection) != plan.Newest)
            return false;
        var import = PoolActs.Note(
            connection,
            clock.Now,
            by,
            "import",
            reason,
            ("new", Text(plan.New)),
            ("changed", Text(plan.Changed)),
            ("same", Text(plan.Same)),
            ("faultyRows", Text(skipped))
        );
        FreeContacts(connection, plan.Upserts, stop);
        using var rows = new ExpertInserts(connection, vault);
        var done = 0;
        foreach (var (before, after) in plan.Upserts)
        {
            stop.ThrowIfCancellationRequested();
            rows.Put(by, ActOf(before, after), before?.Expert, RecordOf(before, after, reason), reason, import);
            report(++done);
        }
        transaction.Commit();
        return true;
    }

    // Two experts may change their phones with each other: each gives up its own before anybody takes another's.
    private static void FreeContacts(SqliteConnection connection, IReadOnlyList<Upsert> upserts, CancellationToken stop)
    {
        foreach (var (before, after) in upserts)
        {
            if (before is null || !Changes.OfContacts(before.Expert, after))
                continue;
            stop.ThrowIfCancellationRequested();
            connection.Run(
                "UPDATE experts SET id_hash = randomblob(32), phone_hash = randomblob(32) WHERE number = $number",
                ("$number", after.Number)
            );
        }
    }

    private ExpertRecord RecordOf(ExpertRecord? before, Expert after, string reason) =>
        new(
            after,
            (before?.Version ?? 0) + 1,
            Changes.OfStatus(before?.Expert, after) ? reason : before!.StatusReason,
            clock.Now
        );

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string ActOf(ExpertRecord? before, Expert after) =>
        before is null ? "add"
        : Changes.OfStatus(before.Expert, after) ? "status"
        : "edit";
}
