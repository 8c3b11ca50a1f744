namespace Trading.Locks.Sources;

/// <summary>
/// What the platform wants of one trustee about one lock, from the lock's stage and from what the post holds of it.
/// Nothing else is looked at: a want costs no other lock and no other procedure (docs/decisions/0014).
/// </summary>
public static class LockWants
{
    /// <summary>
    /// The wants; <paramref name="number"/> is the trustee's in the policy, <paramref name="times"/> are those about
    /// clocks.
    /// </summary>
    public static IReadOnlyList<TrusteeWant> Of(
        LockStage stage,
        int number,
        ILockPost post,
        IReadOnlyList<TrusteeWant> times
    ) =>
        stage switch
        {
            LockStage.Making s => OfCeremony(s, number, post),
            LockStage.Taking s => OfIntake(s, number, post),
            LockStage.Standing s => OfPoints(s, number, post, times),
            // A trustee that was away until now has the certificate to learn first: it would refuse all else.
            LockStage.Frozen s when !post.Locked.Contains(number) => [LockOf(s.Policy, s.CertifiedAt, s.Certificate)],
            LockStage.Releasing s => [.. OfFreeze(s, number, post), .. OfRelease(s, number, post, times)],
            LockStage.Frozen s => [.. OfFreeze(s, number, post), .. times],
            _ => [],
        };

    /// <summary>Whether the trustee of that number holds its share, as far as it told.</summary>
    public static bool HoldsShare(LockStage stage, int number, ILockPost post) =>
        stage switch
        {
            LockStage.Making => false,
            LockStage.Over s => s.WasMade,
            _ => post.Locked.Contains(number),
        };

    private static LockWant LockOf(LockPolicy policy, long certifiedAt, byte[] certificate) =>
        new(policy.Session, policy.Lot, certifiedAt, certificate);

    private static TrusteeWant[] OfCeremony(LockStage.Making s, int number, ILockPost post)
    {
        var (session, id, count) = (s.Policy.Session, s.Policy.Lot, s.Policy.Trustees.Count);
        var (commitments, messages) = (post.Round(CeremonyRound.Commitment), post.Round(CeremonyRound.Message1));
        if (!commitments.ContainsKey(number))
            return [new PolicyWant(session, id, LockPolicyCodec.ToBytes(s.Policy))];
        if (commitments.Count < count)
            return [];
        if (!messages.ContainsKey(number))
            return [new RevealWant(session, id, [.. commitments.Values])];
        return messages.Count == count && !post.Round(CeremonyRound.Signature).ContainsKey(number)
            ? [new CertifyWant(session, id, [.. commitments.Values], [.. messages.Values])]
            : [];
    }

    private static TrusteeWant[] OfIntake(LockStage.Taking s, int number, ILockPost post)
    {
        var (session, id) = (s.Policy.Session, s.Policy.Lot);
        if (!post.Locked.Contains(number))
            return [LockOf(s.Policy, s.CertifiedAt, s.Certificate)];
        // The drain is cosigned as a freeze and in no other way.
        var drain = new TickSchedule(s.Policy, s.CertifiedAt).DrainIndex;
        return
            post.Head is { } head && head.Size <= drain && !post.Cosigners.Contains(s.Policy.Trustees[number - 1].Name)
            ? [new CosignWant(session, id, head.Note)]
            : [];
    }

    // Nobody is asked who has not cosigned the head itself: it would refuse.
    private static IReadOnlyList<TrusteeWant> OfPoints(
        LockStage.Standing s,
        int number,
        ILockPost post,
        IReadOnlyList<TrusteeWant> times
    )
    {
        var (session, id) = (s.Policy.Session, s.Policy.Lot);
        if (!post.Locked.Contains(number))
            return [LockOf(s.Policy, s.CertifiedAt, s.Certificate)];
        var asked = s.Questions.Where(q =>
            !q.Answered.Contains(number)
            && q.Cosignatures.ContainsKey(number)
            && q.Cosignatures.Count >= s.Policy.Threshold
        );
        return
        [
            .. times,
            .. asked.Select(q => new PointWant(
                session,
                id,
                q.Note,
                [.. q.Cosignatures.Values],
                q.Subject,
                q.Evidence,
                q.Attachments
            )),
        ];
    }

    private static TrusteeWant[] OfFreeze(LockStage.Frozen s, int number, ILockPost post) =>
        !s.Cosignatures.ContainsKey(number) && FrozenNote(s, post) is { } note
            ? [new FreezeWant(s.Policy.Session, s.Policy.Lot, note, LinesOf(s), s.Orders)]
            : [];

    private static IEnumerable<TrusteeWant> OfRelease(
        LockStage.Releasing s,
        int number,
        ILockPost post,
        IReadOnlyList<TrusteeWant> times
    )
    {
        if (s.Released.Contains(number) && post.Partials.Contains(number))
            return times;
        if (!s.Cosignatures.ContainsKey(number) || FrozenNote(s, post) is not { } note)
            return [];
        return [.. times, new ReleaseWant(s.Policy.Session, s.Policy.Lot, note, LinesOf(s), s.Revocations)];
    }

    // A frozen intake does not grow: its newest head is the frozen one, once it is signed.
    private static string? FrozenNote(LockStage.Frozen s, ILockPost post) =>
        post.Head is { } head && head.Size == s.TreeSize ? head.Note : null;

    private static string[] LinesOf(LockStage.Frozen s) => [.. s.Cosignatures.Values];
}
