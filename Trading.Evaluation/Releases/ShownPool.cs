using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Statements;
using Trading.Streams.Codec;

namespace Trading.Evaluation.Releases;

/// <summary>
/// A commitment as the draw's public stream shows it, once it is the custodian's and for the request of these locks.
/// Source: docs/spec/draw.md, "Release".
/// </summary>
/// <param name="HeadBytes">Canonical bytes of the head.</param>
/// <param name="Head">The head.</param>
/// <param name="Root">32 bytes.</param>
internal sealed record ShownPool(byte[] HeadBytes, CommitmentHead Head, byte[] Root)
{
    /// <summary>
    /// Whether a trustee serves such a policy: the lock is called as its purpose says, so that a draw has one of each,
    /// its offices are those of the trust file, and it names somebody who may order another draw.
    /// </summary>
    public static bool TrustsRoles(LockPolicy policy, TrustFile trust)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(trust);
        return policy.Lot == DrawLots.Of(policy.Purpose)
            && policy.Roles.Supervisor is not null
            && trust.CoversOffices(policy);
    }

    /// <summary>
    /// The root of the first commitment of positions in the evidence, with nothing checked; null where there is none.
    /// </summary>
    public static byte[]? RootOf(PointWant want)
    {
        ArgumentNullException.ThrowIfNull(want);
        return want.Evidence.Select(Read).FirstOrDefault(read => read is { IsReduction: false })?.Root;
    }

    /// <summary>
    /// The commitment of that root and kind among the proven events; null where there is none, where the lock's
    /// custodian did not sign it, or where its head is of another request.
    /// </summary>
    public static ShownPool? Find(PointCase asked, byte[] root, bool isReduction)
    {
        var policy = asked.Lock.Policy;
        foreach (var read in asked.Want.Evidence.Select(Read).OfType<Signed>())
            if (
                read.IsReduction == isReduction
                && read.Root.AsSpan().SequenceEqual(root)
                && CommitmentHead.TryParse(read.Head, out var head)
                && head.IsReduction == isReduction
                && head.RequestHash.AsSpan().SequenceEqual(policy.TermsHash)
                && policy.Roles.Custodian is { } custodian
                && SigningKey.Verify(
                    Suite.Find(policy.Suite)!,
                    custodian,
                    Tags.DrawCommitted,
                    DrawStatements.Commitment(policy.TermsHash, root),
                    read.Signature
                )
            )
                return new ShownPool(read.Head, head, read.Root);
        return null;
    }

    private static Signed? Read(PointEvidence evidence)
    {
        if (evidence.Type is not (nameof(PoolReduced) or nameof(PoolCommitted)))
            return null;
        try
        {
            return DrawCodec.Table.Decode(evidence.Type, evidence.Event) switch
            {
                PoolReduced e => new Signed(true, e.Head, e.Root, e.Signature),
                PoolCommitted e => new Signed(false, e.Head, e.Root, e.Signature),
                _ => null,
            };
        }
        catch (CorruptEventException)
        {
            return null;
        }
    }

    private sealed record Signed(bool IsReduction, byte[] Head, byte[] Root, byte[] Signature);
}
