using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Trading.Cli;

/// <summary>
/// A small authority: P-256, ECDSA with SHA-256, no chains. Made for demos, drills and closed groups; a real centre
/// brings its own.
/// </summary>
public static class CertificateMaker
{
    // Clocks of other machines may be a little behind ours.
    private static readonly TimeSpan ClockSlack = TimeSpan.FromHours(1);

    /// <summary>
    /// Most bytes of a common name that strict readers of X.509 accept (RFC 5280, ub-common-name counts characters).
    /// </summary>
    public const int MostNameCharacters = 64;

    /// <summary>A self-signed authority.</summary>
    public static byte[] MakeAuthority(ECDsa key, string name, DateTimeOffset now, int years)
    {
        var request = new CertificateRequest(NameOf(name), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(
                certificateAuthority: true,
                hasPathLengthConstraint: true,
                pathLengthConstraint: 0,
                critical: true
            )
        );
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        using var certificate = request.Create(
            request.SubjectName,
            X509SignatureGenerator.CreateForECDsa(key),
            now - ClockSlack,
            now.AddYears(years),
            Serial()
        );
        return certificate.RawData;
    }

    /// <summary>
    /// A person's certificate under the authority; a credit code stands in organizationIdentifier, as ETSI EN 319 412-1
    /// writes it.
    /// </summary>
    public static byte[] Issue(
        PersonKey authority,
        ECDsa subjectKey,
        string name,
        DateTimeOffset now,
        int years,
        string creditCode = ""
    )
    {
        using var issuer = X509CertificateLoader.LoadCertificate(authority.Certificate);
        var request = new CertificateRequest(
            NameOf(name, creditCode),
            new PublicKey(subjectKey),
            HashAlgorithmName.SHA256
        );
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(
                certificateAuthority: false,
                hasPathLengthConstraint: false,
                pathLengthConstraint: 0,
                critical: true
            )
        );
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true)
        );
        using var certificate = request.Create(
            issuer.SubjectName,
            X509SignatureGenerator.CreateForECDsa(authority.Key),
            now - ClockSlack,
            now.AddYears(years),
            Serial()
        );
        return certificate.RawData;
    }

    private static X500DistinguishedName NameOf(string name, string creditCode = "")
    {
        if (name.Length is 0 or > MostNameCharacters)
            throw CommandException.Usage($"A certificate's name has 1 to {MostNameCharacters} characters.");
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName(name);
        if (creditCode.Length > 0)
            builder.Add(
                CertificateSubject.OrganizationIdentifier,
                "NTRCN-" + creditCode,
                UniversalTagNumber.UTF8String
            );
        return builder.Build();
    }

    private static byte[] Serial()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x7f) | 0x40); // positive and of full length: one DER spelling
        return serial;
    }
}
