using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;
using Trading.Documents.Pdf;

namespace Trading.Documents;

/// <summary>
/// The signature of a document with a <see cref="SignatureField"/>: CMS, <c>adbe.pkcs7.detached</c>, ECDSA P-256 with
/// SHA-256. Nothing here holds a key: <c>digest → attributes → (somebody signs them) → CMS → placed</c>. Every step is
/// a function, so a verifier rebuilds the signed file bit for bit from the document, the certificate, the time and the
/// 64 signature bytes.
/// </summary>
public static class PdfSignature
{
    /// <summary>
    /// Most bytes of CMS that fit the room in the file: enough for the signer's certificate and two more.
    /// </summary>
    public const int RoomBytes = 8_192;

    /// <summary>
    /// SHA-256 over everything but the room for the signature: the messageDigest of the CMS. 32 bytes; the same for the
    /// unsigned and the signed file.
    /// </summary>
    /// <exception cref="ArgumentException">The bytes have no signature room as <see cref="PdfWriter"/> writes
    /// it.</exception>
    public static byte[] Digest(ReadOnlySpan<byte> pdf)
    {
        var room = SignatureRoom.Find(pdf);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(pdf[..room.Before]);
        hash.AppendData(pdf[room.After..]);
        return hash.GetHashAndReset();
    }

    /// <summary>
    /// The DER of the signed attributes (contentType, signingTime, messageDigest, signingCertificateV2), as the SET
    /// whose bytes are signed.
    /// </summary>
    /// <param name="digest">From <see cref="Digest"/>; 32 bytes.</param>
    /// <param name="signedAtMicros">UTC microseconds; CMS keeps whole seconds, rounded down. Years 1950 to
    /// 9999.</param>
    /// <param name="certificate">The signer's X.509 certificate, DER.</param>
    /// <exception cref="ArgumentException">The digest is not 32 bytes or the time is out of range.</exception>
    public static byte[] SignedAttributes(
        ReadOnlySpan<byte> digest,
        long signedAtMicros,
        ReadOnlySpan<byte> certificate
    )
    {
        if (digest.Length != SHA256.HashSizeInBytes)
            throw new ArgumentException($"a digest has 32 bytes, not {digest.Length}", nameof(digest));
        return Cms.SignedAttributes(digest, Time(signedAtMicros), certificate);
    }

    /// <summary>The CMS SignedData around a signature over <paramref name="signedAttributes"/>.</summary>
    /// <param name="signedAttributes">From <see cref="SignedAttributes"/>.</param>
    /// <param name="signature">ECDSA as r ‖ s, 64 bytes (IEEE P1363), over SHA-256 of the attributes.</param>
    /// <param name="certificate">The signer's certificate, DER.</param>
    /// <param name="chain">Further certificates to carry, DER; usually the issuer's.</param>
    /// <exception cref="ArgumentException">The certificate cannot be read, or the signature is not 64
    /// bytes.</exception>
    public static byte[] Assemble(
        ReadOnlySpan<byte> signedAttributes,
        ReadOnlySpan<byte> signature,
        ReadOnlySpan<byte> certificate,
        params ReadOnlySpan<byte[]> chain
    )
    {
        if (signature.Length != 64)
            throw new ArgumentException(
                $"an ECDSA P-256 signature has 64 bytes, not {signature.Length}",
                nameof(signature)
            );
        try
        {
            return Cms.SignedData(signedAttributes, signature, certificate, chain);
        }
        catch (AsnContentException damaged)
        {
            throw new ArgumentException("the certificate cannot be read", nameof(certificate), damaged);
        }
    }

    /// <summary>The unsigned file with the CMS in its room, zeros behind it. The length does not change.</summary>
    /// <exception cref="ArgumentException">There is no room, it is taken already, or the CMS is longer than
    /// <see cref="RoomBytes"/>.</exception>
    public static byte[] Place(ReadOnlySpan<byte> unsignedPdf, ReadOnlySpan<byte> cms)
    {
        var room = SignatureRoom.Find(unsignedPdf);
        if (cms.Length is 0 or > RoomBytes)
            throw new ArgumentException($"the room holds 1 to {RoomBytes} bytes, not {cms.Length}", nameof(cms));
        if (unsignedPdf[(room.Before + 1)..(room.After - 1)].ContainsAnyExcept((byte)'0'))
            throw new ArgumentException("the file is signed already", nameof(unsignedPdf));
        var signed = unsignedPdf.ToArray();
        Encoding.ASCII.GetBytes(Convert.ToHexString(cms)).CopyTo(signed.AsSpan(room.Before + 1));
        return signed;
    }

    private static DateTimeOffset Time(long micros)
    {
        var seconds = micros >= 0 ? micros / 1_000_000 : (micros - 999_999) / 1_000_000;
        // 1950-01-01 to 9999-12-31T23:59:59.
        if (seconds is < -631_152_000 or > 253_402_300_799)
            throw new ArgumentOutOfRangeException(nameof(micros), micros, "signing time is between 1950 and 9999");
        return DateTimeOffset.FromUnixTimeSeconds(seconds);
    }
}
