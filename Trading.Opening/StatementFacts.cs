using Trading.Crypto;

namespace Trading.Opening;

/// <summary>What an accepted entry's statement names. Its signature was checked when it was accepted, so replay only reads.</summary>
internal sealed record StatementFacts(string Submission, byte[] Key, uint Revision)
{
    // Withdrawal: magic 4, suite 2, lock 32, context 32; then submission id 16, pseudonym 16, revision 4, key 65 (docs/spec/envelope.md).
    private const int WithdrawalIdOffset = 70;

    public static StatementFacts Read(Entry entry)
    {
        try { return entry.Kind == EntryKind.Envelope ? OfHeader(entry.Statement) : OfWithdrawal(entry.Statement); }
        catch (Exception broken) when (broken is WireException or ArgumentOutOfRangeException) { throw new CorruptEventException(nameof(Entry), "the statement cannot be read", broken); }
    }

    private static StatementFacts OfHeader(byte[] statement)
    {
        var length = statement.Length - SignedHeader.TrailerBytes;
        if (length < 0 || !EnvelopeHeader.TryParse(statement.AsSpan(0, length), out var header, out var fault)) throw new WireException("not a signed header", 0);
        return new(Convert.ToHexStringLower(header!.SubmissionId), statement[length..(length + Suite.PointBytes)], header.Revision);
    }

    private static StatementFacts OfWithdrawal(byte[] statement)
    {
        if (statement.Length != Withdrawal.TotalBytes) throw new WireException("not a withdrawal", 0);
        var reader = new WireReader(statement.AsSpan(WithdrawalIdOffset));
        var id = reader.Fixed(EnvelopeHeader.IdBytes);
        reader.Fixed(EnvelopeHeader.IdBytes);
        var revision = reader.U32();
        return new(Convert.ToHexStringLower(id), reader.Fixed(Suite.PointBytes), revision);
    }
}
