namespace Trading.Rooms.Tests.Rooms;

/// <summary>Qualification, compliance, and what follows when few are valid. Source: docs/spec/room.md, "Reviews".</summary>
public sealed class ReviewTests
{
    [Fact]
    public void In_procurement_the_host_judges_qualification_and_in_works_the_committee()
    {
        var goods = new PlayedRoom().Led();
        var refused = goods.Refused(goods.Review(1, 1, ItemStage.Qualification));
        Assert.Equal(("procurement-87:44", "wait-for-host"), (refused.Rule, refused.NextStep));
        var works = SeatTests.Works(3).Led();
        Assert.Equal(
            "leave-to-committee",
            works.Refused(works.ActBy("host", RoomActKind.Qualify, works.Id(1))).NextStep
        );
        for (var bid = 1; bid <= 3; bid++)
        for (var seat = 1; seat <= works.Seats; seat++)
            works.Must(works.Review(seat, bid, ItemStage.Qualification, bid == 2 && seat > 2 ? ["licence"] : []));
        var rejected = works.Events.OfType<BidRejected>().Single();
        Assert.Equal((works.Id(2), "licence", "缺"), (rejected.Bid, rejected.Item, rejected.Reason));
        Assert.Equal(RoomStage.Complying, works.Sitting.Stage);
        Assert.Equal("leave-out-rejected", works.Refused(works.Review(1, 2)).NextStep);
    }

    [Fact]
    public void The_host_names_a_published_item_with_a_reason()
    {
        var room = new PlayedRoom(StartsOf.New(bids: StartsOf.Bids(4))).Led();
        Assert.Equal(
            "judge-by-published-items",
            room.Refused(room.ActBy("host", RoomActKind.Qualify, room.Id(1), item: "signed", text: "缺")).NextStep
        );
        room.Must(room.ActBy("host", RoomActKind.Qualify, room.Id(1), item: "licence", text: "执照过期"));
        Assert.Equal(Reason.Conflict, room.Refused(room.ActBy("host", RoomActKind.Qualify, room.Id(1))).Reason);
        for (var bid = 2; bid <= 4; bid++)
            room.Must(room.ActBy("host", RoomActKind.Qualify, room.Id(bid)));
        var rejected = room.Events.OfType<BidRejected>().Single();
        Assert.Equal(
            (RejectionGround.Unqualified, "procurement-87:44", "执照过期"),
            (rejected.Ground, rejected.Rule, rejected.Reason)
        );
    }

    [Fact]
    public void A_bid_is_out_when_more_than_half_of_the_seats_say_so_for_one_item()
    {
        var room = new PlayedRoom(StartsOf.New(bids: StartsOf.Bids(5))).Qualified();
        for (var seat = 1; seat <= room.Seats; seat++)
        {
            room.Must(room.Review(seat, 1, fails: seat <= 2 ? ["signed"] : ["period"]));
            room.Must(room.Review(seat, 2, fails: seat <= 2 ? ["signed"] : []));
            for (var bid = 3; bid <= 5; bid++)
                room.Must(room.Review(seat, bid));
        }
        var rejected = room.Events.OfType<BidRejected>().Single();
        Assert.Equal((room.Id(1), "period"), (rejected.Bid, rejected.Item));
        Assert.Equal(25, room.Events.OfType<StageClosed>().Single(e => e.Stage == RoomStage.Complying).Papers);
        Assert.Equal(RoomStage.Explaining, room.Sitting.Stage);
    }

    [Fact]
    public void A_review_judges_every_published_item_once_with_a_reason_where_it_fails()
    {
        var room = new PlayedRoom().Qualified();
        ReviewPaper Paper(params ReviewMark[] marks) =>
            new(room.Start.Room, 1, ItemStage.Compliance, room.Id(1), marks, new byte[16]);
        ReviewMark good = new("signed", true, "");
        Assert.Equal("mark-every-item", room.Refused(room.Review(Paper(good))).NextStep);
        Assert.Equal("mark-every-item", room.Refused(room.Review(Paper(new("period", true, ""), good))).NextStep);
        Assert.Equal(
            "judge-by-published-items",
            room.Refused(room.Review(Paper(good, new("taste", true, "")))).NextStep
        );
        Assert.Equal("give-a-reason", room.Refused(room.Review(Paper(good, new("period", false, "")))).NextStep);
        Assert.Equal("give-a-reason", room.Refused(room.Review(Paper(good, new("period", false, "\u202e")))).NextStep);
        var review = room.Review(1, 1);
        room.Must(review);
        var count = room.Events.Count;
        room.Must(review);
        Assert.Equal(count, room.Events.Count);
        Assert.Equal(Reason.Conflict, room.Refused(room.Review(1, 1, fails: "signed")).Reason);
    }

    [Fact]
    public void Papers_after_the_time_wait_until_more_than_a_third_call_it_short()
    {
        var room = new PlayedRoom().Qualified();
        room.Now = room.Start.EndsAt + 1;
        var refused = room.Refused(room.Review(1, 1));
        Assert.Equal((Reason.TooLate, "say-time-is-short"), (refused.Reason, refused.NextStep));
        room.Must(room.Act(1, RoomActKind.CallShort));
        Assert.Empty(room.Events.OfType<EvaluationExtended>());
        room.Must(room.Act(2, RoomActKind.CallShort));
        Assert.Equal(room.Now + StartsOf.Hour, room.Events.OfType<EvaluationExtended>().Single().EndsAt);
        room.Must(room.Review(1, 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Procurement_with_fewer_than_three_valid_bids_is_not_evaluated(int bids)
    {
        var room = new PlayedRoom(StartsOf.New(bids: StartsOf.Bids(bids))).Complied();
        var failed = Assert.IsType<Room.Failed>(room.State).Failure;
        Assert.Equal((RoomFailure.FewValid, "procurement-87:43"), (failed.Cause, failed.Rule));
    }

    [Fact]
    public void Bids_of_one_brand_are_one_bidder_when_valid_ones_are_counted()
    {
        RoomBid[] bids =
        [
            .. StartsOf.Bids(3).Select((b, i) => b with { Scoring = i < 2 ? """{"brand":"甲牌"}""" : "" }),
        ];
        Assert.IsType<Room.Failed>(new PlayedRoom(StartsOf.New(bids: bids)).Complied().State);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void In_works_the_committee_decides_whether_few_bids_compete(int bids)
    {
        var room = SeatTests.Works(bids).Complied();
        var refused = room.Refused(room.Act(1, RoomActKind.Close));
        Assert.Equal(("committee:27", "vote-on-competition"), (refused.Rule, refused.NextStep));
        room.Decide(MotionKind.GoOn, yes: 3);
        Assert.Equal(bids, room.Events.OfType<CompetitionFound>().Single().Valid);
        room.Must(room.Act(1, RoomActKind.Close));
        Assert.Equal(RoomStage.Summing, room.Sitting.Stage);
        var rejecting = SeatTests.Works(bids).Complied();
        rejecting.Decide(MotionKind.GoOn, yes: 2);
        Assert.Equal("committee:27", Assert.IsType<Room.Failed>(rejecting.State).Failure.Rule);
    }

    [Fact]
    public void Works_without_a_valid_bid_end_by_themselves() =>
        Assert.IsType<Room.Failed>(SeatTests.Works(0).Complied().State);
}
