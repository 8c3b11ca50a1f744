namespace Trading.Documents;

/// <summary>
/// The signature of a document with a <see cref="SignatureField"/>: CMS, <c>adbe.pkcs7.detached</c>, ECDSA P-256 with SHA-256. Nothing here holds a key:
/// <c>digest → attributes → (somebody signs them) → CMS → placed</c>. Every step is a function, so a verifier rebuilds the signed file bit for bit from the
/// document, the certificate, the time and the 64 signature bytes.
/// </summary>
public static class PdfSignature
{
    /// <summary>Most bytes of CMS that fit the room in the file: enough for the signer's certificate and two more.</summary>
    public const int RoomBytes = 8_192;

    /// <summary>SHA-256 over everything but the room for the signature: the messageDigest of the CMS. 32 bytes; the same for the unsigned and the signed file.</summary>
    /// <exception cref="ArgumentException">The bytes have no signature room as <see cref="PdfWriter"/> writes it.</exception>
    public static byte[] Digest(ReadOnlySpan<byte> pdf) => throw new InvalidOperationException("the engine follows in the next commit");

    /// <summary>The DER of the signed attributes (contentType, signingTime, messageDigest, signingCertificateV2), as the SET whose bytes are signed.</summary>
    /// <param name="digest">From <see cref="Digest"/>; 32 bytes.</param>
    /// <param name="signedAtMicros">UTC microseconds; CMS keeps whole seconds, rounded down. Years 1950 to 9999.</param>
    /// <param name="certificate">The signer's X.509 certificate, DER.</param>
    public static byte[] SignedAttributes(ReadOnlySpan<byte> digest, long signedAtMicros, ReadOnlySpan<byte> certificate) =>
        throw new InvalidOperationException("the engine follows in the next commit");

    /// <summary>The CMS SignedData around a signature over <paramref name="signedAttributes"/>.</summary>
    /// <param name="signedAttributes">From <see cref="SignedAttributes"/>.</param>
    /// <param name="signature">ECDSA as r ‖ s, 64 bytes (IEEE P1363), over SHA-256 of the attributes.</param>
    /// <param name="certificate">The signer's certificate, DER.</param>
    /// <param name="chain">Further certificates to carry, DER; usually the issuer's.</param>
    /// <exception cref="ArgumentException">The certificate cannot be read, or the signature is not 64 bytes.</exception>
    public static byte[] Assemble(ReadOnlySpan<byte> signedAttributes, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> certificate, params ReadOnlySpan<byte[]> chain) =>
        throw new InvalidOperationException("the engine follows in the next commit");

    /// <summary>The unsigned file with the CMS in its room, zeros behind it. The length does not change.</summary>
    /// <exception cref="ArgumentException">There is no room, it is taken already, or the CMS is longer than <see cref="RoomBytes"/>.</exception>
    public static byte[] Place(ReadOnlySpan<byte> unsignedPdf, ReadOnlySpan<byte> cms) => throw new InvalidOperationException("the engine follows in the next commit");
}
