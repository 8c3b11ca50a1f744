namespace Trading.Crypto;

/// <summary>
/// A private signing key of a suite: P1363 signatures of 64 bytes over tagged messages, never over bare bytes, so that
/// what is signed for one purpose can never be read as signed for another. Safe for concurrent use. Source:
/// docs/spec/streams.md, "Signatures".
/// </summary>
public abstract class SigningKey : IDisposable
{
    /// <summary>The suite that the key belongs to.</summary>
    public abstract Suite Suite { get; }

    /// <summary>The public key as an uncompressed point, 65 bytes.</summary>
    public abstract byte[] PublicPoint { get; }

    /// <summary>A new key from the operating system's generator.</summary>
    public static SigningKey Generate(Suite suite) => suite.GenerateSigningKey();

    /// <summary>
    /// Reads a key from PKCS#8 bytes; false for anything but exactly one unencrypted key on the suite's named curve
    /// (explicit curve parameters and trailing bytes included).
    /// </summary>
    public static bool TryFromPkcs8(
        Suite suite,
        ReadOnlySpan<byte> pkcs8,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SigningKey? key
    ) => (key = suite.ReadSigningKey(pkcs8)) is not null;

    /// <summary>
    /// The private key as unencrypted PKCS#8 bytes; who writes them to a file restricts who may read it.
    /// </summary>
    public abstract byte[] ToPkcs8();

    /// <summary>Signs tag and message (<see cref="Tags.Join"/>); the signature has 64 bytes.</summary>
    public byte[] Sign(string tag, byte[] message) => SignBytes(Tags.Join(tag, message));

    /// <summary>Checks a signature that <see cref="Sign"/> made, under a public point of 65 bytes.</summary>
    public static bool Verify(
        Suite suite,
        ReadOnlySpan<byte> publicPoint,
        string tag,
        byte[] message,
        ReadOnlySpan<byte> signature
    ) => suite.VerifySignature(publicPoint, Tags.Join(tag, message), signature);

    private protected abstract byte[] SignBytes(byte[] tagged);

    /// <inheritdoc/>
    public abstract void Dispose();
}
