using Trading.Rooms.Counts;
using Trading.Rooms.Packs;
using Trading.Rooms.Papers;
using Trading.Rooms.Starts;

namespace Trading.Rooms.Rooms;

/// <summary>Qualification and compliance, item by item. Source: docs/spec/room.md, "Reviews".</summary>
internal static class ReviewSteps
{
    /// <summary>Whether the host judges this stage, and not the committee.</summary>
    public static bool IsHosts(Room.Reviewing state) =>
        state.Items == ItemStage.Qualification && state.Facts.Pack.QualifiedBy == QualifiedBy.Host;

    public static Decision<RoomEvent> Qualify(Room.Sitting state, RoomAct act, Declare c)
    {
        var (start, rules) = (state.Facts.Start, state.Facts.Pack.Rules);
        if (state.Facts.Pack.QualifiedBy != QualifiedBy.Host)
            return RoomNo.NotAllowed(rules.Qualify, "The committee judges qualification.", "leave-to-committee");
        if (start.Find(act.Subject) is null)
            return RoomNo.NotFound("There is no such bid.");
        if (act.Item.Length > 0 && start.ItemsOf(ItemStage.Qualification).All(i => i.Id != act.Item))
            return RoomNo.NotAllowed(rules.Criteria, "This is no published item of it.", "judge-by-published-items");
        if (act.Item.Length > 0 && !Staged.IsReason(act.Text))
            return RoomNo.Malformed("A reason has 1 to 500 visible letters.");
        if (state.Work.Qualified.TryGetValue(act.Subject, out var found))
            return found.Item == act.Item
                ? Decision<RoomEvent>.Nothing
                : RoomNo.Conflict(rules.Qualify, "The bidder's qualification is judged.");
        return state is Room.Reviewing { Items: ItemStage.Qualification }
            ? new BidQualified(c.Now, act.Subject, act.Item, act.Text, c.Act)
            : RoomNo.WrongPhase(state);
    }

    public static Decision<RoomEvent> Review(Room.Sitting state, SubmitReview c)
    {
        if (!ReviewPaper.TryParse(c.Paper.Statement, out var paper) || paper.Room != state.Facts.Id)
            return RoomNo.Malformed("The review cannot be read, or is of another room.");
        if (Signers.OfSeat(state, paper.Seat, c.Paper, Tags.RoomReview, c.Now) is { } unsigned)
            return unsigned;
        var (rules, commitment) = (state.Facts.Pack.Rules, c.Paper.Commitment(state.Facts.Suite));
        if (state.Work.Reviews.TryGetValue(new(paper.Stage, paper.Bid, paper.Seat), out var held))
            return RoomDecider.Same(held.Commitment, commitment)
                ? Decision<RoomEvent>.Nothing
                : RoomNo.Conflict(rules.Reject, "The member has reviewed this bid.");
        if (state is not Room.Reviewing s || s.Items != paper.Stage)
            return RoomNo.WrongPhase(state);
        if (IsHosts(s))
            return RoomNo.NotAllowed(rules.Qualify, "Buyer or agent judge qualification.", "wait-for-host");
        if (c.Now > s.Work.EndsAt)
            return RoomNo.TooLate(rules.Extend, "The time for papers is over.", "say-time-is-short");
        return Problem(s, paper) is { } no ? no : new BidReviewed(c.Now, paper.Seat, paper.Stage, paper.Bid, c.Paper);
    }

    public static Room Reviewed(Room.Reviewing state, BidReviewed e)
    {
        if (!ReviewPaper.TryParse(e.Paper.Statement, out var paper))
            throw new CorruptEventException(nameof(BidReviewed), "the review cannot be read");
        var held = new HeldReview(paper, e.Paper.Commitment(state.Facts.Suite));
        return state with
        {
            Work = state.Work.WithPaper(state.Stage) with
            {
                Reviews = state.Work.Reviews.SetItem(new(e.Stage, e.Bid, e.Seat), held),
            },
        };
    }

    /// <summary>What follows when everything that the stage needs is there; nothing before.</summary>
    public static IReadOnlyList<RoomEvent> Follow(Room.Reviewing state, long now)
    {
        var bids = Under(state).ToList();
        if (IsHosts(state))
            return bids.All(b => state.Work.Qualified.ContainsKey(b.Id)) || !HasItems(state)
                ? [.. HostsRejections(state, now), new StageBegan(now, RoomStage.Complying)]
                : [];
        var held = bids.Count * state.Facts.Seats;
        if (HasItems(state) && state.Work.Reviews.Keys.Count(k => k.Stage == state.Items) < held)
            return [];
        HeldReview[] papers = HasItems(state) ? [.. bids.SelectMany(b => Held(state, b.Id))] : [];
        if (HasItems(state) && papers.Length < held)
            return [];
        var root = PaperTree.Root(state.Facts.Suite, papers.Select(p => p.Commitment));
        var closed = new StageClosed(now, state.Stage, papers.Length, root);
        var rejected = HasItems(state) ? bids.Select(b => Tally(state, b.Id, now)).OfType<BidRejected>().ToList() : [];
        if (state.Items == ItemStage.Qualification)
            return [closed, .. rejected, new StageBegan(now, RoomStage.Complying)];
        return [closed, .. rejected, new StageBegan(now, RoomStage.Explaining)];
    }

    /// <summary>Bids that are reviewed in this stage: those that were out before it are not.</summary>
    private static IEnumerable<RoomBid> Under(Room.Reviewing state) =>
        state.Facts.Start.Bids.Where(b => !state.Work.IsOut(b.Id));

    private static bool HasItems(Room.Reviewing state) => state.Facts.Start.ItemsOf(state.Items).Any();

    private static IEnumerable<HeldReview> Held(Room.Reviewing state, string bid) =>
        Enumerable
            .Range(1, state.Facts.Seats)
            .Select(seat => state.Work.Reviews.GetValueOrDefault(new(state.Items, bid, seat)))
            .OfType<HeldReview>();

    private static IEnumerable<BidRejected> HostsRejections(Room.Reviewing state, long now) =>
        from bid in state.Facts.Start.Bids
        let found = state.Work.Qualified.GetValueOrDefault(bid.Id)
        where found is { Fails: true } && !state.Work.IsOut(bid.Id)
        let item = state.Facts.Start.Items.First(i => i.Id == found.Item)
        select new BidRejected(now, bid.Id, item.Ground, item.Rule, item.Id, found.Reason, false);

    // The first published item that more than half of the seats let it fail; the reason is that of the lowest of them.
    private static BidRejected? Tally(Room.Reviewing state, string bid, long now)
    {
        var papers = Held(state, bid).ToList();
        foreach (var (item, place) in state.Facts.Start.ItemsOf(state.Items).Select((item, place) => (item, place)))
        {
            var fails = papers.Select(p => p.Paper.Marks[place]).Where(m => !m.Passes).ToList();
            if (fails.Count * 2 > state.Facts.Seats)
                return new BidRejected(now, bid, item.Ground, item.Rule, item.Id, fails[0].Reason, false);
        }
        return null;
    }

    private static Refusal? Problem(Room.Reviewing state, ReviewPaper paper)
    {
        var rules = state.Facts.Pack.Rules;
        if (state.Facts.Start.Find(paper.Bid) is null)
            return RoomNo.NotFound("There is no such bid.");
        if (state.Work.IsOut(paper.Bid))
            return RoomNo.NotAllowed(rules.Reject, "The bid is out already.", "leave-out-rejected");
        var items = state.Facts.Start.ItemsOf(state.Items).Select(i => i.Id).ToList();
        if (paper.Marks.Select(m => m.Item).Except(items).Any())
            return RoomNo.NotAllowed(rules.Criteria, "It judges what was not published.", "judge-by-published-items");
        if (!paper.Marks.Select(m => m.Item).SequenceEqual(items))
            return RoomNo.Incomplete(rules.Reject, "Each item is judged once, in its order.", "mark-every-item");
        return paper.Marks.All(m => m.Passes ? m.Reason.Length == 0 : Staged.IsReason(m.Reason))
            ? null
            : RoomNo.Incomplete(rules.Reject, "An item that fails has a reason, and no other.", "give-a-reason");
    }
}
