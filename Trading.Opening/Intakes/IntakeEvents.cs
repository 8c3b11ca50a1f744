namespace Trading.Opening.Intakes;

/// <summary>The intake opened under a certified lock (stream <c>received</c>).</summary>
public sealed record IntakeOpened(long At, string Session, string Lot, byte[] Policy, byte[] LockId, string LateRule)
    : IntakeEvent(At);

/// <summary>
/// A COMMIT arrived and its time is durable, before any work on it (stream <c>received</c>). Its id is the hash of the
/// signed statement.
/// </summary>
public sealed record CommitStamped(long At, byte[] Commit, long Arrival) : IntakeEvent(At);

/// <summary>The COMMIT was accepted (stream <c>received</c>) and waits for its tick.</summary>
public sealed record EntryAccepted(long At, byte[] Commit, Entry Entry, long SizeBytes) : IntakeEvent(At);

/// <summary>The COMMIT was refused (stream <c>received</c>).</summary>
public sealed record EntryRefused(long At, byte[] Commit, Refusal Refusal) : IntakeEvent(At);
