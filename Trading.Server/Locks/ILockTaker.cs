namespace Trading.Server.Locks;

/// <summary>
/// A procedure that has locks takes what trustees say about them. The post asks every taker alike and knows none; the
/// signature of a message holds before a taker sees it. A second procedure brings a taker beside its <see
/// cref="Trading.Locks.Sources.ILockSource"/>.
/// </summary>
public interface ILockTaker
{
    /// <summary>
    /// The policy of a lock: without a lot, of any of the owner's locks that names the signing key (65 bytes). Null
    /// where this procedure has no such owner or lock.
    /// </summary>
    ValueTask<LockPolicy?> FindPolicyAsync(string owner, string lot, byte[] key);

    /// <summary>The owner's public stream, whose heads trustees cosign.</summary>
    string StreamOf(string owner);

    /// <summary>
    /// Takes a message of the trustee with that number in the policy; null when it was taken, or is known already.
    /// Cosignatures of the public stream, clocks and refusals do not come here; any other kind may.
    /// </summary>
    Task<Refusal?> TakeAsync(TrusteeMessage message, LockPolicy policy, int trustee);
}
