using Trading.Rooms.Papers;
using Trading.Rooms.Rooms;
using Trading.Rooms.Starts;

namespace Trading.Rooms.Audits;

/// <summary>V96 and V100: what members handed in alone. Source: docs/spec/report.md, "Checks".</summary>
internal static class PaperChecks
{
    public static Finding Papers(RoomArchiveCase c) =>
        c.OfFull(() =>
            c.OfEach<RoomEvent>(
                (m, e) =>
                    e switch
                    {
                        BallotCast b => Ballot(m.Sitting!, b),
                        BidReviewed r => Review(m.Sitting!, r),
                        SheetSubmitted s => Signed(m.Sitting!, s.Seat, s.Paper) ?? Uncommitted(c, m.At, s),
                        MaskedSubmitted s => Signed(m.Sitting!, s.Seat, s.Paper) ?? Uncommitted(c, m.At, s),
                        MaskedCommitted => c.All[m.At - 1] is MaskedSubmitted ? null : "no sheet stands before it",
                        LabelsCommitted l => Committed(c, m, l),
                        LabelsOpened l => Opened(m, l),
                        SheetCommitted => c.All[m.At - 1] is SheetSubmitted ? null : "no sheet stands before it",
                        StageClosed s => Root(m.Sitting!, s),
                        _ => null,
                    },
                _ => $"{c.All.Count(IsPaper)} papers under " + $"{c.All.Count(e => e is StageClosed)} roots"
            )
        );

    public static Finding Sheets(RoomArchiveCase c) =>
        c.OfFull(() =>
            c.OfEach<RoomEvent>(
                (m, e) =>
                    e switch
                    {
                        SheetSubmitted s => m.Before is Room.Scoring at && TryRead(s.Paper, out var paper)
                            ? SheetSteps.Problem(at, paper)?.Detail
                            : "no sheet was due",
                        MaskedSubmitted s => m.Before is Room.Masking at && TryRead(s.Paper, out var paper)
                            ? MaskSteps.Problem(at, paper)?.Detail
                            : "no masked sheet was due",
                        _ => null,
                    },
                _ =>
                    $"{c.All.Count(e => e is SheetSubmitted or MaskedSubmitted)} sheets, each item once, in bounds"
                    + " and on step"
            )
        );

    private static bool IsPaper(RoomEvent e) => e is BallotCast or BidReviewed or SheetSubmitted or MaskedSubmitted;

    private static bool TryRead(RoomSigned signed, out SheetPaper paper) =>
        SheetPaper.TryParse(signed.Statement, out paper);

    private static string? Committed(RoomArchiveCase c, RoomMoment m, LabelsCommitted e) =>
        c.All[m.At - 1] is LabelsDrawn drawn
        && MaskSteps.Commitment(c.Suite, drawn.Salt).AsSpan().SequenceEqual(e.Commitment)
            ? null
            : "another secret was committed to";

    private static string? Opened(RoomMoment m, LabelsOpened e) =>
        m.Before is Room.Masking s && s.Work.Salt.AsSpan().SequenceEqual(e.Salt)
            ? null
            : "another secret was opened than labels were drawn with";

    private static string? Ballot(Room.Sitting state, BallotCast e)
    {
        var problem = SeatChecks.ActProblem(state, e.Act, RoomActKind.Ballot, e.Seat);
        return problem is null && RoomAct.TryParse(e.Act.Statement, out var act) && act.Seat != e.For
            ? "the ballot names another seat"
            : problem;
    }

    private static string? Review(Room.Sitting state, BidReviewed e)
    {
        if (!ReviewPaper.TryParse(e.Paper.Statement, out var paper) || paper.Room != state.Facts.Id)
            return "the review cannot be read";
        if (paper.Seat != e.Seat || paper.Stage != e.Stage || paper.Bid != e.Bid)
            return "the review is of another seat, stage or bid";
        var items = state.Facts.Start.ItemsOf(e.Stage).Select(i => i.Id);
        return paper.Marks.Select(mark => mark.Item).SequenceEqual(items)
            ? SeatChecks.SignatureProblem(state, e.Seat, e.Paper, Tags.RoomReview)
            : "it judges other items than were published";
    }

    private static string? Signed(Room.Sitting state, int seat, RoomSigned signed)
    {
        if (!SheetPaper.TryParse(signed.Statement, out var paper) || paper.Room != state.Facts.Id)
            return "the sheet cannot be read";
        return paper.Seat == seat
            ? SeatChecks.SignatureProblem(state, seat, signed, Tags.RoomSheet)
            : "the sheet is another seat's";
    }

    private static string? Uncommitted(RoomArchiveCase c, int at, SheetSubmitted e) =>
        at + 1 < c.All.Count
        && c.All[at + 1] is SheetCommitted told
        && told.Commitment.AsSpan().SequenceEqual(e.Paper.Commitment(c.Suite))
            ? null
            : "another commitment was published";

    private static string? Uncommitted(RoomArchiveCase c, int at, MaskedSubmitted e) =>
        at + 1 < c.All.Count
        && c.All[at + 1] is MaskedCommitted told
        && told.Commitment.AsSpan().SequenceEqual(e.Paper.Commitment(c.Suite))
            ? null
            : "another commitment was published";

    // Ballots in the order in which they came, reviews by bid in the start's order and by seat, sheets by seat.
    private static string? Root(Room.Sitting state, StageClosed e)
    {
        byte[][]? papers = state switch
        {
            Room.Electing s when e.Stage == RoomStage.Electing => [.. s.Papers],
            Room.Masking s when e.Stage == RoomStage.Masking => [.. s.Work.Masked.Values.Select(p => p.Commitment)],
            Room.Reviewing s when e.Stage == s.Stage => [.. Reviews(s)],
            Room.Scoring s when e.Stage == RoomStage.Scoring => [.. s.Work.Sheets.Values.Select(p => p.Commitment)],
            _ => null,
        };
        if (papers is null)
            return "another stage was open";
        if (papers.Length != e.Papers)
            return $"{papers.Length} papers were in, {e.Papers} were told";
        return PaperTree.Root(state.Facts.Suite, papers).AsSpan().SequenceEqual(e.Root)
            ? null
            : "the papers give another root";
    }

    private static IEnumerable<byte[]> Reviews(Room.Reviewing state) =>
        from bid in state.Facts.Start.Bids
        where !state.Work.IsOut(bid.Id)
        from seat in Enumerable.Range(1, state.Facts.Seats)
        let held = state.Work.Reviews.GetValueOrDefault(new ReviewKey(state.Items, bid.Id, seat))
        where held is not null
        select held.Commitment;
}
