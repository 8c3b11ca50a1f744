namespace Trading.Opening.Intakes;

/// <summary>A wish about the intake of one lot.</summary>
public abstract record IntakeCommand(long Now);

/// <summary>
/// Open the intake under a certified lock. <c>Now</c> is the instant of <see cref="LockCertified"/>, from which
/// everybody counts the ticks. <paramref name="LateRule"/> is the pinned rule pack's rule for a late bid.
/// </summary>
public sealed record OpenIntake(long Now, string Session, string Lot, byte[] Policy, byte[] LockId, string LateRule)
    : IntakeCommand(Now);

/// <summary>Make an arrival time durable before any work. Refused when the arrival is after the deadline.</summary>
public sealed record StampCommit(long Now, byte[] Commit, long Arrival) : IntakeCommand(Now);

/// <summary>
/// The stamped COMMIT's envelope is complete (or its withdrawal holds): take it in. <paramref name="Statement"/> is the
/// signed header or the signed withdrawal.
/// </summary>
public sealed record AcceptCommit(long Now, byte[] Commit, EntryKind Kind, byte[] Statement, long SizeBytes)
    : IntakeCommand(Now);

/// <summary>The stamped COMMIT cannot be taken in.</summary>
public sealed record RefuseCommit(long Now, byte[] Commit, Refusal Refusal) : IntakeCommand(Now);

/// <summary>Seal a tick with a fresh 32-byte seed. The drain is refused while a stamped COMMIT is unfinished.</summary>
public sealed record SealTick(long Now, long Tick, byte[] Seed) : IntakeCommand(Now);
