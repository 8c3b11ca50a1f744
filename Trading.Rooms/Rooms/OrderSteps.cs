using Trading.Rooms.Papers;

namespace Trading.Rooms.Rooms;

/// <summary>Stop and seal, go on, form anew, review again. Source: docs/spec/room.md, "Orders".</summary>
internal static class OrderSteps
{
    public static Decision<RoomEvent> Stop(Room.Started state, Declare c) =>
        state switch
        {
            Room.Sitting => new EvaluationStopped(c.Now, c.Act),
            Room.Stopped => Decision<RoomEvent>.Nothing,
            _ => RoomNo.WrongPhase(state),
        };

    public static Decision<RoomEvent> Resume(Room.Started state, Declare c) =>
        state is Room.Stopped ? new EvaluationResumed(c.Now, c.Act) : RoomNo.WrongPhase(state);

    public static Decision<RoomEvent> Abandon(Room.Started state, Declare c) =>
        state switch
        {
            Room.Stopped => new EvaluationFailed(
                c.Now,
                RoomFailure.NewCommittee,
                state.Facts.Pack.Rules.Replace,
                c.Act
            ),
            Room.Failed { Failure.Cause: RoomFailure.NewCommittee } => Decision<RoomEvent>.Nothing,
            Room.Sitting => RoomNo.TooEarly(
                state.Facts.Pack.Rules.Replace,
                "It is stopped and sealed first.",
                "stop-and-seal"
            ),
            _ => RoomNo.WrongPhase(state),
        };

    public static Decision<RoomEvent> Again(Room.Started state, RoomAct act, Declare c)
    {
        var ground = (AmendmentKind)(act.Choice - 1);
        if (!Enum.IsDefined(ground))
            return RoomNo.NotAllowed(
                state.Facts.Pack.Rules.Amend,
                "Scores are reviewed again for four reasons alone.",
                "correct-for-a-lawful-reason"
            );
        return state is Room.Concluded or Room.Reporting
            ? new ReviewedAgain(c.Now, WorkOf(state).Revision + 1, ground, c.Act)
            : RoomNo.WrongPhase(state);
    }

    public static Room ReviewedAgain(Room.Started state, ReviewedAgain e)
    {
        var last = state as Room.Sitting ?? ((Room.Concluded)state).Last;
        var work = last.Work with { Revision = e.Revision };
        return new Room.Summing(last.Facts, last.Committee, work, null, null, null, e.At);
    }

    /// <summary>No time has passed for anybody while everything was sealed.</summary>
    public static Room Resumed(Room.Stopped state, EvaluationResumed e)
    {
        var stood = e.At - state.LastAt;
        var before = state.Before;
        var work = before.Work with
        {
            EndsAt = before.Work.EndsAt + stood,
            Questions = before.Work.Questions.SetItems(
                before
                    .Work.Questions.Where(q => q.Value.State == QuestionState.Open)
                    .Select(q => KeyValuePair.Create(q.Key, q.Value with { AnswerBy = q.Value.AnswerBy + stood }))
            ),
        };
        var after = before with { Work = work };
        return after is Room.Reporting s ? s with { Draft = s.Draft with { SignBy = s.Draft.SignBy + stood } } : after;
    }

    private static RoomWork WorkOf(Room.Started state) => (state as Room.Sitting ?? ((Room.Concluded)state).Last).Work;
}
