using Trading.Rooms.Packs;
using Trading.Rooms.Papers;

namespace Trading.Rooms.Rooms;

/// <summary>
/// Clarifications, explanations of low prices, corrected prices. Source: docs/spec/room.md, "Questions".
/// </summary>
internal static class QuestionSteps
{
    /// <summary>Most questions of a room.</summary>
    public const int Most = 2_000;

    public static Decision<RoomEvent> Ask(Room.Sitting state, RoomAct act, Declare c)
    {
        var (pack, start) = (state.Facts.Pack, state.Facts.Start);
        var id = RoomAct.Id(state.Facts.Suite, c.Act.Statement);
        if (state.Work.Questions.ContainsKey(id))
            return Decision<RoomEvent>.Nothing;
        if (state is not Room.Explaining)
            return RoomNo.WrongPhase(state);
        if (start.Find(act.Subject) is null)
            return RoomNo.NotFound("There is no such bid.");
        if (!Enum.IsDefined((QuestionKind)act.Choice))
            return RoomNo.Malformed("There is no such kind of question.");
        if (state.Work.IsOut(act.Subject))
            return RoomNo.NotAllowed(pack.Rules.Reject, "The bid is out.", "leave-out-rejected");
        if (Unclean(state, act, isQuestion: true) is { } no)
            return no;
        var (kind, rule) = ((QuestionKind)act.Choice, RuleOf(pack, (QuestionKind)act.Choice));
        if (act.After < pack.LeastAnswerSeconds || act.After > pack.MostAnswerSeconds)
            return RoomNo.NotAllowed(
                rule,
                $"A bidder has {pack.LeastAnswerSeconds} to {pack.MostAnswerSeconds} s to answer.",
                "give-lawful-time"
            );
        if (
            kind != QuestionKind.Clarify
            && state.Work.Questions.Values.Any(q => q.Bid == act.Subject && q.Kind == kind)
        )
            return RoomNo.Conflict(rule, "The bidder has been asked for this.");
        if (kind == QuestionKind.Price && !MustConfirm(state, act.Subject))
            return RoomNo.NotAllowed(rule, "The bid's price was not corrected.", "leave-the-price");
        if (state.Work.Questions.Count >= Most)
            return new Refusal(Reason.LimitReached, RoomNo.Spec, $"A room asks {Most} questions.", "close-questions");
        var answerBy = c.Now + act.After * RoomDecider.SecondMicros;
        return new QuestionAsked(c.Now, id, act.Subject, kind, answerBy, c.Act);
    }

    public static Decision<RoomEvent> Answer(Room.Sitting state, RoomAct act, Declare c)
    {
        if (!state.Work.Questions.TryGetValue(act.Subject, out var question))
            return RoomNo.NotFound("There is no such question.");
        var rule = RuleOf(state.Facts.Pack, question.Kind);
        if (question.Bid != act.SigningBid)
            return RoomNo.NotAllowed(rule, "Another bidder was asked.", "leave-to-the-asked");
        if (question.State is QuestionState.Lapsed)
            return RoomNo.TooLate(rule, "The time to answer is over.", "tell-the-agent");
        if (question.State is not QuestionState.Open)
            return RoomNo.Conflict(rule, "The question was answered.");
        if (c.Now >= question.AnswerBy)
            return RoomNo.TooLate(rule, "The time to answer is over.", "tell-the-agent");
        if (question.Kind != QuestionKind.Price && !act.IsYes)
            return RoomNo.Malformed("Only a corrected price is confirmed or refused.");
        return Unclean(state, act, isQuestion: false) is { } no
            ? no
            : new QuestionAnswered(c.Now, act.Subject, act.IsYes, c.Act);
    }

    /// <summary>What silence does now.</summary>
    public static IEnumerable<RoomEvent> Lapse(Room.Sitting state, long now)
    {
        foreach (var (id, question) in Overdue(state, now))
        {
            yield return new QuestionLapsed(now, id);
            if (question.Kind == QuestionKind.LowPrice && !state.Work.IsOut(question.Bid))
                yield return OutFor(state, question.Bid, RejectionGround.BelowCost, "期限内未说明", now);
        }
    }

    public static IEnumerable<KeyValuePair<string, Question>> Overdue(Room.Sitting state, long now) =>
        state.Work.Questions.Where(q => q.Value.State == QuestionState.Open && q.Value.AnswerBy <= now);

    /// <summary>A bid is out by a ground: the rule is that of scoring.</summary>
    public static BidRejected OutFor(Room.Sitting state, string bid, RejectionGround ground, string reason, long now) =>
        new(now, bid, ground, Files.Terms(state.Facts).Pack.Rules.Of(ground), "", reason, state is Room.Summing);

    /// <summary>The leader ends the time of questions: everything that the law asks for has been done.</summary>
    public static Decision<RoomEvent> Close(Room.Sitting state, Declare c)
    {
        if (state is not Room.Explaining s)
            return state is Room.Scoring or Room.Summing ? Decision<RoomEvent>.Nothing : RoomNo.WrongPhase(state);
        var pack = s.Facts.Pack;
        if (s.Motion is not null)
            return RoomNo.TooEarly(pack.Rules.Dispute, "A motion is voted on.", "vote-on-motion");
        if (s.Work.Questions.Values.Any(q => q.State == QuestionState.Open))
            return RoomNo.TooEarly(pack.Rules.Clarify, "A bidder may still answer.", "wait-for-answer");
        var (all, fault) = Files.Bids(s, confirmsAll: true);
        if (fault is not null)
            return RoomNo.BadScoring(
                fault.Rule,
                $"{fault.Word} at {fault.Path}: the bid cannot be scored.",
                "reject-the-bid"
            );
        if (Missing(s, all!.Corrected, QuestionKind.Price) is { } unconfirmed)
            return RoomNo.Incomplete(
                pack.Rules.Correct,
                $"The corrected price of bid {unconfirmed} was not confirmed.",
                "ask-for-confirmation"
            );
        var judged = Files.Bids(s, confirmsAll: false).Judged!;
        return Unexplained(s, judged) is { } no ? no : Counted(s, judged.Units, c);
    }

    private static Refusal? Unexplained(Room.Explaining s, BidsJudged judged)
    {
        var rule = s.Facts.Pack.Rules.LowPrice;
        if (Missing(s, judged.Low, QuestionKind.LowPrice) is { } silent)
            return RoomNo.Incomplete(
                rule,
                $"The price of bid {silent} is abnormally low: nobody asked for an explanation.",
                "ask-for-explanation"
            );
        var open = s.Work.Questions.Values.FirstOrDefault(q =>
            q is { Kind: QuestionKind.LowPrice, State: QuestionState.Answered } && !s.Work.IsOut(q.Bid)
        );
        return open is null
            ? null
            : RoomNo.Incomplete(
                rule,
                $"The committee has not decided about the explanation of bid {open.Bid}.",
                "vote-on-explanation"
            );
    }

    private static Decision<RoomEvent> Counted(Room.Explaining s, int units, Declare c)
    {
        var closed = new QuestionsClosed(c.Now, c.Act);
        if (RoomFlow.Ends(s, units, c.Now) is { } failed)
            return Decision<RoomEvent>.Accept(closed, failed);
        return units < s.Facts.Pack.LeastValid && !s.Work.GoesOn
            ? RoomNo.Incomplete(
                s.Facts.Pack.Rules.Few,
                $"{units} bidders are left: the committee decides whether competition is.",
                "vote-on-competition"
            )
            : Decision<RoomEvent>.Accept(closed, new StageBegan(c.Now, RoomStage.Scoring));
    }

    public static Room Asked(Room.Sitting state, QuestionAsked e) =>
        With(state, e.Question, new Question(e.Bid, e.Kind, e.AnswerBy, QuestionState.Open));

    public static Room Settled(Room.Sitting state, string question, QuestionState outcome) =>
        state.Work.Questions.TryGetValue(question, out var asked)
            ? With(state, question, asked with { State = outcome })
            : throw new CorruptEventException(nameof(QuestionAnswered), "there is no such question");

    private static Room With(Room.Sitting state, string id, Question question) =>
        state with
        {
            Work = state.Work with { Questions = state.Work.Questions.SetItem(id, question) },
        };

    private static string? Missing(Room.Explaining state, IEnumerable<string> bids, QuestionKind kind) =>
        bids.FirstOrDefault(bid => !state.Work.Questions.Values.Any(q => q.Bid == bid && q.Kind == kind));

    private static bool MustConfirm(Room.Sitting state, string bid) =>
        Files.Bids(state, confirmsAll: true).Judged?.Corrected.Contains(bid) ?? false;

    private static Refusal? Unclean(Room.Sitting state, RoomAct act, bool isQuestion)
    {
        var rule = state.Facts.Pack.Rules.Clarify;
        var bid = isQuestion ? act.Subject : act.SigningBid!;
        if (HintFilter.Identity(state.Facts.Start, bid, act.Text) is not null)
            return RoomNo.NotAllowed(rule, "The text names another bidder.", "leave-out-identity");
        return isQuestion && HintFilter.Hint(act.Text) is { } hint
            ? RoomNo.NotAllowed(rule, $"The text hints: {hint}.", "leave-out-hints")
            : null;
    }

    private static string RuleOf(RoomPack pack, QuestionKind kind) =>
        kind switch
        {
            QuestionKind.LowPrice => pack.Rules.LowPrice,
            QuestionKind.Price => pack.Rules.Correct,
            _ => pack.Rules.Clarify,
        };
}
