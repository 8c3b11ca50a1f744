using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Trading.Server.Storage;

namespace Trading.Server.Announce;

/// <summary>
/// One frame: the message as it goes to every reader whose cursor stands at the same height, and the height behind it.
/// </summary>
public sealed record FeedFrame(SerializedHubMessage Message, long Next);

/// <summary>
/// Makes frames and keeps the newest few of each stream: everything from a cursor to the head in one message,
/// serialised once however many clients stand there. A long backlog is paged at multiples of <see cref="MostEvents"/>,
/// so that those who catch up share pages too.
/// </summary>
public sealed class FeedFrames(IEventLog log)
{
    public const int MostEvents = 2_048;

    /// <summary>A cheap phone reads a frame in one task: of a mebibyte it would stand still for 0.3 s.</summary>
    public const int MostBytes = 128 * 1024;
    private const int PieceEvents = 64;
    private const int KeptPerStream = 16;
    private const int KeptStreams = 64;
    private readonly ConcurrentDictionary<string, Recent> streams = new(StringComparer.Ordinal);

    /// <summary>
    /// Everything of the stream from a height up to its head, within the limits of a frame. Only asked for when from
    /// &lt; head.
    /// </summary>
    public Task<FeedFrame> GetAsync(string stream, long from, long head)
    {
        var to = Math.Min(head, (from / MostEvents + 1) * MostEvents);
        var recent = streams.TryGetValue(stream, out var known) ? known : Keep(stream);
        // Of thousands who ask for the same frame one makes it; the others must not pay for more than the look.
        return recent.Find((from, to)) ?? recent.Get((from, to), () => MakeAsync(stream, from, to));
    }

    private Recent Keep(string stream)
    {
        if (streams.Count > KeptStreams)
            streams.Clear(); // a cache: whoever still reads makes its frame again
        return streams.GetOrAdd(stream, _ => new Recent());
    }

    private async Task<FeedFrame> MakeAsync(string stream, long from, long to)
    {
        var events = await ReadAsync(stream, from, to);
        var message = new SerializedHubMessage([new SerializedMessage("json", FeedWire.Batch(stream, events))]);
        return new FeedFrame(message, from + events.Count);
    }

    // Piece by piece, so that of a long backlog not much more is read than fits. One event always fits: a frame may be
    // larger than the limit, never empty.
    private async Task<IReadOnlyList<StoredEvent>> ReadAsync(string stream, long from, long to)
    {
        var events = new List<StoredEvent>();
        for (long size = 0, next = from; next < to; next = from + events.Count)
        {
            foreach (var one in await log.ReadAsync(stream, next, (int)Math.Min(PieceEvents, to - next)))
            {
                size += one.Bytes.Length;
                if (size > MostBytes && events.Count > 0)
                    return events;
                events.Add(one);
            }
        }
        return events;
    }

    private sealed class Recent
    {
        private readonly Lock gate = new();
        private readonly Dictionary<(long, long), Task<FeedFrame>> frames = [];
        private readonly Queue<(long, long)> order = [];

        public Task<FeedFrame>? Find((long, long) key)
        {
            lock (gate)
                return frames.TryGetValue(key, out var found) && !found.IsFaulted ? found : null;
        }

        public Task<FeedFrame> Get((long, long) key, Func<Task<FeedFrame>> make)
        {
            lock (gate)
            {
                if (frames.TryGetValue(key, out var found) && !found.IsFaulted)
                    return found;
                if (found is null)
                    order.Enqueue(key);
                if (order.Count > KeptPerStream)
                    frames.Remove(order.Dequeue());
                return frames[key] = Task.Run(make);
            }
        }
    }
}
