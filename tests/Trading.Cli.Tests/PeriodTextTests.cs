namespace Trading.Cli.Tests;

/// <summary>The period for objections and confirmations, as <c>status</c> tells it.</summary>
public sealed class PeriodTextTests
{
    // Three seconds; of three bids one is confirmed when the host concludes.
    private static readonly SessionEvent[] Events =
    [
        .. System
            .Text.Json.JsonDocument.Parse(
                File.ReadAllText(Path.Combine(Examples.Root, "tests", "vectors", "sessions", "period.json"))
            )
            .RootElement.GetProperty("events")
            .EnumerateArray()
            .Select(e => EventCodec.DecodeSession(System.Text.Encoding.UTF8.GetBytes(e.GetString()!))),
    ];
    private static readonly long End = Events.OfType<LotOpened>().Single().At + 3_000_000;

    [Fact]
    public void It_is_told_before_while_and_after_it_runs()
    {
        var before = Running(Events.TakeWhile(e => e is not LotOpened));
        Assert.Equal(
            "period for objections and confirmations: 3 s after the last outcome",
            SessionText.PeriodOf(before, End)
        );
        var running = Running(Events.TakeWhile(e => e is not SessionConcluded));
        Assert.Contains(
            $"until {TimeText.Print(End)} (2 s left), 2 bids not confirmed",
            SessionText.PeriodOf(running, End - 1_500_000),
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"ended {TimeText.Print(End)}, 2 bids not confirmed",
            SessionText.PeriodOf(running, End),
            StringComparison.Ordinal
        );
        Assert.Single(
            SessionText.Describe(running, null),
            line => line.Contains("period for", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_session_of_before_has_no_line_of_it()
    {
        var running = Running(Events.TakeWhile(e => e is not SessionConcluded));
        var old = running with { Terms = running.Terms with { PeriodSeconds = 0 } };
        Assert.Null(SessionText.PeriodOf(old, End));
    }

    private static Session.Running Running(IEnumerable<SessionEvent> events) => (Session.Running)Decider.Fold(events);
}
