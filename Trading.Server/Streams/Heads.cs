using System.Collections.Concurrent;
using Trading.Opening;
using Trading.Server.Locks;
using Trading.Server.Storage;

namespace Trading.Server.Streams;

/// <summary>
/// Signed heads: the intake's at every tick, the session's at freeze, opened, failed, concluded and sealed. Which heads
/// ought to be there follows from the streams, so one that a crash prevented is signed after the restart.
/// </summary>
public sealed class Heads(
    IEventLog log,
    StreamTrees trees,
    RelayStore relay,
    Platform platform,
    InboxBell inbox,
    StreamRules rules
)
{
    private const int PageEvents = 1_000;
    private readonly Dictionary<string, long> scanned = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> signed = new(StringComparer.Ordinal);

    /// <summary>Signs the head of an intake of that many ticks, unless it is signed.</summary>
    public Task SignIntakeAsync(string session, string lot, long ticks) =>
        SignAsync(Names.IntakeStream(session, lot), ticks);

    /// <summary>
    /// Signs a public stream's head at its newest milestone, unless it is signed. One caller at a time per stream.
    /// </summary>
    public async Task SignStreamAsync(string stream)
    {
        long from,
            milestone = 0;
        lock (scanned)
            from = scanned.GetValueOrDefault(stream);
        for (
            IReadOnlyList<StoredEvent> page;
            (page = await log.ReadAsync(stream, from, PageEvents)).Count > 0;
            from += page.Count
        )
            foreach (var stored in page)
                if (rules.IsMilestone(stream, stored.Type))
                    milestone = stored.Height + 1;
        await SignAsync(stream, milestone);
        lock (scanned)
            scanned[stream] = from;
    }

    public Task<byte[]> RootAsync(string stream, long size) => trees.RootAsync(stream, size);

    private async Task SignAsync(string stream, long size)
    {
        // Asked at every step of a session, for every lot: what this process has signed or found needs no look into the
        // relay.
        if (size == 0 || signed.GetValueOrDefault(stream) == size)
            return;
        if (relay.FindHead(stream, size) is null)
        {
            relay.PutHead(stream, size, platform.SignHead(stream, size, await trees.RootAsync(stream, size)));
            inbox.Ring();
        }
        signed[stream] = size;
    }
}
