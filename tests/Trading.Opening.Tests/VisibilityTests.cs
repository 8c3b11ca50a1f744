namespace Trading.Opening.Tests;

public class VisibilityTests
{
    private static readonly World World = World.Two;
    private static readonly string IntakeA = Names.IntakeStream(World.Id, "a");

    [Fact]
    public void Every_event_belongs_to_a_stream()
    {
        Assert.Equal(Names.SessionStream(World.Id), Visibility.Of(World.Id));
        foreach (var happened in Examples.Intake)
            Assert.Equal(
                happened is TickSealed ? IntakeA : Names.ReceivedStream(World.Id, "a"),
                Visibility.Of(World.Id, "a", happened)
            );
    }

    [Fact]
    public void An_intake_is_closed_until_its_own_lot_is_frozen()
    {
        Assert.False(MayReadIntake());
        Assert.False(MayReadIntake(World.ToIntake("a")));
        Assert.True(MayReadIntake(World.ToFrozen("a")));
        Assert.True(MayReadIntake(World.ToReleasing("a")));
        Assert.True(MayReadIntake(World.ToOpened("a")));
        Assert.False(MayReadIntake(World.ToFrozen("b")));
    }

    [Fact]
    public void An_intake_of_a_lot_that_failed_after_its_freeze_is_public_and_of_one_without_a_lock_is_not()
    {
        Assert.True(
            MayReadIntake([
                .. World.ToFrozen("a", 2),
                World.Cosign("a", 1),
                World.Cosign("a", 2),
                new FailLot(World.Close, "a"),
            ])
        );
        Assert.False(MayReadIntake(new FailCeremony(World.Start, "a", 0, "one is missing")));
    }

    [Fact]
    public void Received_commits_are_never_public_and_the_session_always_is()
    {
        var state = Story.Given([World.Prepare, .. World.ToOpened("a")]).State;
        Assert.False(Visibility.MayRead(Names.ReceivedStream(World.Id, "a"), state));
        Assert.True(Visibility.MayRead(Names.SessionStream(World.Id), state));
        Assert.False(Visibility.MayRead(Names.SessionStream(new('6', 32)), state));
        Assert.False(Visibility.MayRead(Names.IntakeStream(World.Id, "z"), state));
        Assert.False(Visibility.MayRead(Names.SessionStream(World.Id), new Session.None()));
    }

    [Fact]
    public void A_concluded_session_stays_readable()
    {
        var story = Story.Given([World.One.Prepare, .. World.One.ToOpened("a"), World.One.Conclude()]);
        Assert.True(Visibility.MayRead(Names.IntakeStream(World.One.Id, "a"), story.State));
        Assert.True(Visibility.MayRead(Names.SessionStream(World.One.Id), story.State));
    }

    private static bool MayReadIntake(params SessionCommand[] commands) =>
        Visibility.MayRead(IntakeA, Story.Given([World.Prepare, .. commands]).State);
}
