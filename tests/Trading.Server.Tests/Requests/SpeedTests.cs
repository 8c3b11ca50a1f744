using System.Net;
using Trading.Server.Requests;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Requests;

public sealed class SpeedTests
{
    [Fact]
    public async Task Octets_are_read_to_the_last_and_more_than_the_limit_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        foreach (var length in new[] { 0, 1, Limits.SpeedBytes })
        {
            using var body = new ByteArrayContent(new byte[length]);
            using var answer = await http.PostAsync("/api/speed", body);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }
        // A body that is too long is asked for first: else the line may end while it is still written.
        using var more = new HttpRequestMessage(HttpMethod.Post, "/api/speed")
        {
            Content = new ByteArrayContent(new byte[Limits.SpeedBytes + 1]),
            Headers = { ExpectContinue = true },
        };
        Assert.Equal((413, "LimitReached"), await http.SendAsync(more).Refused());
    }
}
