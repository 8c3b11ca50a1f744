namespace Trading.Opening.Tests;

public class LateFreezeTests
{
    private const long LastTimely = World.Close + 7 * World.Second;
    private static readonly World World = World.One;

    [Fact]
    public void Host_and_supervisor_order_and_then_late_cosignatures_begin_the_release()
    {
        var story = Frozen().When(World.LateFreeze(World.Host)).Then(typeof(LateFreezeOrdered));
        Assert.Equal(Role.Host, story.Happened<LateFreezeOrdered>().Role);
        story.When(World.LateFreeze(World.Supervisor)).Then(typeof(LateFreezeOrdered));
        Assert.Equal(Role.Supervisor, story.Happened<LateFreezeOrdered>().Role);
        story.When(World.Cosign("a", 1, late: true)).Then(typeof(FreezeCosigned));
        story.When(World.Cosign("a", 3, late: true)).Then(typeof(FreezeCosigned), typeof(ReleaseBegan));
        Assert.True(story.Lot<Lot.Releasing>().Freeze.IsLateOrdered);
    }

    [Fact]
    public void A_late_cosignature_without_a_timely_one_and_with_only_one_order_is_refused_and_says_what_to_do()
    {
        foreach (
            var orders in new SessionCommand[][]
            {
                [],
                [World.LateFreeze(World.Host)],
                [World.LateFreeze(World.Supervisor)],
            }
        )
            Story
                .Given([World.Prepare, .. World.ToFrozen("a"), .. orders])
                .When(World.Cosign("a", 1, late: true))
                .ThenRefused(Reason.NotAllowed, "spec:freeze");
    }

    [Fact]
    public void The_same_order_or_another_one_of_the_same_person_changes_nothing()
    {
        var story = Frozen().And(World.LateFreeze(World.Host)).And(World.LateFreeze(World.Supervisor));
        story.When(World.LateFreeze(World.Host)).ThenNothing();
        story.When(World.LateFreeze(World.Supervisor, nonce: 1)).ThenNothing();
        story
            .And(World.Cosign("a", 1, late: true))
            .And(World.Cosign("a", 2, late: true))
            .When(World.LateFreeze(World.Host))
            .ThenNothing();
    }

    [Fact]
    public void Nothing_is_ordered_while_trustees_may_still_cosign_in_time()
    {
        Frozen().When(World.LateFreeze(World.Host, now: LastTimely)).ThenRefused(Reason.TooEarly, "spec:freeze");
        Frozen().When(World.LateFreeze(World.Host, now: LastTimely + 1)).Then(typeof(LateFreezeOrdered));
    }

    [Fact]
    public void Nothing_is_ordered_before_the_freeze_nor_once_the_lot_waits_for_no_cosignature()
    {
        Story
            .Given([World.Prepare, .. World.ToIntake("a")])
            .When(World.LateFreeze(World.Host))
            .ThenRefused(Reason.TooEarly, "spec:freeze");
        Story
            .Given([World.Prepare, .. World.ToReleasing("a")])
            .When(World.LateFreeze(World.Host))
            .ThenRefused(Reason.WrongPhase, "spec:freeze");
        Story
            .Given([World.Prepare, .. World.ToOpened("a")])
            .When(World.LateFreeze(World.Supervisor))
            .ThenRefused(Reason.WrongPhase, "spec:freeze");
        Story
            .Given([World.Prepare, .. World.ToFrozen("a", 2), World.Cosign("a", 1), World.Cosign("a", 2)])
            .When(World.LateFreeze(World.Host))
            .ThenRefused(Reason.WrongPhase, "spec:freeze");
        Story
            .Given([World.Prepare, World.Complain("a")])
            .When(World.LateFreeze(World.Host))
            .ThenRefused(Reason.WrongPhase, "spec:freeze");
    }

    [Fact]
    public void Another_root_another_lot_and_another_session_are_refused()
    {
        Frozen().When(World.LateFreeze(World.Host, root: new byte[32])).ThenRefused(Reason.Conflict, "spec:freeze");
        Frozen().When(World.LateFreeze(World.Host, lot: "z")).ThenRefused(Reason.NotFound, "spec:procedure");
        var elsewhere = World.Host.Act(Act.LateFreeze(new('6', 32), "a", TestLock.Suite.Hash([1]), World.Nonce(0)));
        Frozen().When(new Perform(LastTimely + 1, elsewhere)).ThenRefused(Reason.WrongLock, "spec:acts");
    }

    [Fact]
    public void Only_host_and_supervisor_order_each_with_the_own_key()
    {
        Frozen().When(World.LateFreeze(World.Agent)).ThenRefused(Reason.NotAllowed, "spec:freeze");
        Frozen().When(World.LateFreeze(World.Bidders[0].Person)).ThenRefused(Reason.NotAllowed, "spec:freeze");
        var forged = World.LateFreeze(World.Agent).Act with { Certificate = World.Host.Certificate };
        Frozen().When(new Perform(LastTimely + 1, forged)).ThenRefused(Reason.BadSignature, "spec:acts");
    }

    [Fact]
    public void A_session_whose_policy_names_no_supervisor_is_told_to_publish_again()
    {
        // Version 1: from version 2 on no session is published without a supervisor.
        var world = new World(
            World.Terms with
            {
                Publisher = null,
                Roles = [.. World.Terms.Roles.Where(r => r.Role != Role.Supervisor)],
            }
        );
        var story = Story
            .Given([world.Prepare, .. world.ToFrozen("a")])
            .When(world.LateFreeze(World.Host))
            .ThenRefused(Reason.NotAllowed, "spec:freeze");
        var held = HeldLot.Of(story.Lot<Lot.Frozen>(), LastTimely + 1)!;
        Assert.Equal(HeldLot.PrepareAgain, held.NextStep);
        Assert.Contains("names no supervisor", held.Detail, StringComparison.Ordinal);
    }

    private static Story Frozen() => Story.Given([World.Prepare, .. World.ToFrozen("a")]);
}
