namespace Trading.Streams.Tests.Toy;

/// <summary>
/// A second procedure, as small as one can be: names are sealed under a lock, and shown when it opens. It exists so that
/// nothing of the shell is the opening's alone.
/// </summary>
public abstract record RosterEvent(long At);

/// <summary>The roster and the policy of its lock.</summary>
public sealed record RosterPublished(long At, string Roster, byte[] Policy) : RosterEvent(At);

/// <summary>The names that were sealed.</summary>
public sealed record NamesShown(long At, IReadOnlyList<string> Names) : RosterEvent(At);

/// <summary>What was published, and what is shown.</summary>
public sealed record Roster(LockPolicy? Policy, IReadOnlyList<string>? Names)
{
    public const string Prefix = "roster";

    public static Roster None { get; } = new(null, null);

    public static EventTable<RosterEvent> Events { get; } =
        EventTable<RosterEvent>.Of(typeof(RosterPublished), typeof(NamesShown));

    public static string Stream(string roster) => $"{Prefix}.{roster}";

    public static StreamRule Rule(Func<string, Roster?> find) =>
        new(
            Prefix,
            new HashSet<string> { nameof(NamesShown) },
            stream => ValueTask.FromResult(find(stream) is not null)
        );

    public Decision<RosterEvent> Publish(long now, LockPolicy policy) =>
        Policy is null
            ? new RosterPublished(now, policy.Session, LockPolicyCodec.ToBytes(policy))
            : Decision<RosterEvent>.Nothing;

    public Decision<RosterEvent> Show(long now, IReadOnlyList<string> names) =>
        Policy is null ? new Refusal(Reason.NotFound, "toy:1", "There is no roster.")
        : now < Policy.OpenAt ? new Refusal(Reason.TooEarly, "toy:2", "The names are shown later.", "wait")
        : Names is not null ? Decision<RosterEvent>.Nothing
        : new NamesShown(now, names);

    public Roster Evolve(RosterEvent happened) =>
        happened switch
        {
            RosterPublished e => LockPolicyCodec.TryParse(e.Policy, out var policy, out _)
                ? this with
                {
                    Policy = policy,
                }
                : throw new CorruptEventException(nameof(RosterPublished), "its policy cannot be read"),
            NamesShown e => this with { Names = e.Names },
            _ => throw new CorruptEventException(happened.GetType().Name, "is none of a roster"),
        };
}

/// <summary>Names are opened however few they are, and nobody takes one back.</summary>
public sealed class NamesRule : IReleaseRule
{
    public IReadOnlyCollection<LockPurpose> Purposes { get; } = [LockPurpose.Names];

    public string StreamOf(LockPolicy policy) => Roster.Stream(policy.Session);

    public TrusteeReason? Find(
        LockPolicy policy,
        byte[] lockId,
        IReadOnlyList<DisclosedTick> ticks,
        IReadOnlyList<byte[]> revocations,
        out FrozenList? list
    )
    {
        list = null;
        if (revocations.Count > 0)
            return TrusteeReason.BadRevocation;
        var entries = ticks.SelectMany(t => t.Entries);
        return FrozenList.TryReplay(policy, lockId, entries, [], out list, out _) ? null : TrusteeReason.BadEntry;
    }
}
