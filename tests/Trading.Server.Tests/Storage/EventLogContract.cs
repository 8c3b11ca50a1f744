using System.Security.Cryptography;
using System.Text;
using Trading.Server.Storage;

namespace Trading.Server.Tests.Storage;

/// <summary>
/// What every <see cref="IEventLog"/> must keep; a backend only says how it is opened, twice on the same store.
/// </summary>
public abstract class EventLogContract
{
    protected abstract IEventLog Open();

    [Fact]
    public async Task A_stream_that_nobody_wrote_is_empty()
    {
        await using var log = Open();
        Assert.Equal(0, await log.HeadAsync("session.a"));
        Assert.Empty(await log.ReadAsync("session.a", 0, 10));
        Assert.Empty(await log.ReadLeavesAsync("session.a", 0, 10));
        Assert.Empty(await log.StreamsAsync(""));
    }

    [Fact]
    public async Task An_event_comes_back_as_it_was_written()
    {
        await using var log = Open();
        var salted = new NewEvent("Salted", [1, 2, 3], Leaf(1), Leaf(9));
        var bare = new NewEvent("Bare", [], Leaf(2), null);
        Assert.IsType<Appended>(await log.AppendAsync([new StreamAppend("s", 0, [salted, bare])]));

        var events = await log.ReadAsync("s", 0, 10);
        Assert.Equal(2, await log.HeadAsync("s"));
        Assert.Equal([(0L, "Salted"), (1L, "Bare")], events.Select(e => (e.Height, e.Type)));
        Assert.Equal(salted.Bytes, events[0].Bytes);
        Assert.Equal(salted.Leaf, events[0].Leaf);
        Assert.Equal(salted.Salt, events[0].Salt);
        Assert.Null(events[1].Salt);
        Assert.Equal([salted.Leaf, bare.Leaf], await log.ReadLeavesAsync("s", 0, 10));
    }

    [Fact]
    public async Task Positions_become_visible_in_order()
    {
        await using var log = Open();
        string[] streams = ["s0", "s1", "s2", "s3"];
        var writing = Task.WhenAll(
            streams.Select(stream =>
                Task.Run(async () =>
                {
                    for (var height = 0; height < 100; height++)
                        await log.AppendAsync([Text(stream, height, $"{height}")]);
                })
            )
        );

        var seen = new List<long>();
        for (var isOver = false; !isOver; )
        {
            isOver = writing.IsCompleted; // asked before the read, so that the last read comes after the last append
            seen.AddRange(
                (await log.ReadTogetherAsync(streams, seen.LastOrDefault(), 1_000)).Select(stored => stored.Position)
            );
        }
        await writing;
        var all = await log.ReadTogetherAsync(streams, 0, 1_000);
        Assert.Equal(400, all.Count);
        Assert.Equal(all.Select(stored => stored.Position), seen);
    }

    [Fact]
    public async Task An_append_says_where_its_last_event_stands()
    {
        await using var log = Open();
        await log.AppendAsync([Text("a", 0, "a0")]);
        var appended = Assert.IsType<Appended>(await log.AppendAsync([Text("b", 0, "b0"), Text("a", 1, "a1")]));
        var last = (await log.ReadTogetherAsync(["a", "b"], 0, 10))[^1];
        Assert.Equal((last.Position, "a"), (appended.Position, last.Stream));
    }

    [Fact]
    public async Task A_stream_may_stand_in_an_append_several_times_and_positions_follow_the_list()
    {
        await using var log = Open();
        var gap = await log.AppendAsync([Text("a", 0, "a0"), Text("b", 0, "b0"), Text("a", 2, "gap")]);
        Assert.Equal(new Conflict("a", 2, 1), gap);
        Assert.Empty(await Texts(log, "a"));
        await log.AppendAsync([Text("a", 0, "a0"), Text("b", 0, "b0", "b1"), Text("a", 1, "a1"), Text("b", 2, "b2")]);
        var all = await log.ReadTogetherAsync(["a", "b"], 0, 10);
        Assert.Equal(
            ["a0", "b0", "b1", "a1", "b2"],
            all.Select(stored => System.Text.Encoding.UTF8.GetString(stored.Bytes))
        );
    }

    [Fact]
    public async Task A_wrong_height_is_a_conflict_and_writes_nothing()
    {
        await using var log = Open();
        await log.AppendAsync([Text("s", 0, "one")]);
        var conflict = Assert.IsType<Conflict>(await log.AppendAsync([Text("s", 0, "other")]));
        Assert.Equal(new Conflict("s", 0, 1), conflict);
        Assert.IsType<Conflict>(await log.AppendAsync([Text("s", 2, "gap")]));
        Assert.Equal(["one"], await Texts(log, "s"));
    }

    [Fact]
    public async Task An_append_over_two_streams_is_all_or_nothing()
    {
        await using var log = Open();
        await log.AppendAsync([Text("b", 0, "b0")]);
        Assert.IsType<Conflict>(await log.AppendAsync([Text("a", 0, "a0"), Text("b", 0, "again")]));
        Assert.Empty(await Texts(log, "a"));
        Assert.IsType<Appended>(await log.AppendAsync([Text("a", 0, "a0"), Text("b", 1, "b1")]));
        Assert.Equal(["a0"], await Texts(log, "a"));
        Assert.Equal(["b0", "b1"], await Texts(log, "b"));
    }

    [Fact]
    public async Task Appends_are_judged_in_the_order_of_the_calls()
    {
        await using var log = Open();
        var first = log.AppendAsync([Text("s", 0, "0")]);
        var second = log.AppendAsync([Text("s", 1, "1", "2")]);
        var third = log.AppendAsync([Text("s", 3, "3")]);
        var tooEarly = log.AppendAsync([Text("s", 5, "5")]);
        Assert.IsType<Appended>(await first);
        Assert.IsType<Appended>(await second);
        Assert.IsType<Appended>(await third);
        Assert.Equal(new Conflict("s", 5, 4), await tooEarly);
        Assert.Equal(["0", "1", "2", "3"], await Texts(log, "s"));
    }

    [Fact]
    public async Task Two_streams_are_read_together_in_the_order_of_the_log()
    {
        await using var log = Open();
        await log.AppendAsync([Text("a", 0, "1")]);
        await log.AppendAsync([Text("b", 0, "2")]);
        await log.AppendAsync([Text("other", 0, "-")]);
        await log.AppendAsync([Text("a", 1, "3")]);
        var first = await log.ReadTogetherAsync(["a", "b"], 0, 2);
        var rest = await log.ReadTogetherAsync(["a", "b"], first[^1].Position, 10);
        Assert.Equal(["1", "2", "3"], first.Concat(rest).Select(e => Encoding.UTF8.GetString(e.Bytes)));
    }

    [Fact]
    public async Task A_page_starts_where_it_is_told_and_ends_after_as_many_as_it_may()
    {
        await using var log = Open();
        await log.AppendAsync([Text("s", 0, "0", "1", "2", "3", "4")]);
        Assert.Equal([1L, 2L], (await log.ReadAsync("s", 1, 2)).Select(e => e.Height));
        Assert.Equal(2, (await log.ReadLeavesAsync("s", 3, 9)).Count);
        Assert.Empty(await log.ReadAsync("s", 5, 9));
    }

    [Fact]
    public async Task Streams_are_found_by_their_prefix_in_the_order_of_their_first_event()
    {
        await using var log = Open();
        foreach (var name in new[] { "session.z", "intake.z.1", "session.a", "session%" })
            await log.AppendAsync([Text(name, 0, "x")]);
        Assert.Equal(["session.z", "session.a"], await log.StreamsAsync("session."));
    }

    [Fact]
    public async Task Readers_are_woken_after_the_events_can_be_read()
    {
        await using var log = Open();
        var woken = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = log.Subscribe(heads =>
        {
            if (heads.ContainsKey("s"))
                woken.TrySetResult(log.HeadAsync("s").AsTask().Result);
        });
        await log.AppendAsync([Text("s", 0, "0")]);
        Assert.Equal(1, await woken.Task.WaitAsync(Pace.Slowest.Patience(10)));
    }

    [Fact]
    public async Task A_conflict_wakes_nobody_and_an_ended_subscription_is_silent()
    {
        await using var log = Open();
        await log.AppendAsync([Text("s", 0, "0")]);
        var calls = 0;
        var subscription = log.Subscribe(_ => calls++);
        await log.AppendAsync([Text("s", 0, "again")]);
        Assert.Equal(0, calls);
        subscription.Dispose();
        await log.AppendAsync([Text("s", 1, "1")]);
        Assert.Equal(0, calls);
    }

    [Fact]
    public async Task Everything_answered_is_there_after_the_log_is_opened_again()
    {
        await using (var log = Open())
        {
            await log.AppendAsync([Text("s", 0, "0", "1")]);
            await log.AppendAsync([Text("t", 0, "0")]);
        }
        await using var again = Open();
        Assert.Equal(["0", "1"], await Texts(again, "s"));
        Assert.IsType<Conflict>(await again.AppendAsync([Text("s", 1, "x")]));
        Assert.IsType<Appended>(await again.AppendAsync([Text("s", 2, "2"), Text("t", 1, "1")]));
    }

    [Fact]
    public async Task A_thousand_waiting_producers_leave_no_gap_and_lose_nothing()
    {
        await using var log = Open();
        var next = 0;
        var order = new Lock();
        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 1000)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        ValueTask<AppendOutcome> answer;
                        lock (order)
                        {
                            var height = next++;
                            answer = log.AppendAsync([Text("s", height, $"{height}")]);
                        }
                        return await answer;
                    })
                )
        );
        Assert.All(outcomes, outcome => Assert.IsType<Appended>(outcome));
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"{i}"), await Texts(log, "s"));
    }

    [Fact]
    public async Task A_log_that_ends_answers_what_it_took()
    {
        var log = Open();
        var answers = Enumerable.Range(0, 50).Select(i => log.AppendAsync([Text("s", i, $"{i}")]).AsTask()).ToArray();
        await log.DisposeAsync();
        Assert.All(await Task.WhenAll(answers), outcome => Assert.IsType<Appended>(outcome));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await log.AppendAsync([Text("s", 50, "late")]));
    }

    private static StreamAppend Text(string stream, long expected, params string[] texts) =>
        new(
            stream,
            expected,
            [
                .. texts.Select(text => new NewEvent(
                    "Text",
                    Encoding.UTF8.GetBytes(text),
                    SHA256.HashData(Encoding.UTF8.GetBytes(text)),
                    null
                )),
            ]
        );

    private static async Task<IEnumerable<string>> Texts(IEventLog log, string stream) =>
        (await log.ReadAsync(stream, 0, 10_000)).Select(e => Encoding.UTF8.GetString(e.Bytes));

    private static byte[] Leaf(byte fill) => [.. Enumerable.Repeat(fill, 32)];
}
