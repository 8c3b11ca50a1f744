using Trading.Pool.Experts;

namespace Trading.Pool.Imports;

/// <summary>A row that makes or changes an expert.</summary>
public readonly record struct Upsert(ExpertRecord? Before, Expert After);

/// <summary>What an import would do to the pool as it stands.</summary>
/// <param name="Upserts">New and changed experts, in the file's order.</param>
/// <param name="New">Experts that the pool does not know.</param>
/// <param name="Changed">Experts of whom something differs.</param>
/// <param name="Same">Experts that stand in the pool like this.</param>
/// <param name="Faults">Rows that the pool contradicts.</param>
/// <param name="Newest">The newest event of the pool that was looked at.</param>
public sealed record ImportPlan(
    IReadOnlyList<Upsert> Upserts,
    int New,
    int Changed,
    int Same,
    IReadOnlyList<ImportFault> Faults,
    long Newest
)
{
    /// <summary>
    /// Compares the rows with the pool. An identity number or phone belongs to one expert; those of experts in the file
    /// may move between them.
    /// </summary>
    public static ImportPlan Of(
        IReadOnlyList<ImportRow> rows,
        IReadOnlyDictionary<string, ExpertRecord> pool,
        long newest,
        CancellationToken stop
    )
    {
        var (good, faults) = (rows, new List<ImportFault>());
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            var taken = TakenIn(good, pool);
            if (taken.Count == 0)
                break;
            faults.AddRange(taken);
            // The expert of a row that stays out keeps what it has: others may want just that.
            var lines = taken.Select(fault => fault.Line).ToHashSet();
            good = [.. good.Where(row => !lines.Contains(row.Line))];
        }
        var upserts = new List<Upsert>();
        var (added, same) = (0, 0);
        foreach (var (_, expert) in good)
        {
            var before = pool.GetValueOrDefault(expert.Number);
            if (before is not null && Changes.Between(before.Expert, expert).Count == 0)
            {
                same++;
                continue;
            }
            added += before is null ? 1 : 0;
            upserts.Add(new Upsert(before, expert));
        }
        return new ImportPlan(
            upserts,
            added,
            upserts.Count - added,
            same,
            [.. faults.OrderBy(fault => fault.Line)],
            newest
        );
    }

    private static List<ImportFault> TakenIn(
        IReadOnlyList<ImportRow> rows,
        IReadOnlyDictionary<string, ExpertRecord> pool
    )
    {
        var inFile = rows.Select(row => row.Expert.Number).ToHashSet(StringComparer.Ordinal);
        var (ids, phones) = (
            new Dictionary<string, string>(StringComparer.Ordinal),
            new Dictionary<string, string>(StringComparer.Ordinal)
        );
        foreach (var (number, record) in pool)
            if (!inFile.Contains(number))
                (ids[record.Expert.Id], phones[record.Expert.Phone]) = (number, number);
        var faults = new List<ImportFault>();
        foreach (var (line, expert) in rows)
            if (ids.TryGetValue(expert.Id, out var owner))
                faults.Add(Taken(line, TableField.Id, ImportFault.IdInPool, owner));
            else if (phones.TryGetValue(expert.Phone, out owner))
                faults.Add(Taken(line, TableField.Phone, ImportFault.PhoneInPool, owner));
        return faults;
    }

    private static ImportFault Taken(int line, TableField field, string code, string owner) =>
        new(line, 0, field.ToString(), code, 0, owner);
}
