namespace Trading.Crypto;

/// <summary>
/// hash_to_curve of RFC 9380 (section 3) in the suite of RFC 9380 that <see cref="Suite.HashToCurveId"/> names: a point
/// whose logarithm nobody knows, the same for everybody who has message and tag. In variable time: for public messages
/// only, never for a password or another secret. Source: docs/spec/draw.md, "Hash to curve".
/// </summary>
internal static class HashToCurve
{
    /// <summary>L of the RFC: bytes that are reduced to one element of the field, with a bias below 2^−128.</summary>
    public const int ElementBytes = 48;

    /// <summary>
    /// The point of a message under a domain tag of at most 255 bytes; a longer one is an
    /// <see cref="ArgumentException"/>. It is the identity with probability 2^−256, as the RFC has it.
    /// </summary>
    public static Point Of(Suite suite, ReadOnlySpan<byte> message, ReadOnlySpan<byte> tag)
    {
        var uniform = ExpandMessage.Expand(suite, message, tag, 2 * ElementBytes).AsSpan();
        return suite.Group.Add(suite.Group.Map(uniform[..ElementBytes]), suite.Group.Map(uniform[ElementBytes..]));
    }
}
