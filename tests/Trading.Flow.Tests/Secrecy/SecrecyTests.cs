using Xunit.Abstractions;

namespace Trading.Flow.Tests.Secrecy;

/// <summary>
/// Two platforms side by side on the real clock, the same crew, session id, deadline and ticks: one with three bidders,
/// one with thirty. A further bidder on each tries its own limits. Until the deadline nothing that any role is shown or
/// answered may differ but for random bytes and the clock. Disk and timing are not compared: docs/threats.md says that
/// they are unprotected.
/// </summary>
[Collection(Alone.Name)]
public class SecrecyTests(ITestOutputHelper output)
{
    private const long Second = 1_000_000;
    private const int LockSeconds = 12; // before the first tick: the locks are made and everybody signs in
    private const int Ticks = 12;
    private const int Attempts = 3;

    [Fact]
    public async Task Until_the_deadline_nobody_can_tell_three_bidders_from_thirty()
    {
        await using var crewFolder = new TemporaryFolder();
        var crew = await Crew.MakeAsync(crewFolder.Path);
        for (var attempt = 1; !await TryAsync(crew, attempt); attempt++)
            Assert.True(attempt < Attempts, "The machine is too slow to look at both platforms between two ticks.");
    }

    // Two fresh platforms. False when the clock left no time to look at them: what was seen is thrown away and nothing
    // concluded.
    private async Task<bool> TryAsync(Crew crew, int attempt)
    {
        await using var few = new Side("few", 3, crew);
        await using var many = new Side("many", 30, crew);
        await Task.WhenAll(few.StartAsync(), many.StartAsync());
        var seen = false;
        await few.Platform.TellAsync(
            output,
            () =>
                many.Platform.TellAsync(
                    output,
                    async () =>
                    {
                        seen = await RunAsync(few, many, attempt);
                        if (!seen)
                            return;
                        Report(few.Transcript, many.Transcript);
                        AssertThatALeakWouldShow(few.Transcript, many.Transcript);
                        await Task.WhenAll(few.OpensFullyAsync(), many.OpensFullyAsync());
                    }
                )
        );
        return seen;
    }

    private async Task<bool> RunAsync(Side few, Side many, int attempt)
    {
        // Two seconds between ticks; more where the machine is slow. The first lies so far before the deadline that
        // twelve fit.
        var pace = attempt * Math.Max(few.Platform.Pace.Factor, many.Platform.Pace.Factor);
        var period = (int)Math.Ceiling(2 * pace);
        var firstTick = (Ticks - 1) * period;
        var closeAt = (Clock.Now / Second + firstTick + (int)(LockSeconds * pace)) * Second;
        var plan = new HallPlan(0, HallPlan.OneLot)
        {
            Session = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16)),
            CloseAt = closeAt,
            Ticks = [new TickPeriod(3_600, 1_800), new TickPeriod((uint)firstTick, (uint)period)],
        };
        await Task.WhenAll(few.PrepareAsync(plan), many.PrepareAsync(plan));
        if (Clock.Now > closeAt - firstTick * Second - Second)
            return false;
        await Clock.ReachesAsync(closeAt - firstTick * Second - Second / 2);
        await Task.WhenAll(few.RecordAsync(), many.RecordAsync());
        var doing = Task.WhenAll(few.BidAsync(), many.BidAsync(), few.KeepLogsAsync(), many.KeepLogsAsync());
        var seen = await LookAtEveryTickAsync(few, many, closeAt, period);
        seen &= (await doing).All(inTime => inTime);
        await Task.WhenAll(few.Watch.StopAsync(), many.Watch.StopAsync());
        if (!seen)
            output.WriteLine("A round came too late; it is done again from the start.");
        return seen;
    }

    private static async Task<bool> LookAtEveryTickAsync(Side few, Side many, long closeAt, int period)
    {
        var pending = Task.WhenAll(few.Watch.AwaitUnknownReceiptAsync(), many.Watch.AwaitUnknownReceiptAsync());
        for (var size = 1; size < Ticks; size++) // the last tick is the deadline's own
        {
            var next = closeAt - (Ticks - 1 - size) * period * Second;
            await Clock.ReachesAsync(next - period * Second + Second / 5);
            var looked = await Task.WhenAll(
                few.Watch.LookAsync(size, next - Second / 10),
                many.Watch.LookAsync(size, next - Second / 10)
            );
            if (looked.Contains(false))
                return false;
        }
        await pending;
        return Clock.Now < closeAt;
    }

    private void Report(Transcript few, Transcript many)
    {
        output.WriteLine(
            $"{few.Requests.Count()} kinds of answers, {few.Count} of the few and {many.Count} of the many"
        );
        var differences = Transcript.Differences(few, many);
        foreach (var difference in differences.Take(20))
            output.WriteLine(difference);
        Assert.True(
            differences.Count == 0,
            $"{differences.Count} differences; the first: {string.Join('\n', differences.Take(1))}"
        );
    }

    // The positive control: the count, told anywhere in any of the usual ways, is found in these very transcripts.
    private static void AssertThatALeakWouldShow(Transcript few, Transcript many)
    {
        foreach (
            var (what, answer) in new[]
            {
                ("public GET api/sessions", "{\"waiting\":30}"),
                ("hub batch", "{\"type\":1}"),
                ("server.log", "info: taken in: 30"),
                ("t1 sees in its inbox", "{\"wants\":[30]}"),
                ("bidder POST /api/uploads/{hex 64}/commit", "200 | X-Queue: 30"),
                ("active acknowledgement", "tick 9, 8192 bytes"),
            }
        )
        {
            var leaking = many.Copy();
            leaking.Add(what, answer);
            Assert.NotEmpty(Transcript.Differences(few, leaking));
        }
    }
}
