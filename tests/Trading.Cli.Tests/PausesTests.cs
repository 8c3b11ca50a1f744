using System.Net;

namespace Trading.Cli.Tests;

/// <summary>How long the command line waits before it says a call again.</summary>
public sealed class PausesTests
{
    [Fact]
    public void Each_pause_is_twice_the_one_before_up_to_half_a_minute_shifted_by_at_most_a_quarter()
    {
        double[] middle = [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000];
        for (var run = 0; run < 200; run++)
        {
            var pauses = new Pauses();
            foreach (var ms in middle)
            {
                var pause = pauses.Next().TotalMilliseconds;
                Assert.InRange(pause, Math.Max(500, ms * 0.75), Math.Min(30_000, ms * 1.25));
            }
        }
    }

    [Fact]
    public void Many_who_lost_the_same_line_do_not_come_back_in_one_instant()
    {
        var second = Enumerable
            .Range(0, 100)
            .Select(_ =>
            {
                var pauses = new Pauses();
                pauses.Next();
                return pauses.Next();
            })
            .ToList();
        Assert.True(second.Max() - second.Min() > TimeSpan.FromMilliseconds(200), "all pauses are alike");
        Assert.True(second.Distinct().Count() > 20, "few pauses are used");
    }

    [Fact]
    public async Task A_refusal_that_passes_is_said_again_with_growing_pauses_and_the_last_one_is_told()
    {
        var at = new List<long>();
        var answer = await Sent(
            () =>
            {
                at.Add(Environment.TickCount64);
                return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
            },
            TextWriter.Null
        );
        Assert.Equal((HttpStatusCode.ServiceUnavailable, 6), (answer, at.Count));
        // 200 ms, then twice as long each time; a busy machine only makes them longer.
        var gaps = at.Zip(at.Skip(1), (one, other) => other - one).ToList();
        Assert.All(gaps.Zip([200, 400, 800, 1_600, 3_200]), gap => Assert.True(gap.First >= gap.Second - 20, $"{gap}"));
    }

    [Fact]
    public async Task The_pause_that_the_server_asks_for_is_kept()
    {
        var at = new List<long>();
        var answer = await Sent(
            () =>
            {
                at.Add(Environment.TickCount64);
                var refusal = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
                refusal.Headers.RetryAfter = new(TimeSpan.FromSeconds(1));
                return at.Count == 1 ? refusal : new HttpResponseMessage(HttpStatusCode.OK);
            },
            TextWriter.Null
        );
        Assert.Equal((HttpStatusCode.OK, 2), (answer, at.Count));
        Assert.True(at[1] - at[0] >= 980, $"{at[1] - at[0]} ms");
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task Any_other_answer_is_an_answer(HttpStatusCode status)
    {
        var calls = 0;
        Assert.Equal(
            status,
            await Sent(
                () =>
                {
                    calls++;
                    return new HttpResponseMessage(status);
                },
                TextWriter.Null
            )
        );
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task A_silent_server_is_waited_for_and_that_is_said_once_for_each_outage()
    {
        using var notes = new StringWriter();
        var retry = new Retry(new Uri("http://127.0.0.1:1/"), TimeSpan.FromMinutes(1), notes);
        foreach (var outage in new[] { 1, 2 })
        {
            var calls = 0;
            using var answer = await retry.SendAsync(
                () =>
                    ++calls < 3
                        ? throw new HttpRequestException("no line")
                        : Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)),
                CancellationToken.None
            );
            Assert.Equal(3, calls);
            Assert.Equal(outage, notes.ToString().Split("does not answer; waiting for it").Length - 1);
        }
        var impatient = new Retry(new Uri("http://127.0.0.1:1/"), TimeSpan.Zero, notes);
        await Assert.ThrowsAsync<HttpRequestException>(() =>
            impatient.SendAsync(() => throw new HttpRequestException("no line"), CancellationToken.None)
        );
    }

    private static async Task<HttpStatusCode> Sent(Func<HttpResponseMessage> send, TextWriter notes)
    {
        var retry = new Retry(new Uri("http://127.0.0.1:1/"), TimeSpan.FromMinutes(1), notes);
        using var answer = await retry.SendAsync(() => Task.FromResult(send()), CancellationToken.None);
        return answer.StatusCode;
    }
}
