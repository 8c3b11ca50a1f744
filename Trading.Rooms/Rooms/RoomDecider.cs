using Trading.Rooms.Counts;
using Trading.Rooms.Papers;

namespace Trading.Rooms.Rooms;

/// <summary>
/// What may happen next in a room. A pair of phase and wish that does not stand here is refused; a wish that is already
/// true is accepted without an event. Source: docs/spec/room.md.
/// </summary>
public static class RoomDecider
{
    internal const long SecondMicros = 1_000_000;

    /// <summary>
    /// Events that fulfil the wish and whatever follows from them (none when it is fulfilled already), or a refusal and
    /// its rule. Times never fall: what waited behind a younger wish bears the stream's time.
    /// </summary>
    public static Decision<RoomEvent> Decide(Room state, RoomCommand command)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(command);
        return RoomFlow.Follow(state, Judge(state, command with { Now = Math.Max(command.Now, state.LastAt) }));
    }

    private static Decision<RoomEvent> Judge(Room state, RoomCommand command) =>
        (state, command) switch
        {
            (Room.None, StartEvaluation c) => SeatSteps.Start(c),
            (Room.None, _) => RoomNo.NoRoom,
            (Room.Started s, StartEvaluation c) => SeatSteps.Again(s, c),
            (Room.Started s, Declare c) => Declared(s, c),
            (Room.Started s, SealReport c) => SealSteps.Seal(s, c),
            (Room.Seating s, TakeSeat c) => SeatSteps.Take(s, c),
            (Room.Sitting s, TakeSeat c) => SatDown(s, c),
            (Room.Sitting s, SubmitReview c) => ReviewSteps.Review(s, c),
            (Room.Sitting s, DrawLabels c) => MaskSteps.Draw(s, c),
            (Room.Masking s, SubmitSheet c) => MaskSteps.Submit(s, c),
            (Room.Sitting s, SubmitSheet c) => SheetSteps.Submit(s, c),
            (Room.Sitting s, CountScores c) => CountSteps.Count(s, c),
            (Room.Sitting s, PassTime c) => Pass(s, c),
            (_, PassTime) => Decision<RoomEvent>.Nothing,
            _ => RoomNo.WrongPhase(state),
        };

    // Everybody sits: the same certificate again is nothing, another one has no seat.
    private static Decision<RoomEvent> SatDown(Room.Sitting state, TakeSeat c)
    {
        var decided = SeatSteps.Take(state, c);
        return decided.Events.Count == 0 ? decided : RoomNo.WrongPhase(state);
    }

    private static Decision<RoomEvent> Pass(Room.Sitting state, PassTime c)
    {
        var lapsed = QuestionSteps.Lapse(state, c.Now).ToList();
        if (state is Room.Reporting s && CountSteps.Deem(s, c.Now) is { } deemed)
            lapsed.Add(deemed);
        return Decision<RoomEvent>.Accept([.. lapsed]);
    }

    private static Decision<RoomEvent> Declared(Room.Started state, Declare c)
    {
        if (!RoomAct.TryParse(c.Act.Statement, out var act))
            return RoomNo.Malformed("The statement is not an act.");
        if (act.Room != state.Facts.Id)
            return RoomNo.Malformed("The act is about another room.");
        if (!Signers.MaySign(act))
            return RoomNo.NotAllowed(RoomNo.Spec, "This act is somebody else's.", "leave-to-the-entitled");
        if (Signers.Of(state, act, c.Act, c.Now) is { } no)
            return no;
        if (state.Used.Contains(RoomAct.Id(state.Facts.Suite, c.Act.Statement)))
            return Decision<RoomEvent>.Nothing;
        return act.Kind switch
        {
            RoomActKind.Stop => OrderSteps.Stop(state, c),
            RoomActKind.Resume => OrderSteps.Resume(state, c),
            RoomActKind.Abandon => OrderSteps.Abandon(state, c),
            RoomActKind.Again => OrderSteps.Again(state, act, c),
            _ => state is Room.Sitting sitting ? Declared(sitting, act, c) : RoomNo.WrongPhase(state),
        };
    }

    private static Decision<RoomEvent> Declared(Room.Sitting state, RoomAct act, Declare c) =>
        act.Kind switch
        {
            RoomActKind.Pledge => SeatSteps.Pledge(state, act, c),
            RoomActKind.Avoid => SeatSteps.Unseat(state, act.Signer, state.Facts.Pack.Rules.Avoid, c),
            RoomActKind.Unseat => SeatSteps.Unseat(state, act.Seat, state.Facts.Pack.Rules.Replace, c),
            RoomActKind.Ballot => SeatSteps.Ballot(state, act, c),
            RoomActKind.Name => SeatSteps.Name(state, act, c),
            RoomActKind.CallShort => SeatSteps.CallShort(state, act, c),
            RoomActKind.Qualify => ReviewSteps.Qualify(state, act, c),
            RoomActKind.Ask => OfLeader(state, act) is { } no ? no : QuestionSteps.Ask(state, act, c),
            RoomActKind.Answer => QuestionSteps.Answer(state, act, c),
            RoomActKind.Close => OfLeader(state, act) is { } no ? no : QuestionSteps.Close(state, c),
            RoomActKind.Raise => MotionSteps.Raise(state, act, c),
            RoomActKind.Vote => MotionSteps.Vote(state, act, c),
            RoomActKind.Draft => CountSteps.Draft(state, act, c),
            _ => CountSteps.Sign(state, act, c),
        };

    private static Refusal? OfLeader(Room.Sitting state, RoomAct act) =>
        act.Signer == state.Committee.Leader
            ? null
            : RoomNo.NotAllowed(state.Facts.Pack.Rules.Leader, "The leader does it.", "ask-the-leader");

    internal static bool Same(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) => one.SequenceEqual(other);

    /// <summary>
    /// The state after an event. An event that does not follow from the state is a <see cref="CorruptEventException"/>.
    /// </summary>
    public static Room Evolve(Room state, RoomEvent happened)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(happened);
        var problem = StreamTimes.Problem(happened.At, state.LastAt, 0);
        if (problem is not null)
            throw new CorruptEventException(happened.GetType().Name, problem);
        var after = After(state, happened);
        var used =
            after is Room.Started s && ActOf(happened) is { } act
                ? state.Used.Add(RoomAct.Id(s.Facts.Suite, act.Statement))
                : state.Used;
        return after with { LastAt = happened.At, Used = used };
    }

    /// <summary>The act behind an event; null where it has none.</summary>
    internal static RoomSigned? ActOf(RoomEvent happened) =>
        happened switch
        {
            EvaluationStopped e => e.Act,
            EvaluationResumed e => e.Act,
            EvaluationFailed e => e.Act,
            ReviewedAgain e => e.Act,
            MemberPledged e => e.Act,
            MemberUnseated e => e.Act,
            BallotCast e => e.Act,
            LeaderNamed e => e.Act,
            BidQualified e => e.Act,
            QuestionAsked e => e.Act,
            QuestionAnswered e => e.Act,
            QuestionsClosed e => e.Act,
            MotionRaised e => e.Act,
            MotionVoted e => e.Act,
            TimeCalledShort e => e.Act,
            ReportDrafted e => e.Act,
            ReportJudged e => e.Act,
            _ => null,
        };

    private static Room After(Room state, RoomEvent happened) =>
        (state, happened) switch
        {
            (Room.None, EvaluationStarted e) => SeatSteps.Started(e),
            (Room.Sitting s, SeatsCounted or SheetCommitted or ResultCommitted or ReportCommitted) => s,
            (Room.Masking s, LabelsCommitted or MaskedCommitted or IdentityFound) => s,
            (Room.Masking s, LabelsDrawn e) => MaskSteps.Drawn(s, e),
            (Room.Masking s, MaskedSubmitted e) => MaskSteps.Submitted(s, e),
            (Room.Masking s, LabelsOpened) => s with { Work = s.Work with { Labels = [], Salt = [] } },
            (Room.Sitting s, StageBegan e) => RoomFlow.Begin(s, e),
            (Room.Sitting s, StageClosed e) => s with { Work = s.Work.Close(e.Stage) },
            (Room.Seating s, SeatTaken e) => SeatSteps.Taken(s, e),
            (Room.Pledging s, MemberPledged e) => SeatSteps.Pledged(s, e),
            (Room.Sitting s, MemberUnseated e) when s.Committee.Members.ContainsKey(e.Seat) => SeatSteps.Unseated(s, e),
            (Room.Electing s, BallotCast e) => SeatSteps.Cast(s, e),
            (Room.Electing s, ElectionTied e) => s with
            {
                Tied = [.. e.Tied],
                Ballots = s.Ballots.Clear(),
                Papers = [],
            },
            (Room.Electing s, LeaderElected e) => s with { Committee = s.Committee with { Leader = e.Seat } },
            (Room.Sitting s, LeaderNamed e) when s.Committee.Members.ContainsKey(e.Seat) => s with
            {
                Committee = s.Committee with { Leader = e.Seat },
            },
            (Room.Reviewing s, BidQualified e) => s with
            {
                Work = s.Work with { Qualified = s.Work.Qualified.SetItem(e.Bid, new(e.Item, e.Reason)) },
            },
            (Room.Reviewing s, BidReviewed e) => ReviewSteps.Reviewed(s, e),
            (Room.Sitting s, BidRejected e) => Rejected(s, e),
            (Room.Explaining s, QuestionAsked e) => QuestionSteps.Asked(s, e),
            (Room.Sitting s, QuestionAnswered e) => QuestionSteps.Settled(
                s,
                e.Question,
                e.Yes ? QuestionState.Answered : QuestionState.Refused
            ),
            (Room.Sitting s, QuestionLapsed e) => QuestionSteps.Settled(s, e.Question, QuestionState.Lapsed),
            (Room.Explaining s, QuestionsClosed) => s,
            (Room.Sitting s, MotionRaised e) => MotionSteps.Raised(s, e),
            (Room.Sitting s, MotionVoted e) => MotionSteps.Voted(s, e),
            (Room.Sitting s, MotionSettled e) => MotionSteps.Settled(s, e),
            (Room.Explaining s, CompetitionFound) => s with { Work = s.Work with { GoesOn = true } },
            (Room.Sitting s, BrandDecided e) => Uncounted(
                s with
                {
                    Work = s.Work with { Brands = s.Work.Brands.SetItem(e.Brand, e.Bid) },
                }
            ),
            (Room.Summing s, ScoreAmended e) => Uncounted(
                s with
                {
                    Work = s.Work with { Changes = s.Work.Changes.Add(ChangeOf(e)) },
                }
            ),
            (Room.Sitting s, TimeCalledShort e) => s with { Work = s.Work with { Short = s.Work.Short.Add(e.Seat) } },
            (Room.Sitting s, EvaluationExtended e) => s with { Work = s.Work with { EndsAt = e.EndsAt, Short = [] } },
            (Room.Scoring s, SheetSubmitted e) => SheetSteps.Submitted(s, e),
            (Room.Summing s, ScoresCounted e) => s with { Count = e, Blocked = null },
            (Room.Summing s, CountBlocked e) => s with { Blocked = e },
            (Room.Sitting s, ReportDrafted e) => CountSteps.Drafted(s, e),
            (Room.Reporting s, ReportJudged e) => s with { Opinions = s.Opinions.SetItem(e.Seat, e.Agrees) },
            (Room.Reporting s, SilenceDeemed e) => s with
            {
                Opinions = s.Opinions.SetItems(e.Seats.Select(seat => KeyValuePair.Create(seat, true))),
            },
            _ => Turned(state, happened),
        };

    /// <summary>It ends, stops, or goes on after it did.</summary>
    private static Room Turned(Room state, RoomEvent happened) =>
        (state, happened) switch
        {
            (Room.Reporting s, EvaluationConcluded e) => new Room.Concluded(s, e, e.At),
            (Room.Concluded { Seal: null } s, ReportSealed e) when e.Revision == s.Result.Revision => s with
            {
                Seal = e,
            },
            (Room.Sitting s, EvaluationStopped e) => new Room.Stopped(s, e.At),
            (Room.Stopped s, EvaluationResumed e) => OrderSteps.Resumed(s, e),
            (Room.Stopped s, EvaluationFailed e) => new Room.Failed(s.Before, e, e.At),
            (Room.Sitting s, EvaluationFailed e) => new Room.Failed(s, e, e.At),
            (Room.Reporting or Room.Concluded, ReviewedAgain e) => OrderSteps.ReviewedAgain((Room.Started)state, e),
            _ => throw new CorruptEventException(
                happened.GetType().Name,
                $"does not follow in a room of {state.LastAt}"
            ),
        };

    private static Room.Sitting Rejected(Room.Sitting state, BidRejected e)
    {
        var rejection = new BidRejection(e.Ground, e.Rule, e.Item, e.Reason, e.IsLate);
        return Uncounted(
            state with
            {
                Work = state.Work with { Rejections = state.Work.Rejections.SetItem(e.Bid, rejection) },
            }
        );
    }

    // What was counted before is no count of what stands now.
    private static Room.Sitting Uncounted(Room.Sitting state) =>
        state is Room.Summing s ? s with { Count = null, Blocked = null } : state;

    private static ScoreChange ChangeOf(ScoreAmended e) =>
        new(e.Kind, e.Seat, e.Bid, e.Criterion, e.Before, e.After, e.Reason);
}
