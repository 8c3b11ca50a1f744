using System.Security.Cryptography;

namespace Trading.Documents;

/// <summary>
/// A printed document before it is signed, and everything that follows from it: the bytes that somebody signs, and the
/// signed file. Holds no key and draws nothing at random: document, fonts, certificate and signature give the same
/// bytes to everybody. Source: docs/spec/record.md, "Signature".
/// </summary>
public sealed class DocumentDraft
{
    /// <summary>
    /// Most bytes of the signer's certificate: with the attributes it has to fit the room of the signature.
    /// </summary>
    public const int MostCertificateBytes = 6_000;

    private readonly long signedAt;

    /// <summary>Lays the document out and prints it.</summary>
    /// <param name="document">With its one <see cref="SignatureField"/>.</param>
    /// <param name="fonts">What it is set in.</param>
    /// <param name="signedAt">The time that the signature will bear, UTC microseconds. It is the document's, not the
    /// clock's: whoever prints it again needs the same.</param>
    public DocumentDraft(Document document, Fonts fonts, long signedAt) =>
        (Pdf, this.signedAt) = (PdfWriter.Write(document, fonts), signedAt);

    /// <summary>The unsigned file: zeros stand in the room of the signature.</summary>
    public byte[] Pdf { get; }

    /// <summary>The DER bytes that are signed, for the certificate that will stand beside the signature.</summary>
    public byte[] Attributes(byte[] certificate) =>
        PdfSignature.SignedAttributes(PdfSignature.Digest(Pdf), signedAt, certificate);

    /// <summary>
    /// The signed file. Signature: P1363, 64 bytes, over <see cref="Attributes"/>; whether it holds is the caller's
    /// question.
    /// </summary>
    /// <exception cref="ArgumentException">The certificate cannot be read or is too long, or the signature has not 64
    /// bytes.</exception>
    public byte[] Signed(byte[] certificate, byte[] signature)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (certificate.Length > MostCertificateBytes)
            throw new ArgumentException(
                $"A certificate has at most {MostCertificateBytes} bytes here.",
                nameof(certificate)
            );
        return PdfSignature.Place(Pdf, PdfSignature.Assemble(Attributes(certificate), signature, certificate));
    }

    /// <summary>SHA-256 of the signed file, 32 bytes: what a stream keeps of it.</summary>
    public byte[] Hash(byte[] certificate, byte[] signature) => SHA256.HashData(Signed(certificate, signature));

    /// <summary>
    /// The signed file that was kept by its hash; false where this document with this certificate and signature is
    /// another one, or none.
    /// </summary>
    public bool TryRebuild(byte[] certificate, byte[] signature, ReadOnlySpan<byte> hash, out byte[] signed)
    {
        signed = [];
        try
        {
            signed = Signed(certificate, signature);
            return SHA256.HashData(signed).AsSpan().SequenceEqual(hash);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
