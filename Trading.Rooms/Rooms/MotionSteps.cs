using Trading.Rooms.Counts;
using Trading.Rooms.Packs;
using Trading.Rooms.Papers;

namespace Trading.Rooms.Rooms;

/// <summary>What the committee decides by simple majority of its seats. Source: docs/spec/room.md, "Motions".</summary>
internal static class MotionSteps
{
    private static readonly ImmutableSortedDictionary<int, bool> NoVotes = ImmutableSortedDictionary<int, bool>.Empty;

    /// <summary>Grounds of a rejection by their words.</summary>
    private static readonly ImmutableSortedDictionary<string, RejectionGround> Grounds =
        Enum.GetValues<RejectionGround>().ToImmutableSortedDictionary(g => Words.Of(g), g => g, StringComparer.Ordinal);

    public static Decision<RoomEvent> Raise(Room.Sitting state, RoomAct act, Declare c)
    {
        var rules = state.Facts.Pack.Rules;
        if (state is not (Room.Explaining or Room.Summing))
            return RoomNo.WrongPhase(state);
        var id = RoomAct.Id(state.Facts.Suite, c.Act.Statement);
        if (MotionOf(state) is { } open)
            return open.Id == id
                ? Decision<RoomEvent>.Nothing
                : RoomNo.TooEarly(rules.Dispute, "Another motion is voted on.", "vote-on-motion");
        var kind = (MotionKind)act.Choice;
        if (kind != MotionKind.Dispute && act.Signer != state.Committee.Leader)
            return RoomNo.NotAllowed(rules.Leader, "The leader raises it.", "ask-the-leader");
        return Problem(state, act, kind) is { } no ? no : new MotionRaised(c.Now, id, c.Act);
    }

    public static Decision<RoomEvent> Vote(Room.Sitting state, RoomAct act, Declare c)
    {
        var rule = state.Facts.Pack.Rules.Dispute;
        if (MotionOf(state) is not { } motion || motion.Id != act.Subject)
            return RoomNo.NotFound("No such motion is voted on.");
        if (act.Choice is not (RoomAct.Yes or RoomAct.No))
            return RoomNo.Malformed("A vote is yes or no.");
        if (motion.Votes.TryGetValue(act.Signer, out var voted))
            return voted == act.IsYes ? Decision<RoomEvent>.Nothing : RoomNo.Conflict(rule, "The member has voted.");
        return new MotionVoted(c.Now, motion.Id, act.Signer, act.IsYes, c.Act);
    }

    /// <summary>What follows once a majority is there, or cannot come any more.</summary>
    public static IReadOnlyList<RoomEvent> Follow(Room.Sitting state, long now)
    {
        if (MotionOf(state) is not { } motion)
            return [];
        var (yes, no) = (motion.Votes.Values.Count(v => v), motion.Votes.Values.Count(v => !v));
        if (yes * 2 <= state.Facts.Seats && no * 2 <= state.Facts.Seats)
            return [];
        var isAdopted = yes > no;
        var settled = new MotionSettled(now, motion.Id, isAdopted);
        return Effect(state, motion, isAdopted, now) is { } effect ? [settled, effect] : [settled];
    }

    public static Room Raised(Room.Sitting state, MotionRaised e) =>
        RoomAct.TryParse(e.Act.Statement, out var act)
            ? With(state, new OpenMotion(e.Motion, act, NoVotes))
            : throw new CorruptEventException(nameof(MotionRaised), "the act cannot be read");

    public static Room Voted(Room.Sitting state, MotionVoted e) =>
        MotionOf(state) is { } motion
            ? With(state, motion with { Votes = motion.Votes.SetItem(e.Seat, e.Yes) })
            : throw new CorruptEventException(nameof(MotionVoted), "no motion is voted on");

    public static Room Settled(Room.Sitting state, MotionSettled e)
    {
        if (MotionOf(state) is not { } motion)
            throw new CorruptEventException(nameof(MotionSettled), "no motion is voted on");
        var after = With(state, null);
        return motion.Kind == MotionKind.Accept && e.Adopted
            ? QuestionSteps.Settled(after, Explanation(state, motion.Act.Subject)!, QuestionState.Accepted)
            : after;
    }

    public static OpenMotion? MotionOf(Room.Sitting state) =>
        state switch
        {
            Room.Explaining s => s.Motion,
            Room.Summing s => s.Motion,
            _ => null,
        };

    private static Room.Sitting With(Room.Sitting state, OpenMotion? motion) =>
        state switch
        {
            Room.Explaining s => s with { Motion = motion },
            Room.Summing s => s with { Motion = motion },
            _ => throw new CorruptEventException(nameof(MotionRaised), "there are no motions now"),
        };

    private static RoomEvent? Effect(Room.Sitting state, OpenMotion motion, bool isAdopted, long now)
    {
        var (act, rules) = (motion.Act, state.Facts.Pack.Rules);
        return motion.Kind switch
        {
            MotionKind.Accept when !isAdopted => QuestionSteps.OutFor(
                state,
                act.Subject,
                RejectionGround.BelowCost,
                act.Text,
                now
            ),
            MotionKind.GoOn when !isAdopted => new EvaluationFailed(now, RoomFailure.FewValid, rules.Few, null),
            _ when !isAdopted => null,
            MotionKind.Reject => QuestionSteps.OutFor(state, act.Subject, Grounds[act.Item], act.Text, now),
            MotionKind.GoOn => new CompetitionFound(now, Files.Units(state)),
            MotionKind.Brand => new BrandDecided(now, act.Item, act.Subject),
            MotionKind.Accept or MotionKind.Dispute => null,
            _ => Amended(ChangeOf(act), now),
        };
    }

    private static ScoreAmended Amended(ScoreChange change, long now) =>
        new(now, change.Kind, change.Seat, change.Bid, change.Criterion, change.Before, change.After, change.Reason);

    private static ScoreChange ChangeOf(RoomAct act) =>
        new(
            (AmendmentKind)(act.Choice - (byte)MotionKind.Sum),
            act.Seat,
            act.Subject,
            act.Item,
            act.Before,
            act.After,
            act.Text
        );

    private static Refusal? Problem(Room.Sitting state, RoomAct act, MotionKind kind)
    {
        var rules = state.Facts.Pack.Rules;
        if (kind is not (MotionKind.Dispute or MotionKind.GoOn) && state.Facts.Start.Find(act.Subject) is null)
            return RoomNo.NotFound("There is no such bid.");
        if (kind != MotionKind.Dispute && !Staged.IsReason(act.Text))
            return RoomNo.Malformed("A reason has 1 to 500 visible letters.");
        return kind switch
        {
            MotionKind.Dispute => null,
            MotionKind.Accept => Explanation(state, act.Subject) is null
                ? RoomNo.NotAllowed(rules.LowPrice, "No explanation waits for a decision.", "ask-for-explanation")
                : null,
            MotionKind.Reject => Rejecting(state, act),
            MotionKind.GoOn => GoingOn(state),
            MotionKind.Brand => Files.WithBrand(state, act.Item, act.Subject) is { } fault
                ? RoomNo.BadScoring(fault.Rule, $"{fault.Word} at {fault.Path}.", "choose-among-equals")
                : null,
            _ => Amending(state, act),
        };
    }

    private static Refusal? Rejecting(Room.Sitting state, RoomAct act)
    {
        var rule = state.Facts.Pack.Rules.Reject;
        if (!Grounds.ContainsKey(act.Item))
            return RoomNo.NotAllowed(state.Facts.Pack.Rules.Criteria, "There is no such ground.", "name-a-ground");
        return state.Work.IsOut(act.Subject) ? RoomNo.Conflict(rule, "The bid is out.") : null;
    }

    private static Refusal? GoingOn(Room.Sitting state)
    {
        var pack = state.Facts.Pack;
        if (pack.FewValid != FewValid.CommitteeDecides || state is not Room.Explaining)
            return RoomNo.NotAllowed(pack.Rules.Few, "This is not the committee's to decide.", "reload-room");
        return state.Work.GoesOn || Files.Units(state) >= pack.LeastValid
            ? RoomNo.NotAllowed(pack.Rules.Few, "Enough bidders are left, or it was decided.", "close-questions")
            : null;
    }

    private static Refusal? Amending(Room.Sitting state, RoomAct act)
    {
        if (state is not Room.Summing)
            return RoomNo.WrongPhase(state);
        return Files.WithChange(state, ChangeOf(act)) is { } fault
            ? RoomNo.BadScoring(
                fault.Rule,
                $"{fault.Word} at {fault.Path}: none of the four lawful corrections.",
                "correct-for-a-lawful-reason"
            )
            : null;
    }

    private static string? Explanation(Room.Sitting state, string bid) =>
        state
            .Work.Questions.FirstOrDefault(q =>
                q.Value.Bid == bid && q.Value is { Kind: QuestionKind.LowPrice, State: QuestionState.Answered }
            )
            .Key;
}
