using System.Diagnostics.CodeAnalysis;
using Trading.Crypto;

namespace Trading.Locks.Trustee;

/// <summary>
/// What is wrong with the bytes that a trustee sent as its partial openings: the platform judges when they come, and
/// whoever reads the archive judges again. Source: docs/spec/feed.md, "Accusations".
/// </summary>
public static class PartialJudgement
{
    /// <summary>The cause in one word or two, or null and the batch where nothing is wrong.</summary>
    public static string? FaultOf(
        Suite suite,
        PartialOpening opening,
        int trustee,
        byte[] bytes,
        out PartialBatch? batch
    )
    {
        ArgumentNullException.ThrowIfNull(opening);
        if (!PartialBatch.TryParse(suite, bytes, out batch))
            return "malformed";
        if (batch!.Trustee != trustee)
            return "another trustee's";
        var fault = opening.Check(batch);
        return fault == PartialFault.None ? null : fault.ToString();
    }

    /// <summary>
    /// Whether the trustee of that number signed exactly these bytes as its partial openings for the policy's lot.
    /// </summary>
    public static bool IsSigned(LockPolicy policy, int trustee, byte[] bytes, [NotNullWhen(true)] byte[]? signature)
    {
        ArgumentNullException.ThrowIfNull(policy);
        if (signature?.Length != Suite.SignatureBytes || trustee < 1 || trustee > policy.Trustees.Count)
            return false;
        var message = new TrusteeMessage(TrusteeMessageKind.Partials, policy.Session, policy.Lot, bytes, signature);
        return message.Verify(Suite.Find(policy.Suite)!, policy.Trustees[trustee - 1].SigningKey);
    }
}
