using Trading.Crypto;

namespace Trading.Streams.Acts;

/// <summary>An act of a bidder or an official, signed by the person's key (docs/spec/feed.md, "Acts").</summary>
/// <param name="Statement">Canonical bytes of what was signed.</param>
/// <param name="Certificate">DER certificate of the signer, or the 65-byte submission key.</param>
/// <param name="Signature">P1363, 64 bytes.</param>
public sealed record SignedAct(byte[] Statement, byte[] Certificate, byte[] Signature)
{
    /// <summary>
    /// Whether the key behind the certificate (or the bare 65-byte key) signed the statement; the key is then 65 bytes,
    /// else empty. Whose key it is, and whether that person may act, the decider asks.
    /// </summary>
    public bool Verify(Suite suite, out byte[] key)
    {
        ArgumentNullException.ThrowIfNull(suite);
        key = SignerKey();
        if (key.Length > 0 && suite.VerifySignature(key, Act.Message(Statement), Signature))
            return true;
        key = [];
        return false;
    }

    /// <summary>
    /// The 65-byte key that the act names, or empty where it names none. Whether it signed, <see cref="Verify"/> tells.
    /// </summary>
    public byte[] SignerKey() =>
        Certificate?.Length == Suite.PointBytes ? Certificate
        : Acts.Certificate.TryParse(Certificate, out var certificate) ? certificate.Key
        : [];
}
