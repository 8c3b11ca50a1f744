namespace Trading.Streams;

/// <summary>
/// What an aggregate says of its own streams: those whose names begin with its word and a full stop. A stream of which
/// nobody says anything is read by nobody. Source: docs/spec/feed.md, "Streams".
/// </summary>
/// <param name="Prefix">The word before the first full stop: <c>session</c>.</param>
/// <param name="Milestones">The types of events at which the stream's head is signed; empty where heads follow another
/// rule.</param>
/// <param name="MayReadAsync">Whether anybody may read the events of the stream of this name now. A right that was once
/// there stays: streams open, they never close.</param>
public sealed record StreamRule(
    string Prefix,
    IReadOnlySet<string> Milestones,
    Func<string, ValueTask<bool>> MayReadAsync
)
{
    /// <summary>
    /// Whether whoever signs with a key (65 bytes) may have heads and proofs of the stream of this name although its
    /// events are closed: a head says nothing of what lies under it, and witnesses must see it grow. Nobody by default.
    /// </summary>
    public Func<string, byte[], ValueTask<bool>> MayWitnessAsync { get; init; } =
        static (_, _) => ValueTask.FromResult(false);
}

/// <summary>The rules of all aggregates, asked by the stream's name.</summary>
public sealed class StreamRules
{
    private readonly Dictionary<string, StreamRule> rules;

    /// <summary>Each prefix has one owner; a second one is an <see cref="ArgumentException"/>.</summary>
    public StreamRules(IEnumerable<StreamRule> rules) =>
        this.rules = rules.ToDictionary(r => r.Prefix, StringComparer.Ordinal);

    /// <summary>Whether anybody may read the stream's events now.</summary>
    public async ValueTask<bool> MayReadAsync(string stream) =>
        Find(stream) is { } rule && await rule.MayReadAsync(stream).ConfigureAwait(false);

    /// <summary>Whether the holder of this signing key (65 bytes) may have the stream's heads and proofs now.</summary>
    public async ValueTask<bool> MayWitnessAsync(string stream, byte[] signingKey) =>
        Find(stream) is { } rule && await rule.MayWitnessAsync(stream, signingKey).ConfigureAwait(false);

    /// <summary>Whether the stream's head is signed once an event of that type stands in it.</summary>
    public bool IsMilestone(string stream, string type) => Find(stream) is { } rule && rule.Milestones.Contains(type);

    private StreamRule? Find(string stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var end = stream.IndexOf('.', StringComparison.Ordinal);
        return end < 0 ? null : rules.GetValueOrDefault(stream[..end]);
    }
}
