namespace Trading.Streams.Heads;

/// <summary>Who may cosign the heads of a stream.</summary>
/// <param name="Name">The name in its signature lines.</param>
/// <param name="SigningKey">65 bytes.</param>
public sealed record WitnessKey(string Name, byte[] SigningKey);

/// <summary>
/// With which keys one lock wants the heads of a stream signed: by the platform and by enough of its witnesses. Source:
/// docs/spec/streams.md, "Checkpoints" and "Cosignatures".
/// </summary>
/// <param name="PlatformKey">65 bytes.</param>
/// <param name="Witnesses">In the lock's order; index i is number i + 1.</param>
/// <param name="Threshold">How many of them must have cosigned.</param>
/// <param name="UnderAnyName">Whether the platform's line may bear another name than the stream's, as it may under
/// policies of version 1.</param>
public sealed record HeadKeys(
    byte[] PlatformKey,
    IReadOnlyList<WitnessKey> Witnesses,
    int Threshold,
    bool UnderAnyName = false
);

/// <summary>What one lock asks of the heads of a public stream.</summary>
/// <param name="Of">The lock in words, for a verdict: "lot 1".</param>
/// <param name="Keys">Its keys.</param>
/// <param name="From">The size of the first head that its witnesses cosign: they do once they keep the lock; null
/// while they do not.</param>
public sealed record HeadDemand(string Of, HeadKeys Keys, long? From)
{
    /// <summary>Those that are asked about a head of that size; where no lock was kept by then, all.</summary>
    public static IReadOnlyList<HeadDemand> Asked(IReadOnlyList<HeadDemand> demands, long size)
    {
        ArgumentNullException.ThrowIfNull(demands);
        var kept = demands.Where(d => d.From <= size).ToList();
        return kept.Count == 0 ? demands : kept;
    }
}
