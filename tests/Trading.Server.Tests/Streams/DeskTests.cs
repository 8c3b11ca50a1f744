using System.Globalization;
using System.Text;
using Trading.Server.Storage;
using Trading.Server.Streams;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Streams;

/// <summary>The desk over a real log that fails: a small aggregate that keeps a set of words in two streams.</summary>
public sealed class DeskTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Commands_that_wait_together_are_one_commit_and_each_gets_its_own_answer()
    {
        await using var log = Open();
        var desk = DeskOver(log);
        var first = new TaskCompletionSource();
        log.Hold = _ => log.Calls == 1 ? first.Task : Task.CompletedTask;
        var opening = desk.SendAsync("0");
        while (log.Calls == 0)
            await Task.Yield();
        var waiting = Enumerable
            .Range(1, 500)
            .Select(i => desk.SendAsync(i.ToString(CultureInfo.InvariantCulture)))
            .ToArray();
        first.SetResult();
        var answers = await Task.WhenAll(waiting.Prepend(opening));
        Assert.Equal(2, log.Calls);
        Assert.Equal(
            Enumerable.Range(0, 501).Where(i => i % 2 == 0).Select((_, at) => (long)at),
            answers.Where((_, i) => i % 2 == 0).Select(a => a.Height)
        );
        Assert.All(answers, a => Assert.True(a.IsAccepted));
    }

    [Fact]
    public async Task What_one_commit_holds_is_folded_later_in_the_order_in_which_it_was_decided()
    {
        await using var log = Open();
        var desk = DeskOver(log);
        var first = new TaskCompletionSource();
        log.Hold = _ => log.Calls == 1 ? first.Task : Task.CompletedTask;
        var opening = desk.SendAsync("0");
        while (log.Calls == 0)
            await Task.Yield();
        string[] words = ["1", "2", "4", "3", "6", "5"];
        var waiting = words.Select(desk.SendAsync).ToArray();
        first.SetResult();
        await Task.WhenAll(waiting.Prepend(opening));
        Assert.Equal(2, log.Calls);
        Assert.Equal(["0", .. words], await desk.ReadAsync());
        Assert.Equal(["0", .. words], await DeskOver(log).ReadAsync());
    }

    [Fact]
    public async Task Saying_it_twice_is_once_and_a_refusal_writes_nothing()
    {
        await using var log = Open();
        var desk = DeskOver(log);
        await desk.SendAsync("a");
        Assert.Empty((await desk.SendAsync("a")).Events);
        Assert.Equal(Reason.Malformed, (await desk.SendAsync("")).Refusal?.Reason);
        Assert.Equal(1, log.Calls);
        Assert.Equal(["a"], await desk.ReadAsync());
    }

    [Fact]
    public async Task A_reader_that_the_log_woke_sees_the_state_after_the_commit()
    {
        await using var log = Open();
        var desk = DeskOver(log);
        await desk.SendAsync("a");
        var seen = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = log.Subscribe(_ =>
            Task.Run(async () => seen.TrySetResult((await desk.ReadAsync()).Count))
        );
        await desk.SendAsync("b");
        Assert.Equal(2, await seen.Task.WaitAsync(Pace.Slowest.Patience(10)));
    }

    public static TheoryData<int, LogFault> EveryCall()
    {
        var table = new TheoryData<int, LogFault>();
        for (var call = 1; call <= 4; call++)
            foreach (var fault in Enum.GetValues<LogFault>())
                table.Add(call, fault);
        return table;
    }

    [Theory, MemberData(nameof(EveryCall))]
    public async Task A_call_that_fails_or_fails_but_persisted_changes_no_answer_and_no_stream(int call, LogFault fault)
    {
        await using var log = Open();
        log.Fault = (number, _) => number == call ? fault : null;
        await PlayAsync(DeskOver(log));
        await MatchesAsync(log);
    }

    [Theory]
    [InlineData(LogFault.Failed)]
    [InlineData(LogFault.FailedButPersisted)]
    public async Task A_store_that_stays_broken_is_an_exception_and_once_it_is_back_the_same_command_is_answered(
        LogFault fault
    )
    {
        await using var log = Open();
        var desk = DeskOver(log);
        await desk.SendAsync("a");
        log.Fault = (_, _) => LogFault.Failed;
        await Assert.ThrowsAsync<LogFailedException>(() => desk.SendAsync("b"));
        log.Fault = (number, _) => number == log.Calls && fault == LogFault.FailedButPersisted ? fault : null;
        Assert.True((await desk.SendAsync("b")).IsAccepted);
        log.Fault = (_, _) => null;
        Assert.Equal(["a", "b"], (await DeskOver(log).ReadAsync()).Order());
        Assert.Equal(2, await log.HeadAsync("even") + await log.HeadAsync("odd"));
    }

    [Fact]
    public async Task Another_writer_moves_the_stream_and_the_desk_decides_again_on_what_is_there()
    {
        await using var log = Open();
        var (one, two) = (DeskOver(log), DeskOver(log));
        await one.SendAsync("a");
        await two.SendAsync("b");
        Assert.Empty((await one.SendAsync("b")).Events);
        Assert.Equal(["a", "b"], (await one.ReadAsync()).Order());
    }

    [Fact]
    public async Task A_desk_sees_a_foreign_event_at_once_and_folds_no_more_than_came()
    {
        const int before = 2_000;
        const int foreign = 20;
        await using var log = Open();
        await log.AppendAsync([new StreamAppend("even", 0, [.. Enumerable.Range(0, before).Select(Word)])]);
        var folded = 0;
        var (one, two) = (DeskOver(log), DeskOver(log, () => folded++));
        Assert.Equal(before, (await two.ReadAsync()).Count);
        Assert.Equal(before, folded);

        for (var i = 0; i < foreign; i++)
        {
            var word = (before + i).ToString(CultureInfo.InvariantCulture);
            await one.SendAsync(word);
            Assert.Contains(word, await two.ReadAsync());
        }
        Assert.Equal(before + foreign, folded);
    }

    [Fact]
    public async Task A_desk_folds_again_nothing_of_its_own()
    {
        await using var log = Open();
        var folded = 0;
        var (one, two) = (DeskOver(log), DeskOver(log, () => folded++));
        foreach (var word in new[] { "a", "1", "b", "3" })
            await two.SendAsync(word);
        await one.SendAsync("c");
        Assert.Equal(["a", "1", "b", "3", "c"], await two.ReadAsync());
        Assert.Equal(1, folded);
    }

    [Fact]
    public async Task A_foreign_event_that_lies_before_an_own_one_is_folded_in_its_place()
    {
        await using var log = Open();
        var (one, two) = (DeskOver(log), DeskOver(log));
        await two.SendAsync("a");
        // While "b" waits at the door of the log, "1" goes into the other stream; no height of "b" says so.
        var door = new TaskCompletionSource();
        log.Hold = appends => appends[0].Stream == "even" ? door.Task : Task.CompletedTask;
        var own = two.SendAsync("b");
        await one.SendAsync("1");
        door.SetResult();
        await own;
        Assert.Equal(["a", "1", "b"], await two.ReadAsync());
    }

    [Fact]
    public async Task A_corrupt_event_stops_the_stream_with_its_exception()
    {
        await using var log = Open();
        await log.AppendAsync([new StreamAppend("even", 0, [new NewEvent("Broken", [], new byte[32], null)])]);
        await Assert.ThrowsAsync<CorruptEventException>(() => DeskOver(log).SendAsync("a"));
    }

    private static NewEvent Word(int number) =>
        new("Word", Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)), new byte[32], null);

    private FaultyLog Open() => new(new SqliteEventLog(folder["log.db"]));

    private static async Task PlayAsync(Desk<IReadOnlyCollection<string>, string, string> desk)
    {
        foreach (var word in new[] { "a", "b", "a", "c", "" })
            Assert.Equal(word.Length > 0, (await desk.SendAsync(word)).IsAccepted);
        Assert.Equal(["a", "b", "c"], (await desk.ReadAsync()).Order());
    }

    private static async Task MatchesAsync(FaultyLog log)
    {
        var words = (await log.ReadTogetherAsync(["even", "odd"], 0, 100)).Select(e =>
            Encoding.UTF8.GetString(e.Bytes)
        );
        Assert.Equal(["a", "b", "c"], words);
    }

    // A word goes to "odd" when it is an odd number, else to "even"; an empty word is refused, a known one is already
    // true.
    private static Desk<IReadOnlyCollection<string>, string, string> DeskOver(IEventLog log, Action? folded = null) =>
        new(
            log,
            new Growth(log),
            new Aggregate<IReadOnlyCollection<string>, string, string>(
                ["even", "odd"],
                [],
                (state, word) =>
                    word.Length == 0 ? Decision<string>.Refuse(new Refusal(Reason.Malformed, "test", "empty"))
                    : state.Contains(word) ? Decision<string>.Nothing
                    : Decision<string>.Accept(word),
                (state, word) => [.. state, word],
                (_, word, _) =>
                    (
                        int.TryParse(word, out var number) && number % 2 == 1 ? "odd" : "even",
                        new NewEvent("Word", Encoding.UTF8.GetBytes(word), new byte[32], null)
                    ),
                stored =>
                {
                    folded?.Invoke();
                    return stored.Type == "Word"
                        ? Encoding.UTF8.GetString(stored.Bytes)
                        : throw new CorruptEventException(stored.Type, "unknown");
                }
            )
        );
}
