using Trading.Rooms.Counts;
using Trading.Rooms.Papers;
using Trading.Rooms.Rooms;

namespace Trading.Rooms.Audits;

/// <summary>V99 and V101: votes, and what corrects a score. Source: docs/spec/report.md, "Checks".</summary>
internal static class MotionChecks
{
    public static Finding Motions(RoomArchiveCase c) =>
        c.OfFull(() =>
            c.OfEach<RoomEvent>(
                (m, e) =>
                    e switch
                    {
                        MotionRaised r => Raised(m.Sitting!, r),
                        MotionVoted v => Voted(m.Sitting!, v),
                        MotionSettled s => Settled(m.Sitting!, s),
                        TimeCalledShort t => SeatChecks.ActProblem(m.Sitting!, t.Act, RoomActKind.CallShort, t.Seat),
                        _ => null,
                    },
                _ => $"{c.All.Count(e => e is MotionRaised)} motions, {c.All.Count(e => e is MotionVoted)} votes"
            )
        );

    public static Finding Corrections(RoomArchiveCase c) =>
        c.OfFull(() =>
            c.OfEach<ScoreAmended>(
                (m, e) => Amended(c, m, e),
                n => $"{n} corrections, each for one of the four reasons"
            )
        );

    private static string? Raised(Room.Sitting state, MotionRaised e)
    {
        if (!RoomAct.TryParse(e.Act.Statement, out var act))
            return "it stands on no act";
        if (RoomAct.Id(state.Facts.Suite, e.Act.Statement) != e.Motion)
            return "its id is another act's";
        return act.Choice != (byte)MotionKind.Dispute && act.Signer != state.Committee.Leader
            ? "the leader did not raise it"
            : SeatChecks.ActProblem(state, e.Act, RoomActKind.Raise, act.Signer);
    }

    private static string? Voted(Room.Sitting state, MotionVoted e)
    {
        if (MotionSteps.MotionOf(state) is not { } motion || motion.Id != e.Motion)
            return "no such motion is voted on";
        if (motion.Votes.ContainsKey(e.Seat))
            return $"seat {e.Seat} has voted";
        var problem = SeatChecks.ActProblem(state, e.Act, RoomActKind.Vote, e.Seat);
        return
            problem is null
            && RoomAct.TryParse(e.Act.Statement, out var act)
            && (act.Subject != e.Motion || act.IsYes != e.Yes)
            ? "the vote says something else"
            : problem;
    }

    private static string? Settled(Room.Sitting state, MotionSettled e)
    {
        if (MotionSteps.MotionOf(state) is not { } motion || motion.Id != e.Motion)
            return "no such motion is voted on";
        var (yes, no) = (motion.Votes.Values.Count(v => v), motion.Votes.Values.Count(v => !v));
        return (e.Adopted ? yes : no) * 2 > state.Facts.Seats ? null : $"{yes} yes and {no} no do not settle it so";
    }

    private static string? Amended(RoomArchiveCase c, RoomMoment moment, ScoreAmended e)
    {
        if (
            moment.At == 0
            || c.Moments[moment.At - 1] is not { Event: MotionSettled { Adopted: true }, Sitting: { } voted }
            || MotionSteps.MotionOf(voted) is not { } motion
        )
            return "no adopted motion stands before it";
        var act = motion.Act;
        if (
            motion.Kind != (MotionKind)((byte)MotionKind.Sum + (byte)e.Kind)
            || (act.Seat, act.Subject, act.Item, act.Before, act.After, act.Text)
                != (e.Seat, e.Bid, e.Criterion, e.Before, e.After, e.Reason)
        )
            return "the motion was another correction";
        var change = new ScoreChange(e.Kind, e.Seat, e.Bid, e.Criterion, e.Before, e.After, e.Reason);
        return Files.WithChange(moment.Sitting!, change) is { } fault ? $"{fault.Word} at {fault.Path}" : null;
    }
}
