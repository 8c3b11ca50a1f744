using Trading.Opening;

namespace Trading.Server.Opening;

/// <summary>
/// What the platform wants of one trustee about one lot, from the lot's folded state and from what the relay holds of
/// it. Nothing else is looked at: a want costs no other lot and no other session (docs/decisions/0014).
/// </summary>
internal static class LotWants
{
    private const int Commitment = 0;
    private const int MessageOne = 1;
    private const int Signature = 3;

    /// <summary>
    /// The wants; <paramref name="number"/> is the trustee's in the lot's policy, <paramref name="revoked"/> holds the
    /// signed withdrawals of what was revoked.
    /// </summary>
    public static IReadOnlyList<TrusteeWant> Of(
        string session,
        Lot lot,
        int number,
        LotRelay relay,
        IReadOnlyList<TrusteeWant> times,
        IReadOnlyList<byte[]> revoked
    ) =>
        lot switch
        {
            Lot.Ceremony l => OfCeremony(session, l, number, relay),
            Lot.Intake l => OfIntake(session, l, number, relay),
            Lot.Frozen l => [.. OfFreeze(session, l, l.Freeze, number, relay), .. times],
            Lot.Released l =>
            [
                .. OfFreeze(session, l, l.Freeze, number, relay),
                .. OfRelease(session, l, l.Freeze, l.Partials.ContainsKey(number), number, relay, times, revoked),
            ],
            _ => [],
        };

    /// <summary>
    /// Whether the trustee holds its share, as far as the platform was told. From the freeze on it must be there: one
    /// that lost it refuses, which does no harm.
    /// </summary>
    public static bool IsLocked(Lot lot, int number, LotRelay relay) =>
        number > 0
        && lot switch
        {
            Lot.Ceremony or Lot.Failed { Cause: LotFailure.NoLock } => false,
            Lot.Intake => relay.Locked.Contains(number),
            _ => true,
        };

    private static TrusteeWant[] OfCeremony(string session, Lot.Ceremony l, int number, LotRelay relay)
    {
        var (id, count) = (l.Terms.Lot, l.Policy.Trustees.Count);
        var (commitments, messages) = (relay.Round(Commitment), relay.Round(MessageOne));
        if (!commitments.ContainsKey(number))
            return [new PolicyWant(session, id, LockPolicyCodec.ToBytes(l.Policy))];
        if (commitments.Count < count)
            return [];
        if (!messages.ContainsKey(number))
            return [new RevealWant(session, id, [.. commitments.Values])];
        return messages.Count == count && !relay.Round(Signature).ContainsKey(number)
            ? [new CertifyWant(session, id, [.. commitments.Values], [.. messages.Values])]
            : [];
    }

    private static TrusteeWant[] OfIntake(string session, Lot.Intake l, int number, LotRelay relay)
    {
        var id = l.Terms.Lot;
        if (!relay.Locked.Contains(number))
            return [new LockWant(session, id, l.Lock.CertifiedAt, l.Lock.Certificate)];
        // The drain is cosigned as a freeze and in no other way.
        var drain = new TickSchedule(l.Policy, l.Lock.CertifiedAt).DrainIndex;
        return
            relay.Head is { } head
            && head.Size <= drain
            && !relay.Cosigners.Contains(l.Policy.Trustees[number - 1].Name)
            ? [new CosignWant(session, id, head.Note)]
            : [];
    }

    private static TrusteeWant[] OfFreeze(string session, Lot l, FreezeFacts freeze, int number, LotRelay relay) =>
        !freeze.Cosignatures.ContainsKey(number) && FrozenHead(freeze, relay) is { } head
            ?
            [
                new FreezeWant(
                    session,
                    l.Terms.Lot,
                    head.Note,
                    LinesOf(freeze),
                    [.. freeze.Orders.Values.Select(o => o.Act)]
                ),
            ]
            : [];

    private static IEnumerable<TrusteeWant> OfRelease(
        string session,
        Lot l,
        FreezeFacts freeze,
        bool isLogged,
        int number,
        LotRelay relay,
        IReadOnlyList<TrusteeWant> times,
        IReadOnlyList<byte[]> revoked
    )
    {
        if (isLogged && relay.Partials.Contains(number))
            return times;
        if (!freeze.Cosignatures.ContainsKey(number) || FrozenHead(freeze, relay) is not { } head)
            return [];
        return [.. times, new ReleaseWant(session, l.Terms.Lot, head.Note, LinesOf(freeze), revoked)];
    }

    // A frozen intake does not grow: its newest head is the frozen one, once it is signed.
    private static SignedHead? FrozenHead(FreezeFacts freeze, LotRelay relay) =>
        relay.Head is { } head && head.Size == freeze.TreeSize ? head : null;

    private static string[] LinesOf(FreezeFacts freeze) =>
        [.. freeze.Cosignatures.Values.Select(cosigned => cosigned.Cosignature)];
}
