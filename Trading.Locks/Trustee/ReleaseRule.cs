namespace Trading.Locks.Trustee;

/// <summary>
/// What a trustee opens under locks of some purposes: it computes the list itself, from ticks that make up the head
/// that it cosigned. A trustee makes no lock of a purpose for which it has no rule. Source: docs/spec/trustee.md,
/// "Release".
/// </summary>
public interface IReleaseRule
{
    /// <summary>The purposes that it is for.</summary>
    IReadOnlyCollection<LockPurpose> Purposes { get; }

    /// <summary>
    /// The list that is opened, or null and why nothing is: <see cref="TrusteeReason.BadEntry"/> and its like.
    /// </summary>
    TrusteeReason? Find(
        LockPolicy policy,
        byte[] lockId,
        IReadOnlyList<DisclosedTick> ticks,
        IReadOnlyList<byte[]> revocations,
        out FrozenList? list
    );
}

/// <summary>
/// Bids: all live submissions without those that were revoked, and none where fewer are left than the quorum.
/// </summary>
public sealed class BidListRule : IReleaseRule
{
    /// <inheritdoc/>
    public IReadOnlyCollection<LockPurpose> Purposes { get; } =
    [LockPurpose.Open, LockPurpose.OpenTechnical, LockPurpose.OpenPrice];

    /// <inheritdoc/>
    public TrusteeReason? Find(
        LockPolicy policy,
        byte[] lockId,
        IReadOnlyList<DisclosedTick> ticks,
        IReadOnlyList<byte[]> revocations,
        out FrozenList? list
    )
    {
        ArgumentNullException.ThrowIfNull(policy);
        var entries = ticks.SelectMany(t => t.Entries);
        if (!FrozenList.TryReplay(policy, lockId, entries, revocations, out list, out var problem))
            return problem == FrozenProblem.BadRevocation ? TrusteeReason.BadRevocation : TrusteeReason.BadEntry;
        return list.Live.Count < policy.Quorum ? TrusteeReason.QuorumMissing : null;
    }
}
