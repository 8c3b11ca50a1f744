namespace Trading.Opening;

/// <summary>What an entry of the intake says.</summary>
public enum EntryKind : byte
{
    /// <summary>A first envelope, or one that replaces the submission's earlier envelope.</summary>
    Envelope = 1,

    /// <summary>A withdrawal.</summary>
    Withdrawal = 2,
}

/// <summary>
/// One accepted COMMIT. Its hash is the tagged hash (<see cref="Trading.Crypto.Tags.Entry"/>) of the statement, so a
/// bidder knows it before anything is sent; the arrival is the platform's word, given in the signed acknowledgement.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Arrival">UTC microseconds of the last byte of COMMIT.</param>
/// <param name="Statement">Signed header of the envelope, or signed withdrawal; both name lock, submission, revision
/// and key.</param>
public sealed record Entry(EntryKind Kind, long Arrival, byte[] Statement)
{
    /// <summary>32 bytes: what slots, receipts and COMMITs name.</summary>
    public byte[] Hash(Trading.Crypto.Suite suite) => HashOf(suite, Statement);

    /// <summary>The hash of an entry with this statement.</summary>
    public static byte[] HashOf(Trading.Crypto.Suite suite, byte[] statement) =>
        Trading.Crypto.Tags.Hash(suite, Trading.Crypto.Tags.Entry, statement);
}

/// <summary>Something that happened in the intake of one lot. <paramref name="At"/> is UTC microseconds.</summary>
public abstract record IntakeEvent(long At);

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

/// <summary>
/// A tick was sealed (stream <c>intake</c>, whose tree's leaf data is the slot root alone). Entry k sits at position k
/// of the permutation drawn from the seed. The last tick is the drain.
/// </summary>
public sealed record TickSealed(long At, long Tick, bool Drain, byte[] Seed, IReadOnlyList<Entry> Entries)
    : IntakeEvent(At);
