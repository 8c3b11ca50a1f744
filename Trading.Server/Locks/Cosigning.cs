using System.Text;
using Trading.Crypto;
using Trading.Server.Streams;

namespace Trading.Server.Locks;

/// <summary>Which head a trustee's signature line cosigns, and keeps it.</summary>
public sealed class Cosigning(HeadStore heads)
{
    private static readonly int[] CosignableHeads = [1, 8];

    /// <summary>
    /// A cosignature does not name its head; it is tried on the newest, then on a few, because a newer head may have
    /// been signed meanwhile.
    /// </summary>
    public Refusal? Take(string stream, LockPolicy policy, int trustee, byte[] body)
    {
        var line = Encoding.UTF8.GetString(body);
        foreach (var head in CosignableHeads.SelectMany(most => heads.RecentHeads(stream, most)))
        {
            if (!IsCosigned(head, policy, trustee, line))
                continue;
            heads.PutCosignature(stream, head.Size, policy.Trustees[trustee - 1].Name, line);
            return null;
        }
        return TrusteePost.No(Reason.BadProof, "The line cosigns none of the newest heads.");
    }

    /// <summary>Whether the line is that trustee's on this head.</summary>
    public static bool IsCosigned(SignedHead head, LockPolicy policy, int trustee, string line) =>
        PlatformCheckpoint.TryRead(
            Suite.Find(policy.Suite)!,
            head.Note,
            head.Stream,
            policy.HeadKeys(),
            out var checkpoint
        )
        && checkpoint.TryCosigners(Suite.Find(policy.Suite)!, policy.HeadKeys(), [line], out var cosigners)
        && cosigners.ContainsKey(trustee);
}
