using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Trading.Relay.Dtls;

/// <summary>
/// The certificate of a process: ECDSA on P-256, made at its start and signed by itself. Nobody looks at its names; its
/// SHA-256 stands in every description. Source: RFC 8842, 5; RFC 8827, 6.5.
/// </summary>
internal sealed class RelayCertificate
{
    private RelayCertificate(byte[] der, byte[] key) => (Der, Key, Fingerprint) = (der, key, SHA256.HashData(der));

    public byte[] Der { get; }

    /// <summary>PKCS #8. It never leaves the process.</summary>
    public byte[] Key { get; }

    public byte[] Fingerprint { get; }

    public static RelayCertificate Make(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=relay", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
        return new RelayCertificate(certificate.RawData, key.ExportPkcs8PrivateKey());
    }
}
