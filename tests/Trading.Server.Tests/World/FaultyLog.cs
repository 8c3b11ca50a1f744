using System.Collections.Concurrent;
using Trading.Server.Storage;

namespace Trading.Server.Tests.World;

/// <summary>How an append goes wrong.</summary>
public enum LogFault
{
    /// <summary>Nothing is written and the caller is told of a failure.</summary>
    Failed,

    /// <summary>Everything is written and the caller is told of a failure all the same.</summary>
    FailedButPersisted,
}

/// <summary>A real log whose appends a test holds up or breaks.</summary>
public sealed class FaultyLog(IEventLog inner) : IEventLog
{
    private readonly ConcurrentDictionary<string, int> folded = new(StringComparer.Ordinal);
    private int calls;

    public int Calls => calls;

    /// <summary>How many events of a stream desks have read to fold them.</summary>
    public int FoldedOf(string stream) => folded.GetValueOrDefault(stream);

    /// <summary>The fault of an append by its number, from 1, or null.</summary>
    public Func<int, IReadOnlyList<StreamAppend>, LogFault?> Fault { get; set; } = (_, _) => null;

    /// <summary>What an append waits for before it is made.</summary>
    public Func<IReadOnlyList<StreamAppend>, Task> Hold { get; set; } = _ => Task.CompletedTask;

    public async ValueTask<AppendOutcome> AppendAsync(IReadOnlyList<StreamAppend> appends)
    {
        var fault = Fault(Interlocked.Increment(ref calls), appends);
        await Hold(appends);
        if (fault == LogFault.Failed)
            throw new LogFailedException("injected", null);
        var outcome = await inner.AppendAsync(appends);
        return fault == LogFault.FailedButPersisted ? throw new LogFailedException("injected", null) : outcome;
    }

    public ValueTask<long> HeadAsync(string stream) => inner.HeadAsync(stream);

    public ValueTask<IReadOnlyList<StoredEvent>> ReadAsync(string stream, long from, int most) =>
        inner.ReadAsync(stream, from, most);

    public async ValueTask<IReadOnlyList<StoredEvent>> ReadTogetherAsync(
        IReadOnlyList<string> streams,
        long behind,
        int most
    )
    {
        var read = await inner.ReadTogetherAsync(streams, behind, most);
        foreach (var stored in read)
            folded.AddOrUpdate(stored.Stream, 1, static (_, count) => count + 1);
        return read;
    }

    public ValueTask<IReadOnlyList<byte[]>> ReadLeavesAsync(string stream, long from, int most) =>
        inner.ReadLeavesAsync(stream, from, most);

    public ValueTask<IReadOnlyList<string>> StreamsAsync(string prefix) => inner.StreamsAsync(prefix);

    public IDisposable Subscribe(Action<IReadOnlyDictionary<string, long>> grew) => inner.Subscribe(grew);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
