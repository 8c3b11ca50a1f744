namespace Trading.Opening.Tests;

public class EvolveTests
{
    private static readonly World World = World.One;

    [Fact]
    public void An_event_that_does_not_follow_from_the_state_is_corruption()
    {
        var published = Story.Given(World.Prepare).State;
        Assert.Throws<CorruptEventException>(() => Decider.Evolve(new Session.None(), new ReleaseBegan(1, "a")));
        Assert.Throws<CorruptEventException>(() => Decider.Evolve(published, new ReleaseBegan(1, "a")));
        Assert.Throws<CorruptEventException>(() => Decider.Evolve(published, new LockCertified(1, "z", [], [])));
        Assert.Throws<CorruptEventException>(() =>
            Decider.Evolve(published, new SessionPrepared(1, World.Id, World.Terms, []))
        );
        Assert.Throws<CorruptEventException>(() =>
            Decider.Evolve(published, new ObjectionAnswered(1, "x", "y", World.Conclude().Act))
        );
        Assert.Throws<CorruptEventException>(() =>
            Decider.Evolve(
                new Session.None(),
                new SessionPrepared(
                    1,
                    World.Id,
                    World.Terms,
                    [
                        [1, 2],
                    ]
                )
            )
        );
    }

    [Fact]
    public void A_concluded_session_takes_no_event() =>
        Assert.Throws<CorruptEventException>(() =>
            Decider.Evolve(
                Story.Given([World.Prepare, .. World.ToOpened("a"), World.Conclude()]).State,
                new FreezeCosigned(1, "a", 3, false, "x")
            )
        );

    [Fact]
    public void An_intake_event_that_does_not_follow_is_corruption()
    {
        var open = IntakeStory.Opened().State;
        Assert.Throws<CorruptEventException>(() =>
            IntakeDecider.Evolve(new IntakeState.Closed(), new CommitStamped(1, new byte[32], 1))
        );
        Assert.Throws<CorruptEventException>(() =>
            IntakeDecider.Evolve(open, new TickSealed(1, 1, false, new byte[32], []))
        );
        Assert.Throws<CorruptEventException>(() =>
            IntakeDecider.Evolve(
                open,
                new TickSealed(1, 0, false, new byte[32], [new Entry(EntryKind.Envelope, 1, [])])
            )
        );
        Assert.Throws<CorruptEventException>(() =>
            IntakeDecider.Evolve(open, new EntryAccepted(1, new byte[32], new Entry(EntryKind.Withdrawal, 1, [1]), 1))
        );
        Assert.Throws<CorruptEventException>(() =>
            IntakeDecider.Evolve(new IntakeState.Closed(), new IntakeOpened(1, World.Id, "a", [1], [], "r"))
        );
    }
}
