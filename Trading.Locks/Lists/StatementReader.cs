using Trading.Crypto;

namespace Trading.Locks.Lists;

/// <summary>
/// Reads the statements of one lot with everything checked that can be checked without opening: form, signature, lock,
/// policy.
/// </summary>
internal sealed class StatementReader(LockPolicy policy, byte[] lockId)
{
    private readonly Suite suite = Suite.Find(policy.Suite)!;
    private readonly byte[] context = Names.ContextHash(Suite.Find(policy.Suite)!, policy.Session, policy.Lot);

    /// <summary>What a good entry says; the envelope is null for a withdrawal.</summary>
    public sealed record Fact(string Id, byte[] Key, uint Revision, SignedHeader? Envelope, long Arrival);

    public FrozenProblem Read(Entry entry, out Fact? fact)
    {
        fact = null;
        if (entry.Arrival > policy.CloseAt)
            return FrozenProblem.Late;
        return entry.Kind switch
        {
            EntryKind.Envelope => ReadEnvelope(entry, out fact),
            EntryKind.Withdrawal => ReadWithdrawal(entry, out fact),
            _ => FrozenProblem.BadStatement,
        };
    }

    /// <summary>Takes revoked submissions off; false for a statement that does not hold or names nobody live.</summary>
    public bool TryRevoke(Dictionary<string, FrozenSubmission> live, IReadOnlyList<byte[]> revocations)
    {
        foreach (var statement in revocations)
        {
            if (ReadWithdrawal(new Entry(EntryKind.Withdrawal, 0, statement), out var fact) != FrozenProblem.None)
                return false;
            if (
                !live.TryGetValue(fact!.Id, out var held)
                || !held.Key.AsSpan().SequenceEqual(fact.Key)
                || fact.Revision != held.Revision + 1
            )
                return false;
            live.Remove(fact.Id);
        }
        return true;
    }

    private FrozenProblem ReadEnvelope(Entry entry, out Fact? fact)
    {
        fact = null;
        if (!SignedHeader.TryParse(entry.Statement, out var signed, out _))
            return FrozenProblem.BadStatement;
        var header = signed.Header;
        if (header.CheckBinding(suite, lockId, context) != HeaderFault.None)
            return FrozenProblem.WrongLock;
        if (header.Sections[0].PlaintextBytes != policy.RecordSizeBytes || !Allows(header.HasSecondSecret))
            return FrozenProblem.AgainstPolicy;
        fact = new(
            Convert.ToHexStringLower(header.SubmissionId),
            signed.SubmissionKey,
            header.Revision,
            signed,
            entry.Arrival
        );
        return FrozenProblem.None;
    }

    private FrozenProblem ReadWithdrawal(Entry entry, out Fact? fact)
    {
        fact = null;
        if (!Withdrawal.TryParse(entry.Statement, out var withdrawal, out _))
            return FrozenProblem.BadStatement;
        if (withdrawal.CheckBinding(suite, lockId, context) != HeaderFault.None)
            return FrozenProblem.WrongLock;
        fact = new(
            Convert.ToHexStringLower(withdrawal.SubmissionId),
            withdrawal.SubmissionKey,
            withdrawal.Revision,
            null,
            entry.Arrival
        );
        return FrozenProblem.None;
    }

    private bool Allows(bool present) =>
        policy.SecondSecret switch
        {
            SecondSecret.None => !present,
            SecondSecret.Required => present,
            _ => true,
        };
}
