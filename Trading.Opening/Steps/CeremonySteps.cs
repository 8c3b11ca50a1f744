using Trading.Crypto;

namespace Trading.Opening.Steps;

/// <summary>
/// The key ceremony as the log sees it: hashes of messages in their rounds, then the certificate or the end.
/// </summary>
internal static class CeremonySteps
{
    /// <summary>
    /// A round begins when the one before is complete: who could see another's message 1 before committing to its own
    /// would choose the key.
    /// </summary>
    public static Decision<SessionEvent> Log(Lot.Ceremony l, LogCeremonyMessage c)
    {
        if (c.Trustee < 1 || c.Trustee > l.Policy.Trustees.Count)
            return No.NoTrustee(c.Trustee);
        if (!CeremonyRound.All.Contains(c.Round) || c.Hash.Length != Suite.HashBytes)
            return No.Malformed(No.Ceremony, "Rounds are 0, 1 and 3, and a hash has 32 bytes.");
        if (l.Messages.TryGetValue((c.Round, c.Trustee), out var first))
            return first.AsSpan().SequenceEqual(c.Hash)
                ? Decision<SessionEvent>.Nothing
                : No.Conflict(No.Ceremony, $"Trustee {c.Trustee} sent another message in round {c.Round} before.");
        if (c.Now >= l.Policy.CloseAt)
            return DeadlinePassed();
        if (c.Round == CeremonyRound.Message1 && !IsComplete(l, CeremonyRound.Commitment))
            return No.TooEarly(
                No.Ceremony,
                "Not all trustees have committed to their message 1.",
                "wait-for-commitments"
            );
        if (c.Round == CeremonyRound.Signature && !IsComplete(l, CeremonyRound.Message1))
            return No.TooEarly(No.Ceremony, "Not all messages 1 are there.", "wait-for-messages");
        return new CeremonyMessageLogged(c.Now, c.Lot, c.Trustee, c.Round, c.Hash);
    }

    /// <summary>
    /// The certificate must verify against the policy, and its commitments and signatures must be those that the log
    /// holds.
    /// </summary>
    public static Decision<SessionEvent> Certify(Lot.Ceremony l, CertifyLock c)
    {
        var suite = Suite.Find(l.Policy.Suite)!;
        if (c.Now >= l.Policy.CloseAt)
            return DeadlinePassed();
        if (!CeremonyRound.All.All(round => IsComplete(l, round)))
            return No.TooEarly(No.Ceremony, "Messages of the ceremony are missing.", "wait-for-messages");
        if (!LockCertificate.TryParse(c.Certificate, out var certificate))
            return BadProof("The bytes are no lock certificate.");
        var failure = c.Verdict ?? certificate!.Verify(l.Policy.CeremonyParameters());
        if (failure.Failed)
            return BadProof($"The lock certificate does not hold: {failure}.");
        if (!IsLogged(l, suite, c.Certificate))
            return BadProof("The lock certificate was made from other messages than the logged ones.");
        return new LockCertified(c.Now, c.Lot, certificate!.LockId, c.Certificate);
    }

    public static Decision<SessionEvent> Again(LockFacts held, CertifyLock c) =>
        held.Certificate.AsSpan().SequenceEqual(c.Certificate)
            ? Decision<SessionEvent>.Nothing
            : No.Conflict(No.Ceremony, "Another lock was certified before.");

    public static Decision<SessionEvent> Fail(Lot.Ceremony l, FailCeremony c) =>
        c.Trustee < 0 || c.Trustee > l.Policy.Trustees.Count ? No.NoTrustee(c.Trustee)
        : No.BadCause(No.Ceremony, c.Cause) is { } bad ? bad
        : !IsProved(l.Policy, c) ? BadProof("Nobody is accused without the signed complaint of a trustee.")
        : Decision<SessionEvent>.Accept(
            new CeremonyFailed(c.Now, c.Lot, c.Trustee, c.Cause, c.By, c.Signature),
            new LotFailed(c.Now, c.Lot, LotFailure.NoLock, No.Ceremony)
        );

    // Version 1 knew no signature. Without a complaint the end of a ceremony is the platform's own word, and names
    // nobody else.
    private static bool IsProved(LockPolicy policy, FailCeremony c)
    {
        if (c.By == 0)
            return c.Signature is null && (c.Trustee == 0 || policy.Version == 1);
        if (
            policy.Version == 1
            || c.By < 0
            || c.By > policy.Trustees.Count
            || c.Signature?.Length != Suite.SignatureBytes
        )
            return false;
        var complaint = new TrusteeMessage(
            TrusteeMessageKind.Complaint,
            policy.Session,
            policy.Lot,
            TrusteeBodies.Complaint((byte)c.Trustee, c.Cause),
            c.Signature
        );
        return complaint.Verify(Suite.Find(policy.Suite)!, policy.Trustees[c.By - 1].SigningKey);
    }

    private static bool IsComplete(Lot.Ceremony l, int round) =>
        Enumerable.Range(1, l.Policy.Trustees.Count).All(i => l.Messages.ContainsKey((round, i)));

    // A certificate ends with n commitments and n signatures (docs/spec/lock.md, "Lock certificate").
    private static bool IsLogged(Lot.Ceremony l, Suite suite, byte[] certificate)
    {
        var count = l.Policy.Trustees.Count;
        var signatures = certificate.Length - count * Suite.PointBytes;
        var commitments = signatures - count * Suite.HashBytes;
        for (var i = 0; i < count; i++)
        {
            if (
                !Is(
                    l.Messages[(CeremonyRound.Commitment, i + 1)],
                    suite,
                    certificate.AsSpan(commitments + i * Suite.HashBytes, Suite.HashBytes)
                )
            )
                return false;
            if (
                !Is(
                    l.Messages[(CeremonyRound.Signature, i + 1)],
                    suite,
                    certificate.AsSpan(signatures + i * Suite.PointBytes, Suite.PointBytes)
                )
            )
                return false;
        }
        return true;
    }

    private static bool Is(byte[] logged, Suite suite, ReadOnlySpan<byte> message) =>
        suite.Hash(message).AsSpan().SequenceEqual(logged);

    private static Refusal DeadlinePassed() =>
        No.TooLate(No.OpeningTime, "The deadline came before the lock.", "prepare-again");

    private static Refusal BadProof(string what) => new(Reason.BadProof, No.Ceremony, what, "certify-again");
}
