using System.Net;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Opening;

/// <summary>Above a limit the answer is 429 with a time to wait, and nothing is lost by it.</summary>
public sealed class RateTests : OwnHall
{
    [Fact]
    public async Task A_commit_that_is_said_too_often_is_told_to_wait_and_is_one_entry_all_the_same()
    {
        using var bidder = new Bidder(Hall, "b");
        var envelope = bidder.Seal();
        await bidder.UploadAsync(envelope);
        var answers = await Task.WhenAll(
            await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => bidder.CommitAsync(envelope)))
        );
        await AreToldToWaitAsync(answers, most: 50);

        using var other = new Bidder(Hall, "other"); // the limit hangs on the submission
        await other.SubmitAsync();
        await Task.Delay(TimeSpan.FromSeconds(1.1));
        var last = await Bidder.AcknowledgedAsync(await bidder.CommitAsync(envelope));
        foreach (var answer in answers.Where(answer => answer.IsSuccessStatusCode))
            Assert.Equal(last.ToBytes(), (await Bidder.AcknowledgedAsync(Task.FromResult(answer))).ToBytes());
        Assert.Equal(2, (await Hall.EventsAsync(Hall.Received)).OfType<EntryAccepted>().Count());
    }

    [Fact]
    public async Task Too_many_parts_of_one_submission_at_once_are_told_to_wait_and_the_others_arrive()
    {
        using var bidder = new Bidder(Hall, "b");
        var envelope = bidder.Seal(documentBytes: 100_000);
        var (client, upload) = (await bidder.ClientAsync(), await bidder.DeclareAsync(envelope));
        var (section, part, octets) = envelope.Parts().Last();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sends = Enumerable
            .Range(0, 24)
            .Select(_ =>
                client.Http.SendAsync(
                    new HttpRequestMessage(HttpMethod.Put, $"/api/uploads/{upload}/parts/{section}/{part}")
                    {
                        Content = new Held(octets, gate.Task),
                        Headers = { ExpectContinue = true },
                    }
                )
            )
            .ToArray();
        await Until.TrueAsync(
            "those above the limit are refused",
            Server.Patience(20),
            () => Task.FromResult(sends.Count(send => send.IsCompleted) >= 8)
        );
        gate.SetResult();
        var answers = await Task.WhenAll(sends);
        Assert.Equal(16, answers.Count(answer => answer.IsSuccessStatusCode)); // 8 on their way and 8 that waited
        await AreToldToWaitAsync(answers, most: 8);
        await client.Put($"/api/uploads/{upload}/parts/0/0", envelope.Parts().First().Octets).Ok();
        await Bidder.AcknowledgedAsync(await bidder.CommitAsync(envelope));
    }

    [Fact]
    public async Task Sign_ins_above_the_limit_of_an_address_are_told_to_wait_and_tickets_go_on_working()
    {
        using var signedIn = await Server.Client(Server.Authority.Issue("b")).SignInAsync();
        using var client = Server.Client();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 1_500).Select(_ => client.Post("/api/sign-in/challenge", new { }))
        );
        await AreToldToWaitAsync(answers, most: 1_000);
        Assert.Equal((404, "NotFound"), await signedIn.Get($"/api/uploads/{new string('0', 64)}").Refused());
        await Task.Delay(TimeSpan.FromSeconds(1.1));
        using var next = await Server.Client(Server.Authority.Issue("c")).SignInAsync();
    }

    private static async Task AreToldToWaitAsync(HttpResponseMessage[] answers, int most)
    {
        var refused = answers.Where(answer => !answer.IsSuccessStatusCode).ToArray();
        Assert.InRange(refused.Length, 1, most);
        Assert.All(refused, answer => Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta));
        foreach (var answer in refused)
            Assert.Equal((429, "LimitReached"), await Task.FromResult(answer).Refused());
    }

    /// <summary>A body whose second half waits for the test.</summary>
    private sealed class Held(byte[] octets, Task gate) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(octets.AsMemory(0, octets.Length / 2));
            await stream.FlushAsync();
            await gate;
            await stream.WriteAsync(octets.AsMemory(octets.Length / 2));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = octets.Length;
            return true;
        }
    }
}
