using Trading.Pool.Experts;

namespace Trading.Pool.Imports;

/// <summary>The one import that the pool has at a time. Pages follow it; a page that is left or loaded anew does not
/// end it.</summary>
public sealed class ImportDesk(ExpertReading reading, ImportWriting writing, Clock clock, ILogger<ImportDesk> logger)
    : IDisposable
{
    /// <summary>How long an import waits for a decision: it holds identity numbers in memory.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);
    private readonly Lock gate = new();
    private ImportJob? job;

    /// <summary>The newest import, whatever became of it; null before the first.</summary>
    public ImportView? Current => job?.View();

    /// <summary>Begins to read a file; null where another import is not over.</summary>
    public ImportView? TryStart(string by, byte[] file)
    {
        ImportJob begun;
        lock (gate)
        {
            if (job is { IsOpen: true })
                return null;
            job?.Dispose();
            job = begun = new ImportJob(by, file, reading, writing, clock);
        }
        _ = Task.Run(() => ReadAsync(begun));
        return begun.View();
    }

    /// <summary>Faults of an import; null for another one than the newest.</summary>
    public IReadOnlyList<ImportFault>? Faults(string id, int skip, int most) => Find(id)?.Faults(skip, most);

    /// <summary>Writes what was looked at; null where there is no such import, or it is not time for that.</summary>
    public ImportView? TryWrite(string id, bool goodOnly, string reason)
    {
        if (Find(id) is not { } found || !found.TryBegin(goodOnly))
            return null;
        _ = Task.Run(() => WriteAsync(found, reason));
        return found.View();
    }

    /// <summary>Ends an import; null where there is none, or it has ended by itself.</summary>
    public ImportView? TryCancel(string id) => Find(id) is { } found && found.TryCancel() ? found.View() : null;

    public void Dispose()
    {
        job?.TryCancel();
        job?.Dispose();
    }

    private ImportJob? Find(string id) => job is { } found && found.Id == id ? found : null;

    private async Task ReadAsync(ImportJob begun)
    {
        try
        {
            await begun.ReadAsync();
        }
        catch (Exception failure)
        {
            Report(failure);
        }
        await Task.Delay(Patience);
        if (begun.View().State == ImportState.Checked)
            begun.TryCancel();
    }

    private async Task WriteAsync(ImportJob found, string reason)
    {
        try
        {
            await found.WriteAsync(reason);
        }
        catch (Exception failure)
        {
            Report(failure);
        }
    }

    // The type alone: a message may hold what stands in a cell.
    private void Report(Exception failure) => logger.LogError("An import failed: {Failure}", failure.GetType().Name);
}
