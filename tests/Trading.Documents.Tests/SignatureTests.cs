using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Trading.Documents.Tests;

public sealed class SignatureTests : IDisposable
{
    // 2026-11-22 01:30:00 UTC.
    private const long SignedAt = 1_795_311_000_000_000;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _certificate;
    private readonly byte[] _unsigned = PdfWriter.Write(Sample.Document, Tools.Fonts);

    public SignatureTests()
    {
        var request = new CertificateRequest("CN=主持人 李明, O=Test", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(
                X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation,
                critical: true
            )
        );
        using var certificate = request.CreateSelfSigned(
            DateTimeOffset.FromUnixTimeSeconds(1_700_000_000),
            DateTimeOffset.FromUnixTimeSeconds(2_000_000_000)
        );
        _certificate = certificate.RawData;
    }

    public void Dispose() => _key.Dispose();

    [Fact]
    public void A_signed_file_is_valid_in_pdfsig_and_sound()
    {
        var signed = Signed(_unsigned);
        var report = Tools.Run("pdfsig", signed, ["-nocert", "FILE"]).Output;
        Assert.Contains("Signature Validation: Signature is Valid.", report, StringComparison.Ordinal);
        Assert.Contains("Total document signed", report, StringComparison.Ordinal);
        Assert.Contains("Signing Hash Algorithm: SHA-256", report, StringComparison.Ordinal);
        Assert.Contains("adbe.pkcs7.detached", report, StringComparison.Ordinal);
        Assert.Contains("Nov 22 2026 01:30:00", report, StringComparison.Ordinal);
        Tools.AssertSound(signed);
        Assert.Equal(_unsigned.Length, signed.Length);
    }

    [Theory, InlineData(20), InlineData(5_000), InlineData(-10)]
    public void A_flipped_byte_makes_the_signature_invalid(int at)
    {
        var signed = Signed(_unsigned);
        signed[at < 0 ? signed.Length + at : at] ^= 1;
        Assert.DoesNotContain(
            "Signature is Valid",
            Tools.Run("pdfsig", signed, ["-nocert", "FILE"]).Output,
            StringComparison.Ordinal
        );
        Assert.False(SHA256.HashData(_unsigned).SequenceEqual(SHA256.HashData(signed)));
    }

    [Fact]
    public void The_digest_is_the_same_before_and_after_and_misses_only_the_room()
    {
        Assert.Equal(PdfSignature.Digest(_unsigned), PdfSignature.Digest(Signed(_unsigned)));
        var changed = (byte[])_unsigned.Clone();
        changed[100] ^= 1;
        Assert.NotEqual(PdfSignature.Digest(_unsigned), PdfSignature.Digest(changed));
    }

    [Fact]
    public void The_same_signature_gives_the_same_file_bit_for_bit()
    {
        var attributes = Attributes(_unsigned);
        var signature = _key.SignData(attributes, HashAlgorithmName.SHA256);
        Assert.Equal(
            Place(_unsigned, attributes, signature),
            Place(PdfWriter.Write(Sample.Document, Tools.Fonts), Attributes(_unsigned), signature)
        );
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2_524_608_000_000_000)]
    public void The_platform_reads_the_attributes_as_they_were_meant(long signedAt)
    {
        // Many signatures, so that leading zeros and high bits of r and s occur.
        var attributes = PdfSignature.SignedAttributes(PdfSignature.Digest(_unsigned), signedAt, _certificate);
        for (var i = 0; i < 300; i++)
        {
            var cms = PdfSignature.Assemble(
                attributes,
                _key.SignData(attributes, HashAlgorithmName.SHA256),
                _certificate
            );
            var reader = new System.Formats.Asn1.AsnReader(cms, System.Formats.Asn1.AsnEncodingRules.DER);
            var signed = reader.ReadSequence();
            Assert.Equal("1.2.840.113549.1.7.2", signed.ReadObjectIdentifier());
            Assert.True(
                _key.VerifyData(
                    attributes,
                    DerSignatureOf(signed),
                    HashAlgorithmName.SHA256,
                    DSASignatureFormat.Rfc3279DerSequence
                )
            );
        }
    }

    [Fact]
    public void A_signature_with_small_numbers_is_still_der()
    {
        var attributes = Attributes(_unsigned);
        var signature = new byte[64];
        (signature[31], signature[32]) = (0x80, 0xFF);
        var cms = PdfSignature.Assemble(attributes, signature, _certificate);
        var octets = DerSignatureOf(
            new System.Formats.Asn1.AsnReader(cms, System.Formats.Asn1.AsnEncodingRules.DER).ReadSequence(),
            skipOid: true
        );
        Assert.Equal("3027" + "02020080" + "022100FF" + new string('0', 62), Convert.ToHexString(octets));
    }

    [Fact]
    public void What_cannot_be_signed_is_refused()
    {
        var attributes = Attributes(_unsigned);
        Assert.Throws<ArgumentException>(() => PdfSignature.Digest(Tools.Write(new Paragraph("无"))));
        Assert.Throws<ArgumentException>(() => PdfSignature.Digest(_unsigned.AsSpan(0, _unsigned.Length - 1)));
        Assert.Throws<ArgumentException>(() => PdfSignature.SignedAttributes(new byte[31], 0, _certificate));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            PdfSignature.SignedAttributes(new byte[32], long.MinValue, _certificate)
        );
        Assert.Throws<ArgumentException>(() => PdfSignature.Assemble(attributes, new byte[63], _certificate));
        Assert.Throws<ArgumentException>(() =>
            PdfSignature.Assemble(attributes, new byte[64], _certificate.AsSpan(0, 40))
        );
        Assert.Throws<ArgumentException>(() => PdfSignature.Place(_unsigned, new byte[PdfSignature.RoomBytes + 1]));
        Assert.Throws<ArgumentException>(() => PdfSignature.Place(Signed(_unsigned), [1]));
    }

    [Fact]
    public void Words_on_a_page_cannot_move_the_room()
    {
        var pdf = Tools.Write(
            new Paragraph("/ByteRange[0 0000000000 0000000000 0000000000]/Contents<00>"),
            new SignatureField("host", "/ByteRange[", 20_000) { Reason = "/ByteRange[" }
        );
        Assert.Contains(
            "Signature is Valid",
            Tools.Run("pdfsig", Signed(pdf), ["-nocert", "FILE"]).Output,
            StringComparison.Ordinal
        );
    }

    private byte[] Attributes(byte[] pdf) =>
        PdfSignature.SignedAttributes(PdfSignature.Digest(pdf), SignedAt, _certificate);

    private byte[] Signed(byte[] pdf) =>
        Place(pdf, Attributes(pdf), _key.SignData(Attributes(pdf), HashAlgorithmName.SHA256));

    private byte[] Place(byte[] pdf, byte[] attributes, byte[] signature) =>
        PdfSignature.Place(pdf, PdfSignature.Assemble(attributes, signature, _certificate));

    private static byte[] DerSignatureOf(System.Formats.Asn1.AsnReader signed, bool skipOid = false)
    {
        if (skipOid)
            signed.ReadObjectIdentifier();
        var zero = new System.Formats.Asn1.Asn1Tag(System.Formats.Asn1.TagClass.ContextSpecific, 0, true);
        var body = signed.ReadSequence(zero).ReadSequence();
        body.ReadInteger();
        body.ReadSetOf();
        body.ReadSequence();
        body.ReadSetOf(expectedTag: zero);
        var signer = body.ReadSetOf().ReadSequence();
        signer.ReadInteger();
        signer.ReadSequence();
        signer.ReadSequence();
        signer.ReadEncodedValue();
        signer.ReadSequence();
        return signer.ReadOctetString();
    }
}
