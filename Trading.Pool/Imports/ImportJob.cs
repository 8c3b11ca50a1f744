using System.Security.Cryptography;
using Trading.Pool.Experts;

namespace Trading.Pool.Imports;

/// <summary>
/// One file on its way into the pool. It lives in memory alone, because it holds identity numbers and phones in the
/// clear; whatever ends the process ends it, and nothing of it is half in the pool.
/// </summary>
internal sealed class ImportJob(string by, byte[] file, ExpertReading reading, ImportWriting writing, Clock clock)
    : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Lock gate = new();
    private readonly List<ImportFault> faultsOfRows = [];
    private List<ImportRow> good = [];
    private ImportPlan? plan;
    private IReadOnlyList<ImportFault> faults = [];
    private ImportState state = ImportState.Reading;
    private bool isOfFile;
    private bool hasPoolChanged;
    private int position;
    private int rows;
    private int faultyRows;
    private int written;

    public string Id { get; } = Guid.NewGuid().ToString("N");

    public string By => by;

    private long StartedAt { get; } = clock.Now;

    /// <summary>Whether somebody waits for it, or it for somebody.</summary>
    public bool IsOpen => state is ImportState.Reading or ImportState.Checked or ImportState.Writing;

    public ImportView View()
    {
        lock (gate)
            return new ImportView(
                Id,
                by,
                StartedAt,
                state,
                Percent(),
                rows,
                faultyRows,
                faults.Count,
                plan?.New ?? 0,
                plan?.Changed ?? 0,
                plan?.Same ?? 0,
                !isOfFile && good.Count > 0,
                hasPoolChanged
            );
    }

    /// <summary>Faults in the file's order, from one on.</summary>
    public IReadOnlyList<ImportFault> Faults(int skip, int most)
    {
        lock (gate)
            return [.. faults.Skip(skip).Take(most)];
    }

    public Task ReadAsync() =>
        GuardAsync(() =>
        {
            ReadAll();
            return Task.CompletedTask;
        });

    /// <summary>Writes what was looked at; false where it is not time for that.</summary>
    public bool TryBegin(bool goodOnly)
    {
        lock (gate)
        {
            var isLookedAt = faultyRows == 0 || goodOnly;
            if (state != ImportState.Checked || isOfFile || good.Count == 0 || !isLookedAt)
                return false;
            (state, written, hasPoolChanged) = (ImportState.Writing, 0, false);
            return true;
        }
    }

    public Task WriteAsync(string reason) => GuardAsync(() => WriteAllAsync(reason));

    /// <summary>Ends it; false where it has ended by itself.</summary>
    public bool TryCancel()
    {
        lock (gate)
        {
            if (!IsOpen)
                return state == ImportState.Cancelled;
            stop.Cancel();
            if (state == ImportState.Checked)
                End(ImportState.Cancelled);
            return true;
        }
    }

    // Cancelled and not disposed of: whoever still reads or writes asks it once more.
    public void Dispose() => stop.Cancel();

    private void ReadAll()
    {
        using var csv = new MemoryStream(file, writable: false);
        foreach (var row in ExpertTable.Read(csv))
        {
            stop.Token.ThrowIfCancellationRequested();
            lock (gate)
                Take(row, (int)csv.Position);
        }
        Compare();
        CryptographicOperations.ZeroMemory(file);
    }

    private void Take(TableRow row, int read)
    {
        position = read;
        rows++;
        if (row.Expert is { } expert)
            good.Add(new ImportRow(row.Line, expert));
        else
            faultyRows++;
        faultsOfRows.AddRange(row.Faults.Select(ImportFault.Of));
        isOfFile |= row.Faults.Any(ImportFault.IsOfFile);
    }

    private void Compare()
    {
        var newest = reading.Newest();
        var pool = reading.All().ToDictionary(record => record.Expert.Number, StringComparer.Ordinal);
        var made = ImportPlan.Of(good, pool, newest, stop.Token);
        lock (gate)
        {
            var left = made.Faults.Select(fault => fault.Line).ToHashSet();
            good = [.. good.Where(row => !left.Contains(row.Line))];
            faultyRows += left.Count;
            faultsOfRows.AddRange(made.Faults);
            faults = [.. faultsOfRows.OrderBy(fault => fault.Line)];
            plan = made;
            state = ImportState.Checked;
        }
    }

    private async Task WriteAllAsync(string reason)
    {
        var isWritten = await writing.TryWriteAsync(
            plan!,
            by,
            reason,
            faultyRows,
            done => Volatile.Write(ref written, done),
            stop.Token
        );
        if (!isWritten)
        {
            Compare();
            lock (gate)
                hasPoolChanged = true;
            return;
        }
        lock (gate)
            End(ImportState.Done);
    }

    private async Task GuardAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (OperationCanceledException)
        {
            lock (gate)
                End(ImportState.Cancelled);
        }
        catch (Exception)
        {
            lock (gate)
                End(ImportState.Failed);
            throw;
        }
    }

    // What is over holds nobody's numbers any more; counts and faults, which tell none, stay to be read.
    private void End(ImportState ended)
    {
        state = ended;
        good = [];
        if (plan is { } made)
            plan = made with { Upserts = [] };
        CryptographicOperations.ZeroMemory(file);
    }

    private int Percent() =>
        state switch
        {
            ImportState.Reading => file.Length == 0 ? 0 : (int)(position * 100L / file.Length),
            ImportState.Writing => plan!.Upserts.Count == 0
                ? 0
                : (int)(Volatile.Read(ref written) * 100L / plan.Upserts.Count),
            _ => 100,
        };
}
