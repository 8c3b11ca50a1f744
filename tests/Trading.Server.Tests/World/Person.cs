using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Trading.Crypto;

namespace Trading.Server.Tests.World;

/// <summary>Somebody with a certificate; an authority issues others'.</summary>
public sealed class Person
{
    private static readonly DateTimeOffset From = DateTimeOffset.UtcNow.AddDays(-1);
    private readonly ECDsa ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private Person(string name, Person? issuer, DateTimeOffset? until = null)
    {
        Name = name;
        SigningKey.TryFromPkcs8(Suite.P256, ecdsa.ExportPkcs8PrivateKey(), out var key);
        Key = key!;
        var subject = new X500DistinguishedName($"CN={name}");
        var request = issuer is null
            ? new CertificateRequest(subject, ecdsa, HashAlgorithmName.SHA256)
            : new CertificateRequest(subject, new PublicKey(ecdsa), HashAlgorithmName.SHA256);
        var issuerName = issuer is null ? subject : new X500DistinguishedName($"CN={issuer.Name}");
        Certificate = request
            .Create(
                issuerName,
                X509SignatureGenerator.CreateForECDsa((issuer ?? this).ecdsa),
                From,
                until ?? From.AddYears(5),
                [1, 2, 3, 4]
            )
            .RawData;
    }

    public string Name { get; }

    public SigningKey Key { get; }

    public byte[] Certificate { get; }

    public static Person Authority(string name) => new(name, null);

    public Person Issue(string name, DateTimeOffset? until = null) => new(name, this, until);

    /// <summary>Signs a message that holds its tag already.</summary>
    public byte[] SignBare(byte[] message) =>
        ecdsa.SignData(message, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    public SignedAct Sign(byte[] statement) => new(statement, Certificate, Key.Sign(Tags.Act, statement));
}
