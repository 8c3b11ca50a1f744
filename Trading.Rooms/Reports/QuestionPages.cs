using Trading.Documents;
using Trading.Rooms.Papers;
using Trading.Rooms.Rooms;
using Row = Trading.Documents.Row;

namespace Trading.Rooms.Reports;

/// <summary>What bidders were asked and answered, and what the committee voted on.</summary>
internal static class QuestionPages
{
    public static IEnumerable<Block> Of(ReportFacts facts, ReportWords words)
    {
        yield return words.Chapter("五、澄清与说明", "5. Questions and answers");
        yield return Questions(facts, words);
        yield return words.Chapter("六、表决事项", "6. Motions");
        yield return Motions(facts, words);
    }

    private static Table Questions(ReportFacts facts, ReportWords words)
    {
        var answers = facts.Events.OfType<QuestionAnswered>().ToDictionary(e => e.Question, StringComparer.Ordinal);
        return new Table(
            [
                Column.Share(4),
                Column.Share(3),
                Column.Share(6),
                Column.Fixed(Length.Millimetres(36)),
                Column.Share(6),
                Column.Share(3),
            ],
            [.. facts.Events.OfType<QuestionAsked>().Select(q => ToRow(facts, words, q, answers))]
        )
        {
            Head =
            [
                Row.Of(
                    words.Head(words.Bidder, "Bidder"),
                    words.Head("事项", "What for"),
                    words.Head("问题", "Question"),
                    words.Head("提出与截止", "Asked, answer by"),
                    words.Head("答复", "Answer"),
                    words.Head("结果", "Outcome")
                ),
            ],
            Empty = words["无", "none"],
            Small = true,
        };
    }

    private static Row ToRow(
        ReportFacts facts,
        ReportWords words,
        QuestionAsked asked,
        Dictionary<string, QuestionAnswered> answers
    )
    {
        var question = facts.Work.Questions[asked.Question];
        var answer = answers.GetValueOrDefault(asked.Question);
        return Row.Of(
            facts.NameOf(asked.Bid),
            words.Question(asked.Kind),
            PrintedText.Of(ReportFacts.ActOf(asked.Act).Text),
            $"{PrintedTime.Clock(asked.At)}\n{PrintedTime.Clock(question.AnswerBy)}",
            answer is null
                ? "—"
                : $"{PrintedText.Of(ReportFacts.ActOf(answer.Act).Text)}\n{PrintedTime.Clock(answer.At)}",
            StateOf(question.State, words)
        );
    }

    private static string StateOf(QuestionState state, ReportWords words) =>
        state switch
        {
            QuestionState.Open => words["等待答复", "open"],
            QuestionState.Answered => words["已答复", "answered"],
            QuestionState.Refused => words["不确认", "refused"],
            QuestionState.Lapsed => words["期限内未答复", "no answer in time"],
            _ => words["已采信", "accepted"],
        };

    private static Table Motions(ReportFacts facts, ReportWords words)
    {
        var votes = facts.Events.OfType<MotionVoted>().ToLookup(e => e.Motion, StringComparer.Ordinal);
        var settled = facts.Events.OfType<MotionSettled>().ToDictionary(e => e.Motion, StringComparer.Ordinal);
        return new Table(
            [
                Column.Fixed(Length.Millimetres(36)),
                Column.Share(4),
                Column.Share(4),
                Column.Share(7),
                Column.Share(4),
                Column.Share(2),
            ],
            [
                .. facts
                    .Events.OfType<MotionRaised>()
                    .Select(m => ToRow(facts, words, m, votes[m.Motion], settled.GetValueOrDefault(m.Motion))),
            ]
        )
        {
            Head =
            [
                Row.Of(
                    words.Head("提出", "Raised"),
                    words.Head("事项", "What"),
                    words.Head("对象", "About"),
                    words.Head("内容与理由", "Text"),
                    words.Head("表决", "Votes"),
                    words.Head("结果", "Outcome")
                ),
            ],
            Empty = words["无", "none"],
            Small = true,
        };
    }

    private static Row ToRow(
        ReportFacts facts,
        ReportWords words,
        MotionRaised raised,
        IEnumerable<MotionVoted> votes,
        MotionSettled? settled
    )
    {
        var act = ReportFacts.ActOf(raised.Act);
        return Row.Of(
            $"{PrintedTime.Clock(raised.At)}\n{words.Seat(act.Signer)}",
            words.Motion((MotionKind)act.Choice),
            About(facts, act),
            PrintedText.Of(act.Text),
            VotesOf(votes, words, true) + "\n" + VotesOf(votes, words, false),
            settled is null ? words["未结束", "open"]
                : settled.Adopted ? words["通过", "adopted"]
                : words["未通过", "lost"]
        );
    }

    private static string About(ReportFacts facts, RoomAct act) =>
        act.Subject.Length == 0
            ? "—"
            : facts.NameOf(act.Subject) + (act.Item.Length > 0 ? $"（{PrintedText.Of(act.Item)}）" : "");

    private static string VotesOf(IEnumerable<MotionVoted> votes, ReportWords words, bool yes)
    {
        int[] seats = [.. votes.Where(v => v.Yes == yes).Select(v => v.Seat).Order()];
        return $"{words.Yes(yes)} {seats.Length}"
            + (seats.Length > 0 ? $"（{string.Join(words["、", ", "], seats)}）" : "");
    }
}
