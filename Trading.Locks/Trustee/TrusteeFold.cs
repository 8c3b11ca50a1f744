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
            TimeAsked e => Move(said, e.Message!, lot => new TrusteeLot.Asking(Bare(lot), e.Message!.Body, e.At)),
            TimeAttested e => Attest(said, e),
            PartialsReleased e => Move(said, e.Message!, lot => new TrusteeLot.Released(Bare(lot), e.ListHash)),
            ForkSeen or TimeTold or WantRefused => said,
            _ => throw new InvalidOperationException($"{happened.GetType().Name} has no meaning for the state."),
        };
    }

    private static TrusteeState Remember(TrusteeState state, TrusteeMessage message)
    {
        // A cosignature is remembered per stream, which the lot tells; a refusal per want and reason.
        var detail =
            message.Kind == TrusteeMessageKind.Refusal
            && TrusteeBodies.TryRefusal(message.Body, out var want, out var reason, out _)
                ? want + "/" + reason
            : message.Kind == TrusteeMessageKind.Attestation
            && TrusteeBodies.TryAttestation(message.Body, out var nonce, out _)
                ? Convert.ToHexString(nonce)
            : "";
        return state with
        {
            Said = state.Said.SetItem(
                TrusteeState.SaidKey(message.Kind, message.Session, message.Lot, detail),
                message
            ),
        };
    }

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
        var lot = new TrusteeLot.Attested(Bare(state.Lots[key]), attested.At);
        return state with { Lots = state.Lots.SetItem(key, lot), ClockMark = Math.Max(state.ClockMark, attested.Mark) };
    }

    // The phases from the freeze on replace one another; what they share stays.
    private static TrusteeLot.Frozen Bare(TrusteeLot lot) =>
        lot is TrusteeLot.Frozen frozen
            ? new TrusteeLot.Frozen(frozen, frozen.Freeze)
            : throw new InvalidOperationException($"The lot is {lot.GetType().Name}, not frozen.");
}
