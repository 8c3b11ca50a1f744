using Trading.Crypto;

namespace Trading.Locks.Trustee;

/// <summary>
/// Points that a standing lock opens one by one: only with evidence from a head that this trustee cosigned with enough
/// others, as the purpose's rule says, one subject for each slot. Given once; afterwards the same bytes. Source:
/// docs/spec/trustee.md, "Points".
/// </summary>
internal static class TrusteePoint
{
    public static TrusteeNeed Needs(TrusteeSelf self, TrusteeState state, PointWant want) =>
        state.Find(want.Session, want.Lot) is TrusteeLot.Locked lot
        && SaidBefore(state, want) is null
        && self.RuleFor(lot.Policy.Purpose) is IPointRule rule
        && rule.RootOf(want) is { } root
            ? new TrusteeNeed.Rows(want.Session, Convert.ToHexStringLower(root))
            : new TrusteeNeed.None();

    public static TrusteeDecision Answer(TrusteeContext context, PointWant want, byte[] rows)
    {
        if (context.State.Find(want.Session, want.Lot) is not TrusteeLot.Locked lot)
            return context.Refuse(want, TrusteeReason.OutOfTurn);
        if (context.Self.RuleFor(lot.Policy.Purpose) is not IPointRule rule)
            return context.Refuse(want, TrusteeReason.OtherPurpose);
        // What was given may be given again to anybody: the same bytes tell nothing new.
        if (SaidBefore(context.State, want) is { } said)
            return TrusteeDecision.Again(said);
        var suite = Suite.Find(lot.Policy.Suite)!;
        if (EvidenceProblem(context, suite, want, lot.Policy, rule) is { } unproven)
            return context.Refuse(want, unproven);
        if (!LockCertificate.TryParse(lot.Certificate, out var certificate))
            throw new InvalidOperationException("The kept lock certificate cannot be read.");
        var asked = new PointCase(
            want,
            lot,
            certificate!,
            rows,
            context.Self.Trust,
            name => context.State.Find(want.Session, name) as TrusteeLot.Locked
        );
        if (rule.Judge(asked, out var release) is { } reason)
            return context.Refuse(want, reason);
        // Its one subject is another one, or it would have been said again.
        if (lot.Points.ContainsKey(release!.Slot))
            return context.Refuse(want, TrusteeReason.OtherList);
        if (context.Now < release.Earliest)
            return context.Refuse(want, TrusteeReason.TooEarly);
        if (release.Earliest > 0 && !TrusteeClock.IsAttested(context, lot))
            return TrusteeClock.Ask(context, want, lot);
        return Give(context, suite, want, lot, release);
    }

    private static TrusteeMessage? SaidBefore(TrusteeState state, PointWant want) =>
        state.LastSaid(TrusteeMessageKind.Point, want.Session, want.Lot, Convert.ToHexString(want.Subject));

    // t lines must hold, the own one among them, and every event must stand in that very head.
    private static TrusteeReason? EvidenceProblem(
        TrusteeContext context,
        Suite suite,
        PointWant want,
        LockPolicy policy,
        ILockRule rule
    )
    {
        var keys = policy.HeadKeys();
        if (!PlatformCheckpoint.TryRead(suite, want.Note, rule.StreamOf(policy), keys, out var checkpoint))
            return TrusteeReason.BadCheckpoint;
        return
            checkpoint.TryCosigners(suite, keys, want.Cosignatures, out var cosigners)
            && cosigners.Count >= policy.Threshold
            && cosigners.ContainsKey(context.Self.NumberIn(policy))
            && want.Evidence.All(e => e.IsIn(suite, checkpoint.Head))
            ? null
            : TrusteeReason.NotProven;
    }

    private static TrusteeDecision Give(
        TrusteeContext context,
        Suite suite,
        PointWant want,
        TrusteeLot.Locked lot,
        PointRelease release
    )
    {
        var secret = context.Secrets(TrusteeSecret.Share(want.Session, want.Lot));
        if (secret is null || !suite.Group.TryDecodeScalar(secret, out var share))
            return context.Refuse(want, TrusteeReason.NoShare);
        var batch = release.Opening.Open(context.Self.NumberIn(lot.Policy), share, context.Entropy).ToBytes();
        var answer = release.Reader is { } reader ? Seal(context, suite, want, lot, reader, batch) : batch;
        return TrusteeDecision.Tell(
            new PointOpened(
                context.Now,
                context.Say(want, TrusteeMessageKind.Point, TrusteeBodies.Point(want.Subject, answer)),
                release.Slot
            )
        );
    }

    // Sealed to the one who may combine them: whoever relays the answers, or keeps them, opens nothing with t of them.
    private static byte[] Seal(
        TrusteeContext context,
        Suite suite,
        PointWant want,
        TrusteeLot.Locked lot,
        PointReader reader,
        byte[] batch
    ) =>
        SealedBox.Seal(
            suite,
            suite.Group.TryDecode(reader.StaticKey, out var recipient)
                ? recipient
                : throw new InvalidOperationException("The reader's key is no point."),
            reader.Tag,
            [.. lot.LockId, .. want.Subject],
            batch,
            context.Entropy
        );
}
