using Trading.Documents;

namespace Trading.Opening;

/// <summary>
/// The record's file before it is signed, and everything that follows from it: what the host signs, and the signed
/// file. Holds no key and draws nothing at random: stream, fonts, certificate and signature give the same bytes to
/// everybody. Source: docs/spec/record.md, "Signature".
/// </summary>
public sealed class RecordDraft
{
    private readonly long signedAt;

    private RecordDraft(byte[] pdf, long signedAt) => (Pdf, this.signedAt) = (pdf, signedAt);

    /// <summary>The unsigned file: zeros stand in the room of the signature.</summary>
    public byte[] Pdf { get; }

    /// <summary>
    /// Most bytes of the host's certificate: with the attributes it has to fit the room of the signature.
    /// </summary>
    public const int MostCertificateBytes = 6_000;

    /// <summary>
    /// Lays out and prints the record of a concluded session; <paramref name="size"/> and <paramref name="root"/> as at
    /// <see cref="RecordDocument.Of"/>.
    /// </summary>
    public static RecordDraft Of(Session.Concluded session, long size, byte[] root, Fonts fonts) =>
        new(PdfWriter.Write(RecordDocument.Of(session, size, root), fonts), session.At);

    /// <summary>
    /// The DER bytes that the host's key signs, for the certificate that will stand beside the signature.
    /// </summary>
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

    /// <summary>SHA-256 of the signed file, 32 bytes: what <see cref="RecordSealed"/> says.</summary>
    public byte[] Hash(byte[] certificate, byte[] signature) => Crypto.Suite.P256.Hash(Signed(certificate, signature));
}
