using Trading.Crypto;

namespace Trading.Locks.Trustee;

/// <summary>A want together with what had to be fetched for it (<see cref="TrusteeDecider.Needs"/>).</summary>
/// <param name="Want">What the platform wants.</param>
/// <param name="Proof">Hashes of the consistency proof, where one was needed.</param>
/// <param name="Ticks">The disclosed ticks, where they were needed.</param>
public sealed record TrusteeInput(TrusteeWant Want, IReadOnlyList<byte[]> Proof, IReadOnlyList<DisclosedTick> Ticks)
{
    /// <summary>What was committed to behind a root, as the platform sent it; empty where it was not needed.</summary>
    public byte[] Rows { get; init; } = [];

    /// <summary>A want for which nothing was needed.</summary>
    public TrusteeInput(TrusteeWant want)
        : this(want, [], []) { }
}

/// <summary>What the edge must fetch before it can decide about a want.</summary>
public abstract record TrusteeNeed
{
    /// <summary>Nothing.</summary>
    public sealed record None : TrusteeNeed;

    /// <summary>The consistency proof between two sizes of a stream.</summary>
    /// <param name="Stream">The stream.</param>
    /// <param name="From">The size that was cosigned last.</param>
    /// <param name="To">The new size.</param>
    public sealed record Consistency(string Stream, long From, long To) : TrusteeNeed;

    /// <summary>All ticks of a frozen intake.</summary>
    /// <param name="Stream">The stream.</param>
    /// <param name="Count">How many.</param>
    public sealed record Ticks(string Stream, long Count) : TrusteeNeed;

    /// <summary>What was committed to behind a root.</summary>
    /// <param name="Session">Id of the aggregate.</param>
    /// <param name="Root">The root, lower-case hexadecimal digits.</param>
    public sealed record Rows(string Session, string Root) : TrusteeNeed;
}

/// <summary>Everything beside the want that a decision depends on.</summary>
/// <param name="Self">Who decides.</param>
/// <param name="State">What it knows.</param>
/// <param name="Secrets">Its kept secrets by name; null where there is none.</param>
/// <param name="Now">Its own clock, UTC microseconds.</param>
/// <param name="Entropy">Where nonces, polynomials and blinding come from.</param>
public sealed record TrusteeContext(
    TrusteeSelf Self,
    TrusteeState State,
    Func<string, byte[]?> Secrets,
    long Now,
    Entropy Entropy
);

/// <summary>
/// The whole judgement of a trustee as a pure function: what it persists and says about a want, given what it knows,
/// holds and reads on its own clock. Whatever was said before is said again with the same bytes. Source:
/// docs/spec/trustee.md.
/// </summary>
public static class TrusteeDecider
{
    /// <summary>What must be fetched for a want before <see cref="Decide"/>.</summary>
    public static TrusteeNeed Needs(TrusteeSelf self, TrusteeState state, TrusteeWant want)
    {
        ArgumentNullException.ThrowIfNull(self);
        ArgumentNullException.ThrowIfNull(state);
        return want switch
        {
            CosignWant w => TrusteeWitness.Proof(state, w.Note),
            FreezeWant w => TrusteeWitness.Proof(state, w.Note),
            ReleaseWant w => TrusteeRelease.Needs(state, w),
            PointWant w => TrusteePoint.Needs(self, state, w),
            _ => new TrusteeNeed.None(),
        };
    }

    /// <summary>Decides about one want.</summary>
    public static TrusteeDecision Decide(TrusteeContext context, TrusteeInput input)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(input);
        // A clock behind a time that others attested was set back: whatever depends on time would be wrong, and
        // everything does.
        if (context.Now < context.State.ClockMark - TrusteeRules.ToleranceMicros)
            return context.Refuse(input.Want, TrusteeReason.ClockBehind);
        if (context.Self.ClockIsOffset && IsServedForReal(context.State, input.Want.Session))
            return context.Refuse(input.Want, TrusteeReason.DrillOnly);
        return input.Want switch
        {
            PolicyWant w => TrusteeCeremony.Commit(context, w),
            RevealWant w => TrusteeCeremony.Reveal(context, w),
            CertifyWant w => TrusteeCeremony.Certify(context, w),
            LockWant w => TrusteeCeremony.Keep(context, w),
            CosignWant { Lot: "" } w => TrusteeWitness.CosignStream(context, w, input.Proof),
            CosignWant w => TrusteeWitness.CosignIntake(context, w, input.Proof),
            FreezeWant w => TrusteeWitness.Freeze(context, w, input.Proof),
            AttestWant w => TrusteeClock.Tell(context, w),
            AttestedWant w => TrusteeClock.Hear(context, w),
            ReleaseWant w => TrusteeRelease.Release(context, w, input.Ticks),
            PointWant w => TrusteePoint.Answer(context, w, input.Rows),
            _ => context.Refuse(input.Want, TrusteeReason.Malformed),
        };
    }

    /// <summary>The state after an event.</summary>
    public static TrusteeState Evolve(TrusteeState state, TrusteeEvent happened) => TrusteeFold.Evolve(state, happened);

    internal static TrusteeDecision Refuse(this TrusteeContext context, TrusteeWant want, TrusteeReason reason) =>
        context.Refuse(want, reason, static (at, message) => new WantRefused(at, message));

    /// <summary>
    /// A refusal that was said before to this kind of want for this reason is said again as it stands, so that neither
    /// waiting nor a platform that asks without end fills the store.
    /// </summary>
    internal static TrusteeDecision Refuse(
        this TrusteeContext context,
        TrusteeWant want,
        TrusteeReason reason,
        Func<long, TrusteeMessage, TrusteeEvent> happened
    )
    {
        var body = TrusteeBodies.Refusal(want.Kind, reason, TrusteeSentences.Of(reason));
        return
            context.State.LastSaid(TrusteeMessageKind.Refusal, want.Session, want.Lot, want.Kind + "/" + reason)
                is { } before
            ? TrusteeDecision.Again(before)
            : TrusteeDecision.Tell(
                happened(context.Now, context.Self.Say(TrusteeMessageKind.Refusal, want.Session, want.Lot, body))
            );
    }

    // An offset may have been configured after a lock was made.
    private static bool IsServedForReal(TrusteeState state, string session) =>
        state.Lots.Values.Any(l => l.Policy.Session == session && !l.Policy.Drill);

    internal static TrusteeMessage Say(
        this TrusteeContext context,
        TrusteeWant want,
        TrusteeMessageKind kind,
        byte[] body
    ) => context.Self.Say(kind, want.Session, want.Lot, body);
}
