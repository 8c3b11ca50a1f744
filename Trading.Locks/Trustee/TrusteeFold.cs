using System.Collections.Immutable;

namespace Trading.Locks.Trustee;

/// <summary>
/// How a trustee's state follows from its events. An event that does not fit is a damaged store:
/// <see cref="InvalidOperationException"/>.
/// </summary>
internal static class TrusteeFold
{
    public static TrusteeState Evolve(TrusteeState state, TrusteeEvent happened)
    {
        var said = happened.Message is { } message ? Remember(state, message) : state;
        return happened switch
        {
            PolicyAccepted e => Put(said, e.Message!, Parse(e.Policy)),
            MessageRevealed e => Move(
                said,
                e.Message!,
                lot => new TrusteeLot.Revealed(lot.Policy, lot.PolicyBytes, e.Commitments)
            ),
            TranscriptSigned e => Move(
                said,
                e.Message!,
                lot => new TrusteeLot.Signed(lot.Policy, lot.PolicyBytes, e.At, e.LockId)
            ),
            CeremonyRefused e => Move(said, e.Message!, lot => new TrusteeLot.Ended(lot.Policy, lot.PolicyBytes)),
            LockKept e => Move(said, e.Message!, lot => Keep((TrusteeLot.Signed)lot, e)),
            HeadCosigned e => said with { Heads = said.Heads.SetItem(e.Head.Stream, e.Head) },
            FreezeWitnessed e => Freeze(said, e),
            TimeAsked e => Move(
                said,
                e.Message!,
                lot => Standing(lot) with { Clock = new ClockQuestion.Asked(e.Message!.Body, e.At) }
            ),
            TimeAttested e => Attest(said, e),
            PartialsReleased e => Move(said, e.Message!, lot => Release(lot, e.ListHash)),
            PointOpened e => Move(said, e.Message!, lot => Open(lot, e)),
            ForkSeen or TimeTold or WantRefused => said,
            _ => throw new InvalidOperationException($"{happened.GetType().Name} has no meaning for the state."),
        };
    }

    private static TrusteeState Remember(TrusteeState state, TrusteeMessage message)
    {
        var detail = DetailOf(message);
        return state with
        {
            Said = state.Said.SetItem(
                TrusteeState.SaidKey(message.Kind, message.Session, message.Lot, detail),
                message
            ),
        };
    }

    // A cosignature is remembered per stream, which the lot tells; what may be said of several things, per thing.
    private static string DetailOf(TrusteeMessage message) =>
        message.Kind switch
        {
            TrusteeMessageKind.Refusal
                when TrusteeBodies.TryRefusal(message.Body, out var want, out var reason, out _) => want + "/" + reason,
            TrusteeMessageKind.Attestation when TrusteeBodies.TryAttestation(message.Body, out var nonce, out _) =>
                Convert.ToHexString(nonce),
            TrusteeMessageKind.Point when TrusteeBodies.TryPoint(message.Body, out var subject, out _) =>
                Convert.ToHexString(subject),
            _ => "",
        };

    private static TrusteeLot.Committed Parse(byte[] policy) =>
        LockPolicyCodec.TryParse(policy, out var parsed, out var problem)
            ? new(parsed, policy)
            : throw new InvalidOperationException($"The kept policy is not valid: {problem}");

    private static TrusteeState Put(TrusteeState state, TrusteeMessage about, TrusteeLot lot) =>
        state with
        {
            Lots = state.Lots.SetItem(TrusteeState.Key(about.Session, about.Lot), lot),
        };

    private static TrusteeState Move(TrusteeState state, TrusteeMessage about, Func<TrusteeLot, TrusteeLot> step) =>
        Put(
            state,
            about,
            step(
                state.Find(about.Session, about.Lot)
                    ?? throw new InvalidOperationException($"Lot {about.Lot} of {about.Session} is unknown.")
            )
        );

    private static TrusteeLot.Locked Keep(TrusteeLot.Signed lot, LockKept kept) =>
        new(lot.Policy, lot.PolicyBytes, lot.LockId, kept.Certificate, kept.OpenedAt);

    private static TrusteeState Freeze(TrusteeState state, FreezeWitnessed frozen)
    {
        var seen = state with { Heads = state.Heads.SetItem(frozen.Head.Stream, frozen.Head) };
        return Move(seen, frozen.Message!, lot => new TrusteeLot.Frozen((TrusteeLot.Locked)lot, frozen.Head));
    }

    private static TrusteeState Attest(TrusteeState state, TrusteeEvent happened)
    {
        var attested = (TimeAttested)happened;
        var key = TrusteeState.Key(attested.Session, attested.Lot);
        var lot = Standing(state.Lots[key]) with { Clock = new ClockQuestion.Attested(attested.At) };
        return state with { Lots = state.Lots.SetItem(key, lot), ClockMark = Math.Max(state.ClockMark, attested.Mark) };
    }

    // With the release the lot's question about the time is over.
    private static TrusteeLot.Released Release(TrusteeLot lot, byte[] listHash) =>
        lot is TrusteeLot.Frozen frozen
            ? new TrusteeLot.Released(frozen with { Clock = null }, listHash)
            : throw new InvalidOperationException($"The lot is {lot.GetType().Name}, not frozen.");

    private static TrusteeLot.Locked Open(TrusteeLot lot, PointOpened opened)
    {
        var standing = Standing(lot);
        return TrusteeBodies.TryPoint(opened.Message!.Body, out var subject, out _)
            ? standing with
            {
                Points = standing.Points.Add(opened.Slot, subject),
            }
            : throw new InvalidOperationException("The kept point cannot be read.");
    }

    private static TrusteeLot.Locked Standing(TrusteeLot lot) =>
        lot as TrusteeLot.Locked
        ?? throw new InvalidOperationException($"The lot is {lot.GetType().Name}: its lock does not stand.");
}
