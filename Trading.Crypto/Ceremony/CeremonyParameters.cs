using System.Buffers.Binary;
using System.Text;

namespace Trading.Crypto;

/// <summary>
/// What all trustees of one ceremony must agree on before it starts. Trustee i is the i-th static key, from 1; nobody
/// is trustee 0.
/// Source: docs/spec/lock.md, "Ceremony"; C2SP cocktail-dkg.md, "Setup".
/// </summary>
public sealed class CeremonyParameters
{
    /// <summary>The most trustees of a lock: up to here every combination of partials has exact coefficients.</summary>
    public const int TrusteesMost = 32;

    /// <summary>
    /// Threshold 1 ≤ t ≤ n ≤ 32; n different static keys, none the identity; the 32-byte hash of the policy, which
    /// makes the session unique. Anything else is an <see cref="ArgumentException"/>.
    /// </summary>
    public CeremonyParameters(
        Suite suite,
        int threshold,
        IReadOnlyList<Point> staticKeys,
        ReadOnlySpan<byte> policyHash
    )
        : this(suite, threshold, staticKeys, policyHash, policyHash)
    {
        if (policyHash.Length != Suite.HashBytes)
            throw new ArgumentException($"A policy hash of {policyHash.Length} bytes.", nameof(policyHash));
    }

    /// <summary>With a session id of its own, as the official vectors have it.</summary>
    internal CeremonyParameters(
        Suite suite,
        int threshold,
        IReadOnlyList<Point> staticKeys,
        ReadOnlySpan<byte> policyHash,
        ReadOnlySpan<byte> sessionId
    )
    {
        if (staticKeys.Count is 0 or > TrusteesMost || threshold < 1 || threshold > staticKeys.Count)
            throw new ArgumentException($"{threshold} of {staticKeys.Count} trustees.", nameof(threshold));
        if (staticKeys.Any(key => key.IsIdentity) || staticKeys.Distinct().Count() != staticKeys.Count)
            throw new ArgumentException("A static key is the identity or stands twice.", nameof(staticKeys));
        (Suite, Threshold, StaticKeys, PolicyHash) = (suite, threshold, [.. staticKeys], policyHash.ToArray());
        Context = MakeContext(sessionId);
    }

    /// <summary>The suite of the lock.</summary>
    public Suite Suite { get; }

    /// <summary>How many trustees open: t.</summary>
    public int Threshold { get; }

    /// <summary>How many trustees there are: n.</summary>
    public int Count => StaticKeys.Length;

    /// <summary>P₁…Pₙ in the lock's order.</summary>
    public Point[] StaticKeys { get; }

    /// <summary>Hash of the canonical policy, 32 bytes.</summary>
    public byte[] PolicyHash { get; }

    /// <summary>
    /// The ceremony's context, 32 bytes: binds session, suite and the ordered trustees into every message.
    /// </summary>
    public byte[] Context { get; }

    private byte[] MakeContext(ReadOnlySpan<byte> sessionId)
    {
        var id = Encoding.ASCII.GetBytes(Suite.CeremonyId);
        var preimage = new WireWriter()
            .Fixed("COCKTAIL-DKG-CONTEXT"u8)
            .U64((ulong)sessionId.Length)
            .Fixed(sessionId)
            .U64((ulong)id.Length)
            .Fixed(id)
            .Fixed(LittleEndian32(Count));
        foreach (var key in StaticKeys)
            preimage.Fixed(key.EncodeCompressed());
        return Suite.Hash(preimage.ToArray());
    }

    /// <summary>The specification writes some numbers lowest byte first; ours never are.</summary>
    internal static byte[] LittleEndian32(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }

    internal static byte[] LittleEndian64(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes;
    }
}
