namespace Trading.Opening.Tests;

/// <summary>
/// Given commands that are accepted, when one more is said, then events or a refusal. Every event goes through the
/// codec on its way.
/// </summary>
internal sealed class Story
{
    private readonly List<SessionEvent> events = [];
    private Decision<SessionEvent> last;

    public Session State { get; private set; } = new Session.None();

    public IReadOnlyList<SessionEvent> Events => events;

    public static Story Given(params IEnumerable<SessionCommand> commands)
    {
        var story = new Story();
        foreach (var command in commands)
            story.And(command);
        return story;
    }

    public Story And(SessionCommand command)
    {
        When(command);
        Assert.True(last.IsAccepted, $"{command.GetType().Name}: {last.Refusal}");
        return this;
    }

    public Story And(params IEnumerable<SessionCommand> commands)
    {
        foreach (var command in commands)
            And(command);
        return this;
    }

    public Story When(SessionCommand command)
    {
        last = Decider.Decide(State, command);
        foreach (var happened in last.Events)
        {
            var (type, bytes) = EventCodec.Encode(happened);
            var read = EventCodec.DecodeSession(type, bytes);
            events.Add(read);
            State = Decider.Evolve(State, read);
        }
        return this;
    }

    public Story Then(params Type[] types)
    {
        Assert.Null(last.Refusal);
        Assert.Equal(types, last.Events.Select(e => e.GetType()));
        return this;
    }

    public Story ThenNothing() => Then();

    public Story ThenRefused(Reason reason, string rule)
    {
        Assert.NotNull(last.Refusal);
        Assert.Equal((reason, rule), (last.Refusal.Reason, last.Refusal.Rule));
        Assert.NotEqual("", last.Refusal.NextStep);
        Assert.Empty(last.Events);
        return this;
    }

    public T Happened<T>()
        where T : SessionEvent => last.Events.OfType<T>().Single();

    public TLot Lot<TLot>(string lot = "a")
        where TLot : Lot => Assert.IsType<TLot>(Assert.IsType<Session.Running>(State).Lots[lot]);
}
