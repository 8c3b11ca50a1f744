using System.Collections.Immutable;
using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Seatings;

namespace Trading.Evaluation.Draws;

/// <summary>
/// What may happen next in a draw. A pair of phase and wish that does not stand here is refused; a wish that is already
/// true is accepted without an event. Source: docs/spec/draw.md, "Streams".
/// </summary>
public static partial class DrawDecider
{
    /// <summary>
    /// Events that fulfil the wish (none when it is fulfilled already), or a refusal with its rule. Times never fall:
    /// what waited behind a younger wish bears the stream's time.
    /// </summary>
    public static Decision<DrawEvent> Decide(Draw state, DrawCommand command)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(command);
        return Judge(state, command with { Now = Math.Max(command.Now, state.LastAt) });
    }

    private static Decision<DrawEvent> Judge(Draw state, DrawCommand command) =>
        (state, command) switch
        {
            (Draw.None, RequestDraw c) => Publication.Publish(c),
            (Draw.None, ImportDraw c) => ExternalSteps.Import(c),
            (Draw.None, _) => DrawNo.NoDraw,
            (Draw.Imported s, _) => OfImported(s, command),
            (Draw.Published, ImportDraw) => DrawNo.Conflict("Another draw has this id."),
            (Draw.Published s, RequestDraw c) => Publication.Again(s, c),
            (Draw.Over, DiscloseDraw) or (Draw.Over { Failure: not null }, EndDraw) => DiscloseOver(
                (Draw.Over)state,
                command
            ),
            (Draw.Published s and not Draw.Over, EndDraw c) => End(s, c),
            (Draw.Locking s, CertifyDrawLock c) => Certify(s, c),
            (Draw.Published s, CertifyDrawLock c) => s is Draw.Over
                ? DrawNo.WrongPhase(s)
                : CertifiedAgain((Draw.Locked)s, c),
            (Draw.Locked s, CommitPool c) => CommitmentSteps.Commit(s, c),
            (Draw.Locked s and not Draw.Committed, TellShortage c) => CommitmentSteps.Shortage(s, c),
            (Draw.Over { Failure.Cause: DrawFailure.PoolShort }, TellShortage) => Nothing,
            (Draw.Drawn, CombineBeacon) => Nothing,
            (Draw.Committed s, CombineBeacon c) => BeaconSteps.Seat(s, c),
            (Draw.Locked { Reduction: { Value: null } reduction } s, CombineBeacon c) => BeaconSteps.Reduce(
                s,
                reduction,
                c
            ),
            (Draw.Committed s, OrderAnotherDraw c) => BeaconSteps.Again(s, c),
            (Draw.Committed s, TellPosition c) when PersonSteps.Concerns(c) => OfBuyer(s, c),
            (Draw.Committed s, NamePerson c) => PersonSteps.Name(PersonSteps.Frame.Of(s), s.People, c),
            (Draw.Over { Failure: null, Last: Draw.Drawn s }, TellPosition c) when PersonSteps.Concerns(c) =>
                PersonSteps.Tell(PersonSteps.Frame.Of(s), s.People, DrawDue.DoorClosesAt(s.Facts.Request), c),
            (Draw.Over { Failure: null, Last: Draw.Drawn s }, NamePerson c) => PersonSteps.Name(
                PersonSteps.Frame.Of(s),
                s.People,
                c
            ),
            (Draw.Drawn s, TellPosition c) => PositionSteps.Tell(s, c),
            (Draw.Over { Failure: null, Last: Draw.Drawn s }, TellPosition c) => PositionSteps.Later(s, c),
            (Draw.Over { Last: Draw.Drawn s }, UnsealSeat c) => PositionSteps.Name(s, c),
            (Draw.Over { Last: Draw.Drawn s }, TellConflicts) => s.HasConflicts ? Nothing : DrawNo.Unasked,
            (Draw.Drawn s, NameBidders c) => PositionSteps.Name(s, c),
            (Draw.Drawn s, TellConflicts c) => PositionSteps.Conflicts(s, c),
            (Draw.Drawn s, UnsealSeat c) => PositionSteps.Unseal(s, c),
            (Draw.Drawn s, DiscloseDraw c) => Disclose(s, c),
            _ => DrawNo.WrongPhase(state),
        };

    private static Decision<DrawEvent> OfImported(Draw.Imported state, DrawCommand command) =>
        command switch
        {
            ImportDraw c => ExternalSteps.Again(state, c),
            RequestDraw => DrawNo.Conflict("Another draw has this id."),
            TellPosition c => ExternalSteps.Tell(state, c),
            NamePerson c => ExternalSteps.Name(state, c),
            EndDraw c => ExternalSteps.End(state, c),
            KeepPaper c => ExternalSteps.Keep(state, c),
            _ => DrawNo.WrongPhase(state),
        };

    private static Decision<DrawEvent> OfBuyer(Draw.Committed state, TellPosition c) =>
        PersonSteps.OfBuyer(
            state,
            PersonSteps.Tell(PersonSteps.Frame.Of(state), state.People, DrawDue.DoorClosesAt(state.Facts.Request), c)
        );

    private static Decision<DrawEvent> Nothing => Decision<DrawEvent>.Nothing;

    private static Decision<DrawEvent> Certify(Draw.Locking state, CertifyDrawLock c)
    {
        if (state.Locks.TryGetValue(c.Lot, out var held))
            return Same(held.Bytes, c.Certificate) ? Nothing : DrawNo.Conflict("The lock has another certificate.");
        if (state.Facts.PolicyOf(c.Lot) is not { } policy)
            return DrawNo.Malformed("A draw has no such lock.");
        if (
            !LockCertificate.TryParse(c.Certificate, out var certificate)
            || certificate!.Verify(policy.CeremonyParameters()).Failed
        )
            return DrawNo.BadProof("The certificate does not verify under the policy.");
        return state.Locks.Values.Any(other => Same(other.Certificate.LockId, certificate.LockId))
            ? DrawNo.BadProof("Two locks of the draw are one.")
            : new DrawLockCertified(c.Now, c.Lot, c.Certificate);
    }

    private static Decision<DrawEvent> CertifiedAgain(Draw.Locked state, CertifyDrawLock c) =>
        state.Locks.TryGetValue(c.Lot, out var held) && Same(held.Bytes, c.Certificate)
            ? Nothing
            : DrawNo.Conflict("The lock has another certificate.");

    private static Decision<DrawEvent> End(Draw.Published state, EndDraw c)
    {
        var request = state.Facts.Request;
        var isLawful = c.Cause switch
        {
            DrawFailure.NoLock => state is Draw.Locking,
            DrawFailure.NotDrawn => state is not Draw.Drawn && c.Now >= request.RoomAt,
            DrawFailure.NotArrived => state is Draw.Drawn s
                && c.Now >= DrawDue.LastArrivalAt(request)
                && !s.StandsUncompared(c.Now),
            DrawFailure.NothingOpened => request.Session.Length > 0,
            _ => false,
        };
        return isLawful ? Failed(c.Now, c.Cause, state is Draw.Drawn) : DrawNo.WrongPhase(state);
    }

    private static Decision<DrawEvent> DiscloseOver(Draw.Over state, DrawCommand command) =>
        command is DiscloseDraw && state is { IsDisclosed: false, Last: Draw.Drawn }
            ? new DrawDisclosed(command.Now)
            : Nothing;

    private static Decision<DrawEvent> Disclose(Draw.Drawn state, DiscloseDraw c) =>
        state.IsComplete || state.StandsUncompared(c.Now)
            ? new DrawDisclosed(c.Now)
            : DrawNo.TooEarly(
                "Not everybody has arrived, or nobody was compared with the bidders yet.",
                "wait-for-arrivals"
            );

    /// <summary>A failure; after a seating it also discloses, so that everybody sees what led to it.</summary>
    internal static Decision<DrawEvent> Failed(long now, DrawFailure cause, bool discloses)
    {
        var failed = new DrawFailed(now, cause, -1, 0, 0, Constraint.Speciality, []);
        return discloses ? Decision<DrawEvent>.Accept(failed, new DrawDisclosed(now)) : failed;
    }

    internal static bool Same(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) => one.SequenceEqual(other);

    /// <summary>
    /// The state after an event. An event that does not follow from the state is a <see cref="CorruptEventException"/>.
    /// </summary>
    public static Draw Evolve(Draw state, DrawEvent happened)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(happened);
        return After(state, happened) with { LastAt = Math.Max(state.LastAt, happened.At) };
    }

    private static Draw After(Draw state, DrawEvent happened) =>
        (state, happened) switch
        {
            (Draw.None, ExternalDrawImported e) => ExternalSteps.Imported(e),
            (Draw.Imported s, _) => ExternalSteps.After(s, happened),
            (Draw.Committed s, PersonTold e) => s with { People = PersonSteps.Told(s.People, e) },
            (Draw.Committed s, PersonNamed e) => s with { People = PersonSteps.Named(s.People, e) },
            (Draw.Committed s, BuyersCounted) => s,
            (Draw.Over { Last: Draw.Drawn last } s, PersonTold e) => s with
            {
                Last = last with { People = PersonSteps.Told(last.People, e) },
            },
            (Draw.Over { Last: Draw.Drawn last } s, PersonNamed e) => s with
            {
                Last = last with { People = PersonSteps.Named(last.People, e) },
            },
            (Draw.None, DrawRequested e) => Publication.Requested(e),
            (Draw.Locking s, DrawLockCertified e) when s.Locks.Count + 1 == DrawLots.All.Count => new Draw.Locked(
                s.Facts,
                With(s, e),
                null,
                e.At
            ),
            (Draw.Locking s, DrawLockCertified e) => s with { Locks = With(s, e) },
            (Draw.Locked { Reduction: null } s and not Draw.Committed, PoolReduced e) => s with
            {
                Reduction = new ReductionFacts(HeadOf(e.Head), e.Root, [], null),
            },
            (Draw.Locked { Reduction: { Value: null } reduction } s, ReductionDrawn e) => s with
            {
                Reduction = reduction with { Answers = e.Answers, Value = e.Value },
            },
            (Draw.Locked s and not Draw.Committed, PoolCommitted e) => new Draw.Committed(
                s,
                new CommitmentFacts(HeadOf(e.Head), e.Root),
                [],
                e.At
            ),
            (Draw.Committed s and not Draw.Drawn, BeaconCombined e) => BeaconSteps.Combined(s, e),
            (Draw.Drawn s, CommitteeDrawn) => s,
            (Draw.Committed s, AnotherDrawOrdered e) => new Draw.Committed(
                s is Draw.Drawn d ? d.Then.Before : s.Before,
                s.Commitment,
                s.Orders.Add(new DrawAgain(e.Reason, e.Signature)),
                e.At
            )
            {
                People = s.People,
            },
            (Draw.Drawn s, PositionTold e) => PositionSteps.Told(s, e),
            (Draw.Drawn s, BiddersNamed e) => s with { Units = e.Units },
            (Draw.Drawn s, ConflictsFound e) => PositionSteps.Found(s, e),
            (Draw.Drawn s, NoticesCounted or ArrivalsCounted) => s,
            (Draw.Drawn s, SeatUnsealed e) => s with { Unsealed = s.Unsealed.Add(e.Position), Door = null },
            (Draw.Over { Last: Draw.Drawn last } s, SeatUnsealed e) => s with
            {
                Last = last with { Unsealed = last.Unsealed.Add(e.Position) },
            },
            (Draw.Over { Last: Draw.Drawn last } s, PositionTold e) => s with { Last = PositionSteps.Told(last, e) },
            (Draw.Published s and not Draw.Over, DrawFailed e) => new Draw.Over(s, e, false, e.At),
            (Draw.Over s, DrawDisclosed) => s with { IsDisclosed = true },
            (Draw.Drawn s, DrawDisclosed e) => new Draw.Over(s, null, true, e.At),
            _ => throw new CorruptEventException(
                happened.GetType().Name,
                $"does not follow in a draw of {state.LastAt}"
            ),
        };

    private static ImmutableSortedDictionary<string, DrawLock> With(Draw.Locking state, DrawLockCertified e) =>
        LockCertificate.TryParse(e.Certificate, out var certificate)
            ? state.Locks.SetItem(e.Lot, new DrawLock(certificate!, e.Certificate, e.At))
            : throw new CorruptEventException(nameof(DrawLockCertified), "the certificate cannot be read");

    private static CommitmentHead HeadOf(byte[] bytes) =>
        CommitmentHead.TryParse(bytes, out var head)
            ? head
            : throw new CorruptEventException(nameof(PoolCommitted), "the head cannot be read");
}
