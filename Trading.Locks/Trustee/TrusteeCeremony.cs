using Trading.Crypto;

namespace Trading.Locks.Trustee;

/// <summary>
/// The ceremony as one trustee lives it: one policy per lot, one message 1, nothing revealed before all are committed,
/// a share kept only with the whole certificate. Source: docs/spec/trustee.md, "Ceremony"; docs/spec/lock.md.
/// </summary>
internal static class TrusteeCeremony
{
    public static TrusteeDecision Commit(TrusteeContext context, PolicyWant want)
    {
        if (context.State.Find(want.Session, want.Lot) is { } lot)
        {
            return lot.PolicyBytes.AsSpan().SequenceEqual(want.Policy)
                ? TrusteeDecision.Again(context.State.LastSaid(TrusteeMessageKind.Commitment, want.Session, want.Lot)!)
                : context.Refuse(want, TrusteeReason.SecondPolicy);
        }
        if (!LockPolicyCodec.TryParse(want.Policy, out var policy, out _))
            return context.Refuse(want, TrusteeReason.Malformed);
        if (Objection(context, want, policy) is { } reason)
            return context.Refuse(want, reason);
        var parameters = policy.CeremonyParameters();
        var number = context.Self.NumberIn(policy);
        var message = Ceremony.CreateMessage(parameters, number, context.Self.StaticKey, context.Entropy);
        var said = context.Say(want, TrusteeMessageKind.Commitment, Ceremony.Commit(parameters, number, message));
        return TrusteeDecision.Tell(
            new PolicyAccepted(context.Now, said, want.Policy),
            new TrusteeSecret(TrusteeSecret.Ceremony(want.Session, want.Lot), message)
        );
    }

    public static TrusteeDecision Reveal(TrusteeContext context, RevealWant want)
    {
        var lot = context.State.Find(want.Session, want.Lot);
        if (
            lot is TrusteeLot.Revealed or TrusteeLot.Signed
            && SaidBefore(context, want, TrusteeMessageKind.Message1) is { } again
        )
            return again;
        if (lot is not TrusteeLot.Committed)
            return context.Refuse(want, TrusteeReason.OutOfTurn);
        var own = context.State.LastSaid(TrusteeMessageKind.Commitment, want.Session, want.Lot)!.Body;
        // Before all have committed nothing is revealed: the last to speak could choose its part by the others'.
        if (
            want.Commitments.Count != lot.Policy.Trustees.Count
            || want.Commitments.Any(c => c.Length != Suite.HashBytes)
        )
            return context.Refuse(want, TrusteeReason.OutOfTurn);
        if (!want.Commitments[context.Self.NumberIn(lot.Policy) - 1].AsSpan().SequenceEqual(own))
            return context.Refuse(want, TrusteeReason.OwnMessageMissing);
        return context.Secrets(TrusteeSecret.Ceremony(want.Session, want.Lot)) is { } message
            ? TrusteeDecision.Tell(
                new MessageRevealed(
                    context.Now,
                    context.Say(want, TrusteeMessageKind.Message1, message),
                    want.Commitments
                )
            )
            : context.Refuse(want, TrusteeReason.NoShare);
    }

    public static TrusteeDecision Certify(TrusteeContext context, CertifyWant want)
    {
        var lot = context.State.Find(want.Session, want.Lot);
        if (lot is TrusteeLot.Signed && SaidBefore(context, want, TrusteeMessageKind.Signature) is { } signed)
            return signed;
        if (lot is TrusteeLot.Ended && SaidBefore(context, want, TrusteeMessageKind.Complaint) is { } complained)
            return complained;
        if (lot is not TrusteeLot.Revealed revealed)
            return context.Refuse(want, TrusteeReason.OutOfTurn);
        if (!SameList(revealed.Commitments, want.Commitments))
            return Complain(context, want, new CeremonyFailure(CeremonyFault.CommitmentMismatch, 0));
        var own = context.State.LastSaid(TrusteeMessageKind.Message1, want.Session, want.Lot)!.Body;
        var parameters = lot.Policy.CeremonyParameters();
        var failure = Ceremony.TryComplete(
            parameters,
            context.Self.NumberIn(lot.Policy),
            context.Self.StaticKey,
            own,
            want.Commitments,
            want.Messages,
            context.Entropy,
            out var result
        );
        if (failure.Failed)
            return Complain(context, want, failure);
        var lockId = Tags.Hash(parameters.Suite, Tags.Lock, result!.Transcript);
        return TrusteeDecision.Tell(
            new TranscriptSigned(
                context.Now,
                context.Say(want, TrusteeMessageKind.Signature, result.Signature),
                lockId
            ),
            new TrusteeSecret(TrusteeSecret.Share(want.Session, want.Lot), result.Share.Encode())
        );
    }

    public static TrusteeDecision Keep(TrusteeContext context, LockWant want)
    {
        var lot = context.State.Find(want.Session, want.Lot);
        if (lot is TrusteeLot.Locked kept)
        {
            return kept.Certificate.AsSpan().SequenceEqual(want.Certificate) && kept.OpenedAt == want.OpenedAt
                ? TrusteeDecision.Again(context.State.LastSaid(TrusteeMessageKind.Locked, want.Session, want.Lot)!)
                : context.Refuse(want, TrusteeReason.BadCertificate);
        }
        if (lot is not TrusteeLot.Signed signed)
            return context.Refuse(want, TrusteeReason.OutOfTurn);
        if (!Holds(lot, signed.LockId, want.Certificate))
            return context.Refuse(want, TrusteeReason.BadCertificate);
        // Ticks count from this instant; an invented one would let the tree grow otherwise than the schedule says.
        if (!IsOpening(context, signed, want.OpenedAt))
            return context.Refuse(want, TrusteeReason.BadCertificate);
        return TrusteeDecision.Tell(
            new LockKept(
                context.Now,
                context.Say(want, TrusteeMessageKind.Locked, []),
                want.OpenedAt,
                want.Certificate
            ),
            new TrusteeSecret(TrusteeSecret.Ceremony(want.Session, want.Lot), null)
        );
    }

    private static TrusteeReason? Objection(TrusteeContext context, PolicyWant want, LockPolicy policy) =>
        policy.Session != want.Session || policy.Lot != want.Lot ? TrusteeReason.OtherLot
        : context.Self.RuleFor(policy.Purpose) is not { } rule ? TrusteeReason.OtherPurpose
        : context.Self.NumberIn(policy) == 0 ? TrusteeReason.NotNamed
        : !context.Self.Trust.Covers(policy) ? TrusteeReason.NotTrusted
        : !rule.TrustsRoles(policy, context.Self.Trust) ? TrusteeReason.NotTrusted
        : context.Self.ClockIsOffset && !policy.Drill ? TrusteeReason.DrillOnly
        : policy.CloseAt <= context.Now ? TrusteeReason.DeadlinePassed
        : null;

    private static bool Holds(TrusteeLot lot, byte[] lockId, byte[] certificate) =>
        LockCertificate.TryParse(certificate, out var parsed)
        && parsed!.LockId.AsSpan().SequenceEqual(lockId)
        && !parsed.Verify(lot.Policy.CeremonyParameters()).Failed;

    private static bool IsOpening(TrusteeContext context, TrusteeLot.Signed lot, long openedAt) =>
        openedAt >= lot.SignedAt - TrusteeRules.ToleranceMicros
        && openedAt <= context.Now + TrusteeRules.ToleranceMicros;

    private static bool SameList(IReadOnlyList<byte[]> a, IReadOnlyList<byte[]> b) =>
        a.Count == b.Count && a.Zip(b).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));

    private static TrusteeDecision? SaidBefore(TrusteeContext context, TrusteeWant want, TrusteeMessageKind kind) =>
        context.State.LastSaid(kind, want.Session, want.Lot) is { } said ? TrusteeDecision.Again(said) : null;

    // Message 1 and all that came from it are worthless now; the secrets go with the complaint.
    private static TrusteeDecision Complain(TrusteeContext context, CertifyWant want, CeremonyFailure failure) =>
        TrusteeDecision.Tell(
            new CeremonyRefused(
                context.Now,
                context.Say(
                    want,
                    TrusteeMessageKind.Complaint,
                    TrusteeBodies.Complaint((byte)failure.Accused, failure.Fault.ToString())
                )
            ),
            new TrusteeSecret(TrusteeSecret.Ceremony(want.Session, want.Lot), null)
        );
}
