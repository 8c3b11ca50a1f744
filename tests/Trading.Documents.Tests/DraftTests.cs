using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Trading.Documents.Tests;

public sealed class DraftTests : IDisposable
{
    // 2026-11-22 01:30:00 UTC.
    private const long SignedAt = 1_795_311_000_000_000;
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] certificate;
    private readonly DocumentDraft draft = Draft("样本");

    public DraftTests()
    {
        using var made = new CertificateRequest("CN=李明", key, HashAlgorithmName.SHA256).CreateSelfSigned(
            DateTimeOffset.FromUnixTimeSeconds(1_700_000_000),
            DateTimeOffset.FromUnixTimeSeconds(2_000_000_000)
        );
        certificate = made.RawData;
    }

    public void Dispose() => key.Dispose();

    [Fact]
    public void Certificate_and_signature_are_all_that_the_signed_file_adds()
    {
        var signature = Sign(draft);
        var signed = draft.Signed(certificate, signature);
        Assert.Equal(signed, Draft("样本").Signed(certificate, signature));
        Assert.Equal(draft.Pdf.Length, signed.Length);
        Assert.Equal(SHA256.HashData(signed), draft.Hash(certificate, signature));
        Assert.NotEqual(signed, draft.Signed(certificate, Sign(draft)));
    }

    [Fact]
    public void What_is_signed_follows_from_text_time_and_certificate()
    {
        var attributes = draft.Attributes(certificate);
        Assert.Equal(attributes, Draft("样本").Attributes(certificate));
        Assert.NotEqual(attributes, Draft("样张").Attributes(certificate));
        Assert.NotEqual(attributes, Draft("样本", SignedAt + 1_000_000).Attributes(certificate));
        Assert.NotEqual(attributes, draft.Attributes([1, 2, 3]));
    }

    [Fact]
    public void A_kept_hash_finds_its_file_and_no_other()
    {
        var signature = Sign(draft);
        var hash = draft.Hash(certificate, signature);
        Assert.True(draft.TryRebuild(certificate, signature, hash, out var signed));
        Assert.Equal(draft.Signed(certificate, signature), signed);
        Assert.False(draft.TryRebuild(certificate, Sign(draft), hash, out _));
        Assert.False(draft.TryRebuild(certificate, signature[1..], hash, out _));
        Assert.False(draft.TryRebuild(certificate[..40], signature, hash, out _));
        Assert.False(Draft("样张").TryRebuild(certificate, signature, hash, out _));
    }

    [Fact]
    public void A_certificate_that_does_not_fit_and_a_short_signature_are_refused()
    {
        var tooLong = new byte[DocumentDraft.MostCertificateBytes + 1];
        Assert.Throws<ArgumentException>(() => draft.Signed(tooLong, new byte[64]));
        Assert.Throws<ArgumentException>(() => draft.Signed(certificate, new byte[63]));
    }

    private static DocumentDraft Draft(string text, long signedAt = SignedAt) =>
        new(
            new Document("样本", "zh-CN", [new Paragraph(text), new SignatureField("signer", "签名", 20_000)]),
            Tools.Fonts,
            signedAt
        );

    private byte[] Sign(DocumentDraft printed) =>
        key.SignData(printed.Attributes(certificate), HashAlgorithmName.SHA256);
}
