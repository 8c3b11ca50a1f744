using Trading.Crypto;

namespace Trading.Locks.Trustee;

/// <summary>
/// What a trustee cosigns: heads of the platform that extend the head it cosigned last, an intake that grows no faster
/// than its schedule, and one freeze. Source: docs/spec/trustee.md, "Witness" and "Freeze".
/// </summary>
internal static class TrusteeWitness
{
    public static TrusteeNeed Proof(TrusteeState state, string note)
    {
        // Read before it is verified: whoever lies here only makes the trustee fetch a proof that will not hold.
        if (!PlatformCheckpoint.TryPeek(note, out var head))
            return new TrusteeNeed.None();
        var last = state.Heads.GetValueOrDefault(head.Stream);
        return last is { Size: > 0 } && head.Size > last.Size
            ? new TrusteeNeed.Consistency(head.Stream, last.Size, head.Size)
            : new TrusteeNeed.None();
    }

    // The want names no stream, and what its note names counts for nothing: which stream a share lets its holder cosign
    // says the rule of the lock's purpose.
    public static TrusteeDecision CosignStream(TrusteeContext context, CosignWant want, IReadOnlyList<byte[]> proof)
    {
        var kept = context.State.Lots.Values.FirstOrDefault(l =>
            l.Policy.Session == want.Session && l is TrusteeLot.Locked
        );
        if (kept is null)
            return context.Refuse(want, TrusteeReason.OutOfTurn);
        return context.Self.RuleFor(kept.Policy.Purpose) is { } rule
            ? Cosign(context, want, kept.Policy, rule.StreamOf(kept.Policy), proof, static _ => null)
            : context.Refuse(want, TrusteeReason.OtherPurpose);
    }

    public static TrusteeDecision CosignIntake(TrusteeContext context, CosignWant want, IReadOnlyList<byte[]> proof)
    {
        var stream = Names.IntakeStream(want.Session, want.Lot);
        return context.State.Find(want.Session, want.Lot) switch
        {
            TrusteeLot.Frozen lot => AfterFreeze(context, want, want.Note, lot),
            TrusteeLot.Locked lot => Cosign(
                context,
                want,
                lot.Policy,
                stream,
                proof,
                head => TooLarge(context, lot, head) ? TrusteeReason.TooLarge : null
            ),
            _ => context.Refuse(want, TrusteeReason.OutOfTurn),
        };
    }

    public static TrusteeDecision Freeze(TrusteeContext context, FreezeWant want, IReadOnlyList<byte[]> proof) =>
        context.State.Find(want.Session, want.Lot) switch
        {
            TrusteeLot.Frozen lot => AgainOrGrowth(context, want, lot),
            TrusteeLot.Locked lot => FirstFreeze(context, want, lot, proof),
            _ => context.Refuse(want, TrusteeReason.OutOfTurn),
        };

    // The drain is one leaf more than the ticks before it; it is cosigned as a freeze and in no other way.
    private static bool TooLarge(TrusteeContext context, TrusteeLot.Locked lot, StreamHead head)
    {
        var schedule = new TickSchedule(lot.Policy, lot.OpenedAt);
        return head.Size > schedule.DrainIndex
            || head.Size > schedule.CountUntil(context.Now + TrusteeRules.ToleranceMicros);
    }

    private static TrusteeDecision Cosign(
        TrusteeContext context,
        CosignWant want,
        LockPolicy policy,
        string stream,
        IReadOnlyList<byte[]> proof,
        Func<StreamHead, TrusteeReason?> limit
    )
    {
        var suite = Suite.Find(policy.Suite)!;
        if (!PlatformCheckpoint.TryRead(suite, want.Note, stream, policy.HeadKeys(), out var checkpoint))
            return context.Refuse(want, TrusteeReason.BadCheckpoint);
        var last = context.State.Heads.GetValueOrDefault(stream);
        if (limit(checkpoint.Head) is { } reason)
            return context.Refuse(want, reason);
        if (last is not null && checkpoint.Head.Size < last.Size)
            return context.Refuse(want, TrusteeReason.OutOfTurn);
        if (!Extends(suite, last, checkpoint.Head, proof))
            return Fork(context, want, want.Note, last!, TrusteeReason.Fork);
        if (last is not null && last.Size == checkpoint.Head.Size)
            return TrusteeDecision.Again(
                context.State.LastSaid(TrusteeMessageKind.Cosignature, want.Session, want.Lot)!
            );
        var line = context.Self.Cosign(suite, checkpoint.Note.Text, context.Now);
        return TrusteeDecision.Tell(
            new HeadCosigned(
                context.Now,
                context.Say(want, TrusteeMessageKind.Cosignature, WireText.Utf8.GetBytes(line)),
                checkpoint.Head
            )
        );
    }

    private static TrusteeDecision FirstFreeze(
        TrusteeContext context,
        FreezeWant want,
        TrusteeLot.Locked lot,
        IReadOnlyList<byte[]> proof
    )
    {
        var suite = Suite.Find(lot.Policy.Suite)!;
        var stream = Names.IntakeStream(want.Session, want.Lot);
        var schedule = new TickSchedule(lot.Policy, lot.OpenedAt);
        if (!PlatformCheckpoint.TryRead(suite, want.Note, stream, lot.Policy.HeadKeys(), out var checkpoint))
            return context.Refuse(want, TrusteeReason.BadCheckpoint);
        if (checkpoint.Head.Size != schedule.DrainIndex + 1)
            return context.Refuse(want, TrusteeReason.NotTheDrain);
        if (schedule.CountUntil(context.Now + TrusteeRules.ToleranceMicros) < checkpoint.Head.Size)
            return context.Refuse(want, TrusteeReason.TooLarge);
        var last = context.State.Heads.GetValueOrDefault(stream);
        if (!Extends(suite, last, checkpoint.Head, proof))
            return Fork(context, want, want.Note, last!, TrusteeReason.Fork);
        var late = context.Now > TrusteeRules.TimelyUntil(lot.Policy);
        if (
            late
            && !AnotherWasTimely(context, suite, want, lot, checkpoint)
            && !LateFreeze.IsOrdered(suite, lot.Policy, checkpoint.Head.Root, want.Orders)
        )
            return context.Refuse(want, TrusteeReason.LateFreeze);
        var body = TrusteeBodies.FreezeCosignature(late, context.Self.Cosign(suite, checkpoint.Note.Text, context.Now));
        return TrusteeDecision.Tell(
            new FreezeWitnessed(
                context.Now,
                context.Say(want, TrusteeMessageKind.FreezeCosignature, body),
                checkpoint.Head,
                late,
                late ? want.Orders : []
            )
        );
    }

    private static bool AnotherWasTimely(
        TrusteeContext context,
        Suite suite,
        FreezeWant want,
        TrusteeLot.Locked lot,
        PlatformCheckpoint checkpoint
    ) =>
        checkpoint.TryCosigners(suite, lot.Policy.HeadKeys(), want.Cosignatures, out var cosigners)
        && cosigners.Any(c =>
            c.Key != context.Self.NumberIn(lot.Policy) && TrusteeRules.IsSurelyTimely(lot.Policy, c.Value)
        );

    private static TrusteeDecision AgainOrGrowth(TrusteeContext context, FreezeWant want, TrusteeLot.Frozen lot) =>
        PlatformCheckpoint.TryRead(
            Suite.Find(lot.Policy.Suite)!,
            want.Note,
            lot.Freeze.Stream,
            lot.Policy.HeadKeys(),
            out var checkpoint
        ) && Same(checkpoint.Head, lot.Freeze)
            ? TrusteeDecision.Again(
                context.State.LastSaid(TrusteeMessageKind.FreezeCosignature, want.Session, want.Lot)!
            )
            : AfterFreeze(context, want, want.Note, lot);

    // A signed head beyond or beside the freeze convicts the platform; bytes that it did not sign, or an old head,
    // convict nobody.
    private static TrusteeDecision AfterFreeze(
        TrusteeContext context,
        TrusteeWant want,
        string note,
        TrusteeLot.Frozen lot
    )
    {
        if (
            !PlatformCheckpoint.TryRead(
                Suite.Find(lot.Policy.Suite)!,
                note,
                lot.Freeze.Stream,
                lot.Policy.HeadKeys(),
                out var checkpoint
            )
        )
            return context.Refuse(want, TrusteeReason.BadCheckpoint);
        return checkpoint.Head.Size >= lot.Freeze.Size && !Same(checkpoint.Head, lot.Freeze)
            ? Fork(context, want, note, lot.Freeze, TrusteeReason.GrowthAfterFreeze)
            : context.Refuse(want, TrusteeReason.OutOfTurn);
    }

    private static bool Extends(Suite suite, StreamHead? last, StreamHead head, IReadOnlyList<byte[]> proof) =>
        last is null
        || last.Size == 0
        || (
            last.Size == head.Size
                ? Same(last, head)
                : MerkleProof.VerifyConsistency(suite, last.Size, head.Size, last.Root, head.Root, proof)
        );

    private static bool Same(StreamHead a, StreamHead b) => a.Size == b.Size && a.Root.AsSpan().SequenceEqual(b.Root);

    private static TrusteeDecision Fork(
        TrusteeContext context,
        TrusteeWant want,
        string note,
        StreamHead own,
        TrusteeReason reason
    ) => context.Refuse(want, reason, (at, message) => new ForkSeen(at, message, note, own));
}
