using Trading.Rooms.Counts;
using Trading.Rooms.Packs;
using Trading.Rooms.Papers;

namespace Trading.Rooms.Rooms;

/// <summary>Score sheets: blind until all are in. Source: docs/spec/room.md, "Sheets".</summary>
internal static class SheetSteps
{
    public static Decision<RoomEvent> Submit(Room.Sitting state, SubmitSheet c)
    {
        if (!SheetPaper.TryParse(c.Paper.Statement, out var paper) || paper.Room != state.Facts.Id)
            return RoomNo.Malformed("The sheet cannot be read, or is of another room.");
        if (Signers.OfSeat(state, paper.Seat, c.Paper, Tags.RoomSheet, c.Now) is { } unsigned)
            return unsigned;
        var (rules, commitment) = (state.Facts.Pack.Rules, c.Paper.Commitment(state.Facts.Suite));
        if (state.Work.Sheets.TryGetValue(paper.Seat, out var held))
            return RoomDecider.Same(held.Commitment, commitment)
                ? Decision<RoomEvent>.Nothing
                : RoomNo.Conflict(rules.Blind, "The member has handed in a sheet.");
        if (
            state.Work.Masked.TryGetValue(paper.Seat, out var masked) && RoomDecider.Same(masked.Commitment, commitment)
        )
            return Decision<RoomEvent>.Nothing;
        if (state is not Room.Scoring s)
            return RoomNo.WrongPhase(state);
        if (c.Now > s.Work.EndsAt)
            return RoomNo.TooLate(rules.Extend, "The time for papers is over.", "say-time-is-short");
        return Problem(s, paper) is { } no
            ? no
            : Decision<RoomEvent>.Accept(
                new SheetSubmitted(c.Now, paper.Seat, c.Paper),
                new SheetCommitted(c.Now, commitment)
            );
    }

    public static Room Submitted(Room.Scoring state, SheetSubmitted e)
    {
        if (!SheetPaper.TryParse(e.Paper.Statement, out var paper))
            throw new CorruptEventException(nameof(SheetSubmitted), "the sheet cannot be read");
        var held = new HeldSheet(paper, e.Paper.Commitment(state.Facts.Suite));
        return state with
        {
            Work = state.Work.WithPaper(RoomStage.Scoring) with { Sheets = state.Work.Sheets.SetItem(e.Seat, held) },
        };
    }

    /// <summary>The stage begins: sheets of members who stayed are kept where they cover what is scored now.</summary>
    public static Room.Scoring Begin(Room.Sitting state, long at)
    {
        var standing =
            Files.Bids(state, confirmsAll: false).Judged?.Standing
            ?? throw new CorruptEventException(nameof(StageBegan), "the bids cannot be scored");
        var kept = state.Work.Sheets.Where(s =>
            s.Value.Paper.Bids.Select(b => b.Bid).ToHashSet(StringComparer.Ordinal).SetEquals(standing)
        );
        var work = state.Work with { Sheets = kept.ToImmutableSortedDictionary() };
        return new Room.Scoring(state.Facts, state.Committee, work, standing, at);
    }

    /// <summary>All sheets are in, or there is nothing to score but the price.</summary>
    public static IReadOnlyList<RoomEvent> Follow(Room.Scoring state, long now)
    {
        if (!Files.HasSheets(state.Facts))
            return [new StageBegan(now, RoomStage.Summing)];
        if (state.Work.Sheets.Count < state.Facts.Seats)
            return [];
        var root = PaperTree.Root(state.Facts.Suite, state.Work.Sheets.Values.Select(s => s.Commitment));
        return
        [
            new StageClosed(now, RoomStage.Scoring, state.Work.Sheets.Count, root),
            new StageBegan(now, RoomStage.Summing),
        ];
    }

    /// <summary>Why a sheet is none that may be handed in; null where it may.</summary>
    // Whoever is out is none of scoring's matter; everything else its own reader says.
    public static Refusal? Problem(Room.Scoring state, SheetPaper paper)
    {
        var rules = state.Facts.Pack.Rules;
        foreach (var bid in paper.Bids.Select(b => b.Bid))
        {
            if (state.Facts.Start.Find(bid) is null)
                return RoomNo.NotFound("There is no such bid.");
            if (!state.Standing.Contains(bid))
                return RoomNo.NotAllowed(rules.Reject, $"Bid {bid} is out.", "leave-out-rejected");
        }
        var tender = Files.WithoutSheets(state);
        return Problem(rules, MaskSteps.Open(tender), paper, state.Standing);
    }

    /// <summary>Why scores for these bids are none of these terms; null where they are.</summary>
    public static Refusal? Problem(RoomRules rules, Tender tender, SheetPaper paper, IReadOnlyCollection<string> bids)
    {
        var member = TenderFile.Member(paper.Seat);
        List<Sheet> scores =
        [
            .. from bid in paper.Bids
            from score in bid.Scores
            select new Sheet(
                member,
                bid.Bid,
                score.Criterion,
                score.Hundredths,
                score.Reason.Length > 0 ? score.Reason : null
            ),
        ];
        return Staged.Sheet(tender, member, scores, bids) is { } fault ? Refuse(rules, fault) : Unreadable(scores);
    }

    private static Refusal Refuse(RoomRules rules, Fault fault)
    {
        var what = $"{fault.Word} at {fault.Path}: {fault.Detail}";
        return fault.Code switch
        {
            FaultCode.DuplicateSheet => new Refusal(Reason.Conflict, rules.Blind, what, "score-each-item-once"),
            FaultCode.MissingSheet => RoomNo.Incomplete(fault.Rule, what, "fill-every-item"),
            FaultCode.ScoreOutOfRange => RoomNo.BadScoring(fault.Rule, what, "score-within-bounds"),
            FaultCode.ScoreOffStep => RoomNo.BadScoring(fault.Rule, what, "score-on-step"),
            FaultCode.ReasonMissing => RoomNo.BadScoring(fault.Rule, what, "give-a-reason"),
            _ => RoomNo.NotAllowed(rules.Criteria, what, "judge-by-published-items"),
        };
    }

    // A reason that the counted file could not hold would stop the count later.
    private static Refusal? Unreadable(IEnumerable<Sheet> scores) =>
        scores.Any(s => s.Reason is { } reason && !Staged.IsReason(reason))
            ? RoomNo.Malformed("A reason has 1 to 500 visible letters.")
            : null;
}
