namespace Trading.Pool.Experts;

/// <summary>
/// One writer at a time in this process. Whoever would wait longer than a person does is told so at once, instead of
/// finding a locked database.
/// </summary>
public sealed class WriteGate : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim gate = new(1, 1);

    /// <summary>The turn, to be disposed of; null where an import is being written.</summary>
    public async Task<IDisposable?> TryEnterAsync() => await gate.WaitAsync(Patience) ? new Turn(gate) : null;

    /// <summary>The same without an end to its patience.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken stop)
    {
        await gate.WaitAsync(stop);
        return new Turn(gate);
    }

    public void Dispose() => gate.Dispose();

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
