using System.Collections.Concurrent;
using Trading.Server.Storage;

namespace Trading.Server.Streams;

/// <summary>
/// How far each stream has grown, and who wants to hear of it. It follows the log's wake-ups on a task of its own, so a
/// commit never waits for listeners; a lost wake-up costs at most <see cref="PollEvery"/>.
/// </summary>
public sealed class StreamTails : BackgroundService
{
    public static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(1);
    private readonly IEventLog log;
    private readonly ConcurrentDictionary<string, Tail> tails = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> grown = new(StringComparer.Ordinal);
    private readonly Signal wake = new();

    public StreamTails(IEventLog log) => this.log = log;

    /// <summary>The stream's length as last seen here. It never runs ahead of what can be read.</summary>
    public async ValueTask<long> HeadAsync(string stream)
    {
        var tail = tails.GetOrAdd(stream, _ => new Tail());
        if (tail.Head < 0)
            tail.Advance(await log.HeadAsync(stream));
        return tail.Head;
    }

    /// <summary>
    /// Whether the stream has at least <paramref name="size"/> events. Asks the log where fewer were seen: a head is
    /// signed, and told to its witnesses, before the wake-up of its commit has come here.
    /// </summary>
    public async ValueTask<bool> HasAsync(string stream, long size)
    {
        if (size <= await HeadAsync(stream))
            return true;
        await RefreshAsync(stream, tails[stream]);
        return size <= tails[stream].Head;
    }

    /// <summary>Raises the signal whenever the stream grows, until disposed.</summary>
    public IDisposable Watch(string stream, Signal signal)
    {
        var tail = tails.GetOrAdd(stream, _ => new Tail());
        tail.Listeners.TryAdd(signal, true);
        return new Ending(() => tail.Listeners.TryRemove(signal, out _));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = log.Subscribe(heads =>
        {
            foreach (var stream in heads.Keys)
                grown[stream] = true;
            wake.Raise();
        });
        while (!stoppingToken.IsCancellationRequested)
        {
            var woken = await wake.WaitAsync(PollEvery, stoppingToken);
            foreach (var stream in woken ? grown.Keys : tails.Keys)
            {
                grown.TryRemove(stream, out _);
                if (tails.TryGetValue(stream, out var tail))
                    await RefreshAsync(stream, tail);
            }
        }
    }

    private async Task RefreshAsync(string stream, Tail tail)
    {
        if (!tail.Advance(await log.HeadAsync(stream)))
            return;
        foreach (var (listener, _) in tail.Listeners)
            listener.Raise();
    }

    private sealed class Tail
    {
        private long head = -1;

        public long Head => Interlocked.Read(ref head);

        public ConcurrentDictionary<Signal, bool> Listeners { get; } = new();

        public bool Advance(long seen)
        {
            for (var before = Head; seen > before; before = Head)
                if (Interlocked.CompareExchange(ref head, seen, before) == before)
                    return true;
            return false;
        }
    }

    private sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
