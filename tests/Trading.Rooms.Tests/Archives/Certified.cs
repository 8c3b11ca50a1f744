using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Trading.Rooms.Tests.Archives;

/// <summary>A person's key as a reader of PDF wants it: under a certificate, without our tags.</summary>
internal static class Certified
{
    public static byte[] By(SigningKey key)
    {
        using var own = KeyOf(key);
        using var made = new CertificateRequest("CN=李明", own, HashAlgorithmName.SHA256).CreateSelfSigned(
            DateTimeOffset.FromUnixTimeSeconds(1_700_000_000),
            DateTimeOffset.FromUnixTimeSeconds(2_000_000_000)
        );
        return made.RawData;
    }

    public static byte[] Sign(SigningKey key, byte[] message)
    {
        using var own = KeyOf(key);
        return own.SignData(message, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static ECDsa KeyOf(SigningKey key)
    {
        var own = ECDsa.Create();
        own.ImportPkcs8PrivateKey(key.ToPkcs8(), out _);
        return own;
    }
}
