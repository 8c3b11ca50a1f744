using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Trading.Server.Streams;

namespace Trading.Server.Announce;

/// <summary>
/// Connections of the feed. There are no groups, users or broadcasts: each connection reads the log by its own cursor,
/// so nothing is ever sent to "all" and nobody waits for another.
/// </summary>
public sealed class FeedLifetime(StreamTails tails, FeedFrames frames, Clock clock, ILogger<FeedLifetime> logger)
    : HubLifetimeManager<FeedHub>
{
    private readonly ConcurrentDictionary<string, (HubConnectionContext Connection, FeedReader Reader)> readers = new(
        StringComparer.Ordinal
    );

    public FeedReader ReaderOf(string connectionId) => readers[connectionId].Reader;

    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        var reader = new FeedReader(connection, tails, frames, clock, logger);
        readers[connection.ConnectionId] = (connection, reader);
        _ = reader.RunAsync();
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        readers.TryRemove(connection.ConnectionId, out _);
        return Task.CompletedTask;
    }

    /// <summary>
    /// How long frames have been waiting, in microseconds: one for each client that has not taken its own.
    /// </summary>
    public IReadOnlyList<long> Backlogs(long now) =>
        [.. readers.Values.Select(reader => reader.Reader.BacklogAge(now)).Where(age => age > 0)];

    /// <summary>
    /// Ends connections whose client has not taken a frame for so long. The request is aborted, not the hub: a client
    /// then sees a lost connection, connects again and resumes by height, instead of a farewell after which it stays
    /// away.
    /// </summary>
    public int Evict(long now, long olderThanMicros)
    {
        var evicted = 0;
        foreach (var (connection, reader) in readers.Values)
        {
            if (reader.BacklogAge(now) <= olderThanMicros)
                continue;
            connection.GetHttpContext()?.Abort();
            evicted++;
        }
        return evicted;
    }

    public override Task SendConnectionAsync(
        string connectionId,
        string methodName,
        object?[] args,
        CancellationToken cancellationToken = default
    ) => throw Never();

    public override Task SendAllAsync(
        string methodName,
        object?[] args,
        CancellationToken cancellationToken = default
    ) => throw Never();

    public override Task SendAllExceptAsync(
        string methodName,
        object?[] args,
        IReadOnlyList<string> excludedConnectionIds,
        CancellationToken cancellationToken = default
    ) => throw Never();

    public override Task SendConnectionsAsync(
        IReadOnlyList<string> connectionIds,
        string methodName,
        object?[] args,
        CancellationToken cancellationToken = default
    ) => throw Never();

    public override Task SendGroupAsync(
        string groupName,
        string methodName,
        object?[] args,
        CancellationToken cancellationToken = default
    ) => throw Never();

    public override Task SendGroupsAsync(
        IReadOnlyList<string> groupNames,
        string methodName,
        object?[] args,
        CancellationToken cancellationToken = default
    ) => throw Never();

    public override Task SendGroupExceptAsync(
        string groupName,
        string methodName,
        object?[] args,
        IReadOnlyList<string> excludedConnectionIds,
        CancellationToken cancellationToken = default
    ) => throw Never();

    public override Task SendUserAsync(
        string userId,
        string methodName,
        object?[] args,
        CancellationToken cancellationToken = default
    ) => throw Never();

    public override Task SendUsersAsync(
        IReadOnlyList<string> userIds,
        string methodName,
        object?[] args,
        CancellationToken cancellationToken = default
    ) => throw Never();

    public override Task AddToGroupAsync(
        string connectionId,
        string groupName,
        CancellationToken cancellationToken = default
    ) => throw Never();

    public override Task RemoveFromGroupAsync(
        string connectionId,
        string groupName,
        CancellationToken cancellationToken = default
    ) => throw Never();

    private static NotSupportedException Never() => new("The feed is read by cursors; nothing is sent past the log");
}
