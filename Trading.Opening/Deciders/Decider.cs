namespace Trading.Opening.Deciders;

/// <summary>
/// What may happen next in a session. One switch over (session, lot's phase, command): a pair that does not stand here
/// is refused. A wish that is already true is accepted without an event, so saying it twice is harmless. Source:
/// docs/spec/feed.md, "Procedure".
/// </summary>
public static partial class Decider
{
    /// <summary>
    /// Events that fulfil the command (none when it is already fulfilled), or a refusal with its rule. Never throws for
    /// a command that an edge can build.
    /// </summary>
    public static Decision<SessionEvent> Decide(Session state, SessionCommand command)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(command);
        var decision = Judge(state, command);
        // A clock that was set back, or a command that waited behind a younger one. It has to be lawful at its own hour
        // and at the stream's; its events bear the stream's, for times never fall.
        return decision.IsAccepted && command.Now < state.LastAt
            ? Judge(state, command with { Now = state.LastAt })
            : decision;
    }

    /// <summary>
    /// The same for a command at exactly its own time: what whoever reads a stream asks of each of its events.
    /// </summary>
    internal static Decision<SessionEvent> Judge(Session state, SessionCommand command) =>
        (state, LotOf(state, command), command) switch
        {
            // The session as a whole
            (Session.None, _, Prepare c) => Preparation.Publish(c),
            (Session.Running s, _, Prepare c) => Preparation.Again(s, c),
            (Session.Running s, _, Perform c) => ActSteps.Perform(s, c),
            (Session.Running s, _, TellStandstill c) => StandstillSteps.Tell(s, c),
            (Session.None, _, _) => No.NoSession(),
            (Session.Running s, _, SealRecord) => RecordSteps.TooEarly(s),
            (Session.Concluded s, _, SealRecord c) => RecordSteps.Seal(s, c),
            (Session.Sealed s, _, SealRecord c) => RecordSteps.Again(s, c),
            (Session.Concluded s, _, _) => AfterConclusion(s, command),
            (Session.Sealed s, _, _) => Judge(s.Last, command),
            (_, null, LotCommand c) => No.NoLot(c.Lot),

            // Key ceremony
            (_, Lot.Ceremony l, LogCeremonyMessage c) => CeremonySteps.Log(l, c),
            (_, Lot.Ceremony l, CertifyLock c) => CeremonySteps.Certify(l, c),
            (_, Lot.Ceremony l, FailCeremony c) => CeremonySteps.Fail(l, c),
            (_, Lot.Failed { Cause: LotFailure.NoLock }, FailCeremony) => Nothing,
            (_, Lot.Intake { Lock: var held }, CertifyLock c) => CeremonySteps.Again(held, c),

            // Freeze
            (Session.Running s, Lot.Intake l, Freeze c) => FreezeSteps.Freeze(s, l, c),
            (_, Lot.Closed { Freeze: var held }, Freeze c) => FreezeSteps.Again(held, c),
            (_, Lot.Frozen l, CosignFreeze c) => FreezeSteps.Cosign(l, c),
            (_, Lot.Released { Freeze: var held } l, CosignFreeze c) => FreezeSteps.CosignLater(l, held, c),
            (Session.Running s, Lot.Frozen l, FailLot c) => FreezeSteps.Fail(s, l, c),
            (_, Lot.Failed { Cause: LotFailure.FewSubmitted }, FailLot) => Nothing,

            // Revocation after the deadline
            (_, Lot.Intake l, Revoke c) => FreezeSteps.RevokeTooEarly(l, c),
            (_, Lot.Frozen l, Revoke c) => FreezeSteps.Revoke(l, c),
            (_, Lot.Released { Freeze: var held }, Revoke c) => FreezeSteps.RevokeTooLate(held, c),
            (_, Lot.Failed { Before: Lot.Frozen { Freeze: var held } } l, Revoke c) => FreezeSteps.RevokeFailed(
                l,
                held,
                c
            ),
            (_, Lot.Failed { Before: Lot.Releasing { Freeze: var held } }, Revoke c) => FreezeSteps.RevokeTooLate(
                held,
                c
            ),

            // Release and opening
            (_, Lot.Released { Release: var held } l, AcceptPartial c) => ReleaseSteps.Accept(l, held, c),
            (_, Lot.Released { Release: var held } l, RefusePartial c) => ReleaseSteps.Refuse(l, held, c),
            (Session.Running s, Lot.Releasing l, OpenAll c) => ReleaseSteps.Open(s, l, c),
            (_, Lot.Opened { Bids: var bids }, OpenAll c) => ReleaseSteps.Again(bids, c),
            (_, Lot.Failed { Cause: LotFailure.FewOpened, Bids: var bids }, OpenAll c) => ReleaseSteps.Again(bids, c),

            (_, { } phase, _) => No.WrongPhase(phase, command),
            _ => No.WrongPhase(state, command),
        };

    private static Decision<SessionEvent> Nothing => Decision<SessionEvent>.Nothing;

    private static Lot? LotOf(Session state, SessionCommand command) =>
        state is Session.Running running && command is LotCommand { Lot: { } lot }
            ? running.Lots.GetValueOrDefault(lot)
            : null;

    // Nothing changes any more, but what was already true before the conclusion stays a harmless wish.
    private static Decision<SessionEvent> AfterConclusion(Session.Concluded state, SessionCommand command)
    {
        var before = Judge(state.Last, command);
        return before.Events.All(e => e is SessionConcluded)
            ? before with
            {
                Events = [],
            }
            : No.WrongPhase(state, command);
    }
}
