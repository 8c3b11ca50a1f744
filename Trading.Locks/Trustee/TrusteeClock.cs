using Trading.Crypto;

namespace Trading.Locks.Trustee;

/// <summary>
/// How trustees vouch for each other's clocks: a fresh nonce, answers bound to it, all within two seconds of the own
/// clock and of the own question. Source: docs/spec/trustee.md, "Time".
/// </summary>
internal static class TrusteeClock
{
    /// <summary>
    /// Tells the own time to another trustee of the lot, and to nobody else: its request must be signed.
    /// </summary>
    public static TrusteeDecision Tell(TrusteeContext context, AttestWant want)
    {
        if (context.State.Find(want.Session, want.Lot) is not TrusteeLot.Locked lot)
            return context.Refuse(want, TrusteeReason.OutOfTurn);
        if (want.Asker < 1 || want.Asker > lot.Policy.Trustees.Count || want.Asker == context.Self.NumberIn(lot.Policy))
            return context.Refuse(want, TrusteeReason.Malformed);
        var request = new TrusteeMessage(
            TrusteeMessageKind.AttestRequest,
            want.Session,
            want.Lot,
            want.Nonce,
            want.Signature
        );
        if (!request.Verify(Suite.Find(lot.Policy.Suite)!, lot.Policy.Trustees[want.Asker - 1].SigningKey))
            return context.Refuse(want, TrusteeReason.Malformed);
        // The same nonce gets the same bytes: an old answer cannot be made young by asking twice.
        var told = context.State.LastSaid(
            TrusteeMessageKind.Attestation,
            want.Session,
            want.Lot,
            Convert.ToHexString(want.Nonce)
        );
        return told is not null
            ? TrusteeDecision.Again(told)
            : TrusteeDecision.Tell(
                new TimeTold(
                    context.Now,
                    context.Say(
                        want,
                        TrusteeMessageKind.Attestation,
                        TrusteeBodies.Attestation(want.Nonce, context.Now)
                    )
                )
            );
    }

    /// <summary>Whether the own clock was attested for this lock a short time ago; a lock of threshold 1 needs
    /// nobody.</summary>
    public static bool IsAttested(TrusteeContext context, TrusteeLot.Locked lot) =>
        lot.Policy.Threshold == 1
        || (
            lot.Clock is ClockQuestion.Attested attested
            && context.Now >= attested.At - TrusteeRules.ToleranceMicros
            && context.Now - attested.At <= TrusteeRules.AttestedLifeMicros
        );

    /// <summary>Asks the others, or repeats the question while it is young.</summary>
    public static TrusteeDecision Ask(TrusteeContext context, TrusteeWant want, TrusteeLot.Locked lot)
    {
        if (lot.Clock is ClockQuestion.Asked asked && context.Now - asked.At is >= 0 and < TrusteeRules.AskAgainMicros)
            return TrusteeDecision.Again(
                context.State.LastSaid(TrusteeMessageKind.AttestRequest, want.Session, want.Lot)!
            );
        var nonce = new byte[TrusteeBodies.NonceBytes];
        context.Entropy.Fill(nonce);
        return TrusteeDecision.Tell(
            new TimeAsked(context.Now, context.Say(want, TrusteeMessageKind.AttestRequest, nonce))
        );
    }

    /// <summary>Counts answers to the own question; t − 1 that agree with the own clock attest it.</summary>
    public static TrusteeDecision Hear(TrusteeContext context, AttestedWant want)
    {
        if (
            context.State.Find(want.Session, want.Lot) is not TrusteeLot.Locked { Clock: ClockQuestion.Asked asked } lot
        )
            return TrusteeDecision.Nothing;
        if (context.Now < lot.Policy.OpenAt)
            return context.Refuse(want, TrusteeReason.TooEarly);
        var times = want
            .Attestations.DistinctBy(a => a.Trustee)
            .Select(a => TimeOf(context, lot.Policy, asked.Nonce, a))
            .OfType<long>()
            .Where(time => Near(time, context.Now) && Near(time, asked.At))
            .OrderDescending()
            .Take(lot.Policy.Threshold - 1)
            .ToList();
        return times.Count == lot.Policy.Threshold - 1
            ? TrusteeDecision.Tell(
                new TimeAttested(context.Now, want.Session, want.Lot, times.Append(context.Now).Min())
            )
            : context.Refuse(want, TrusteeReason.NotAttested);
    }

    // Another trustee's, about this lot, signed, and for this nonce: anything else says nothing about now.
    private static long? TimeOf(TrusteeContext context, LockPolicy policy, byte[] asked, PeerAttestation answer)
    {
        if (
            answer.Trustee < 1
            || answer.Trustee > policy.Trustees.Count
            || answer.Trustee == context.Self.NumberIn(policy)
        )
            return null;
        var message = new TrusteeMessage(
            TrusteeMessageKind.Attestation,
            policy.Session,
            policy.Lot,
            answer.Body,
            answer.Signature
        );
        if (!message.Verify(Suite.Find(policy.Suite)!, policy.Trustees[answer.Trustee - 1].SigningKey))
            return null;
        return
            TrusteeBodies.TryAttestation(answer.Body, out var nonce, out var time)
            && nonce.AsSpan().SequenceEqual(asked)
            ? time
            : null;
    }

    private static bool Near(long time, long other) =>
        time >= other - TrusteeRules.ToleranceMicros && time <= other + TrusteeRules.ToleranceMicros;
}
