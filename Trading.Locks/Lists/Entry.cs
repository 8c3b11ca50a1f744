namespace Trading.Locks.Lists;

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
