using System.Collections.Concurrent;
using Trading.Crypto;
using Trading.Opening;
using Trading.Server.Storage;
using Trading.Server.Streams;

namespace Trading.Server.Opening;

/// <summary>
/// Where entries stand: tick and place within it. A cache over the intake streams, grown when somebody asks.
/// </summary>
public sealed class TickIndex(IEventLog log, SlotTrees trees, Suite suite)
{
    private const int PageEvents = 64;
    private readonly ConcurrentDictionary<string, Grown> streams = new(StringComparer.Ordinal);

    /// <summary>The tick that holds an entry, or null while none does.</summary>
    public Task<long?> FindTickAsync(string stream, string entryHash) =>
        WithAsync(
            stream,
            grown => Task.FromResult(grown.Places.TryGetValue(entryHash, out var place) ? (long?)place.Tick : null)
        );

    /// <summary>The tick and the slot path of an entry, or null while no sealed tick holds it.</summary>
    public Task<(long Tick, SlotPath Slot)?> FindAsync(string stream, string entryHash, LockPolicy policy) =>
        WithAsync<(long, SlotPath)?>(
            stream,
            async grown =>
                grown.Places.TryGetValue(entryHash, out var place)
                    ? (place.Tick, (await TreeAsync(stream, grown, place.Tick, policy)).PathOf(place.Index))
                    : null
        );

    private async Task<T> WithAsync<T>(string stream, Func<Grown, Task<T>> ask)
    {
        var grown = streams.GetOrAdd(stream, _ => new Grown());
        await grown.Gate.WaitAsync();
        try
        {
            for (
                IReadOnlyList<StoredEvent> page;
                (page = await log.ReadAsync(stream, grown.Next, PageEvents)).Count > 0;

            )
                foreach (var stored in page)
                    grown.Add(suite, trees, stored);
            return await ask(grown);
        }
        finally
        {
            grown.Gate.Release();
        }
    }

    // Many receipts of one tick are asked for at once: neither its event is read nor its tree grown for each.
    private async Task<ISlotTree> TreeAsync(string stream, Grown grown, long tick, LockPolicy policy)
    {
        if (trees.Find(grown.Keys[tick]) is { } tree)
            return tree;
        var stored = (await log.ReadAsync(stream, tick, 1))[0];
        return trees.Of((TickSealed)EventCodec.DecodeIntake(stored.Type, stored.Bytes), stored.Bytes, policy);
    }

    private sealed class Grown
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public Dictionary<string, (long Tick, int Index)> Places { get; } = new(StringComparer.Ordinal);

        public Dictionary<long, string> Keys { get; } = [];

        public long Next { get; private set; }

        public void Add(Suite suite, SlotTrees trees, StoredEvent stored)
        {
            var tick = (TickSealed)EventCodec.DecodeIntake(stored.Type, stored.Bytes);
            for (var i = 0; i < tick.Entries.Count; i++)
                Places[Convert.ToHexStringLower(tick.Entries[i].Hash(suite))] = (tick.Tick, i);
            if (tick.Entries.Count > 0)
                Keys[tick.Tick] = trees.KeyOf(stored.Bytes);
            Next = stored.Height + 1;
        }
    }
}
