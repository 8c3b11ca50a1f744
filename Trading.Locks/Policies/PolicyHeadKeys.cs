namespace Trading.Locks.Policies;

/// <summary>Which heads of streams a lock's policy accepts.</summary>
public static class PolicyHeadKeys
{
    /// <summary>The platform's key, the trustees' signing keys in the policy's order, and t.</summary>
    public static HeadKeys HeadKeys(this LockPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return new(
            policy.PlatformKey,
            [.. policy.Trustees.Select(t => new WitnessKey(t.Name, t.SigningKey))],
            policy.Threshold,
            policy.Version == LockPolicyCodec.First
        );
    }
}
