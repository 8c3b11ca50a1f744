using System.Security.Cryptography;

namespace Trading.Crypto;

/// <summary>A signing key of suite 0x0001: ECDSA over P-256 with SHA-256 from the platform.</summary>
internal sealed class P256SigningKey : SigningKey
{
    private const string CurveOid = "1.2.840.10045.3.1.7";
    private readonly Lock gate = new();
    private readonly ECDsa key;

    internal P256SigningKey(ECDsa key)
    {
        this.key = key;
        var q = key.ExportParameters(false).Q;
        PublicPoint = [4, .. q.X!, .. q.Y!];
    }

    public override Suite Suite => Suite.P256;

    public override byte[] PublicPoint { get; }

    public static P256SigningKey Generate() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public static P256SigningKey? Read(ReadOnlySpan<byte> pkcs8)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportPkcs8PrivateKey(pkcs8, out var read);
            var curve = key.ExportParameters(false).Curve;
            // A key with explicit parameters can name a curve of the attacker's choice that looks like ours.
            if (read == pkcs8.Length && curve.IsNamed && curve.Oid.Value == CurveOid)
                return new P256SigningKey(key);
        }
        catch (CryptographicException) { } // not a key
        key.Dispose();
        return null;
    }

    public override byte[] ToPkcs8()
    {
        lock (gate)
            return key.ExportPkcs8PrivateKey();
    }

    // The platform promises no thread-safety for key objects.
    private protected override byte[] SignBytes(byte[] tagged)
    {
        lock (gate)
            return key.SignData(tagged, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    public override void Dispose() => key.Dispose();
}
