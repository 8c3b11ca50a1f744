using Trading.Locks.Tests.Trustee;

namespace Trading.Trustee.Tests;

public class AgentTests
{
    [Fact]
    public async Task Three_agents_carry_an_opening_from_the_policy_to_the_offers()
    {
        using var office = new Office();
        Assert.Equal(["offer 1", "offer 2", "offer 3"], (await office.OpenAsync())!);
    }

    [Fact]
    public async Task Agents_that_run_by_themselves_open_and_stop_when_told()
    {
        using var office = new Office();
        using var stop = new CancellationTokenSource();
        var runs = Enumerable.Range(1, 3).Select(i => Task.Run(() => office.Agent(i).RunAsync(stop.Token))).ToArray();
        await UntilAsync(() =>
            office.Relay.Ask(p =>
                p.Certificate is not null && p.Numbers().All(n => p.Said(TrusteeMessageKind.Locked, n) is not null)
            )
        );
        office.Relay.Do(p =>
        {
            for (var i = 1; i <= 3; i++)
                p.Submit($"offer {i}");
        });
        office.Relay.Do(p => p.Now = p.Policy.CloseAt + Rehearsal.Second);
        office.Relay.Do(p => p.SealTicks());
        await UntilAsync(() =>
            office.Relay.Ask(p => p.Numbers().Count(n => p.Said(TrusteeMessageKind.Partials, n) is not null)) == 3
        );
        await stop.CancelAsync();
        await Task.WhenAll(runs);
        Assert.Equal(["offer 1", "offer 2", "offer 3"], office.Relay.Ask(p => p.Open())!);
    }

    [Fact]
    public async Task An_agent_signs_in_again_when_the_server_was_started_anew()
    {
        using var office = new Office();
        await office.RoundsAsync(2);
        office.Relay.Restart();
        await office.RoundsAsync(4);
        Assert.NotNull(office.Relay.Ask(p => p.Certificate));
    }

    [Fact]
    public async Task An_agent_waits_for_a_platform_that_is_away_and_goes_on()
    {
        using var office = new Office();
        using var stop = new CancellationTokenSource();
        office.Relay.IsAway = true;
        var run = Task.Run(() => office.Agent(1).RunAsync(stop.Token));
        await UntilAsync(() => office.Relay.Ask(_ => office.Relay.Calls.Count) >= 2);
        office.Relay.IsAway = false;
        await UntilAsync(() => office.Relay.Ask(p => p.Said(TrusteeMessageKind.Commitment, 1)) is not null);
        await stop.CancelAsync();
        await run;
        Assert.Single(office.Log, line => line.StartsWith("the platform is away", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_of_three_down_opens_and_two_down_wait_until_one_returns()
    {
        using var office = new Office();
        await office.RoundsAsync(6);
        office.Relay.Do(p =>
        {
            for (var i = 1; i <= 3; i++)
                p.Submit($"offer {i}");
        });
        office.Relay.Do(p => p.Now = p.Policy.CloseAt + Rehearsal.Second);
        office.Relay.Do(p => p.SealTicks());
        office.Kill(2);
        office.Kill(3);
        for (var i = 0; i < 5; i++)
        {
            await office.RoundAsync(1);
            office.Relay.Do(p => p.Now += 3 * Rehearsal.Second);
        }
        Assert.Null(office.Relay.Ask(p => p.Said(TrusteeMessageKind.Partials, 1)));
        for (var i = 0; i < 5; i++)
            await office.RoundAsync(1, 3);
        Assert.Equal(["offer 1", "offer 2", "offer 3"], office.Relay.Ask(p => p.Open())!);
    }

    [Fact]
    public async Task A_refusal_reaches_the_platform_once_and_not_at_every_look()
    {
        var platform = new Rehearsal();
        using var office = new Office(platform);
        platform.Now = platform.Policy.CloseAt;
        await office.RoundsAsync(5, 1);
        var (_, refusal) = Assert.Single(office.Relay.Posted);
        Assert.True(TrusteeBodies.TryRefusal(refusal.Body, out var want, out var reason, out _));
        Assert.Equal(("policy", nameof(TrusteeReason.DeadlinePassed)), (want, reason));
    }

    [Fact]
    public async Task A_message_that_the_platform_does_not_take_is_told_to_the_log_once_and_sent_again()
    {
        using var office = new Office();
        office.Relay.Refuses = TrusteeMessageKind.Commitment;
        await office.RoundsAsync(4, 1);
        Assert.Single(office.Log, line => line.Contains("409", StringComparison.Ordinal));
        Assert.Empty(office.Relay.Posted);
        office.Relay.Refuses = null;
        await office.RoundAsync(1);
        Assert.Equal(TrusteeMessageKind.Commitment, Assert.Single(office.Relay.Posted).Message.Kind);
    }

    [Fact]
    public async Task No_secret_reaches_the_log()
    {
        using var office = new Office();
        await office.OpenAsync();
        Assert.NotEmpty(office.Log);
        office.Kill(1);
        using var store = TrusteeStore.Open(office.DataOf(1), office.Relay.Platform.Selves[0].SigningKey.PublicPoint);
        var secrets = new[]
        {
            store.Secret(TrusteeSecret.Share(Rehearsal.Session, Rehearsal.Lot))!,
            office.Relay.Platform.Selves[0].StaticKey.Encode(),
        };
        Assert.All(
            secrets,
            secret =>
                Assert.DoesNotContain(
                    office.Log,
                    line =>
                        line.Contains(Convert.ToHexString(secret), StringComparison.OrdinalIgnoreCase)
                        || line.Contains(Convert.ToBase64String(secret), StringComparison.Ordinal)
                )
        );
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var i = 0; i < 6_000; i++)
        {
            if (holds())
                return;
            await Task.Delay(10);
        }
        Assert.Fail("it did not happen within a minute");
    }
}
