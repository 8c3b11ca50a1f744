using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Trading.Documents.Pdf;

/// <summary>
/// CMS (RFC 5652) with exactly what a PDF signature needs, in DER. One signer, detached, SHA-256, ECDSA; the
/// certificate is bound by RFC 5035.
/// </summary>
internal static class Cms
{
    private const string Data = "1.2.840.113549.1.7.1",
        SignedDataType = "1.2.840.113549.1.7.2",
        ContentType = "1.2.840.113549.1.9.3",
        MessageDigest = "1.2.840.113549.1.9.4",
        SigningTime = "1.2.840.113549.1.9.5",
        SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47",
        Sha256 = "2.16.840.1.101.3.4.2.1",
        EcdsaWithSha256 = "1.2.840.10045.4.3.2";

    private static readonly Asn1Tag Zero = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>
    /// A SET OF Attribute, sorted as DER demands: these bytes are signed; inside SignerInfo the first byte is A0
    /// instead of 31.
    /// </summary>
    public static byte[] SignedAttributes(
        ReadOnlySpan<byte> digest,
        DateTimeOffset time,
        ReadOnlySpan<byte> certificate
    )
    {
        var (digestBytes, certificateHash) = (digest.ToArray(), SHA256.HashData(certificate));
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            Attribute(writer, ContentType, w => w.WriteObjectIdentifier(Data));
            Attribute(writer, SigningTime, w => WriteTime(w, time));
            Attribute(writer, MessageDigest, w => w.WriteOctetString(digestBytes));
            Attribute(
                writer,
                SigningCertificateV2,
                w =>
                {
                    // SigningCertificateV2 { certs { ESSCertIDv2 { certHash } } }: SHA-256 is the default and therefore
                    // not written.
                    using var outer = w.PushSequence();
                    using var certificates = w.PushSequence();
                    using var id = w.PushSequence();
                    w.WriteOctetString(certificateHash);
                }
            );
        }
        return writer.Encode();
    }

    public static byte[] SignedData(
        ReadOnlySpan<byte> attributes,
        ReadOnlySpan<byte> signature,
        ReadOnlySpan<byte> certificate,
        ReadOnlySpan<byte[]> chain
    )
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(SignedDataType);
            using (writer.PushSequence(Zero))
            using (writer.PushSequence())
            {
                writer.WriteInteger(1);
                using (writer.PushSetOf())
                    Algorithm(writer, Sha256);
                using (writer.PushSequence())
                    writer.WriteObjectIdentifier(Data);
                using (writer.PushSetOf(Zero))
                {
                    writer.WriteEncodedValue(certificate);
                    foreach (var other in chain)
                        writer.WriteEncodedValue(other);
                }
                using (writer.PushSetOf())
                    SignerInfo(writer, attributes, signature, certificate);
            }
        }
        return writer.Encode();
    }

    private static void SignerInfo(
        AsnWriter writer,
        ReadOnlySpan<byte> attributes,
        ReadOnlySpan<byte> signature,
        ReadOnlySpan<byte> certificate
    )
    {
        var (issuer, serial) = IssuerAndSerial(certificate);
        using var signer = writer.PushSequence();
        writer.WriteInteger(1);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(issuer);
            writer.WriteEncodedValue(serial);
        }
        Algorithm(writer, Sha256);
        writer.WriteEncodedValue([0xA0, .. attributes[1..]]);
        Algorithm(writer, EcdsaWithSha256);
        writer.WriteOctetString(DerSignature(signature));
    }

    private static void Attribute(AsnWriter writer, string type, Action<AsnWriter> value)
    {
        using var attribute = writer.PushSequence();
        writer.WriteObjectIdentifier(type);
        using var values = writer.PushSetOf();
        value(writer);
    }

    /// <summary>RFC 5652, 11.3: UTCTime up to 2049, GeneralizedTime from 2050 on.</summary>
    private static void WriteTime(AsnWriter writer, DateTimeOffset time)
    {
        if (time.Year < 2050)
            writer.WriteUtcTime(time, 2049);
        else
            writer.WriteGeneralizedTime(time, omitFractionalSeconds: true);
    }

    private static void Algorithm(AsnWriter writer, string oid)
    {
        using var sequence = writer.PushSequence();
        writer.WriteObjectIdentifier(oid);
    }

    private static byte[] DerSignature(ReadOnlySpan<byte> signature)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteIntegerUnsigned(Trimmed(signature[..32]));
            writer.WriteIntegerUnsigned(Trimmed(signature[32..]));
        }
        return writer.Encode();
    }

    /// <summary>Without leading zeros, which DER forbids.</summary>
    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> number) =>
        number.IndexOfAnyExcept((byte)0) is var at && at < 0 ? number[^1..] : number[at..];

    /// <summary>The two fields of a certificate that name it, as they are encoded there.</summary>
    private static (byte[] Issuer, byte[] Serial) IssuerAndSerial(ReadOnlySpan<byte> certificate)
    {
        var body = new AsnReader(certificate.ToArray(), AsnEncodingRules.DER).ReadSequence().ReadSequence();
        if (body.PeekTag().HasSameClassAndValue(Zero))
            body.ReadEncodedValue(); // version
        var serial = body.ReadEncodedValue().ToArray();
        body.ReadSequence(); // signature algorithm
        return (body.ReadEncodedValue().ToArray(), serial);
    }
}
