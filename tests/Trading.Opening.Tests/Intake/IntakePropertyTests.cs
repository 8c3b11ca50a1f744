using FsCheck;
using FsCheck.Fluent;

namespace Trading.Opening.Tests;

public class IntakePropertyTests
{
    private static readonly Bidder[] Bidders = World.One.Bidders;
    private static readonly IntakeCommand[] Deck = [.. BuildDeck()];
    private static readonly long Drain = IntakeStory.Opened().Receiving.Schedule.DrainIndex;

    private static readonly Dictionary<string, (Func<IntakeStory> Story, string[] Known)> Phases = new()
    {
        ["Closed"] = (() => new IntakeStory(), ["OpenIntake"]),
        ["Receiving"] = (IntakeStory.Opened, ["OpenIntake", "StampCommit", "SealTick"]),
        ["Receiving, stamped"] = (
            () => IntakeStory.Opened().And(IntakeStory.Stamp(IntakeStory.Envelope(Bidders[0]))),
            ["OpenIntake", "StampCommit", "SealTick"]
        ),
        ["Drained"] = (Drained, ["OpenIntake", "SealTick"]),
    };

    public static TheoryData<string> Names => [.. Phases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_phase_knows_the_commands_of_the_table_and_refuses_all_others_with_a_rule(string phase)
    {
        var (story, known) = (Phases[phase].Story(), Phases[phase].Known);
        foreach (var command in Examples())
        {
            var decision = IntakeDecider.Decide(story.State, command);
            Assert.True(
                decision.IsAccepted == known.Contains(command.GetType().Name),
                $"{phase} × {command.GetType().Name}: {decision.Refusal?.Detail ?? "accepted"}"
            );
            if (decision.Refusal is { } refusal)
                Assert.True(
                    refusal.Rule.Contains(':', StringComparison.Ordinal)
                        && refusal.NextStep.Length > 0
                        && decision.Events.Count == 0
                );
        }
    }

    [Fact]
    public void Every_command_type_has_an_example()
    {
        var types = typeof(IntakeCommand)
            .Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(IntakeCommand)) && !t.IsAbstract);
        Assert.Equal(types.Select(t => t.Name).Order(), Examples().Select(c => c.GetType().Name).Distinct().Order());
    }

    [Fact]
    public void Saying_it_twice_is_saying_it_once() =>
        Prop.ForAll(
                Walks,
                walk =>
                {
                    IntakeState state = new IntakeState.Closed();
                    foreach (var index in walk)
                    {
                        var decision = IntakeDecider.Decide(state, Deck[index]);
                        state = decision.Events.Aggregate(state, IntakeDecider.Evolve);
                        if (!decision.IsAccepted)
                            continue;
                        var again = IntakeDecider.Decide(state, Deck[index]);
                        Assert.True(
                            again.IsAccepted && again.Events.Count == 0,
                            $"{Deck[index].GetType().Name} again: {again.Refusal}"
                        );
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void Replay_through_the_codec_is_the_state_that_was_lived() =>
        Prop.ForAll(
                Walks,
                walk =>
                {
                    IntakeState state = new IntakeState.Closed();
                    var stored = new List<(string Type, byte[] Bytes)>();
                    foreach (var index in walk)
                    {
                        foreach (var happened in IntakeDecider.Decide(state, Deck[index]).Events)
                        {
                            stored.Add(EventCodec.Encode(happened));
                            state = IntakeDecider.Evolve(state, happened);
                        }
                    }
                    Assert.Equal(
                        Ordered(state),
                        Ordered(IntakeDecider.Fold(stored.Select(e => EventCodec.DecodeIntake(e.Type, e.Bytes))))
                    );
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void Every_accepted_entry_is_in_exactly_one_tick_when_the_intake_is_drained() =>
        Prop.ForAll(
                Walks,
                walk =>
                {
                    var story = new IntakeStory().And(IntakeStory.Open);
                    foreach (var index in walk)
                        story.When(Deck[index]);
                    if (story.State is IntakeState.Receiving open)
                        story.And([
                            .. open.Stamped.Keys.Select(k => new RefuseCommit(
                                World.Close,
                                Convert.FromHexString(k),
                                new Refusal(Reason.Incomplete, "e-bidding:27", "A part is missing.")
                            )),
                        ]);
                    while (story.State is IntakeState.Receiving receiving)
                        story.And(IntakeStory.Seal(receiving.NextTick));
                    var accepted = story
                        .Events.OfType<EntryAccepted>()
                        .Select(e => Convert.ToHexString(e.Entry.Statement))
                        .Order();
                    Assert.Equal(
                        accepted,
                        story
                            .Events.OfType<TickSealed>()
                            .SelectMany(t => t.Entries)
                            .Select(e => Convert.ToHexString(e.Statement))
                            .Order()
                    );
                    Assert.Equal(Drain + 1, story.Events.OfType<TickSealed>().Count());
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    // Dictionaries of a state have no order of their own.
    private static string Ordered(IntakeState state)
    {
        var last = state switch
        {
            IntakeState.Receiving s => s,
            IntakeState.Drained d => d.Last,
            _ => null,
        };
        if (last is null)
            return state.GetType().Name;
        return string.Join(
            '\n',
            state.GetType().Name,
            last.NextTick,
            last.Accepted,
            last.LateRule,
            Dump.Of(last.Waiting),
            Dump.Of(last.LockId),
            Dump.Of(LockPolicyCodec.ToBytes(last.Policy)),
            Dump.Of(last.Stamped.OrderBy(p => p.Key)),
            Dump.Of(last.Done.OrderBy(p => p.Key)),
            Dump.Of(last.Submissions.OrderBy(p => p.Key))
        );
    }

    private static IntakeStory Drained()
    {
        var story = IntakeStory.Opened();
        while (story.State is IntakeState.Receiving receiving)
            story.And(IntakeStory.Seal(receiving.NextTick));
        return story;
    }

    private static IEnumerable<IntakeCommand> Examples()
    {
        var (first, other) = (IntakeStory.Envelope(Bidders[0]), IntakeStory.Envelope(Bidders[1]));
        return
        [
            IntakeStory.Open,
            IntakeStory.Stamp(first),
            other,
            new RefuseCommit(
                World.Start,
                other.Commit,
                new Refusal(Reason.Incomplete, "e-bidding:27", "A part is missing.")
            ),
            IntakeStory.Seal(0),
        ];
    }

    private static Arbitrary<int[]> Walks =>
        Gen.Choose(0, Deck.Length - 1)
            .ArrayOf(40)
            .SelectMany(noise =>
                Gen.Choose(0, 9)
                    .ArrayOf(Deck.Length)
                    .Select(keep => Enumerable.Range(0, Deck.Length).Where(i => keep[i] > 0).Concat(noise).ToArray())
            )
            .ToArbitrary();

    private static IEnumerable<IntakeCommand> BuildDeck()
    {
        yield return IntakeStory.Open;
        foreach (var bidder in Bidders.Take(3))
        {
            foreach (
                var accept in new[]
                {
                    IntakeStory.Envelope(bidder),
                    IntakeStory.Envelope(bidder, 2),
                    IntakeStory.Withdrawal(bidder, 2),
                    IntakeStory.Withdrawal(bidder, 3),
                    IntakeStory.Envelope(bidder, 4),
                }
            )
            {
                yield return IntakeStory.Stamp(accept, IntakeStory.OpenedAt + bidder.Number);
                yield return accept;
            }
            yield return new RefuseCommit(
                World.Start,
                IntakeStory.Envelope(bidder).Commit,
                new Refusal(Reason.Incomplete, "e-bidding:27", "A part is missing.")
            );
        }
        for (var tick = 0; tick <= 3; tick++)
            yield return IntakeStory.Seal(tick);
    }
}
