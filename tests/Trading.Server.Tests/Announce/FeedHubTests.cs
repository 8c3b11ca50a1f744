using System.Diagnostics;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.AspNetCore.SignalR;
using Trading.Server.Announce;

namespace Trading.Server.Tests.Announce;

public sealed class FeedHubTests
{
    private const long LookMicros = 1_000;
    private const int StandingLooks = 10;
    private static readonly string Long = new('x', 60_000);

    [Fact]
    public async Task A_reader_gets_what_was_there_and_what_comes_with_its_exact_bytes()
    {
        await using var server = await FeedServer.StartAsync();
        await server.AppendAsync("s", 0, "{\"type\":\"A\",\"n\":\"开标 \\\" \u202e🎉\"}", "b");
        await using var attendee = await Attendee.ConnectAsync(server.Address);
        await attendee.JoinAsync("s", -1);
        var first = Assert.Single(await attendee.UntilAsync(1));
        Assert.Equal(("s", 0L, 1L), (first.Stream, first.From, first.To));
        Assert.Equal([(0L, "{\"type\":\"A\",\"n\":\"开标 \\\" \u202e🎉\"}"), (1L, "b")], first.Events);

        await server.AppendAsync("s", 2, "c");
        Assert.Equal([(2L, "c")], Assert.Single(await attendee.UntilAsync(2)).Events);
    }

    [Fact]
    public async Task A_burst_of_two_thousand_events_arrives_without_gap_in_few_frames()
    {
        await using var server = await FeedServer.StartAsync();
        await server.AppendAsync("s", 0, "first");
        await using var attendee = await Attendee.ConnectAsync(server.Address);
        await attendee.JoinAsync("s", 0);
        await server.AppendAsync("s", 1, [.. Enumerable.Range(1, 2_000).Select(i => $"{i} {Long[..300]}")]);
        var frames = await attendee.UntilAsync(2_000);
        Assert.InRange(frames.Count, 1, 2_000 * 310 / FeedFrames.MostBytes + 4);
        Assert.Equal(
            Enumerable.Range(1, 2_000).Select(i => (long)i),
            frames.SelectMany(f => f.Events).Select(e => e.Height)
        );
    }

    [Fact]
    public async Task A_long_backlog_comes_in_pages_within_the_limits_of_a_frame()
    {
        await using var server = await FeedServer.StartAsync();
        await server.AppendAsync("s", 0, [.. Enumerable.Repeat("small", 5_000)]);
        await server.AppendAsync("s", 5_000, [.. Enumerable.Repeat(Long, 40)]);
        await using var attendee = await Attendee.ConnectAsync(server.Address);
        await attendee.JoinAsync("s", -1);
        var frames = await attendee.UntilAsync(5_039);
        Assert.Equal(
            Enumerable.Range(0, 5_040).Select(i => (long)i),
            frames.SelectMany(f => f.Events).Select(e => e.Height)
        );
        Assert.All(frames, frame => Assert.InRange(frame.Events.Sum(e => e.Text.Length), 1, FeedFrames.MostBytes));
        Assert.All(frames, frame => Assert.InRange(frame.Events.Count, 1, FeedFrames.MostEvents));
    }

    [Fact]
    public async Task A_client_that_reconnects_with_its_height_misses_nothing_and_gets_nothing_twice()
    {
        await using var server = await FeedServer.StartAsync();
        await server.AppendAsync("s", 0, "0", "1");
        List<(long, string)> seen;
        await using (var before = await Attendee.ConnectAsync(server.Address))
        {
            await before.JoinAsync("s", -1);
            seen = [.. (await before.UntilAsync(1)).SelectMany(f => f.Events)];
        }
        await server.AppendAsync("s", 2, "2", "3", "4");
        await using var after = await Attendee.ConnectAsync(server.Address);
        await after.JoinAsync("s", seen[^1].Item1);
        seen.AddRange((await after.UntilAsync(4)).SelectMany(f => f.Events));
        Assert.Equal([(0L, "0"), (1L, "1"), (2L, "2"), (3L, "3"), (4L, "4")], seen);
    }

    [Fact]
    public async Task A_reader_of_two_streams_gets_both_and_after_leaving_one_only_the_other()
    {
        await using var server = await FeedServer.StartAsync();
        await server.AppendAsync("a", 0, "a0");
        await server.AppendAsync("b", 0, "b0");
        await using var attendee = await Attendee.ConnectAsync(server.Address);
        await attendee.JoinAsync("a", -1);
        await attendee.UntilAsync(0, "a");
        await attendee.JoinAsync("b", -1);
        await attendee.UntilAsync(0, "b");
        await attendee.LeaveAsync("a");
        await server.AppendAsync("a", 1, "a1");
        await server.AppendAsync("b", 1, "b1");
        Assert.Equal(["b"], (await attendee.UntilAsync(1)).Select(f => f.Stream));
        Assert.False(attendee.HasMore);
    }

    [Fact]
    public async Task Closed_and_unknown_streams_wrong_heights_and_too_many_streams_are_refused_with_a_word()
    {
        await using var server = await FeedServer.StartAsync();
        await server.AppendAsync("closed.intake", 0, "secret");
        await using var attendee = await Attendee.ConnectAsync(server.Address);
        Assert.Contains(
            "NotAllowed",
            (await Assert.ThrowsAsync<HubException>(() => attendee.JoinAsync("closed.intake", -1))).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "NotAllowed",
            (await Assert.ThrowsAsync<HubException>(() => attendee.JoinAsync("unknown", -1))).Message,
            StringComparison.Ordinal
        );
        for (var i = 0; i <= FeedReader.MostStreams; i++)
            await server.AppendAsync($"s{i}", 0, "x");
        Assert.Contains(
            "Malformed",
            (await Assert.ThrowsAsync<HubException>(() => attendee.JoinAsync("s0", -2))).Message,
            StringComparison.Ordinal
        );
        for (var i = 0; i < FeedReader.MostStreams; i++)
            await attendee.JoinAsync($"s{i}", -1);
        Assert.Contains(
            "LimitReached",
            (
                await Assert.ThrowsAsync<HubException>(() => attendee.JoinAsync($"s{FeedReader.MostStreams}", -1))
            ).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_client_that_never_reads_delays_nobody_and_is_evicted_when_its_backlog_is_old()
    {
        await using var server = await FeedServer.StartAsync();
        server.Clock.Freeze(server.Clock.Now); // how slow this machine is makes nobody's backlog old
        await server.AppendAsync("s", 0, "first");
        using var deaf = await ConnectDeafAsync(server.Address, "s");
        await using var attendee = await Attendee.ConnectAsync(server.Address);
        await attendee.JoinAsync("s", 0);

        // Far more than the buffers of both ends hold, so that the deaf one's loop stands still.
        long height = 1;
        for (var round = 0; round < 10; round++, height += 40)
            await server.AppendAsync("s", height, [.. Enumerable.Repeat(Long, 40)]);
        await attendee.UntilAsync(height - 1);
        await OnlyDeafWaitAsync(server, 1);

        var watch = Stopwatch.StartNew();
        await server.AppendAsync("s", height, "urgent");
        await attendee.UntilAsync(height);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Pace.Slowest.Patience(2));

        await EvictDeafAsync(server, 1);
        Assert.False(attendee.Closed.Task.IsCompleted);
    }

    [Fact]
    public async Task Many_deaf_clients_at_once_delay_neither_a_good_one_nor_each_others_end()
    {
        await using var server = await FeedServer.StartAsync();
        server.Clock.Freeze(server.Clock.Now);
        await server.AppendAsync("s", 0, "first");
        var deaf = new List<ClientWebSocket>();
        for (var i = 0; i < 6; i++)
            deaf.Add(await ConnectDeafAsync(server.Address, "s"));
        long height = 1;
        for (var round = 0; round < 10; round++, height += 40)
            await server.AppendAsync("s", height, [.. Enumerable.Repeat(Long, 40)]);
        await OnlyDeafWaitAsync(server, 6);
        await using var attendee = await Attendee.ConnectAsync(server.Address); // comes late, and stands behind nobody
        await attendee.JoinAsync("s", height - 1);

        for (var i = 0; i < 20; i++, height++) // a tail of small events, one by one, as a session has them
        {
            var watch = Stopwatch.StartNew();
            await server.AppendAsync("s", height, "urgent");
            await attendee.UntilAsync(height);
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, Pace.Slowest.Patience(2));
        }

        await EvictDeafAsync(server, 6);
        foreach (var socket in deaf)
            await EndsAsync(socket);
        Assert.False(attendee.Closed.Task.IsCompleted);
        await server.AppendAsync("s", height, "last");
        await attendee.UntilAsync(height);
    }

    // A frame waits until its loop hears that it went, a moment after a good client has it; and while the buffers of both
    // ends fill, a deaf one's frames come and go. Whoever is between two frames when the clock leaps has a young one
    // behind it, and is not evicted. So the clock goes on a little with each look, too little to make a backlog old, and
    // those wait whose frame was there at all of so many looks.
    private static Task OnlyDeafWaitAsync(FeedServer server, int deaf) =>
        WaitUntilAsync(() =>
        {
            server.Clock.Freeze(server.Clock.Now + LookMicros);
            var ages = server.Lifetime.Backlogs(server.Clock.Now);
            return ages.Count == deaf && ages.Min() >= StandingLooks * LookMicros;
        });

    private static async Task EvictDeafAsync(FeedServer server, int deaf)
    {
        await OnlyDeafWaitAsync(server, deaf);
        server.Clock.Freeze(server.Clock.Now + FeedWatch.OldestBacklogMicros + 1);
        await WaitUntilAsync(() => server.Lifetime.Backlogs(server.Clock.Now).Count == 0);
    }

    // A deaf client that listens at last finds its connection gone behind what the buffers held.
    private static async Task EndsAsync(ClientWebSocket socket)
    {
        using var patience = new CancellationTokenSource(Pace.Slowest.Patience(20));
        var buffer = new byte[1 << 20];
        try
        {
            while ((await socket.ReceiveAsync(buffer, patience.Token)).MessageType != WebSocketMessageType.Close) { }
        }
        catch (WebSocketException) { }
        Assert.NotEqual(WebSocketState.Open, socket.State);
        socket.Dispose();
    }

    private static async Task<ClientWebSocket> ConnectDeafAsync(Uri server, string stream)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = "/feed" }.Uri, default);
        foreach (
            var text in new[]
            {
                "{\"protocol\":\"json\",\"version\":1}\u001e",
                $"{{\"type\":1,\"target\":\"Join\",\"arguments\":[\"{stream}\",0]}}\u001e",
            }
        )
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, default);
        return socket;
    }

    private static Task WaitUntilAsync(Func<bool> holds, [CallerArgumentExpression(nameof(holds))] string what = "") =>
        Until.TrueAsync(what, Pace.Slowest.Patience(10), () => Task.FromResult(holds()));
}
