using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Trading.Opening.Tests;

public class DeciderPropertyTests
{
    private static readonly World World = World.Two;
    private static readonly SessionCommand[] Deck = [.. BuildDeck()];

    [Fact]
    public void Saying_it_twice_is_saying_it_once() =>
        Prop.ForAll(
                Walks,
                walk =>
                {
                    Session state = new Session.None();
                    foreach (var index in walk)
                    {
                        var decision = Decider.Decide(state, Deck[index]);
                        state = decision.Events.Aggregate(state, Decider.Evolve);
                        if (!decision.IsAccepted)
                            continue;
                        var again = Decider.Decide(state, Deck[index]);
                        Assert.True(
                            again.IsAccepted && again.Events.Count == 0,
                            $"{Deck[index].GetType().Name} again: "
                                + $"{again.Refusal?.Detail ?? string.Join(", ", again.Events)}"
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
                    Session state = new Session.None();
                    var stored = new List<(string Type, byte[] Bytes)>();
                    foreach (var index in walk)
                    {
                        foreach (var happened in Decider.Decide(state, Deck[index]).Events)
                        {
                            stored.Add(EventCodec.Encode(happened));
                            state = Decider.Evolve(state, happened);
                        }
                    }
                    var replayed = Decider.Fold(stored.Select(e => EventCodec.DecodeSession(e.Type, e.Bytes)));
                    Assert.Equal(Dump.Of(state), Dump.Of(replayed));
                    Assert.Equal(Snapshot.ToJson(state, World.Close), Snapshot.ToJson(replayed, World.Close));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void A_refusal_changes_nothing_and_names_its_rule() =>
        Prop.ForAll(
                Walks,
                walk =>
                {
                    Session state = new Session.None();
                    foreach (var index in walk)
                    {
                        var decision = Decider.Decide(state, Deck[index]);
                        if (decision.Refusal is { } refusal)
                            Assert.True(
                                decision.Events.Count == 0
                                    && refusal.Rule.Contains(':', StringComparison.Ordinal)
                                    && refusal.NextStep.Length > 0
                            );
                        state = decision.Events.Aggregate(state, Decider.Evolve);
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void What_is_due_is_accepted_or_waits_for_somebody_else() =>
        Prop.ForAll(
                Walks,
                walk =>
                {
                    Session state = new Session.None();
                    foreach (var index in walk)
                    {
                        state = Decider.Decide(state, Deck[index]).Events.Aggregate(state, Decider.Evolve);
                        foreach (var work in Due.Of(state, World.Close + 10 * World.Second).Works)
                            Assert.True(Do(state, work), work.ToString());
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    // The procedure's own order with noise: a pure shuffle would hardly leave the ceremony.
    private static Arbitrary<int[]> Walks =>
        Gen.Choose(0, 99)
            .ArrayOf(Deck.Length)
            .SelectMany(keep =>
                Gen.Choose(0, Deck.Length - 1)
                    .ArrayOf(12)
                    .Select(noise =>
                        Enumerable
                            .Range(0, Deck.Length)
                            .Where(i => keep[i] < 90)
                            .SelectMany((i, n) => n % 4 == 0 ? new[] { i, noise[n / 4 % 12] } : [i])
                            .ToArray()
                    )
            )
            .ToArbitrary();

    private static bool Do(Session state, DueWork work) =>
        work switch
        {
            DueWork.AbandonCeremony => Decider
                .Decide(state, new FailCeremony(World.Close, work.Lot, 0, "no lock before the deadline"))
                .IsAccepted,
            DueWork.FailFewSubmitted => Decider.Decide(state, new FailLot(World.Close, work.Lot)).IsAccepted,
            DueWork.FreezeIntake => Decider.Decide(state, World.FreezeOf(work.Lot, 3)).IsAccepted,
            DueWork.OpenBids => ((Session.Running)state).Lots[work.Lot] is Lot.Releasing { Partials.Count: >= 2 },
            DueWork.SealRecord => Decider.Decide(state, World.SealRecord()).IsAccepted,
            _ => false,
        };

    private static IEnumerable<SessionCommand> BuildDeck()
    {
        var bidder = World.Bidders[0];
        var raised = World.Object(bidder);
        yield return World.Prepare;
        foreach (var command in World.ToOpened("a"))
            yield return command;
        yield return World.Revoke(World.Bidders[3], "a");
        foreach (var command in World.ToFrozen("b", 2))
            yield return command;
        yield return World.LateFreeze(World.Host, "b");
        yield return World.LateFreeze(World.Supervisor, "b");
        yield return World.Cosign("b", 1, late: true);
        yield return World.Cosign("b", 2);
        yield return new FailLot(World.Close, "b");
        yield return World.WrongPartial("a", 2);
        yield return World.Partial("a", 2);
        yield return World.Cosign("a", 3);
        yield return World.OpenAll(
            "a",
            [World.Bidders[0].Opened([9]), World.Bidders[1].Unreadable(), .. World.Results("a")[2..]]
        );
        yield return World.Attend(bidder);
        yield return raised;
        yield return World.Answer(raised);
        yield return World.Confirm(bidder);
        yield return World.Complain("b");
        yield return World.Conclude();
        yield return World.SealRecord();
        yield return World.Prepare with
        {
            Policies = [],
        };
    }
}

/// <summary>A state as text, every field and every byte, so that two can be compared.</summary>
internal static class Dump
{
    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null;");
                break;
            case byte[] bytes:
                text.Append(Convert.ToHexString(bytes)).Append(';');
                break;
            case string or bool or Enum or byte or ushort or int or uint or long:
                text.Append(value).Append(';');
                break;
            case System.Collections.IEnumerable items:
                foreach (var item in items)
                    Write(text.Append('['), item);
                break;
            default:
                text.Append(value.GetType().Name);
                foreach (
                    var property in value
                        .GetType()
                        .GetProperties()
                        .Where(p =>
                            p.GetIndexParameters().Length == 0 && p.Name is not ("Schedule" or "EqualityContract")
                        )
                )
                    Write(text.Append(property.Name), property.GetValue(value));
                foreach (var field in value.GetType().GetFields().Where(f => !f.IsStatic))
                    Write(text, field.GetValue(value));
                break;
        }
    }
}
