using System.Collections.Immutable;

namespace Trading.Locks.Trustee;

/// <summary>
/// What a trustee knows: <see cref="TrusteeDecider.Evolve"/> over its own events. Secrets stand beside it, never in it.
/// </summary>
/// <param name="Lots">By <see cref="Key"/>.</param>
/// <param name="Heads">Stream → the head cosigned last.</param>
/// <param name="Said">What was said, for saying it again: by <see cref="SaidKey"/>.</param>
/// <param name="ClockMark">High-water mark: the latest attested time, UTC microseconds. The own clock may be at most 2
/// s behind it.</param>
public sealed record TrusteeState(
    ImmutableSortedDictionary<string, TrusteeLot> Lots,
    ImmutableSortedDictionary<string, StreamHead> Heads,
    ImmutableSortedDictionary<string, TrusteeMessage> Said,
    long ClockMark
)
{
    /// <summary>A trustee that has seen nothing.</summary>
    public static TrusteeState Empty { get; } =
        new(
            ImmutableSortedDictionary.Create<string, TrusteeLot>(StringComparer.Ordinal),
            ImmutableSortedDictionary.Create<string, StreamHead>(StringComparer.Ordinal),
            ImmutableSortedDictionary.Create<string, TrusteeMessage>(StringComparer.Ordinal),
            0
        );

    /// <summary>How a lot is called in <see cref="Lots"/>.</summary>
    public static string Key(string session, string lot) => session + "/" + lot;

    /// <summary>The lot, or null before its policy was accepted.</summary>
    public TrusteeLot? Find(string session, string lot) => Lots.GetValueOrDefault(Key(session, lot));

    /// <summary>
    /// The last message of a kind about a lot. Attestations are kept per nonce and points per subject (hexadecimal),
    /// refusals per want and reason (<c>want/reason</c>).
    /// </summary>
    public TrusteeMessage? LastSaid(TrusteeMessageKind kind, string session, string lot, string detail = "") =>
        Said.GetValueOrDefault(SaidKey(kind, session, lot, detail));

    internal static string SaidKey(TrusteeMessageKind kind, string session, string lot, string detail) =>
        string.Join('/', TrusteeMessage.Word(kind), session, lot, detail);
}

/// <summary>One lot at one trustee; a phase holds only its own fields.</summary>
/// <param name="Policy">The one policy that it accepted.</param>
/// <param name="PolicyBytes">Its canonical bytes.</param>
public abstract record TrusteeLot(LockPolicy Policy, byte[] PolicyBytes)
{
    /// <summary>It committed to its message 1.</summary>
    public sealed record Committed(LockPolicy Policy, byte[] PolicyBytes) : TrusteeLot(Policy, PolicyBytes);

    /// <summary>It saw these commitments and revealed its message.</summary>
    public sealed record Revealed(LockPolicy Policy, byte[] PolicyBytes, IReadOnlyList<byte[]> Commitments)
        : TrusteeLot(Policy, PolicyBytes);

    /// <summary>It signed the transcript of this lock.</summary>
    public sealed record Signed(LockPolicy Policy, byte[] PolicyBytes, long SignedAt, byte[] LockId)
        : TrusteeLot(Policy, PolicyBytes);

    /// <summary>The ceremony failed here.</summary>
    public sealed record Ended(LockPolicy Policy, byte[] PolicyBytes) : TrusteeLot(Policy, PolicyBytes);

    /// <summary>
    /// The lock stands and its share is kept: from here on the trustee witnesses the intake, or answers points.
    /// </summary>
    /// <param name="Policy">The policy.</param>
    /// <param name="PolicyBytes">Its bytes.</param>
    /// <param name="LockId">32 bytes.</param>
    /// <param name="Certificate">The lock certificate.</param>
    /// <param name="OpenedAt">When the intake opened, UTC microseconds.</param>
    public record Locked(LockPolicy Policy, byte[] PolicyBytes, byte[] LockId, byte[] Certificate, long OpenedAt)
        : TrusteeLot(Policy, PolicyBytes)
    {
        /// <summary>What it asked the others about the time for this lock, or null.</summary>
        public ClockQuestion? Clock { get; init; }

        /// <summary>Slot → the one subject whose point it opened there, and will never open another.</summary>
        public ImmutableSortedDictionary<string, byte[]> Points { get; init; } =
            ImmutableSortedDictionary.Create<string, byte[]>(StringComparer.Ordinal);
    }

    /// <summary>It cosigned the freeze at this head.</summary>
    public record Frozen(Locked Lock, StreamHead Freeze) : Locked(Lock);

    /// <summary>It gave its partial openings of the list of this hash, and will never give others.</summary>
    public sealed record Released(Frozen Then, byte[] ListHash) : Frozen(Then);
}

/// <summary>How far a question about the time has come that one lock needs.</summary>
public abstract record ClockQuestion
{
    /// <summary>It asked the others with this nonce at this time of its own clock.</summary>
    public sealed record Asked(byte[] Nonce, long At) : ClockQuestion;

    /// <summary>Its clock was attested at this time of its own clock.</summary>
    public sealed record Attested(long At) : ClockQuestion;
}

/// <summary>
/// A secret to keep (or, with null, to destroy) in the same transaction as the events. Never logged, never sent.
/// </summary>
/// <param name="Name">What it is called in the store.</param>
/// <param name="Value">The bytes, or null.</param>
public sealed record TrusteeSecret(string Name, byte[]? Value)
{
    /// <summary>The ceremony's own secrets of a lot, destroyed when the lock stands.</summary>
    public static string Ceremony(string session, string lot) => "ceremony/" + TrusteeState.Key(session, lot);

    /// <summary>The share xᵢ of a lot.</summary>
    public static string Share(string session, string lot) => "share/" + TrusteeState.Key(session, lot);
}

/// <summary>
/// What to do about a want: first make events and secrets durable in one transaction, then send the messages.
/// </summary>
/// <param name="Events">To append, in order.</param>
/// <param name="Secrets">To keep or destroy.</param>
/// <param name="Messages">To send, in order; all of them stand in these events or in earlier ones.</param>
public sealed record TrusteeDecision(
    IReadOnlyList<TrusteeEvent> Events,
    IReadOnlyList<TrusteeSecret> Secrets,
    IReadOnlyList<TrusteeMessage> Messages
)
{
    /// <summary>Nothing is to be done.</summary>
    public static TrusteeDecision Nothing { get; } = new([], [], []);

    internal static TrusteeDecision Tell(TrusteeEvent happened, params TrusteeSecret[] secrets) =>
        new([happened], secrets, happened.Message is { } message ? [message] : []);

    internal static TrusteeDecision Again(TrusteeMessage message) => new([], [], [message]);
}
