using Trading.Cli;
using Trading.Evaluation.Pool;

namespace Trading.LoadTests;

/// <summary>The table that a custodian's pool was filled from, as a rehearsal needs it.</summary>
internal static class PoolTable
{
    /// <summary>Its experts; a table with a fault is a <see cref="CommandException"/>.</summary>
    public static IReadOnlyList<Expert> Read(string path)
    {
        using var file = new MemoryStream(InputFile.Bytes(path, "a pool of experts"));
        var table = ExpertTable.ReadAll(file);
        return table.Faults.Count == 0
            ? [.. table.Experts]
            : throw CommandException.Usage($"{path} has {table.Faults.Count} faults.");
    }
}
