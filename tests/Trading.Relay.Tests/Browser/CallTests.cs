using System.Text.Json;
using Trading.Relay.Recorder;
using Trading.Relay.Tests.Recorder;

namespace Trading.Relay.Tests.Browser;

/// <summary>Calls as people make them, in a real browser. Nothing here looks at a clock.</summary>
[Collection(Calls.Name)]
public sealed class CallTests(Chrome chrome)
{
    [Fact]
    public async Task Two_see_and_hear_one_another_and_it_is_recorded()
    {
        using var folder = new RecordedFolder();
        await using var site = new CallSite();
        await using var recorder = new RoomRecorder(site.Relay, RecordedFolder.Roomy(folder.Path));
        Assert.True(recorder.Begin(folder.Start(CallSite.Room)).IsNone);
        var (one, other) = (await site.PageAsync(chrome), await site.PageAsync(chrome));
        await CallSite.PublishAsync(one, "out", new { room = CallSite.Room, source = "seat-1" });
        await CallSite.WatchAsync(one, "in", new { room = CallSite.Room, source = "seat-1" });
        await CallSite.PublishAsync(other, "out", new { room = CallSite.Room, source = "seat-2" });
        await CallSite.WatchAsync(other, "in", new { room = CallSite.Room, source = "seat-2" });
        foreach (var page in new[] { one, other })
        {
            var seen = await site.UntilAsync(
                page,
                "in",
                "picture and sound",
                s => s is { Videos: 1, Audios: 1, Frames: > 40 }
            );
            Assert.Equal("udp", seen.Protocol);
        }
        // The microphone that is none beeps now and then.
        await Until.TrueAsync(
            "somebody speaks",
            CallSite.Patience,
            () => Task.FromResult(site.Relay.Levels(CallSite.Room).Count > 0)
        );
        Assert.Equal(4, site.Relay.Tracks(CallSite.Room).Count);
        await recorder.FinishAsync(CallSite.Room);
        Assert.Equal("", recorder.Fault);
        var evidence = folder.Audited();
        Assert.Equal(4, evidence.Files.Count);
        var (result, webm) = folder.Export(evidence);
        Assert.All(result.Tracks, t => Assert.True(t.Frames > 20, t.ToString()));
        var address = $"data:video/webm;base64,{Convert.ToBase64String(webm)}";
        var played = await one.EvaluateAsync<JsonElement>("address => play(address)", address);
        Assert.Equal(0, played.GetProperty("broken").GetInt32());
        Assert.True(played.GetProperty("frames").GetInt32() > 10, played.ToString());
        Assert.True(played.GetProperty("sound").GetInt32() > 1_000, played.ToString());
        var counters = site.Relay.Counters();
        Assert.True(counters.Faults == 0, counters.LastFault);
        Assert.Equal(0, counters.Dropped[Drop.NotSealed]);
    }

    [Fact]
    public async Task A_track_comes_goes_is_muted_rests_and_is_expelled()
    {
        await using var site = new CallSite();
        var page = await site.PageAsync(chrome);
        await CallSite.WatchAsync(page, "in", new { room = CallSite.Room, source = "desk" });
        var published = await CallSite.PublishAsync(page, "out", new { room = CallSite.Room, source = "seat-1" });
        await site.UntilAsync(page, "in", "picture and sound", s => s is { Videos: 1, Audios: 1 });
        var camera = site.Relay.Tracks(CallSite.Room).Single(t => t.Kind == TrackKind.Camera);
        Assert.True(site.Relay.Mute(camera.Number, true).IsNone);
        await StandsStillAsync(page);
        site.Relay.Mute(camera.Number, false);
        await GoesOnAsync(site, page, "unmuted");

        var watching = site.Relay.Connections(CallSite.Room).Single(c => !c.Publishes).Number;
        site.Relay.Wish(watching, new(2, [new(camera.Number, 2, IsPaused: true)]));
        await StandsStillAsync(page);
        site.Relay.Wish(watching, WatchWishes.Everything);
        await GoesOnAsync(site, page, "going on");

        await page.EvaluateAsync("share('out', 320, 200)");
        await site.UntilAsync(page, "in", "the screen, too", s => s.Videos == 2);
        Assert.Contains(site.Relay.Tracks(CallSite.Room), t => t.Kind == TrackKind.Screen);

        var connection = published.GetProperty("connection").GetInt64();
        Assert.True(site.Relay.Expel(connection).IsNone);
        Assert.Empty(site.Relay.Tracks(CallSite.Room));
        await StandsStillAsync(page);
        // Places are used again by whoever comes next.
        await CallSite.PublishAsync(page, "again", new { room = CallSite.Room, source = "seat-2" });
        await GoesOnAsync(site, page, "the next one");
        Assert.Equal(0, site.Relay.Counters().Dropped[Drop.NotSealed]);
    }

    [Fact]
    public async Task Layers_follow_wishes_and_a_bad_line()
    {
        await using var site = new CallSite();
        var network = site.Network(11);
        var (page, poor) = (await site.PageAsync(chrome), await site.PageAsync(chrome));
        await CallSite.PublishAsync(
            page,
            "out",
            new
            {
                room = CallSite.Room,
                source = "seat-1",
                layers = 2,
                width = 640,
                height = 480,
                audio = false,
            }
        );
        await CallSite.WatchAsync(page, "in", new { room = CallSite.Room, source = "desk-1" });
        await CallSite.WatchAsync(
            poor,
            "in",
            new
            {
                room = CallSite.Room,
                source = "desk-2",
                via = network.Port,
            }
        );
        await site.UntilAsync(page, "in", "the high layer", s => s.Width == 640);
        await site.UntilAsync(poor, "in", "the high layer", s => s.Width == 640);
        network.Percent = 25;
        await site.UntilAsync(poor, "in", "the low layer for the bad line", s => s.Width == 320);
        Assert.Equal(640, (await CallSite.SeenAsync(page, "in")).Width);
        var watching = site.Relay.Connections(CallSite.Room).Single(c => c.Source == "desk-1").Number;
        site.Relay.Wish(watching, WatchWishes.Small);
        await site.UntilAsync(page, "in", "a small picture as wished", s => s.Width == 320);
        site.Relay.Wish(watching, WatchWishes.Everything);
        await site.UntilAsync(page, "in", "and a big one", s => s.Width == 640);
        Assert.Equal(0, site.Relay.Counters().Dropped[Drop.NotSealed]);
    }

    [Fact]
    public async Task Where_udp_is_blocked_it_goes_through_tcp()
    {
        await using var site = new CallSite();
        var page = await site.PageAsync(chrome);
        await CallSite.PublishAsync(
            page,
            "out",
            new
            {
                room = CallSite.Room,
                source = "seat-1",
                tcpOnly = true,
            }
        );
        await CallSite.WatchAsync(
            page,
            "in",
            new
            {
                room = CallSite.Room,
                source = "desk",
                tcpOnly = true,
            }
        );
        var seen = await site.UntilAsync(page, "in", "picture and sound", s => s is { Videos: 1, Audios: 1 });
        Assert.Equal("tcp", seen.Protocol);
        Assert.All(site.Relay.Connections(CallSite.Room), c => Assert.True(site.Relay.Quality(c.Number)!.IsTcp));
    }

    [Fact]
    public async Task Sixty_tracks_of_twelve_rooms_on_one_page()
    {
        await using var site = new CallSite();
        var (out1, wall) = (await site.PageAsync(chrome), await site.PageAsync(chrome));
        string[] rooms = [.. Enumerable.Range(1, 12).Select(i => $"wall-{i}")];
        foreach (var room in rooms)
            Assert.True(site.Relay.Open(room).IsNone);
        await CallSite.WatchAsync(
            wall,
            "in",
            new
            {
                rooms,
                source = "wall",
                small = true,
            }
        );
        // Tiny pictures: this is about tracks, and the machine codes and decodes all of them.
        foreach (var (index, room) in rooms.Index())
            await Task.WhenAll(
                Enumerable
                    .Range(0, 5)
                    .Select(seat =>
                        CallSite.PublishAsync(
                            out1,
                            $"{index}-{seat}",
                            new
                            {
                                room,
                                source = $"seat-{seat}",
                                canvas = true,
                                width = 96,
                                height = 64,
                                rate = 2,
                            }
                        )
                    )
            );
        await site.UntilAsync(wall, "in", "sixty pictures", s => s.Videos == 60);
        var counters = site.Relay.Counters();
        Assert.True(counters.Faults == 0, counters.LastFault);
        Assert.Equal(0, counters.Dropped[Drop.NotSealed]);
    }

    private static async Task StandsStillAsync(Microsoft.Playwright.IPage page) =>
        await Until.TrueAsync(
            "the picture stands still",
            CallSite.Patience,
            async () =>
            {
                var before = (await CallSite.SeenAsync(page, "in")).Frames;
                await Task.Delay(700);
                return (await CallSite.SeenAsync(page, "in")).Frames == before;
            }
        );

    private static async Task GoesOnAsync(CallSite site, Microsoft.Playwright.IPage page, string what)
    {
        var before = (await CallSite.SeenAsync(page, "in")).Frames;
        await site.UntilAsync(page, "in", what, s => s.Frames > before + 5);
    }
}
