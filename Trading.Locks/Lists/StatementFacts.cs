using Trading.Crypto;

namespace Trading.Locks.Lists;

/// <summary>
/// What an accepted entry's statement names. Format and signature were checked when it was accepted and are not asked
/// again (<see cref="Statement"/>).
/// </summary>
/// <param name="Submission">Submission id, 32 hexadecimal digits.</param>
/// <param name="Key">Submission key, 65 bytes.</param>
/// <param name="Revision">1 and up.</param>
public readonly record struct StatementFacts(string Submission, byte[] Key, uint Revision)
{
    /// <summary>Reads them; an entry whose bytes are no statement is a <see cref="CorruptEventException"/>.</summary>
    public static StatementFacts Read(Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return
            Statement.TryPeek(entry.Statement, out var said)
            && said.IsWithdrawal == (entry.Kind == EntryKind.Withdrawal)
            ? new(Convert.ToHexStringLower(said.SubmissionId), said.SubmissionKey, said.Revision)
            : throw new CorruptEventException(nameof(Entry), "the statement cannot be read");
    }
}
