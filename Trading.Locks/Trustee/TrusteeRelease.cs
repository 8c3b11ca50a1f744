using Trading.Crypto;

namespace Trading.Locks.Trustee;

/// <summary>
/// The time gate and the release: partial openings of exactly the list that this trustee computed itself from a freeze
/// that it cosigned. Given once; afterwards the same bytes or nothing. Source: docs/spec/trustee.md, "Release".
/// </summary>
internal static class TrusteeRelease
{
    public static TrusteeNeed Needs(TrusteeState state, ReleaseWant want) =>
        state.Find(want.Session, want.Lot) switch
        {
            TrusteeLot.Released lot => want.Revocations.Count > 0
                ? new TrusteeNeed.Ticks(lot.Freeze.Stream, lot.Freeze.Size)
                : new TrusteeNeed.None(),
            TrusteeLot.Frozen lot when lot.Policy.Threshold == 1 || lot.Clock is ClockQuestion.Attested =>
                new TrusteeNeed.Ticks(lot.Freeze.Stream, lot.Freeze.Size),
            _ => new TrusteeNeed.None(),
        };

    public static TrusteeDecision Release(TrusteeContext context, ReleaseWant want, IReadOnlyList<DisclosedTick> ticks)
    {
        if (context.State.Find(want.Session, want.Lot) is not TrusteeLot.Frozen lot)
            return context.Refuse(want, TrusteeReason.NotFrozen);
        var suite = Suite.Find(lot.Policy.Suite)!;
        if (FreezeProblem(context, suite, want, lot) is { } unfrozen)
            return context.Refuse(want, unfrozen);
        if (lot is TrusteeLot.Released released)
            return Again(context, want, released, ticks);
        if (context.Now < lot.Policy.OpenAt || context.Now < WindowEnd(lot.Policy))
            return context.Refuse(want, TrusteeReason.TooEarly);
        if (!TrusteeClock.IsAttested(context, lot))
            return TrusteeClock.Ask(context, want, lot);
        return TryList(context, want, lot, ticks, out var list) is { } wrong
            ? context.Refuse(want, wrong)
            : Give(context, suite, want, lot, list!);
    }

    // The platform's note must be the head that this trustee cosigned, and t lines must hold, the own one among them.
    private static TrusteeReason? FreezeProblem(
        TrusteeContext context,
        Suite suite,
        ReleaseWant want,
        TrusteeLot.Frozen lot
    )
    {
        if (!PlatformCheckpoint.TryRead(suite, want.Note, lot.Freeze.Stream, lot.Policy.HeadKeys(), out var checkpoint))
            return TrusteeReason.BadCheckpoint;
        if (checkpoint.Head.Size != lot.Freeze.Size || !checkpoint.Head.Root.AsSpan().SequenceEqual(lot.Freeze.Root))
            return TrusteeReason.NotFrozen;
        return
            checkpoint.TryCosigners(suite, lot.Policy.HeadKeys(), want.Cosignatures, out var cosigners)
            && cosigners.Count >= lot.Policy.Threshold
            && cosigners.ContainsKey(context.Self.NumberIn(lot.Policy))
            ? null
            : TrusteeReason.NotFrozen;
    }

    private static long WindowEnd(LockPolicy policy) =>
        policy.CloseAt + policy.WindowSeconds * TrusteeRules.SecondMicros;

    private static TrusteeReason? TryList(
        TrusteeContext context,
        ReleaseWant want,
        TrusteeLot.Frozen lot,
        IReadOnlyList<DisclosedTick> ticks,
        out FrozenList? list
    )
    {
        list = null;
        if (
            ticks.Count != lot.Freeze.Size
            || !DisclosedTick.TryRoot(lot.Policy, ticks, out var root)
            || !root.AsSpan().SequenceEqual(lot.Freeze.Root)
        )
            return TrusteeReason.RootMismatch;
        return context.Self.RuleFor(lot.Policy.Purpose) is IReleaseRule rule
            ? rule.Find(lot.Policy, lot.LockId, ticks, want.Revocations, out list)
            : TrusteeReason.OtherPurpose;
    }

    private static TrusteeDecision Again(
        TrusteeContext context,
        ReleaseWant want,
        TrusteeLot.Released lot,
        IReadOnlyList<DisclosedTick> ticks
    )
    {
        // What was given is given again; a want that shows another list is refused, and says so.
        var same =
            ticks.Count == 0
            || (
                TryList(context, want, lot, ticks, out var list) is null
                && list!.Hash().AsSpan().SequenceEqual(lot.ListHash)
            );
        return same
            ? TrusteeDecision.Again(context.State.LastSaid(TrusteeMessageKind.Partials, want.Session, want.Lot)!)
            : context.Refuse(want, TrusteeReason.OtherList);
    }

    private static TrusteeDecision Give(
        TrusteeContext context,
        Suite suite,
        ReleaseWant want,
        TrusteeLot.Frozen lot,
        FrozenList list
    )
    {
        var secret = context.Secrets(TrusteeSecret.Share(want.Session, want.Lot));
        if (secret is null || !suite.Group.TryDecodeScalar(secret, out var share))
            return context.Refuse(want, TrusteeReason.NoShare);
        if (!LockCertificate.TryParse(lot.Certificate, out var certificate))
            throw new InvalidOperationException("The kept lock certificate cannot be read.");
        var batch = list.Opening(certificate!).Open(context.Self.NumberIn(lot.Policy), share, context.Entropy);
        return TrusteeDecision.Tell(
            new PartialsReleased(
                context.Now,
                context.Say(want, TrusteeMessageKind.Partials, batch.ToBytes()),
                list.Hash()
            )
        );
    }
}
