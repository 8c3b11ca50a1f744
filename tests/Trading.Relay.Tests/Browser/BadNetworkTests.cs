namespace Trading.Relay.Tests.Browser;

/// <summary>Networks that lose, vanish and come back; a relay that dies.</summary>
[Collection(Calls.Name)]
public sealed class BadNetworkTests(Chrome chrome)
{
    [Theory, InlineData(2), InlineData(5), InlineData(10)]
    public async Task Picture_and_sound_go_on_with_losses(int percent)
    {
        await using var site = new CallSite();
        var network = site.Network(percent);
        var page = await site.PageAsync(chrome);
        network.Percent = percent;
        var via = network.Port;
        await CallSite.PublishAsync(
            page,
            "out",
            new
            {
                room = CallSite.Room,
                source = "seat-1",
                via,
            }
        );
        await CallSite.WatchAsync(
            page,
            "in",
            new
            {
                room = CallSite.Room,
                source = "desk",
                via,
            }
        );
        await site.UntilAsync(page, "in", "picture and sound", s => s is { Videos: 1, Audios: 1 });
        var before = await CallSite.SeenAsync(page, "in");
        var after = await site.UntilAsync(page, "in", "it goes on", s => s.Frames > before.Frames + 45);
        Assert.True(network.Lost > 0);
        Assert.True(after.Nacks > 0);
        var counters = site.Relay.Counters();
        Assert.True(counters.Faults == 0, counters.LastFault);
        Assert.Equal(0, counters.Dropped[Drop.NotSealed]);
    }

    [Fact]
    public async Task A_network_that_was_gone_heals_by_itself_and_ice_begins_anew()
    {
        await using var site = new CallSite();
        var network = site.Network(1);
        var page = await site.PageAsync(chrome);
        var via = network.Port;
        await CallSite.PublishAsync(
            page,
            "out",
            new
            {
                room = CallSite.Room,
                source = "seat-1",
                via,
            }
        );
        await CallSite.WatchAsync(
            page,
            "in",
            new
            {
                room = CallSite.Room,
                source = "desk",
                via,
            }
        );
        await site.UntilAsync(page, "in", "picture and sound", s => s is { Videos: 1, Audios: 1 });
        network.IsGone = true;
        await Until.TrueAsync(
            "the relay sees it",
            CallSite.Patience,
            () =>
                Task.FromResult(site.Relay.Connections(CallSite.Room).All(c => c.State == ConnectionState.Interrupted))
        );
        await Task.Delay(TimeSpan.FromSeconds(7));
        network.IsGone = false;
        var before = await CallSite.SeenAsync(page, "in");
        await site.UntilAsync(page, "in", "it healed", s => s.Frames > before.Frames + 10);
        Assert.All(site.Relay.Connections(CallSite.Room), c => Assert.Equal(ConnectionState.Connected, c.State));

        // From another address: as when a laptop changes its network.
        await page.EvaluateAsync("restartPublishing('out')");
        await page.EvaluateAsync("restartWatching('in')");
        before = await CallSite.SeenAsync(page, "in");
        await site.UntilAsync(page, "in", "on the new way", s => s.Frames > before.Frames + 10);
        Assert.Equal(2, site.Relay.Connections(CallSite.Room).Count);
        Assert.Equal(0, site.Relay.Counters().Dropped[Drop.NotSealed]);
    }

    [Fact]
    public async Task After_a_restart_of_the_relay_everybody_comes_again()
    {
        await using var site = new CallSite();
        var page = await site.PageAsync(chrome);
        await CallSite.PublishAsync(page, "out", new { room = CallSite.Room, source = "seat-1" });
        await CallSite.WatchAsync(page, "in", new { room = CallSite.Room, source = "desk" });
        await site.UntilAsync(page, "in", "picture and sound", s => s is { Videos: 1, Audios: 1 });
        await site.RestartAsync();
        Assert.Empty(site.Relay.Connections(CallSite.Room));
        await page.EvaluateAsync("leave('out')");
        await page.EvaluateAsync("leave('in')");
        await CallSite.PublishAsync(page, "out", new { room = CallSite.Room, source = "seat-1" });
        await CallSite.WatchAsync(page, "in", new { room = CallSite.Room, source = "desk" });
        await site.UntilAsync(page, "in", "again", s => s is { Videos: 1, Audios: 1 });
    }

    [Fact]
    public async Task Whoever_closes_the_window_is_gone_in_the_end()
    {
        await using var site = new CallSite();
        var page = await site.PageAsync(chrome);
        await CallSite.PublishAsync(page, "out", new { room = CallSite.Room, source = "seat-1" });
        await Until.TrueAsync(
            "it is there",
            CallSite.Patience,
            () => Task.FromResult(site.Relay.Tracks(CallSite.Room).Count == 2)
        );
        await page.EvaluateAsync("leave('out')");
        // No goodbye has to come: after half a minute of silence it is gone.
        await Until.TrueAsync(
            "it is gone",
            CallSite.Patience,
            () => Task.FromResult(site.Relay.Tracks(CallSite.Room).Count == 0)
        );
    }
}
