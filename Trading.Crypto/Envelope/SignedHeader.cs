using System.Diagnostics.CodeAnalysis;

namespace Trading.Crypto;

/// <summary>
/// Header ‖ submission public key (65) ‖ the key's signature over tag and everything before (64): all of an envelope
/// but its ciphertexts, which the section roots bind. A fresh submission key is made for every context. Source:
/// docs/spec/envelope.md, "Signature".
/// </summary>
public sealed class SignedHeader
{
    /// <summary>Bytes behind the header.</summary>
    public const int TrailerBytes = Suite.PointBytes + Suite.SignatureBytes;

    /// <summary>Most bytes: 64 sections.</summary>
    public const int MostBytes =
        EnvelopeHeader.FixedBytes + EnvelopeHeader.MostSections * SectionEntry.EntryBytes + TrailerBytes;

    /// <summary>Bytes that <see cref="TryMeasure"/> needs.</summary>
    public const int PrefixBytes = 12;

    private SignedHeader(EnvelopeHeader header, byte[] submissionKey, byte[] bytes) =>
        (Header, SubmissionKey, Bytes, EntryHash) = (
            header,
            submissionKey,
            bytes,
            Tags.Hash(header.Suite, Tags.Entry, bytes)
        );

    /// <summary>The header.</summary>
    public EnvelopeHeader Header { get; }

    /// <summary>The submission public key, an uncompressed point of 65 bytes.</summary>
    public byte[] SubmissionKey { get; }

    /// <summary>The signed header's bytes: the entry of an intake log, and the beginning of the file.</summary>
    public byte[] Bytes { get; }

    /// <summary>Tagged hash of <see cref="Bytes"/>, 32 bytes: what receipts and slots name.</summary>
    public byte[] EntryHash { get; }

    /// <summary>Pseudonym of a submission key: the first 16 bytes of its tagged hash.</summary>
    public static byte[] PseudonymOf(Suite suite, byte[] submissionKey) =>
        Tags.Hash(suite, Tags.Pseudonym, submissionKey)[..EnvelopeHeader.IdBytes];

    /// <summary>
    /// Signs a header with the key whose pseudonym it carries; another key is an <see cref="ArgumentException"/>.
    /// </summary>
    public static SignedHeader Sign(EnvelopeHeader header, SigningKey key)
    {
        if (!header.Pseudonym.AsSpan().SequenceEqual(PseudonymOf(header.Suite, key.PublicPoint)))
            throw new ArgumentException("The header's pseudonym is not this key's.", nameof(key));
        byte[] signed = [.. header.ToBytes(), .. key.PublicPoint];
        return new SignedHeader(header, key.PublicPoint, [.. signed, .. key.Sign(Tags.Envelope, signed)]);
    }

    /// <summary>
    /// Length of the signed header that begins with these bytes (at least 12), in bytes, so that a reader knows how
    /// many to take.
    /// </summary>
    public static bool TryMeasure(ReadOnlySpan<byte> prefix, out int length, out HeaderFault fault)
    {
        fault = EnvelopeHeader.CheckFrame(prefix, out var sections);
        length = fault == HeaderFault.None ? EnvelopeHeader.BytesFor(sections) + TrailerBytes : 0;
        return fault == HeaderFault.None;
    }

    /// <summary>The header of a signed one whose signature is another's question.</summary>
    public static bool TryReadHeader(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out EnvelopeHeader? header)
    {
        header = null;
        return bytes.Length > TrailerBytes && EnvelopeHeader.TryParse(bytes[..^TrailerBytes], out header, out _);
    }

    /// <summary>
    /// Reads exactly a signed header and checks pseudonym and signature; <paramref name="fault"/> says what is wrong.
    /// </summary>
    public static bool TryParse(
        ReadOnlySpan<byte> bytes,
        [NotNullWhen(true)] out SignedHeader? signed,
        out HeaderFault fault
    )
    {
        signed = null;
        if (!TryMeasure(bytes, out var length, out fault))
            return false;
        if (bytes.Length != length)
            fault = bytes.Length < length ? HeaderFault.Truncated : HeaderFault.TrailingBytes;
        if (fault != HeaderFault.None || !EnvelopeHeader.TryParse(bytes[..^TrailerBytes], out var header, out fault))
            return false;
        fault = SubmissionSignature.Check(header!.Suite, header.Pseudonym, Tags.Envelope, bytes, out var key);
        if (fault == HeaderFault.None)
            signed = new SignedHeader(header, key, bytes.ToArray());
        return signed is not null;
    }
}
