using System.Collections.Concurrent;

namespace Trading.Server.Storage;

/// <summary>
/// Tells whoever follows single streams of a log that they grew. One subscription serves all: a commit costs as many
/// calls as it touched streams, however many are followed.
/// </summary>
public sealed class Growth : IDisposable
{
    private readonly ConcurrentDictionary<string, Action<string, long>> followers = new(StringComparer.Ordinal);
    private readonly IDisposable subscription;

    /// <summary>Follows for as long as the log lives, or until disposed.</summary>
    public Growth(IEventLog log) => subscription = log.Subscribe(Notice);

    /// <summary>
    /// Calls back with the stream and its head, after its events are readable. The callback must return at once.
    /// </summary>
    public void Follow(string stream, Action<string, long> grew) =>
        followers.AddOrUpdate(stream, grew, (_, others) => others + grew);

    public void Dispose() => subscription.Dispose();

    private void Notice(IReadOnlyDictionary<string, long> heads)
    {
        foreach (var (stream, head) in heads)
            if (followers.TryGetValue(stream, out var grew))
                grew(stream, head);
    }
}
