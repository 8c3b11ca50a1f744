namespace Trading.Opening.Tests;

public class ReleaseTests
{
    private static readonly World World = World.One;

    [Fact]
    public void Nothing_opens_below_t_partials()
    {
        var story = Story.Given([World.Prepare, .. World.ToReleasing("a"), World.Partial("a", 2)]);
        story.When(World.OpenAll("a", World.Results("a"))).ThenRefused(Reason.TooEarly, "spec:release");
    }

    [Fact]
    public void All_results_come_in_one_decision_that_ends_with_the_opening()
    {
        var story = Story.Given([World.Prepare, .. World.ToPartials("a")]).When(World.OpenAll("a", World.Results("a")));
        story.Then(typeof(BidOpened), typeof(BidOpened), typeof(BidOpened), typeof(LotOpened));
        Assert.All(story.Lot<Lot.Opened>().Bids, b => Assert.Empty(b.Marks));
        Assert.Equal(["投标人1", "投标人2", "投标人3"], story.Lot<Lot.Opened>().Bids.Select(b => b.Form!.BidderName));
    }

    [Fact]
    public void The_same_results_again_change_nothing_and_others_conflict()
    {
        var story = Story.Given([World.Prepare, .. World.ToOpened("a")]);
        story.When(World.OpenAll("a", World.Results("a"))).ThenNothing();
        story.When(World.OpenAll("a", [.. World.Results("a").Reverse()])).ThenRefused(Reason.Conflict, "spec:release");
    }

    [Fact]
    public void A_result_too_few_or_twice_is_refused()
    {
        var story = Story.Given([World.Prepare, .. World.ToPartials("a")]);
        var results = World.Results("a");
        story.When(World.OpenAll("a", results[..2])).ThenRefused(Reason.Malformed, "spec:release");
        story
            .When(World.OpenAll("a", results[0], results[1], results[1]))
            .ThenRefused(Reason.Malformed, "spec:release");
    }

    [Fact]
    public void A_bid_that_cannot_be_opened_stands_beside_the_others()
    {
        var results = World.Results("a");
        var story = Story
            .Given([World.Prepare, .. World.ToPartials("a")])
            .When(World.OpenAll("a", results[0], World.Bidders[1].Unreadable(), results[2]));
        story.Then(typeof(BidOpened), typeof(BidUnreadable), typeof(BidOpened), typeof(LotOpened));
        Assert.Equal((2, 1), (story.Happened<LotOpened>().Opened, story.Happened<LotOpened>().Unreadable));
    }

    [Fact]
    public void Goods_with_fewer_than_three_readable_bids_fail()
    {
        var world = World.Goods;
        var results = world.Results("a");
        var story = Story
            .Given([world.Prepare, .. world.ToPartials("a")])
            .When(world.OpenAll("a", results[0], results[1], world.Bidders[2].Unreadable()));
        story.Then(typeof(BidOpened), typeof(BidOpened), typeof(BidUnreadable), typeof(LotFailed));
        Assert.Equal((LotFailure.FewOpened, 3), (story.Lot<Lot.Failed>().Cause, story.Lot<Lot.Failed>().Bids.Count));
        story.When(world.OpenAll("a", results[0], results[1], world.Bidders[2].Unreadable())).ThenNothing();
    }

    [Fact]
    public void Goods_with_three_bids_of_two_bidders_fail()
    {
        var world = World.Goods;
        var twin = new Bidder(world.Bidders[0].Person, 9);
        var results = world.Results("a");
        Story
            .Given([world.Prepare, .. world.ToPartials("a")])
            .When(world.OpenAll("a", results[0], results[1], twin.Opened(twin.Form(world, "a").ToBytes())))
            .Then(typeof(BidOpened), typeof(BidOpened), typeof(BidOpened), typeof(LotFailed));
    }

    [Fact]
    public void Works_go_on_with_fewer_than_three_readable_bids() =>
        Story
            .Given([World.Prepare, .. World.ToPartials("a")])
            .When(
                World.OpenAll(
                    "a",
                    World.Results("a")[0],
                    World.Bidders[1].Unreadable(),
                    World.Bidders[2].Unreadable(Fault.Platform)
                )
            )
            .Then(typeof(BidOpened), typeof(BidUnreadable), typeof(BidUnreadable), typeof(LotOpened));

    [Fact]
    public void A_trustees_partials_are_taken_once_also_after_the_opening()
    {
        var story = Story.Given([World.Prepare, .. World.ToOpened("a")]);
        story.When(World.Partial("a", 1)).ThenNothing();
        story.When(World.Partial("a", 1, mark: 9)).ThenRefused(Reason.Conflict, "spec:release");
        story.When(World.Partial("a", 2)).Then(typeof(PartialAccepted));
        Assert.Equal([1, 2, 3], story.Lot<Lot.Opened>().Partials.Keys);
    }

    [Fact]
    public void Wrong_partials_name_the_trustee_once_and_right_ones_still_count()
    {
        var wrong = World.WrongPartial("a", 2);
        var story = Story.Given([World.Prepare, .. World.ToReleasing("a")]).When(wrong).Then(typeof(PartialRefused));
        story.When(wrong with { Hash = TestLock.Suite.Hash([7]) }).ThenNothing();
        story.When(World.Partial("a", 2)).Then(typeof(PartialAccepted));
        story.When(wrong).ThenRefused(Reason.Conflict, "spec:release");
    }

    [Fact]
    public void Nobody_is_accused_of_partials_without_its_signature_and_no_bidder_without_the_point()
    {
        var story = Story.Given([World.Prepare, .. World.ToPartials("a")]);
        story
            .When(World.WrongPartial("a", 2) with { Signature = null })
            .ThenRefused(Reason.BadSignature, "spec:release");
        var (good, broken) = (World.Results("a"), World.Bidders[2].Unreadable());
        foreach (
            var unproved in new[]
            {
                broken with
                {
                    SharedPoint = null,
                },
                broken with
                {
                    Fault = Fault.Undetermined,
                },
                broken with
                {
                    Fault = Fault.Platform,
                },
            }
        )
            story.When(World.OpenAll("a", good[0], good[1], unproved)).ThenRefused(Reason.Malformed, "spec:release");
        story
            .When(World.OpenAll("a", good[0], good[1], broken))
            .Then(typeof(BidOpened), typeof(BidOpened), typeof(BidUnreadable), typeof(LotOpened));
    }

    [Fact]
    public void Partials_before_the_release_are_refused() =>
        Story
            .Given([World.Prepare, .. World.ToFrozen("a")])
            .When(World.Partial("a", 1))
            .ThenRefused(Reason.WrongPhase, "spec:procedure");

    [Fact]
    public void A_record_larger_than_its_class_is_refused() =>
        Story
            .Given([World.Prepare, .. World.ToPartials("a")])
            .When(
                World.OpenAll(
                    "a",
                    World.Results("a")[0],
                    World.Results("a")[1],
                    World.Bidders[2].Opened(new byte[4_097])
                )
            )
            .ThenRefused(Reason.Malformed, "spec:release");
}
