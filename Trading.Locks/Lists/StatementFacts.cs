using System.Buffers.Binary;
using Trading.Crypto;

namespace Trading.Locks.Lists;

/// <summary>
/// What an accepted entry's statement names, read at its fixed places (docs/spec/envelope.md, "Header" and
/// "Withdrawal"). Format and signature were checked when it was accepted, so replaying 65,536 entries costs no curve
/// arithmetic.
/// </summary>
public readonly record struct StatementFacts(string Submission, byte[] Key, uint Revision)
{
    private const int EnvelopeIdOffset = 92;
    private const int EnvelopeRevisionOffset = 108;
    private const int WithdrawalIdOffset = 70;
    private const int WithdrawalRevisionOffset = 102;

    public static StatementFacts Read(Entry entry)
    {
        var least =
            entry.Kind == EntryKind.Envelope
                ? EnvelopeHeader.BytesFor(1) + SignedHeader.TrailerBytes
                : Withdrawal.TotalBytes;
        if (entry.Statement.Length < least)
            throw new CorruptEventException(nameof(Entry), "the statement cannot be read");
        return entry.Kind == EntryKind.Envelope
            ? Read(entry.Statement, EnvelopeIdOffset, EnvelopeRevisionOffset)
            : Read(entry.Statement, WithdrawalIdOffset, WithdrawalRevisionOffset);
    }

    // Both kinds end with the submission key and its signature.
    private static StatementFacts Read(ReadOnlySpan<byte> statement, int id, int revision) =>
        new(
            Convert.ToHexStringLower(statement.Slice(id, EnvelopeHeader.IdBytes)),
            statement[^SignedHeader.TrailerBytes..^Suite.SignatureBytes].ToArray(),
            BinaryPrimitives.ReadUInt32BigEndian(statement[revision..])
        );
}
