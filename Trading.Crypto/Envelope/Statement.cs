using System.Buffers.Binary;

namespace Trading.Crypto;

/// <summary>
/// What a signed statement names (the signed header of an envelope, or a withdrawal), read at the fixed places of their
/// layouts. Nothing is checked but length and magic: of a statement that was accepted once, so that reading 65,536 of
/// them costs no curve arithmetic. Source: docs/spec/envelope.md, "Header" and "Withdrawal".
/// </summary>
/// <param name="IsWithdrawal">Which of the two it is.</param>
/// <param name="SubmissionId">16 bytes.</param>
/// <param name="SubmissionKey">The submission public key, an uncompressed point of 65 bytes.</param>
/// <param name="Revision">1 and up.</param>
public readonly record struct Statement(bool IsWithdrawal, byte[] SubmissionId, byte[] SubmissionKey, uint Revision)
{
    private const int SuiteOffset = 4;

    /// <summary>Reads a statement of either kind; false for bytes that are too short or have neither magic.</summary>
    public static bool TryPeek(ReadOnlySpan<byte> bytes, out Statement statement)
    {
        statement = default;
        var isWithdrawal = IsOfWithdrawal(bytes);
        if (isWithdrawal ? bytes.Length != Withdrawal.TotalBytes : !IsOfEnvelope(bytes))
            return false;
        var (id, revision) = isWithdrawal
            ? (Withdrawal.IdOffset, Withdrawal.RevisionOffset)
            : (EnvelopeHeader.IdOffset, EnvelopeHeader.RevisionOffset);
        statement = new(
            isWithdrawal,
            bytes.Slice(id, EnvelopeHeader.IdBytes).ToArray(),
            bytes[^SignedHeader.TrailerBytes..^Suite.SignatureBytes].ToArray(),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[revision..])
        );
        return true;
    }

    /// <summary>Whether the bytes begin as a withdrawal does.</summary>
    public static bool IsOfWithdrawal(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Withdrawal.Magic);

    /// <summary>The suite that both kinds name behind their magic; null where it is unknown or cut off.</summary>
    public static Suite? SuiteOf(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= SuiteOffset + sizeof(ushort)
            ? Suite.Find(BinaryPrimitives.ReadUInt16BigEndian(bytes[SuiteOffset..]))
            : null;

    private static bool IsOfEnvelope(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(EnvelopeHeader.Magic)
        && bytes.Length >= EnvelopeHeader.BytesFor(1) + SignedHeader.TrailerBytes;
}
