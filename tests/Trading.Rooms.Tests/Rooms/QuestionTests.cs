namespace Trading.Rooms.Tests.Rooms;

/// <summary>Questions to bidders, and motions about them. Source: docs/spec/room.md, "Questions" and "Motions".</summary>
public sealed class QuestionTests
{
    private static PlayedRoom WithLowPrice() =>
        new PlayedRoom(StartsOf.New(bids: [.. StartsOf.Bids(4), StartsOf.Bid(5, 30_000_000)])).Complied();

    [Fact]
    public void The_leader_asks_in_writing_within_the_packs_times()
    {
        var room = new PlayedRoom().Complied();
        Declare Ask(int seat, long seconds, string text = "请说明") =>
            room.Act(seat, RoomActKind.Ask, room.Id(1), choice: (byte)QuestionKind.Clarify, after: seconds, text: text);
        Assert.Equal("ask-the-leader", room.Refused(Ask(2, 1800)).NextStep);
        Assert.Equal("give-lawful-time", room.Refused(Ask(1, 1799)).NextStep);
        Assert.Equal("give-lawful-time", room.Refused(Ask(1, 86_401)).NextStep);
        Assert.Equal("leave-out-identity", room.Refused(Ask(1, 1800, "与第 2 号供应商相比如何？")).NextStep);
        Assert.Equal("leave-out-hints", room.Refused(Ask(1, 1800, "你的排名靠后")).NextStep);
        room.Must(Ask(1, 1800, "第1号供应商的交货期是几天？"));
        Assert.Equal(room.Now + StartsOf.Hour / 2, room.Events.OfType<QuestionAsked>().Single().AnswerBy);
    }

    [Fact]
    public void The_bidder_who_was_asked_answers_once_and_in_time()
    {
        var room = new PlayedRoom().Complied();
        var question = room.Ask(1, QuestionKind.Clarify);
        Assert.Equal("wait-for-answer", room.Refused(room.Act(1, RoomActKind.Close)).NextStep);
        Assert.Equal("leave-to-the-asked", room.Refused(room.Answer(2, question)).NextStep);
        Assert.Equal(
            Reason.BadSignature,
            room.Refused(
                room.ActBy(
                    RoomAct.OfBid(room.Id(1)),
                    RoomActKind.Answer,
                    question,
                    choice: 1,
                    text: "是",
                    signer: "bidder 2"
                )
            ).Reason
        );
        Assert.Equal("leave-out-identity", room.Refused(room.Answer(1, question, text: "第2号供应商更慢")).NextStep);
        room.Must(room.Answer(1, question));
        Assert.Equal(Reason.Conflict, room.Refused(room.Answer(1, question)).Reason);
        room.Must(room.Act(1, RoomActKind.Close));
        Assert.Equal(RoomStage.Scoring, room.Sitting.Stage);
    }

    [Fact]
    public void Silence_about_something_unclear_leaves_the_bid_as_it_is()
    {
        var room = new PlayedRoom().Complied();
        var question = room.Ask(1, QuestionKind.Clarify);
        var by = RoomDue.Of(room.State, room.Now).NextAt;
        Assert.Equal(room.Now + StartsOf.Hour / 2, by);
        room.Must(new PassTime(room.Now));
        Assert.Empty(room.Events.OfType<QuestionLapsed>());
        room.Now = by!.Value;
        Assert.Equal(Reason.TooLate, room.Refused(room.Answer(1, question)).Reason);
        Assert.IsType<RoomTask.Pass>(Assert.Single(RoomDue.Of(room.State, room.Now).Tasks));
        room.Must(new PassTime(room.Now));
        Assert.Empty(room.Events.OfType<BidRejected>());
        Assert.Empty(RoomDue.Of(room.State, room.Now).Tasks);
        Assert.Equal(Reason.TooLate, room.Refused(room.Answer(1, question)).Reason);
        room.Must(room.Act(1, RoomActKind.Close));
    }

    [Fact]
    public void An_abnormally_low_price_has_to_be_explained_and_silence_makes_the_bid_invalid()
    {
        var room = WithLowPrice();
        var refused = room.Refused(room.Act(1, RoomActKind.Close));
        Assert.Equal(("procurement-87:60", "ask-for-explanation"), (refused.Rule, refused.NextStep));
        room.Ask(5, QuestionKind.LowPrice);
        room.Now += StartsOf.Hour / 2;
        room.Must(new PassTime(room.Now));
        var rejected = room.Events.OfType<BidRejected>().Single();
        Assert.Equal(
            (room.Id(5), RejectionGround.BelowCost, "procurement-87:60"),
            (rejected.Bid, rejected.Ground, rejected.Rule)
        );
        room.Must(room.Act(1, RoomActKind.Close));
        Assert.DoesNotContain(room.Id(5), ((Room.Scoring)room.State).Standing);
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(2, true)]
    public void The_committee_decides_about_an_explanation_by_majority(int yes, bool isOut)
    {
        var room = WithLowPrice();
        var raise = room.Act(1, RoomActKind.Raise, room.Id(5), choice: (byte)MotionKind.Accept, text: "说明不足");
        Assert.Equal("ask-for-explanation", room.Refused(raise).NextStep);
        room.Must(room.Answer(5, room.Ask(5, QuestionKind.LowPrice)));
        Assert.Equal("vote-on-explanation", room.Refused(room.Act(1, RoomActKind.Close)).NextStep);
        room.Decide(MotionKind.Accept, yes, 5, text: "说明不足");
        Assert.Equal(isOut, room.Sitting.Work.IsOut(room.Id(5)));
        room.Must(room.Act(1, RoomActKind.Close));
    }

    [Theory]
    [InlineData(RoomAct.Yes, true)]
    [InlineData(RoomAct.No, false)]
    [InlineData((byte)0, false)]
    public void A_corrected_price_stands_when_its_bidder_confirms_it(byte answer, bool stands)
    {
        var bids = StartsOf.Bids(4);
        bids[0] = bids[0] with { Scoring = """{"quotation":{"wordsFen":80000500}}""" };
        var room = new PlayedRoom(StartsOf.New(bids: bids)).Complied();
        Assert.Equal("ask-for-confirmation", room.Refused(room.Act(1, RoomActKind.Close)).NextStep);
        var leave = room.Act(1, RoomActKind.Ask, room.Id(2), choice: 3, after: 1800, text: "请确认");
        Assert.Equal("leave-the-price", room.Refused(leave).NextStep);
        var question = room.Ask(1, QuestionKind.Price);
        if (answer > 0)
            room.Must(room.Answer(1, question, answer));
        room.Now += StartsOf.Hour;
        room.Must(new PassTime(room.Now));
        room.Must(room.Act(1, RoomActKind.Close));
        Assert.Equal(stands, ((Room.Scoring)room.State).Standing.Contains(room.Id(1)));
    }

    [Fact]
    public void A_price_of_zero_stops_the_scoring_until_the_bid_is_rejected()
    {
        RoomBid[] bids = [.. StartsOf.Bids(4), StartsOf.Bid(5, 0)];
        var room = new PlayedRoom(StartsOf.New(bids: bids)).Complied();
        var refused = room.Refused(room.Act(1, RoomActKind.Close));
        Assert.Equal((Reason.BadScoring, "reject-the-bid"), (refused.Reason, refused.NextStep));
        room.Decide(MotionKind.Reject, yes: 4, bid: 5, item: "unresponsive", text: "报价为零");
        room.Must(room.Act(1, RoomActKind.Close));
        Assert.Equal(4, ((Room.Scoring)room.State).Standing.Count);
    }

    [Fact]
    public void A_motion_needs_more_than_half_of_the_seats_and_is_voted_on_alone()
    {
        var room = new PlayedRoom(StartsOf.New(bids: StartsOf.Bids(5))).Complied();
        Declare Reject(int bid, string ground = "collusion", int seat = 1) =>
            room.Act(seat, RoomActKind.Raise, room.Id(bid), ground, (byte)MotionKind.Reject, text: "同一单位编制");
        Assert.Equal("ask-the-leader", room.Refused(Reject(1, seat: 2)).NextStep);
        Assert.Equal("name-a-ground", room.Refused(Reject(1, "taste")).NextStep);
        var motion = room.Decide(MotionKind.Reject, yes: 2, bid: 1, item: "collusion");
        Assert.False(room.Events.OfType<MotionSettled>().Single(e => e.Motion == motion).Adopted);
        Assert.Equal(Reason.NotFound, room.Refused(room.Act(5, RoomActKind.Vote, motion, choice: 1)).Reason);
        room.Decide(MotionKind.Reject, yes: 3, bid: 1, item: "collusion");
        Assert.Equal("procurement-87:37", room.Events.OfType<BidRejected>().Single().Rule);
        room.Must(Reject(2));
        Assert.Equal("vote-on-motion", room.Refused(Reject(3)).NextStep);
        Assert.Equal("vote-on-motion", room.Refused(room.Act(1, RoomActKind.Close)).NextStep);
    }

    [Fact]
    public void Any_member_raises_a_dispute()
    {
        var room = new PlayedRoom().Complied();
        room.Must(room.Act(4, RoomActKind.Raise, choice: (byte)MotionKind.Dispute, text: "工期如何理解"));
        Assert.Equal(MotionKind.Dispute, MotionSteps.MotionOf(room.Sitting)?.Kind);
    }
}
