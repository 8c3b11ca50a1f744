namespace Trading.Locks.Trustee;

/// <summary>
/// The rounds of a key ceremony whose messages are relayed and whose hashes are logged, by their numbers in
/// docs/spec/lock.md, "Ceremony". In round 2 nobody sends anything: each checks alone.
/// </summary>
public static class CeremonyRound
{
    /// <summary>The commitment to message 1.</summary>
    public const int Commitment = 0;

    /// <summary>Message 1.</summary>
    public const int Message1 = 1;

    /// <summary>The signature over the transcript.</summary>
    public const int Signature = 3;

    /// <summary>All of them, in their order.</summary>
    public static IReadOnlyList<int> All { get; } = [Commitment, Message1, Signature];
}
