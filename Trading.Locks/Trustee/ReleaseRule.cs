namespace Trading.Locks.Trustee;

/// <summary>
/// What a trustee does under locks of some purposes. A trustee makes no lock of a purpose for which it has no rule.
/// Source: docs/spec/trustee.md, "Witness".
/// </summary>
public interface ILockRule
{
    /// <summary>The purposes that it is for.</summary>
    IReadOnlyCollection<LockPurpose> Purposes { get; }

    /// <summary>
    /// The public stream of the aggregate that has the lock. It follows from the policy alone: whoever asks for a
    /// cosignature cannot choose it.
    /// </summary>
    string StreamOf(LockPolicy policy);

    /// <summary>
    /// Whether the roles that the purpose needs are those of the trust file; platform and trustees are checked for
    /// every policy alike.
    /// </summary>
    bool TrustsRoles(LockPolicy policy, TrustFile trust) => true;
}

/// <summary>
/// A lock that opens one list, computed by the trustee itself from ticks that make up the head that it cosigned.
/// Source: docs/spec/trustee.md, "Release".
/// </summary>
public interface IReleaseRule : ILockRule
{
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
    public string StreamOf(LockPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Names.SessionStream(policy.Session);
    }

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
