using Trading.Rooms.Papers;
using Trading.Rooms.Rooms;
using Trading.Rooms.Starts;
using Trading.Streams.Archives;

namespace Trading.Rooms.Audits;

/// <summary>V98: what bidders were asked, answered, and let pass. Source: docs/spec/report.md, "Checks".</summary>
internal static class QuestionChecks
{
    public static Finding Questions(RoomArchiveCase c) =>
        c.Kind == ArchiveKind.Bidder
            ? OfBidder(c)
            : c.OfFull(() =>
                c.OfEach<RoomEvent>(
                    (m, e) => ProblemOf(m, e),
                    _ =>
                        $"{c.All.Count(e => e is QuestionAsked)} questions, "
                        + $"{c.All.Count(e => e is QuestionAnswered)} answers, "
                        + $"{c.All.Count(e => e is QuestionLapsed)} silences"
                )
            );

    private static string? ProblemOf(RoomMoment m, RoomEvent e) =>
        e switch
        {
            QuestionAsked q => Asked(m.Sitting!.Facts, q)
                ?? (
                    m.Sitting is Room.Explaining s && SignerOf(q) == s.Committee.Leader
                        ? SeatChecks.SignatureProblem(s, s.Committee.Leader, q.Act, Tags.RoomAct)
                        : "the leader did not ask it"
                ),
            QuestionAnswered a => Answered(m.Sitting!.Facts, a, m.Sitting.Work.Questions.GetValueOrDefault(a.Question)),
            QuestionLapsed l => m.Sitting!.Work.Questions.GetValueOrDefault(l.Question)
                is { State: QuestionState.Open } asked
            && l.At >= asked.AnswerBy
                ? null
                : "nothing was due",
            QuestionsClosed closed => SeatChecks.ActProblem(
                m.Sitting!,
                closed.Act,
                RoomActKind.Close,
                m.Sitting!.Committee.Leader
            ),
            _ => null,
        };

    private static int SignerOf(QuestionAsked e) => RoomAct.TryParse(e.Act.Statement, out var act) ? act.Signer : 0;

    private static string? Asked(RoomFacts facts, QuestionAsked e)
    {
        if (!RoomAct.TryParse(e.Act.Statement, out var act) || act.Room != facts.Id || act.Kind != RoomActKind.Ask)
            return "it stands on another act";
        if (RoomAct.Id(facts.Suite, e.Act.Statement) != e.Question)
            return "its id is another act's";
        if (act.Subject != e.Bid || act.Choice != (byte)e.Kind)
            return "another bidder was asked, or something else";
        if (
            act.After < facts.Pack.LeastAnswerSeconds
            || act.After > facts.Pack.MostAnswerSeconds
            || e.AnswerBy != e.At + act.After * RoomDecider.SecondMicros
        )
            return "the time to answer is not the one that was given";
        return HintFilter.Identity(facts.Start, e.Bid, act.Text) is null && HintFilter.Hint(act.Text) is null
            ? null
            : "the text names another bidder, or hints";
    }

    private static string? Answered(RoomFacts facts, QuestionAnswered e, Question? asked)
    {
        if (
            !RoomAct.TryParse(e.Act.Statement, out var act)
            || act.Room != facts.Id
            || act.Kind != RoomActKind.Answer
            || act.Subject != e.Question
            || act.IsYes != e.Yes
        )
            return "it stands on another act";
        if (asked is null || asked.Bid != act.SigningBid)
            return "another bidder was asked";
        if (!facts.Start.Find(asked.Bid)!.Keys.Any(key => e.Act.Holds(facts.Suite, key, Tags.RoomAct)))
            return "the bidder's signature does not hold";
        return e.At < asked.AnswerBy ? null : "it came too late";
    }

    private static Finding OfBidder(RoomArchiveCase c)
    {
        if (c.Start is not { } start || c.Pack is not { } pack)
            return Finding.Nothing("the start cannot be read");
        var facts = new RoomFacts(start, c.Started!.Start, c.Started.Terms, pack);
        var asked = new Dictionary<string, Question>(StringComparer.Ordinal);
        foreach (var happened in c.Own)
        {
            var problem = happened switch
            {
                QuestionAsked e => Asked(facts, e) ?? SignedProblem(c, start, e),
                QuestionAnswered e => Answered(facts, e, asked.GetValueOrDefault(e.Question)),
                QuestionLapsed e => asked.TryGetValue(e.Question, out var open) && e.At >= open.AnswerBy
                    ? null
                    : "nothing was due",
                _ => null,
            };
            if (problem is not null)
                return Finding.Fail($"{happened.GetType().Name}: {problem}");
            if (happened is QuestionAsked q)
                asked[q.Question] = new Question(q.Bid, q.Kind, q.AnswerBy + StoodSince(c, q), QuestionState.Open);
        }
        return asked.Count == 0
            ? Finding.Nothing("nobody asked this bidder")
            : Finding.Pass($"{asked.Count} questions");
    }

    private static string? SignedProblem(RoomArchiveCase c, RoomStart start, QuestionAsked e)
    {
        var seat = SignerOf(e);
        return c
            .Own.OfType<SeatTaken>()
            .Any(taken =>
                SeatCertificate.TryParse(taken.Certificate, out var certificate)
                && certificate.Seat == seat
                && certificate.Holds(c.Suite, start.Gate, taken.Signature)
                && e.Act.Holds(c.Suite, certificate.Key, Tags.RoomAct)
            )
            ? null
            : "no certified seat signed it";
    }

    // While everything was sealed no time passed for anybody: the public stream says how long.
    private static long StoodSince(RoomArchiveCase c, QuestionAsked e)
    {
        var (stood, stoppedAt) = (0L, 0L);
        foreach (var happened in c.Public.Where(p => p.At >= e.At))
            if (happened is EvaluationStopped)
                stoppedAt = happened.At;
            else if (happened is EvaluationResumed && stoppedAt > 0 && stoppedAt < e.AnswerBy + stood)
                stood += happened.At - stoppedAt;
        return stood;
    }
}
