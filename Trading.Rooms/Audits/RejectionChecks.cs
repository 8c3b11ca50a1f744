using Trading.Rooms.Papers;
using Trading.Rooms.Rooms;
using Trading.Rooms.Starts;
using Trading.Streams.Archives;

namespace Trading.Rooms.Audits;

/// <summary>V97: why bids are out. Source: docs/spec/report.md, "Checks".</summary>
internal static class RejectionChecks
{
    public static Finding Rejections(RoomArchiveCase c)
    {
        if (c.Kind == ArchiveKind.Bidder)
            return OfBidder(c);
        return c.OfFull(() =>
            c.OfEach<RoomEvent>(
                (m, e) =>
                    e switch
                    {
                        BidQualified q => Qualified(m.Sitting!.Facts, q),
                        BidRejected r => Rejected(c, m, r),
                        _ => null,
                    },
                _ => $"{c.All.Count(e => e is BidRejected)} rejections"
            )
        );
    }

    private static string? Qualified(RoomFacts facts, BidQualified e)
    {
        if (SeatChecks.OfficialProblem(facts, e.Act, RoomActKind.Qualify) is { } problem)
            return problem;
        return
            RoomAct.TryParse(e.Act.Statement, out var act)
            && act.By == RoomAct.Host
            && (act.Subject, act.Item, act.Text) == (e.Bid, e.Item, e.Reason)
            ? null
            : "the host found something else";
    }

    private static string? Rejected(RoomArchiveCase c, RoomMoment moment, BidRejected e)
    {
        var state = moment.Sitting!;
        if (state.Facts.Start.Find(e.Bid) is null)
            return "there is no such bid";
        if (e.Item.Length > 0)
            return ByItem(state, e);
        // The event before it is the vote or the silence that has this effect.
        var rule = Files.Terms(state.Facts).Pack.Rules.Of(e.Ground);
        if (e.Rule != rule)
            return $"the rule of its ground is {rule}";
        return moment.At == 0
            ? "nothing stands before it"
            : c.All[moment.At - 1] switch
            {
                QuestionLapsed lapsed => BySilence(state, lapsed, e),
                MotionSettled settled => ByVote(c.Moments[moment.At - 1], settled, e),
                _ => "neither a vote nor silence stands before it",
            };
    }

    private static string? ByItem(Room.Sitting state, BidRejected e)
    {
        if (state.Facts.Start.Items.FirstOrDefault(i => i.Id == e.Item) is not { } item)
            return "it stands on no published item";
        if ((item.Ground, item.Rule) != (e.Ground, e.Rule))
            return "ground and rule are not those of the item";
        if (state.Work.Qualified.GetValueOrDefault(e.Bid) is { Fails: true } found)
            return (found.Item, found.Reason) == (e.Item, e.Reason) ? null : "the host found something else";
        var items = state.Facts.Start.ItemsOf(item.Stage).ToList();
        var reviews = Enumerable
            .Range(1, state.Facts.Seats)
            .Select(seat => state.Work.Reviews.GetValueOrDefault(new ReviewKey(item.Stage, e.Bid, seat)))
            .OfType<HeldReview>()
            .ToList();
        for (var at = 0; at < items.Count; at++)
        {
            var fails = reviews.Where(r => !r.Paper.Marks[at].Passes).Select(r => r.Paper.Marks[at].Reason).ToList();
            if (fails.Count * 2 <= state.Facts.Seats)
                continue;
            return items[at].Id == e.Item && fails[0] == e.Reason
                ? null
                : "another item, or another reason, has the majority";
        }
        return "no item has a majority against it";
    }

    private static string? BySilence(Room.Sitting state, QuestionLapsed lapsed, BidRejected e) =>
        state.Work.Questions.GetValueOrDefault(lapsed.Question) is { Kind: QuestionKind.LowPrice } asked
        && asked.Bid == e.Bid
        && e.Ground == RejectionGround.BelowCost
            ? null
            : "the silence was not about its price";

    private static string? ByVote(RoomMoment voted, MotionSettled settled, BidRejected e)
    {
        if (voted.Sitting is not { } state || MotionSteps.MotionOf(state) is not { } motion)
            return "nothing was voted on";
        var isAbout = motion.Act.Subject == e.Bid && motion.Act.Text == e.Reason;
        return (motion.Kind, settled.Adopted) switch
        {
            (MotionKind.Reject, true) when isAbout && motion.Act.Item == Words.Of(e.Ground) => null,
            (MotionKind.Accept, false) when isAbout && e.Ground == RejectionGround.BelowCost => null,
            _ => "the vote was about something else",
        };
    }

    // The host signed what it found; what a committee voted, a bidder sees by its line of the count.
    private static Finding OfBidder(RoomArchiveCase c)
    {
        if (c.Start is not { } start || c.Pack is not { } pack)
            return Finding.Nothing("the start cannot be read");
        var facts = new RoomFacts(start, c.Started!.Start, c.Started.Terms, pack);
        foreach (var found in c.Own.OfType<BidQualified>())
            if (Qualified(facts, found) is { } problem)
                return Finding.Fail(problem);
        if (c.Own.OfType<BidRejected>().LastOrDefault() is not { } rejected)
            return Finding.Nothing("the bid was not rejected");
        if (c.Own.OfType<BidQualified>().Any(q => q.Item.Length > 0 && q.Item == rejected.Item))
            return Finding.Of(
                c.Own.OfType<BidQualified>().Any(q => (q.Item, q.Reason) == (rejected.Item, rejected.Reason))
                    ? null
                    : "the host found something else",
                "as the host signed it"
            );
        if (c.Archive!.Bidder!.Line is not { } proof || !Counts.RoomLine.TryParse(proof.Line, out var line))
            return Finding.Withheld("the room ended before a count: the supervisor's archive proves it");
        // A rejection of a committee that was replaced is void: the line says what stands.
        return line.Ground.Length == 0
            ? Finding.Pass("it was void: the count holds the bid")
            : Finding.Of(
                (line.Ground, line.Text) == (Words.Of(rejected.Ground), rejected.Reason)
                    ? null
                    : "the count was told another ground or reason",
                $"as the count was told: {line.Ground} [{rejected.Rule}]"
            );
    }
}
