using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Trading.Crypto;

namespace Trading.Opening.Tests;

/// <summary>A person with a certificate of an authority and the key behind it.</summary>
internal sealed class Person : IDisposable
{
    private readonly ECDsa key;

    public Person(
        string name,
        Authority authority,
        DateTimeOffset? from = null,
        DateTimeOffset? until = null,
        ECCurve? curve = null,
        string code = ""
    )
    {
        Name = name;
        key = ECDsa.Create(curve ?? ECCurve.NamedCurves.nistP256);
        Certificate = authority.Issue(name, key, from ?? Authority.From, until ?? Authority.Until, code);
        var q = key.ExportParameters(false).Q;
        Key = [4, .. q.X!, .. q.Y!];
    }

    public string Name { get; }

    public byte[] Certificate { get; }

    public byte[] Key { get; }

    public byte[] Sign(byte[] message) =>
        key.SignData(message, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    /// <summary>A certificate of another authority, or under another name, of this person's own key.</summary>
    public byte[] IssuedBy(Authority authority, string name) =>
        authority.Issue(name, key, Authority.From, Authority.Until);

    public SignedAct Act(byte[] statement) => new(statement, Certificate, Sign(Streams.Acts.Act.Message(statement)));

    public void Dispose() => key.Dispose();
}

/// <summary>A certificate authority.</summary>
internal sealed class Authority : IDisposable
{
    public static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Until = new(2036, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 certificate;

    public Authority(string name)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        certificate = request.CreateSelfSigned(From, Until);
    }

    public byte[] Certificate => certificate.RawData;

    public byte[] Issue(string name, ECDsa subject, DateTimeOffset from, DateTimeOffset until, string code = "")
    {
        var builder = new X500DistinguishedNameBuilder();
        if (name.Length > 0)
            builder.AddCommonName(name);
        if (code.Length > 0)
            builder.Add("2.5.4.97", "NTRCN-" + code, UniversalTagNumber.UTF8String);
        var request = new CertificateRequest(builder.Build(), subject, HashAlgorithmName.SHA256);
        return request
            .Create(certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(key), from, until, [1, 2, 3, 4])
            .RawData;
    }

    public void Dispose()
    {
        key.Dispose();
        certificate.Dispose();
    }
}

/// <summary>One bidder's submission: submission key, id and what its opening shows.</summary>
internal sealed class Bidder
{
    public Bidder(Person person, int number)
    {
        Person = person;
        Number = number;
        Id = new byte[16];
        Id[15] = (byte)number;
        Id[14] = (byte)(number >> 8);
    }

    /// <summary>When bids of stories come, unless told otherwise (UTC microseconds).</summary>
    public const long Arrived = World.Start + 60 * World.Second;

    public Person Person { get; }

    public int Number { get; }

    public byte[] Id { get; }

    public string Submission => Convert.ToHexStringLower(Id);

    public SigningKey Key { get; } = SigningKey.Generate(TestLock.Suite);

    public OpeningForm Form(
        World world,
        string lot,
        long fen = 100_00,
        string? words = null,
        Price? price = null,
        string? name = null,
        string code = ""
    )
    {
        var context = Names.ContextHash(TestLock.Suite, world.Id, lot);
        var message = OpeningForm.OwnershipMessage(Key.PublicPoint, context, world.LockOf(lot).Certificate.LockId);
        return new OpeningForm(
            name ?? Person.Name,
            price ?? new Price(PriceKind.Amount, fen, words ?? Words.Print(fen), []),
            [new FormItem("工期", "90 天")],
            Person.Certificate,
            Person.Sign(message),
            code
        );
    }

    public OpeningResult Opened(byte[] content, long? arrival = null) =>
        new(
            Submission,
            Key.PublicPoint,
            TestLock.Suite.Hash(Id),
            TestLock.Suite.Hash(Key.PublicPoint),
            [TestLock.Suite.Hash(content)],
            content,
            "",
            Fault.Platform,
            null,
            arrival ?? Arrived
        );

    public OpeningResult Unreadable(Fault fault = Fault.Bidder) =>
        new(
            Submission,
            Key.PublicPoint,
            TestLock.Suite.Hash(Id),
            [],
            [],
            null,
            "the key commitment does not match",
            fault,
            fault == Fault.Bidder ? Key.PublicPoint : null,
            Arrived
        );

    public SignedAct ByCertificate(byte[] statement) => Person.Act(statement);

    public SignedAct BySubmissionKey(byte[] statement) =>
        new(statement, Key.PublicPoint, Key.Sign(Tags.Act, statement));
}
