using Trading.Rooms.Packs;
using Trading.Rooms.Starts;

namespace Trading.Rooms.Rooms;

/// <summary>
/// What follows by itself from what happened: nobody presses a button where the law leaves no choice. Source:
/// docs/spec/room.md, "Stages".
/// </summary>
internal static class RoomFlow
{
    /// <summary>These events and everything that follows from them, in one commit.</summary>
    public static Decision<RoomEvent> Follow(Room state, Decision<RoomEvent> decided)
    {
        if (decided.Events.Count == 0)
            return decided;
        var all = new List<RoomEvent>();
        var next = decided.Events;
        while (next.Count > 0)
        {
            foreach (var happened in next)
                state = RoomDecider.Evolve(state, happened);
            all.AddRange(next);
            next = Next(state, all[^1].At);
        }
        return Decision<RoomEvent>.Accept([.. all]);
    }

    private static IReadOnlyList<RoomEvent> Next(Room state, long now) =>
        state switch
        {
            Room.Seating s => s.Committee.Members.Count == s.Facts.Seats
                ? [new StageBegan(now, RoomStage.Pledging)]
                : [],
            Room.Pledging s when !s.Committee.HavePledged => [],
            Room.Pledging s => [new StageBegan(now, s.Committee.Leader == 0 ? RoomStage.Electing : MaskSteps.Next(s))],
            // The tenderer named the leader before anybody voted.
            Room.Electing { Committee.Leader: > 0 } s => [new StageBegan(now, MaskSteps.Next(s))],
            Room.Electing s => s.Ballots.Count == s.Facts.Seats ? SeatSteps.Elect(s, now) : [],
            Room.Masking s => MaskSteps.Follow(s, now),
            Room.Reviewing s => ReviewSteps.Follow(s, now),
            Room.Explaining s => Ended(s, now) ?? MotionSteps.Follow(s, now),
            Room.Scoring s => SheetSteps.Follow(s, now),
            Room.Summing s => Ended(s, now) ?? MotionSteps.Follow(s, now),
            Room.Reporting s => CountSteps.Follow(s, now),
            _ => [],
        };

    /// <summary>The end for want of valid bids, where nobody has a choice; else null.</summary>
    public static EvaluationFailed? Ends(Room.Sitting state, int units, long now)
    {
        var pack = state.Facts.Pack;
        var isEnd = units == 0 || (pack.FewValid == FewValid.Stop && units < pack.LeastValid);
        return isEnd ? new EvaluationFailed(now, RoomFailure.FewValid, pack.Rules.Few, null) : null;
    }

    private static IReadOnlyList<RoomEvent>? Ended(Room.Sitting state, long now) =>
        Ends(state, Files.Units(state), now) is { } failed ? [failed] : null;

    /// <summary>The stage as a phase.</summary>
    public static Room Begin(Room.Sitting s, StageBegan e) =>
        e.Stage switch
        {
            RoomStage.Seating when s is Room.Seating => s,
            RoomStage.Pledging => new Room.Pledging(s.Facts, s.Committee, s.Work, e.At),
            RoomStage.Electing => new Room.Electing(
                s.Facts,
                s.Committee,
                s.Work,
                [],
                ImmutableSortedDictionary<int, int>.Empty,
                [],
                e.At
            ),
            RoomStage.Masking => new Room.Masking(s.Facts, s.Committee, s.Work, e.At),
            RoomStage.Qualifying => new Room.Reviewing(s.Facts, s.Committee, s.Work, ItemStage.Qualification, e.At),
            RoomStage.Complying => new Room.Reviewing(s.Facts, s.Committee, s.Work, ItemStage.Compliance, e.At),
            RoomStage.Explaining => new Room.Explaining(s.Facts, s.Committee, s.Work, null, e.At),
            RoomStage.Scoring => SheetSteps.Begin(s, e.At),
            RoomStage.Summing => new Room.Summing(s.Facts, Settled(s.Committee), s.Work, null, null, null, e.At),
            _ => throw new CorruptEventException(nameof(StageBegan), $"{e.Stage} does not follow"),
        };

    // Whoever came late has handed in everything: the papers are the committee's.
    private static Committee Settled(Committee committee) =>
        committee with
        {
            Members = committee.Members.ToImmutableSortedDictionary(m => m.Key, m => m.Value with { Waits = false }),
        };
}
