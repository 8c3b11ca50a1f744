using Trading.Server.Storage;

namespace Trading.Server.Streams;

/// <summary>
/// Ids of all aggregates whose public streams begin with a prefix, oldest first. Read from the log once; the list only
/// grows, at its end. It lives as long as the log.
/// </summary>
public sealed class StreamIds
{
    private readonly IEventLog log;
    private readonly string prefix;
    private readonly Lock gate = new();
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private IReadOnlyList<string> ids = [];
    private bool isRead;

    /// <param name="log">The log.</param>
    /// <param name="prefix">What the names of the streams begin with, the full stop included.</param>
    public StreamIds(IEventLog log, string prefix)
    {
        (this.log, this.prefix) = (log, prefix);
        log.Subscribe(Notice);
    }

    /// <summary>All of them.</summary>
    public async ValueTask<IReadOnlyList<string>> AllAsync()
    {
        lock (gate)
            if (isRead)
                return ids;
        var read = (await log.StreamsAsync(prefix)).Select(IdOf).ToList();
        lock (gate)
        {
            if (isRead)
                return ids;
            var heard = ids; // published while the log was read
            (ids, isRead) = ([.. read, .. heard.Except(read)], true);
            known.UnionWith(ids);
            return ids;
        }
    }

    private string IdOf(string stream) => stream[prefix.Length..];

    private void Notice(IReadOnlyDictionary<string, long> heads)
    {
        lock (gate)
            foreach (var stream in heads.Keys.Where(s => s.StartsWith(prefix, StringComparison.Ordinal)))
                if (known.Add(IdOf(stream)))
                    ids = [.. ids, IdOf(stream)];
    }
}
