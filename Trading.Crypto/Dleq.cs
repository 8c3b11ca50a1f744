using System.Buffers.Binary;

namespace Trading.Crypto;

/// <summary>
/// The batched proof of RFC 9497, section 2.2: one and the same scalar k leads from the generator to B and from every
/// Cᵢ to Dᵢ. A proof is c ‖ s, 64 bytes. Hashing follows the ciphersuite P256-SHA256 (section 4.3) under a context
/// string that the caller chooses: RFC values use the RFC's, everything of ours its own. At most 65,536 pairs, because
/// their index has two bytes.
/// </summary>
internal sealed class Dleq(Suite suite, byte[] contextString)
{
    public const int ProofBytes = 2 * Group.ScalarBytes;
    public const int PairsMost = 1 << 16;

    private readonly Group group = suite.Group;

    /// <summary>Proves; r is the nonce, uniform, never zero and never used twice with one k.</summary>
    public byte[] Prove(Scalar k, Point b, ReadOnlySpan<Point> from, ReadOnlySpan<Point> to, Scalar r, Entropy blinding)
    {
        var m = group.MultiplySum(Weights(b, from, to), from);
        var z = group.MultiplySecret(k, m, blinding); // equals the weighted sum of the Dᵢ, at the cost of one product
        var nonces = group.MultiplySecret(r, [group.Generator, m], blinding);
        var c = Challenge(b, m, z, nonces[0], nonces[1]);
        var s = group.Add(r, group.Negate(group.Multiply(c, k)));
        return [.. c.Encode(), .. s.Encode()];
    }

    /// <summary>
    /// False for a wrong proof, a proof that is not canonical, no pair at all, too many or unequal counts.
    /// </summary>
    public bool Verify(Point b, ReadOnlySpan<Point> from, ReadOnlySpan<Point> to, ReadOnlySpan<byte> proof)
    {
        if (from.Length != to.Length || from.Length is 0 or > PairsMost || proof.Length != ProofBytes)
            return false;
        if (
            !group.TryDecodeScalar(proof[..Group.ScalarBytes], out var c)
            || !group.TryDecodeScalar(proof[Group.ScalarBytes..], out var s)
        )
            return false;
        if (b.IsIdentity || AnyIdentity(from) || AnyIdentity(to))
            return false;
        var weights = Weights(b, from, to);
        var m = group.MultiplySum(weights, from);
        var z = group.MultiplySum(weights, to);
        var first = group.MultiplySum([s, c], [group.Generator, b]);
        var second = group.MultiplySum([s, c], [m, z]);
        // A prover who chose s = −c·k gets the identity here; it has no encoding and proves nothing.
        if (AnyIdentity([m, z, first, second]))
            return false;
        return Challenge(b, m, z, first, second) == c;
    }

    /// <summary>The weights dᵢ of ComputeComposites: each depends on B and on its own pair.</summary>
    private Scalar[] Weights(Point b, ReadOnlySpan<Point> from, ReadOnlySpan<Point> to)
    {
        byte[] seedTag = [.. "Seed-"u8, .. contextString];
        var seed = suite.Hash(Prefixed([b.EncodeCompressed(), seedTag], []));
        var transcript = new byte[2 + seed.Length + 2 + 2 * (2 + Group.CompressedBytes) + "Composite"u8.Length];
        Prefixed([seed], []).CopyTo(transcript, 0);
        var weights = new Scalar[from.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            var rest = transcript.AsSpan(2 + seed.Length);
            BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)i);
            Prefixed([from[i].EncodeCompressed(), to[i].EncodeCompressed()], "Composite"u8).CopyTo(rest[2..]);
            weights[i] = HashToScalar(transcript);
        }
        return weights;
    }

    private Scalar Challenge(Point b, Point m, Point z, Point first, Point second) =>
        HashToScalar(
            Prefixed(
                [
                    b.EncodeCompressed(),
                    m.EncodeCompressed(),
                    z.EncodeCompressed(),
                    first.EncodeCompressed(),
                    second.EncodeCompressed(),
                ],
                "Challenge"u8
            )
        );

    private Scalar HashToScalar(ReadOnlySpan<byte> message) =>
        group.Reduce(ExpandMessage.Expand(suite, message, [.. "HashToScalar-"u8, .. contextString], 48));

    private static byte[] Prefixed(ReadOnlySpan<byte[]> parts, ReadOnlySpan<byte> suffix)
    {
        var length = suffix.Length;
        foreach (var part in parts)
            length += 2 + part.Length;
        var joined = new byte[length];
        var rest = joined.AsSpan();
        foreach (var part in parts)
        {
            BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)part.Length);
            part.CopyTo(rest[2..]);
            rest = rest[(2 + part.Length)..];
        }
        suffix.CopyTo(rest);
        return joined;
    }

    private static bool AnyIdentity(ReadOnlySpan<Point> points)
    {
        foreach (var point in points)
            if (point.IsIdentity)
                return true;
        return false;
    }
}
