using Trading.Server.Streams;

namespace Trading.Server.Tests.Streams;

public sealed class OnceEachTests
{
    [Fact]
    public void Two_that_ask_at_once_get_the_same_and_it_alone_was_made()
    {
        using var gate = new ManualResetEventSlim();
        var made = 0;
        var things = new OnceEach<string, object>(_ =>
        {
            Interlocked.Increment(ref made);
            gate.Wait();
            return new object();
        });
        var got = new object[2];
        Thread[] askers = [.. Enumerable.Range(0, got.Length).Select(i => new Thread(() => got[i] = things.Of("a")))];
        foreach (var asker in askers)
            asker.Start();

        // Both wait: the first one while it makes the thing, the second one for the first, or while it makes a twin.
        Assert.True(SpinWait.SpinUntil(() => askers.All(IsWaiting), TimeSpan.FromSeconds(30)));
        gate.Set();
        foreach (var asker in askers)
            asker.Join();
        Assert.Same(got[0], got[1]);
        Assert.Equal(1, made);
    }

    [Fact]
    public void Each_key_has_its_own_and_what_was_not_asked_for_is_not_there()
    {
        var things = new OnceEach<string, string>(key => $"thing {key}");
        Assert.Equal(["thing a", "thing b"], new[] { "a", "b" }.Select(things.Of));
        Assert.True(things.Has("a"));
        Assert.False(things.Has("c"));
    }

    private static bool IsWaiting(Thread thread) => (thread.ThreadState & ThreadState.WaitSleepJoin) != 0;
}
