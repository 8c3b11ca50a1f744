using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Trading.Crypto;

namespace Trading.Streams.Acts;

/// <summary>
/// A person's X.509 certificate, read strictly from DER: version 3, ECDSA with SHA-256, a P-256 key on the named curve,
/// at most 8,192 bytes. The reader walks a fixed number of fields and never descends into extensions, so neither depth
/// nor explicit curve parameters can do harm. Authorities issue directly: there are no chains. Source:
/// docs/spec/form.md, "Certificates".
/// </summary>
public sealed class Certificate
{
    /// <summary>Most bytes of a certificate.</summary>
    public const int MostBytes = 8_192;

    private const string EcdsaWithSha256 = "1.2.840.10045.4.3.2";
    private readonly byte[] signedPart;
    private readonly byte[] issuer;
    private readonly byte[] subject;
    private readonly byte[] signature;

    private Certificate(byte[] der, byte[] signedPart, byte[] signature, Fields fields)
    {
        Der = der;
        this.signedPart = signedPart;
        this.signature = signature;
        (Serial, issuer, subject, Key, From, Until) = fields;
        Subject = DisplayName(subject);
    }

    /// <summary>The bytes as they came.</summary>
    public byte[] Der { get; }

    /// <summary>The holder's public key, 65 bytes.</summary>
    public byte[] Key { get; }

    /// <summary>Common name of the holder, or the whole distinguished name where there is none.</summary>
    public string Subject { get; }

    /// <summary>Serial number in capital hexadecimal digits, as its DER has it: two's complement.</summary>
    public string Serial { get; }

    /// <summary>Whom it names, for comparison with what a bidder writes.</summary>
    public CertificateSubject Holder => CertificateSubject.Of(subject);

    /// <summary>Start of validity, UTC microseconds.</summary>
    public long From { get; }

    /// <summary>End of validity (inclusive), UTC microseconds.</summary>
    public long Until { get; }

    /// <summary>
    /// Reads a certificate; false for anything that is not of the accepted form. Its signature is not checked here.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> der, out Certificate certificate)
    {
        certificate = null!;
        if (der.Length > MostBytes)
            return false;
        try
        {
            certificate = Parse(der.ToArray());
            return true;
        }
        catch (Exception broken)
            when (broken is AsnContentException or CryptographicException or FormatException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Reads those of the certificates that can be read.</summary>
    public static IReadOnlyList<Certificate> ReadAll(IEnumerable<byte[]> ders)
    {
        var read = new List<Certificate>();
        foreach (var der in ders)
        {
            if (TryParse(der, out var certificate))
                read.Add(certificate);
        }
        return read;
    }

    /// <summary>
    /// Whether one of the authorities issued this certificate and it is valid at the instant (UTC microseconds).
    /// </summary>
    public bool IsAnchored(IEnumerable<Certificate> authorities, long at) =>
        From <= at && at <= Until && authorities.Any(IsIssuedBy);

    /// <summary>Whether the authority's key signed this certificate under the authority's name.</summary>
    public bool IsIssuedBy(Certificate authority)
    {
        ArgumentNullException.ThrowIfNull(authority);
        return issuer.AsSpan().SequenceEqual(authority.subject)
            && Suite.P256.VerifySignature(authority.Key, signedPart, signature);
    }

    private static Certificate Parse(byte[] der)
    {
        var outer = new AsnReader(der, AsnEncodingRules.DER);
        var certificate = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var signedPart = certificate.ReadEncodedValue().ToArray();
        ReadAlgorithm(certificate);
        var signature = Fixed(certificate.ReadBitString(out var unused));
        certificate.ThrowIfNotEmpty();
        if (unused != 0)
            throw Wrong("the signature has unused bits");
        return new Certificate(der, signedPart, signature, ReadFields(signedPart));
    }

    private static Fields ReadFields(byte[] signedPart)
    {
        var fields = new AsnReader(signedPart, AsnEncodingRules.DER).ReadSequence();
        var version = fields.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0));
        if (!version.TryReadInt32(out var number) || number != 2)
            throw Wrong("the version is not 3");
        version.ThrowIfNotEmpty();
        var serial = Convert.ToHexString(fields.ReadIntegerBytes().Span);
        ReadAlgorithm(fields);
        var issuer = fields.ReadEncodedValue().ToArray();
        var validity = fields.ReadSequence();
        var (from, until) = (ReadTime(validity), ReadTime(validity));
        validity.ThrowIfNotEmpty();
        var subject = fields.ReadEncodedValue().ToArray();
        if (!Spki.TryDecode(Suite.P256, fields.ReadEncodedValue().Span, out var key))
            throw Wrong("the key is not on the named curve P-256");
        while (fields.HasData)
            fields.ReadEncodedValue(); // extensions do not bear on what a bidder's key signs
        return new Fields(serial, issuer, subject, key, from, until);
    }

    private static void ReadAlgorithm(AsnReader reader)
    {
        var algorithm = reader.ReadSequence();
        if (algorithm.ReadObjectIdentifier() != EcdsaWithSha256)
            throw Wrong("the signature is not ECDSA with SHA-256");
        algorithm.ThrowIfNotEmpty();
    }

    private static long ReadTime(AsnReader reader)
    {
        if (reader.PeekContentBytes().Length > "20260101000000Z".Length)
            throw Wrong("a time has a fraction of a second"); // RFC 5280, 4.1.2.5.2
        var time = reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime)
            ? reader.ReadUtcTime()
            : reader.ReadGeneralizedTime();
        return (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
    }

    // DER { r, s } to the fixed form: the platform's own DER verification accepts a malformed signature that this
    // refuses.
    private static byte[] Fixed(byte[] der)
    {
        var outer = new AsnReader(der, AsnEncodingRules.DER);
        var pair = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var fixedForm = new byte[Suite.SignatureBytes];
        Place(pair.ReadIntegerBytes().Span, fixedForm.AsSpan(0, Suite.SignatureBytes / 2));
        Place(pair.ReadIntegerBytes().Span, fixedForm.AsSpan(Suite.SignatureBytes / 2));
        pair.ThrowIfNotEmpty();
        return fixedForm;
    }

    private static void Place(ReadOnlySpan<byte> integer, Span<byte> half)
    {
        if (integer[0] >= 0x80)
            throw Wrong("a signature's number is negative");
        if (integer[0] == 0)
            integer = integer[1..];
        if (integer.Length > half.Length)
            throw Wrong("a signature's number is too long");
        integer.CopyTo(half[^integer.Length..]);
    }

    private static string DisplayName(byte[] subject)
    {
        var name = new X500DistinguishedName(subject);
        return name.EnumerateRelativeDistinguishedNames()
                .FirstOrDefault(r =>
                    !r.HasMultipleElements && r.GetSingleElementType().Value == CertificateSubject.CommonName
                )
                ?.GetSingleElementValue()
            ?? name.Name;
    }

    private static AsnContentException Wrong(string what) => new(what);

    private sealed record Fields(string Serial, byte[] Issuer, byte[] Subject, byte[] Key, long From, long Until);
}
