namespace Trading.Locks.Sources;

/// <summary>
/// How far a lock has come, as the aggregate that it belongs to tells: all that has to be known to ask trustees for the
/// next thing. A lot of a session is one such source; others tell the same of theirs.
/// </summary>
/// <param name="Policy">The lock's policy.</param>
public abstract record LockStage(LockPolicy Policy)
{
    /// <summary>The key ceremony goes on.</summary>
    public sealed record Making(LockPolicy Policy) : LockStage(Policy);

    /// <summary>The lock stands and its intake grows.</summary>
    /// <param name="Policy">The lock's policy.</param>
    /// <param name="CertifiedAt">When the intake opened, UTC microseconds.</param>
    /// <param name="Certificate">Canonical bytes of the lock certificate.</param>
    public sealed record Taking(LockPolicy Policy, long CertifiedAt, byte[] Certificate) : LockStage(Policy);

    /// <summary>The lock stands without an intake, and opens points one by one.</summary>
    /// <param name="Policy">The lock's policy.</param>
    /// <param name="CertifiedAt">When it was certified, UTC microseconds.</param>
    /// <param name="Certificate">Canonical bytes of the lock certificate.</param>
    /// <param name="Questions">The points that are asked for now.</param>
    public sealed record Standing(
        LockPolicy Policy,
        long CertifiedAt,
        byte[] Certificate,
        IReadOnlyList<PointQuestion> Questions
    ) : LockStage(Policy);

    /// <summary>The intake is frozen.</summary>
    /// <param name="Policy">The lock's policy.</param>
    /// <param name="CertifiedAt">When the intake opened, UTC microseconds.</param>
    /// <param name="Certificate">Canonical bytes of the lock certificate.</param>
    /// <param name="TreeSize">Leaves of the frozen intake.</param>
    /// <param name="Cosignatures">Number of a trustee → its signature line on that head.</param>
    /// <param name="Orders">Signed orders to cosign it although it was seen late.</param>
    public record Frozen(
        LockPolicy Policy,
        long CertifiedAt,
        byte[] Certificate,
        long TreeSize,
        IReadOnlyDictionary<int, string> Cosignatures,
        IReadOnlyList<SignedAct> Orders
    ) : LockStage(Policy);

    /// <summary>The trustees release.</summary>
    /// <param name="Then">The frozen intake.</param>
    /// <param name="Released">Trustees whose partial openings stand in the stream.</param>
    /// <param name="Revocations">Signed withdrawals of what is not opened.</param>
    public sealed record Releasing(Frozen Then, IReadOnlySet<int> Released, IReadOnlyList<byte[]> Revocations)
        : Frozen(Then);

    /// <summary>Nothing is asked about the lock any more.</summary>
    /// <param name="Policy">The lock's policy.</param>
    /// <param name="WasMade">Whether it ever stood: then trustees hold shares of it.</param>
    public sealed record Over(LockPolicy Policy, bool WasMade) : LockStage(Policy);
}

/// <summary>One point that a lock is to open, and what shows that it may.</summary>
/// <param name="Subject">Which point, in the bytes of the purpose's rule.</param>
/// <param name="Note">Checkpoint of the owner's public stream, in which the evidence stands.</param>
/// <param name="Cosignatures">Number of a trustee → its signature line on that head.</param>
/// <param name="Evidence">Events of that stream, each with its proof.</param>
/// <param name="Attachments">What else the rule wants.</param>
/// <param name="Answered">Trustees whose answers are there.</param>
public sealed record PointQuestion(
    byte[] Subject,
    string Note,
    IReadOnlyDictionary<int, string> Cosignatures,
    IReadOnlyList<PointEvidence> Evidence,
    IReadOnlyList<byte[]> Attachments,
    IReadOnlySet<int> Answered
);

/// <summary>What the platform's post holds of one lock: what came from trustees and is no event.</summary>
public interface ILockPost
{
    /// <summary>Messages of a round of the ceremony by trustee's number.</summary>
    SortedDictionary<int, byte[]> Round(int round);

    /// <summary>Trustees that said that they keep their share.</summary>
    IReadOnlySet<int> Locked { get; }

    /// <summary>The newest signed head of the intake, its size and note.</summary>
    (long Size, string Note)? Head { get; }

    /// <summary>Names of those that cosigned it.</summary>
    IReadOnlySet<string> Cosigners { get; }

    /// <summary>Trustees whose partial openings are kept.</summary>
    IReadOnlySet<int> Partials { get; }
}
