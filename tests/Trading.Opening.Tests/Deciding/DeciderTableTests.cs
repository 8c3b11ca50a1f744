using System.Text.RegularExpressions;

namespace Trading.Opening.Tests;

/// <summary>
/// The procedure as a table: for each phase the commands that it knows. Every pair that is not listed must be refused
/// with a named rule.
/// </summary>
public class DeciderTableTests
{
    private static readonly World World = World.One;

    // Names of types: a person who is refused reads the trade's words, such as "the lot failed", never "Failed".
    private static readonly Regex InternalWords = new(
        $@"\b({string.Join('|', typeof(Session).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(SessionCommand)) || t.IsSubclassOf(typeof(Session)) || t.IsSubclassOf(typeof(Lot)))
            .Select(t => t.Name))})\b"
    );

    private static readonly Dictionary<string, (Func<Session> State, string[] Known)> Phases = new()
    {
        ["None"] = (() => new Session.None(), ["Prepare"]),
        ["Ceremony"] = (() => After(), ["Prepare", "LogCeremonyMessage", "FailCeremony"]),
        ["Ceremony, all messages"] = (
            () => After([.. World.LockOf("a").Commands("a", World.Start)]),
            ["Prepare", "LogCeremonyMessage", "FailCeremony", "CertifyLock"]
        ),
        ["Intake"] = (() => After(World.ToIntake("a")), ["Prepare", "CertifyLock", "TellStandstill", "Freeze"]),
        ["Frozen"] = (() => After(World.ToFrozen("a")), ["Prepare", "Freeze", "CosignFreeze", "Revoke", "LateFreeze"]),
        ["Frozen, two bids, cosigned"] = (
            () => After([.. World.ToFrozen("a", 2), World.Cosign("a", 2), World.Cosign("a", 3)]),
            ["Prepare", "CosignFreeze", "FailLot", "Revoke"]
        ),
        ["Releasing"] = (
            () => After(World.ToReleasing("a")),
            ["Prepare", "Freeze", "CosignFreeze", "AcceptPartial", "RefusePartial"]
        ),
        ["Releasing, t partials"] = (
            () => After(World.ToPartials("a")),
            ["Prepare", "Freeze", "CosignFreeze", "AcceptPartial", "RefusePartial", "OpenAll"]
        ),
        ["Opened"] = (
            () => After(World.ToOpened("a")),
            [
                "Prepare",
                "Freeze",
                "CosignFreeze",
                "AcceptPartial",
                "RefusePartial",
                "OpenAll",
                "Attend",
                "Object",
                "Conclude",
            ]
        ),
        ["Opened, attended"] = (
            () => After([.. World.ToOpened("a"), World.Attend(World.Bidders[0])]),
            [
                "Prepare",
                "Freeze",
                "CosignFreeze",
                "AcceptPartial",
                "RefusePartial",
                "OpenAll",
                "Attend",
                "Object",
                "Confirm",
                "Conclude",
            ]
        ),
        ["Opened, objection open"] = (
            () => After([.. World.ToOpened("a"), World.Object(World.Bidders[0])]),
            [
                "Prepare",
                "Freeze",
                "CosignFreeze",
                "AcceptPartial",
                "RefusePartial",
                "OpenAll",
                "Attend",
                "Object",
                "Answer",
            ]
        ),
        ["Failed, no lock"] = (() => After(World.Complain("a")), ["Prepare", "FailCeremony", "Conclude"]),
        ["Failed, few submitted"] = (
            () =>
                After([
                    .. World.ToFrozen("a", 2),
                    World.Cosign("a", 1),
                    World.Cosign("a", 2),
                    new FailLot(World.Close, "a"),
                ]),
            ["Prepare", "FailLot", "Conclude"]
        ),
        ["Concluded"] = (
            () => After([.. World.ToOpened("a"), World.Conclude()]),
            ["Prepare", "Freeze", "CosignFreeze", "AcceptPartial", "OpenAll", "Conclude", "SealRecord"]
        ),
        ["Sealed"] = (
            () => After([.. World.ToOpened("a"), World.Conclude(), World.SealRecord()]),
            ["Prepare", "Freeze", "CosignFreeze", "AcceptPartial", "OpenAll", "Conclude", "SealRecord"]
        ),
    };

    public static TheoryData<string> Names => [.. Phases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_phase_knows_the_commands_of_the_table_and_refuses_all_others_with_a_rule(string phase)
    {
        var (state, known) = (Phases[phase].State(), Phases[phase].Known);
        foreach (var command in Commands.All(World))
        {
            var (name, decision) = (Commands.NameOf(command), Decider.Decide(state, command));
            Assert.True(
                decision.IsAccepted == known.Contains(name),
                $"{phase} × {name}: {decision.Refusal?.Detail ?? "accepted"}"
            );
            if (decision.Refusal is not { } refusal)
                continue;
            Assert.Matches(@"^(spec|bidding-law|bidding-reg|e-bidding|procurement-87):[a-z0-9]+$", refusal.Rule);
            Assert.NotEqual("", refusal.NextStep);
            Assert.NotEqual("", refusal.Detail);
            Assert.DoesNotMatch(InternalWords, refusal.Detail);
            Assert.Empty(decision.Events);
        }
    }

    [Fact]
    public void Every_command_type_has_an_example()
    {
        var types = typeof(SessionCommand)
            .Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(SessionCommand)) && !t.IsAbstract);
        Assert.Equal(
            types.Select(t => t.Name).Order(),
            Commands.All(World).Select(c => c.GetType().Name).Distinct().Order()
        );
        Assert.Equal(
            Enum.GetNames<ActKind>().Order(),
            Commands.All(World).OfType<Perform>().Select(Commands.NameOf).Order()
        );
    }

    [Fact]
    public void Every_command_is_known_somewhere() =>
        Assert.Equal(
            Commands.All(World).Select(Commands.NameOf).Distinct().Order(),
            Phases.Values.SelectMany(p => p.Known).Distinct().Order()
        );

    [Fact]
    public void A_lot_that_does_not_exist_is_not_found()
    {
        foreach (var command in Commands.All(World).OfType<LotCommand>())
            Story.Given(World.Prepare).When(command with { Lot = "z" }).ThenRefused(Reason.NotFound, "spec:procedure");
    }

    private static Session After(params SessionCommand[] commands) => Story.Given([World.Prepare, .. commands]).State;
}
