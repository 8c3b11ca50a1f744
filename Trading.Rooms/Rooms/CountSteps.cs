using Trading.Rooms.Counts;
using Trading.Rooms.Papers;

namespace Trading.Rooms.Rooms;

/// <summary>Price scores, sums, the check of both counts. Source: docs/spec/room.md, "Count".</summary>
internal static class CountSteps
{
    private const int SaltBytes = 32;

    public static Decision<RoomEvent> Count(Room.Sitting state, CountScores c)
    {
        if (state is not Room.Summing s)
            return state is Room.Reporting ? Decision<RoomEvent>.Nothing : RoomNo.WrongPhase(state);
        if (s.Count is not null)
            return Decision<RoomEvent>.Nothing;
        if (s.Motion is not null)
            return RoomNo.TooEarly(s.Facts.Pack.Rules.Dispute, "A motion is voted on.", "vote-on-motion");
        if (c.Salt.Length != SaltBytes)
            return RoomNo.Malformed($"A salt has {SaltBytes} bytes.");
        var made = c.Made ?? CountMade.Of(s, c);
        // Something was decided while it was counted: what is due now is another count.
        if (!made.IsOf(s.Work))
            return Decision<RoomEvent>.Nothing;
        return made is { Scores: { } scores, Result: { } result }
            ? Decision<RoomEvent>.Accept(scores with { At = c.Now }, result with { At = c.Now })
            : Blocked(s, c, made.Outcome);
    }

    // The same block again is nothing new: whoever asks after it was told learns no more.
    private static Decision<RoomEvent> Blocked(Room.Summing s, CountScores c, CountOutcome outcome)
    {
        var blocked = new CountBlocked(
            c.Now,
            s.Work.Revision,
            outcome.Code,
            outcome.Where,
            outcome.Rule,
            outcome.First,
            outcome.Second
        );
        return s.Blocked is { } before && before with { At = c.Now } == blocked ? Decision<RoomEvent>.Nothing : blocked;
    }

    public static Decision<RoomEvent> Draft(Room.Sitting state, RoomAct act, Declare c)
    {
        var rules = state.Facts.Pack.Rules;
        switch (state)
        {
            case Room.Reporting s when s.Draft.Hash == act.Subject:
                return Decision<RoomEvent>.Nothing;
            case Room.Reporting { Opinions.IsEmpty: false }:
                return RoomNo.Conflict(rules.Report, "Members have signed another draft.");
            case Room.Reporting s:
                return Drafted(state, s.Count.Revision, act, c);
            case Room.Summing { Motion: not null }:
                return RoomNo.TooEarly(rules.Dispute, "A motion is voted on.", "vote-on-motion");
            case Room.Summing { Blocked: { } blocked }:
                return Refuse(blocked);
            case Room.Summing { Count: { } count }:
                return Drafted(state, count.Revision, act, c);
            case Room.Summing:
                return RoomNo.TooEarly(rules.Report, "The scores have not been counted.", "wait-for-count");
            default:
                return RoomNo.WrongPhase(state);
        }
    }

    private static Refusal Refuse(CountBlocked blocked) =>
        blocked.Code == Counting.Differ
            ? RoomNo.BadScoring(
                blocked.Rule,
                $"The two counts differ at {blocked.Where}: {blocked.First} and {blocked.Second}.",
                "tell-the-agent"
            )
            : RoomNo.BadScoring(
                blocked.Rule,
                $"{blocked.Code} at {blocked.Where}: {blocked.First}",
                "correct-for-a-lawful-reason"
            );

    private static Decision<RoomEvent> Drafted(Room.Sitting state, int revision, RoomAct act, Declare c)
    {
        var signBy = c.Now + state.Facts.Pack.SignSeconds * RoomDecider.SecondMicros;
        return Decision<RoomEvent>.Accept(
            new ReportDrafted(c.Now, act.Subject, signBy, c.Act),
            new ReportCommitted(c.Now, revision, c.Act.Commitment(state.Facts.Suite))
        );
    }

    public static Room Drafted(Room.Sitting state, ReportDrafted e)
    {
        var count = state switch
        {
            Room.Summing s => s.Count,
            Room.Reporting s => s.Count,
            _ => null,
        };
        return count is null
            ? throw new CorruptEventException(nameof(ReportDrafted), "nothing was counted")
            : new Room.Reporting(
                state.Facts,
                state.Committee,
                state.Work,
                count,
                e,
                ImmutableSortedDictionary<int, bool>.Empty,
                e.At
            );
    }

    public static Decision<RoomEvent> Sign(Room.Sitting state, RoomAct act, Declare c)
    {
        if (state is not Room.Reporting s)
            return RoomNo.WrongPhase(state);
        var (rule, agrees) = (s.Facts.Pack.Rules.Report, act.Kind == RoomActKind.Agree);
        if (act.Subject != s.Draft.Hash)
            return RoomNo.Conflict(rule, "Another draft is signed.");
        if (s.Opinions.TryGetValue(act.Signer, out var said))
            return said == agrees ? Decision<RoomEvent>.Nothing : RoomNo.Conflict(rule, "The member has signed.");
        return c.Now < s.Draft.SignBy
            ? new ReportJudged(c.Now, act.Signer, agrees, c.Act)
            : RoomNo.TooLate(rule, "The time to sign is over: silence is agreement.", "reload-room");
    }

    /// <summary>Silence past the limit is agreement (procurement-87:61, bidding-reg:53).</summary>
    public static SilenceDeemed? Deem(Room.Reporting state, long now)
    {
        if (now < state.Draft.SignBy)
            return null;
        int[] silent = [.. Enumerable.Range(1, state.Facts.Seats).Where(seat => !state.Opinions.ContainsKey(seat))];
        return silent.Length > 0 ? new SilenceDeemed(now, silent) : null;
    }

    /// <summary>Everybody has said something.</summary>
    public static IReadOnlyList<RoomEvent> Follow(Room.Reporting state, long now) =>
        state.Opinions.Count < state.Facts.Seats
            ? []
            :
            [
                new EvaluationConcluded(
                    now,
                    state.Count.Revision,
                    state.Count.Candidates,
                    state.Opinions.Values.Count(agrees => agrees),
                    state.Opinions.Values.Count(agrees => !agrees)
                ),
            ];
}
