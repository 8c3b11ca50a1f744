using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Trading.Server.Streams;

namespace Trading.Server.Announce;

/// <summary>
/// One connection: a cursor into each stream that it joined and one loop that sends what lies behind the cursors. While
/// a frame waits for a slow client, only this loop waits; when it goes on, everything that came meanwhile is one frame.
/// </summary>
public sealed class FeedReader(
    HubConnectionContext connection,
    StreamTails tails,
    FeedFrames frames,
    Clock clock,
    ILogger logger
)
{
    public const int MostStreams = 16;
    private readonly ConcurrentDictionary<string, Cursor> cursors = new(StringComparer.Ordinal);
    private readonly Signal signal = new();
    private long sendingSince;

    /// <summary>
    /// How long the frame that is on its way has been waiting for the client, in microseconds; 0 when none is.
    /// </summary>
    public long BacklogAge(long now) =>
        Interlocked.Read(ref sendingSince) is > 0 and var since ? Math.Max(now - since, 0) : 0;

    /// <summary>
    /// Follows a stream from behind a height (-1 for its start); joining again moves the cursor. False when there are
    /// too many.
    /// </summary>
    public bool Join(string stream, long after)
    {
        if (!cursors.ContainsKey(stream) && cursors.Count >= MostStreams)
            return false;
        var cursor = new Cursor(after + 1, tails.Watch(stream, signal));
        cursors.AddOrUpdate(
            stream,
            cursor,
            (_, before) =>
            {
                before.Watch.Dispose();
                return cursor;
            }
        );
        signal.Raise();
        return true;
    }

    public void Leave(string stream)
    {
        if (cursors.TryRemove(stream, out var cursor))
            cursor.Watch.Dispose();
    }

    public async Task RunAsync()
    {
        var stop = connection.ConnectionAborted;
        try
        {
            while (true)
            {
                await signal.WaitAsync(stop);
                foreach (var (stream, cursor) in cursors)
                    await SendAsync(stream, cursor, stop);
            }
        }
        catch (OperationCanceledException) { } // the client is gone
        // the log does not answer: a client without a connection comes back, one with a silent connection does not
        catch (Exception failure)
        {
            logger.LogError(failure, "A feed connection failed");
            connection.GetHttpContext()?.Abort();
        }
        finally
        {
            foreach (var stream in cursors.Keys)
                Leave(stream);
        }
    }

    private async Task SendAsync(string stream, Cursor cursor, CancellationToken stop)
    {
        for (var head = await tails.HeadAsync(stream); cursor.Next < head; head = await tails.HeadAsync(stream))
        {
            var frame = await frames.GetAsync(stream, cursor.Next, head);
            Interlocked.Exchange(ref sendingSince, clock.Now);
            await connection.WriteAsync(frame.Message, stop);
            Interlocked.Exchange(ref sendingSince, 0);
            cursor.Next = frame.Next;
            if (!cursors.TryGetValue(stream, out var current) || current != cursor)
                return; // left, or joined anew
        }
    }

    private sealed class Cursor(long next, IDisposable watch)
    {
        public long Next { get; set; } = next;
        public IDisposable Watch { get; } = watch;
    }
}
