using Trading.Crypto;

namespace Trading.Opening.Steps;

/// <summary>From the closed intake to the release: freeze, cosignatures, too few bids, revocation.</summary>
internal static class FreezeSteps
{
    private const string RevocationRule = "bidding-reg:35";
    private const int MostCosignatureCharacters = 1_024;

    public static Decision<SessionEvent> Freeze(Session.Running s, Lot.Intake l, Freeze c)
    {
        if (c.Now < l.Policy.CloseAt)
            return No.TooEarly(No.OpeningTime, "The deadline has not passed.", "wait-for-deadline");
        if (c.Now < StandstillSteps.FreezeAt(s, l.Policy))
            return No.TooEarly(
                No.Freeze,
                "The platform stood still over the deadline for longer than can be made up for; the lot is held "
                    + "for host and supervisor.",
                "wait-for-freeze"
            );
        if (
            c.Root.Length != Suite.HashBytes
            || c.TreeSize < 1
            || c.Live < 0
            || c.Live > c.Entries
            || c.Entries > TickSchedule.MostEntries
        )
            return No.Malformed(
                No.Freeze,
                "A frozen intake has a root, at least its drain, and no more submissions than entries."
            );
        if (l.Policy.Version > 1 && DrainProblem(l, c) is { } problem)
            return problem;
        return new LotFrozen(c.Now, c.Lot, c.TreeSize, c.Root, c.Entries, c.Live);
    }

    public static Decision<SessionEvent> Again(FreezeFacts held, Freeze c) =>
        held.TreeSize == c.TreeSize
        && held.Entries == c.Entries
        && held.Live == c.Live
        && held.Root.AsSpan().SequenceEqual(c.Root)
            ? Decision<SessionEvent>.Nothing
            : No.Conflict(No.Freeze, "The intake was frozen at another tree.");

    /// <summary>The cosignature that makes t begins the release in the same decision, when the quorum holds.</summary>
    public static Decision<SessionEvent> Cosign(Lot.Frozen l, CosignFreeze c)
    {
        var decision = CosignLater(l, l.Freeze, c);
        var releases =
            decision.Events.Count > 0
            && l.Freeze.Cosignatures.Count + 1 >= l.Policy.Threshold
            && l.Freeze.ToOpen >= l.Policy.Quorum;
        return releases
            ? Decision<SessionEvent>.Accept([.. decision.Events, new ReleaseBegan(c.Now, c.Lot)])
            : decision;
    }

    public static Decision<SessionEvent> CosignLater(Lot l, FreezeFacts held, CosignFreeze c)
    {
        if (c.Trustee < 1 || c.Trustee > l.Policy.Trustees.Count)
            return No.NoTrustee(c.Trustee);
        if (c.Cosignature.Length is 0 or > MostCosignatureCharacters)
            return No.Malformed(No.Freeze, "A cosignature is one signature line of a note.");
        // A signature may be made twice with other bits over the same head; the first one stands for both.
        if (held.Cosignatures.ContainsKey(c.Trustee))
            return Decision<SessionEvent>.Nothing;
        if (l.Policy.Version > 1 && LineProblem(l.Policy, c) is { } problem)
            return problem;
        // One that nothing excuses would spoil the archive: no verifier accepts it.
        if (c.Late && !held.Cosignatures.Values.Any(other => !other.Late) && !held.IsLateOrdered)
            return No.NotAllowed(
                No.Freeze,
                "A late cosignature stands behind another trustee's timely one, or behind the order of host and "
                    + "supervisor.",
                HeldLot.OrderLateFreeze
            );
        return new FreezeCosigned(c.Now, c.Lot, c.Trustee, c.Late, c.Cosignature);
    }

    private static Refusal? DrainProblem(Lot.Intake l, Freeze c)
    {
        var schedule = new TickSchedule(l.Policy, l.Lock.CertifiedAt);
        if (c.Now < schedule.TickTime(schedule.DrainIndex))
            return No.TooEarly(No.Freeze, "The drain is not due.", "wait-for-deadline");
        return c.TreeSize == schedule.DrainIndex + 1
            ? null
            : No.Malformed(No.Freeze, $"The schedule has {schedule.DrainIndex + 1} ticks, not {c.TreeSize}.");
    }

    // The edge, and whoever audits, check the signature; form and hour can be seen by everybody. A trustee cosigns when
    // the drain is due by its own clock, and clocks differ by the tolerance: a line from the future waits until its
    // second has come.
    private static Refusal? LineProblem(LockPolicy policy, CosignFreeze c)
    {
        if (CosignatureLine.TimeOf(c.Cosignature, policy.Trustees[c.Trustee - 1].Name) is not { } seconds)
            return No.Malformed(
                No.Freeze,
                "A cosignature is one signature line under the trustee's name, with its end of line."
            );
        if (!TrusteeRules.IsDrainDue(policy, seconds))
            return No.Malformed(No.Freeze, "The cosignature's second lies before the drain.");
        if (seconds > (c.Now + TrusteeRules.ToleranceMicros) / HeadTimes.SecondMicros)
            return No.TooEarly(No.Freeze, "The cosignature's second has not come.", "repeat");
        var isWrong = c.Late
            ? TrusteeRules.IsSurelyTimely(policy, seconds)
            : TrusteeRules.IsSurelyLate(policy, seconds);
        return isWrong
            ? No.Malformed(No.Freeze, "The cosignature's second does not agree with whether it is called late.")
            : null;
    }

    /// <summary>
    /// Fewer bids than the pack demands: once t trustees have cosigned that nothing more came, the lot fails and stays
    /// sealed.
    /// </summary>
    public static Decision<SessionEvent> Fail(Session.Running s, Lot.Frozen l, FailLot c)
    {
        var pack = s.Terms.RulePack;
        if (l.Freeze.ToOpen >= pack.MinimumSubmitted)
            return No.NotAllowed(
                pack.MinimumSubmittedRule,
                $"The lot has the {pack.MinimumSubmitted} submissions that the rule asks for.",
                "wait-for-cosignatures"
            );
        if (l.Freeze.Cosignatures.Count < l.Policy.Threshold)
            return No.TooEarly(
                No.Freeze,
                $"{l.Freeze.Cosignatures.Count} of {l.Policy.Threshold} trustees have cosigned the frozen intake.",
                "wait-for-cosignatures"
            );
        return new LotFailed(c.Now, c.Lot, LotFailure.FewSubmitted, pack.MinimumSubmittedRule);
    }

    public static Decision<SessionEvent> Revoke(Lot.Frozen l, Revoke c)
    {
        if (RevokedBefore(l.Freeze, c) is { } again)
            return again;
        if (l.Freeze.ToOpen == 0)
            return new Refusal(Reason.NotFound, RevocationRule, "No bid is left to revoke.", "reload-session");
        var suite = Suite.Find(l.Policy.Suite)!;
        if (!Withdrawal.TryParse(c.Statement, out var withdrawal, out var fault))
            return fault is HeaderFault.BadSignature
                ? No.BadSignature(RevocationRule, "The withdrawal's signature does not hold.")
                : No.Malformed(RevocationRule, $"The statement is not a withdrawal: {fault}.");
        var binding = withdrawal.CheckBinding(
            suite,
            l.Lock.LockId,
            Names.ContextHash(suite, l.Policy.Session, l.Policy.Lot)
        );
        if (binding != HeaderFault.None)
            return new Refusal(
                Reason.WrongLock,
                RevocationRule,
                $"The withdrawal is not for this lot: {binding}.",
                "correct-and-send-again"
            );
        if (
            Convert.ToHexStringLower(withdrawal.SubmissionId) != c.Live.Id
            || !withdrawal.SubmissionKey.AsSpan().SequenceEqual(c.Live.Key)
        )
            return No.BadSignature(RevocationRule, "The withdrawal is not signed with the submission's key.");
        if (withdrawal.Revision != c.Live.Revision + 1)
            return new Refusal(
                Reason.WrongRevision,
                RevocationRule,
                AcceptSteps.WrongKit(withdrawal.Revision, c.Live.Revision),
                AcceptSteps.NewestKit
            );
        return new BidRevoked(c.Now, c.Lot, c.Live.Id, c.Statement);
    }

    public static Decision<SessionEvent> RevokeTooEarly(Lot.Intake l, Revoke c) =>
        c.Now <= l.Policy.CloseAt
            ? No.TooEarly(RevocationRule, "Before the deadline a bid is withdrawn, not revoked.", "withdraw")
            : RevokeBeforeFreeze;

    /// <summary>
    /// What a good withdrawal is told that came after the deadline and before the freeze: the number of bids may still
    /// grow then.
    /// </summary>
    public static Refusal RevokeBeforeFreeze { get; } =
        No.TooEarly(
            RevocationRule,
            "The withdrawal came after the deadline and withdrew nothing; the bid stands. Once the lot is frozen, "
                + "which takes some seconds, a withdrawal that is sent again is recorded as a revocation (撤销), until "
                + "the release begins; the tenderer may then keep the bid bond.",
            "wait-for-freeze"
        );

    /// <summary>Nothing of a lot that failed before the release is opened, revoked or not.</summary>
    public static Decision<SessionEvent> RevokeFailed(Lot.Failed l, FreezeFacts held, Revoke c) =>
        RevokedBefore(held, c)
        ?? new Refusal(
            Reason.WrongPhase,
            l.Rule,
            "The lot failed (流标) and no bid of it was opened: this bid stays sealed for ever, and there is nothing to "
                + "withdraw or to revoke.",
            "stays-sealed"
        );

    /// <summary>
    /// The release is bound to the final list: partial openings of one list are worth nothing for another, and who
    /// released honestly must not stand accused.
    /// </summary>
    public static Decision<SessionEvent> RevokeTooLate(FreezeFacts held, Revoke c) =>
        RevokedBefore(held, c)
        ?? No.TooLate(
            RevocationRule,
            "The release has begun: the list of bids to open is final.",
            "tell-the-committee"
        );

    // The same bytes are the same declaration. Others, of another revision perhaps, declare what is true already, and
    // must not be answered as if they stood in the stream.
    private static Decision<SessionEvent>? RevokedBefore(FreezeFacts held, Revoke c)
    {
        if (held.Revoked.GetValueOrDefault(c.Live.Id) is not { } first)
            return null;
        return first.Statement.AsSpan().SequenceEqual(c.Statement)
            ? Decision<SessionEvent>.Nothing
            : new Refusal(
                Reason.Conflict,
                RevocationRule,
                "This bid was revoked (撤销) before, by another statement: it is not opened.",
                "already-revoked"
            );
    }
}
