using Trading.Rooms.Counts;
using Trading.Rooms.Papers;

namespace Trading.Rooms.Rooms;

/// <summary>The counted file of a room as it stands, and what scoring says of it.</summary>
internal static class Files
{
    /// <summary>The bytes; with all questions about prices answered by yes, to see what was corrected.</summary>
    public static byte[] Of(Room.Sitting state, bool confirmsAll = false) =>
        TenderFile.Of(state.Facts.Start, state.Facts.Terms, JudgedBy(state.Work, confirmsAll));

    /// <summary>The file without sheets, read: for what can be said of bids alone.</summary>
    public static (BidsJudged? Judged, Fault? Fault) Bids(Room.Sitting state, bool confirmsAll)
    {
        var judged = JudgedBy(state.Work, confirmsAll) with { Sheets = [], Changes = [] };
        return Staged.Bids(Read(state, judged));
    }

    /// <summary>The file without sheets and with one more choice between brands.</summary>
    public static Fault? WithBrand(Room.Sitting state, string brand, string bid)
    {
        var judged = JudgedBy(state.Work, confirmsAll: true) with
        {
            Sheets = [],
            Changes = [],
            Brands = state.Work.Brands.SetItem(brand, bid),
        };
        return Staged.Bids(Read(state, judged)).Fault;
    }

    /// <summary>The first fault of the corrections with one more.</summary>
    public static Fault? WithChange(Room.Sitting state, ScoreChange change)
    {
        var judged = JudgedBy(state.Work, confirmsAll: false) with { Changes = state.Work.Changes.Add(change) };
        return Staged.Amendments(Read(state, judged));
    }

    /// <summary>The published terms, read.</summary>
    public static Tender Terms(RoomFacts facts) => Scorer.Read(facts.Terms).Tender!;

    /// <summary>The file without sheets, read.</summary>
    public static Tender WithoutSheets(Room.Sitting state) =>
        Read(state, JudgedBy(state.Work, confirmsAll: false) with { Sheets = [], Changes = [] });

    /// <summary>Whether there is anything to score but the price, and what is scored masked.</summary>
    public static bool HasSheets(RoomFacts facts)
    {
        var terms = Terms(facts);
        return terms.Criteria.Any(c => c.Kind != CriterionKind.Price && !MaskSteps.IsMasked(terms, c.Id));
    }

    /// <summary>
    /// What each seat scored, by seat: of every bid that is not out, or went out late, the masked scores first.
    /// </summary>
    public static IReadOnlyList<SheetPaper> Sheets(RoomWork work) =>
        [
            .. work
                .Masked.Keys.Union(work.Sheets.Keys)
                .Order()
                .Select(seat => Joined(work, work.Masked.GetValueOrDefault(seat), work.Sheets.GetValueOrDefault(seat))),
        ];

    private static SheetPaper Joined(RoomWork work, HeldSheet? masked, HeldSheet? open)
    {
        if (masked is null)
            return open!.Paper;
        IEnumerable<SheetBid> scored = masked.Paper.Bids.Where(b =>
            !work.Rejections.TryGetValue(b.Bid, out var no) || no.IsLate
        );
        return masked.Paper with { Bids = [.. scored, .. open?.Paper.Bids ?? []] };
    }

    /// <summary>How many bidders are left; of bids whose prices cannot be read each is one.</summary>
    public static int Units(Room.Sitting state) =>
        Bids(state, confirmsAll: true).Judged?.Units ?? state.Facts.Start.Bids.Count(b => !state.Work.IsOut(b.Id));

    // Terms and additions were read when the room was started, and everything else is printed here.
    private static Tender Read(Room.Sitting state, Judged judged) =>
        Scorer.Read(TenderFile.Of(state.Facts.Start, state.Facts.Terms, judged)).Tender
        ?? throw new CorruptEventException(nameof(EvaluationStarted), "the counted file cannot be read");

    private static Judged JudgedBy(RoomWork work, bool confirmsAll) =>
        new()
        {
            Rejections = work.Rejections,
            Confirmed = work
                .Questions.Values.Where(q => q is { Kind: QuestionKind.Price, State: not QuestionState.Open })
                .GroupBy(q => q.Bid)
                .ToImmutableSortedDictionary(
                    of => of.Key,
                    of => of.Any(q => q.State == QuestionState.Answered),
                    StringComparer.Ordinal
                ),
            Brands = work.Brands,
            Sheets = Sheets(work),
            Changes = work.Changes,
            ConfirmsAll = confirmsAll,
        };
}
