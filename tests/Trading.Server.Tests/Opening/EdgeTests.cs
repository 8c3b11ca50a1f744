using System.Text.Json;
using Trading.Crypto;
using Trading.Server.Tests.Announce;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Opening;

/// <summary>What the edge promises everywhere: problems, rights, idempotency, silence about the intake.</summary>
public sealed class EdgeTests
{
    [Fact]
    public async Task Health_time_trust_and_the_description_are_there_for_everybody()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();
        Assert.Equal("ok", (await client.Get("/healthz").Ok()).GetProperty("status").GetString());
        Assert.InRange(
            (await client.Get("/api/time").Ok()).GetProperty("now").GetInt64(),
            server.Clock.Now - 5_000_000,
            server.Clock.Now
        );
        Assert.Equal(server.Trust.ToText(), await client.Http.GetStringAsync("/api/trust"));
        var paths = (await client.Get("/openapi/v1.json").Ok())
            .GetProperty("paths")
            .EnumerateObject()
            .Select(p => p.Name)
            .ToArray();
        foreach (
            var path in new[]
            {
                "/api/sign-in/certificate",
                "/api/sign-in/password/change",
                "/api/sign-out",
                "/api/me",
                "/api/people",
                "/api/sessions",
                "/api/sessions/{session}/acts",
                "/api/uploads/{upload}/commit",
                "/api/receipts/{entryHash}",
                "/api/trustee/inbox",
                "/api/feed/{stream}",
                "/api/streams/{stream}/consistency",
            }
        )
            Assert.Contains(path, paths);
    }

    [Fact]
    public async Task Every_refusal_is_a_problem_with_reason_rule_and_next_step_also_those_of_the_framework()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();
        using var bidder = await server.Client(server.Authority.Issue("b")).SignInAsync();
        Assert.Equal((404, "NotFound"), await client.Get("/nowhere").Refused());
        Assert.Equal((405, "Malformed"), await client.Put("/api/sessions", []).Refused());
        Assert.Equal((401, "NotSignedIn"), await client.Post("/api/sessions", new { }).Refused());
        Assert.Equal((400, "Malformed"), await bidder.Post("/api/sessions", new { session = 5 }).Refused());
        Assert.Equal((404, "NotFound"), await client.Get("/api/sessions/zzz").Refused());
        Assert.Equal((404, "NotFound"), await client.Get($"/api/sessions/{new string('a', 32)}").Refused());
        Assert.Equal((400, "Malformed"), await bidder.Get("/api/receipts/xyz").Refused());
    }

    [Fact]
    public async Task Only_who_holds_the_right_publishes_and_twice_is_once()
    {
        await using var server = await TestServer.StartAsync();
        var first = Hall.Draft(server);
        using var bidder = await server.Client(server.Authority.Issue("b")).SignInAsync();
        using var host = await server.Client(server.Host).SignInAsync();
        using var manager = await server.Client(server.Manager).SignInAsync();
        Assert.Equal((403, "NotAllowed"), await bidder.Post("/api/sessions", first.Publication).Refused());
        Assert.Equal(201, (int)(await host.Post("/api/sessions", first.Publication)).StatusCode);
        Assert.Equal(200, (int)(await host.Post("/api/sessions", first.Publication)).StatusCode);
        Assert.Equal(
            (403, "NotAllowed"),
            await manager.Post("/api/sessions", Hall.Draft(server).Publication).Refused()
        );
        Assert.Equal(1, await server.Log!.HeadAsync(first.Stream));
        var other = new
        {
            session = first.Id,
            terms = first.Terms with
            {
                Title = "other",
            },
            policies = new[] { LockPolicyCodec.ToBytes(first.Policy) },
        };
        await host.Post("/api/sessions", other).Refused();
    }

    [Fact]
    public async Task An_idempotency_key_gives_the_first_answer_again_and_refuses_another_request()
    {
        await using var server = await TestServer.StartAsync();
        var (hall, other) = (Hall.Draft(server), Hall.Draft(server));
        using var host = await server.Client(server.Host).SignInAsync();
        Assert.Equal(201, (int)(await host.Post("/api/sessions", hall.Publication, "key-1")).StatusCode);
        Assert.Equal(201, (int)(await host.Post("/api/sessions", hall.Publication, "key-1")).StatusCode);
        Assert.Equal((409, "Conflict"), await host.Post("/api/sessions", other.Publication, "key-1").Refused());
        Assert.Equal(
            (400, "Malformed"),
            await host.Post("/api/sessions", hall.Publication, new string('k', 200)).Refused()
        );
    }

    [Fact]
    public async Task The_full_archive_is_for_host_and_supervisor_and_no_archive_is_there_too_early()
    {
        await using var server = await TestServer.StartAsync();
        var hall = await Hall.OpenAsync(server);
        using var nobody = server.Client();
        using var bidder = await server.Client(server.Authority.Issue("b")).SignInAsync();
        using var supervisor = await server.Client(server.Supervisor).SignInAsync();
        Assert.Equal((401, "NotSignedIn"), await nobody.Get($"/api/sessions/{hall.Id}/archive?kind=full").Refused());
        Assert.Equal((403, "NotAllowed"), await bidder.Get($"/api/sessions/{hall.Id}/archive?kind=full").Refused());
        Assert.Equal((409, "TooEarly"), await supervisor.Get($"/api/sessions/{hall.Id}/archive?kind=full").Refused());
        Assert.Equal((409, "TooEarly"), await nobody.Get($"/api/sessions/{hall.Id}/archive").Refused());
    }

    [Fact]
    public async Task The_intake_opens_to_readers_at_the_freeze_and_the_received_stream_never()
    {
        await using var server = await TestServer.StartAsync();
        var hall = await Hall.OpenAsync(server);
        using var client = server.Client();
        using var trustee = await server.Trustees[0].SignInAsync();
        await using var attendee = await Attendee.ConnectAsync(server.Address);
        foreach (var stream in new[] { hall.Intake, hall.Received })
        {
            Assert.Equal((404, "NotFound"), await client.Get($"/api/feed/{stream}").Refused());
            Assert.Equal((404, "NotFound"), await client.Get($"/api/streams/{stream}/checkpoint").Refused());
            Assert.Contains(
                "NotAllowed",
                (
                    await Assert.ThrowsAsync<Microsoft.AspNetCore.SignalR.HubException>(() =>
                        attendee.JoinAsync(stream, -1)
                    )
                ).Message,
                StringComparison.Ordinal
            );
        }
        await Until.TrueAsync(
            "the intake has a checkpoint",
            server.Patience(10),
            async () =>
            {
                server.Clock.Advance(TimeSpan.FromMinutes(1));
                return (await trustee.GetAsync($"/api/streams/{hall.Intake}/checkpoint")).IsSuccessStatusCode;
            }
        );

        hall.Close();
        await client.UntilAsync(hall.Id, Hall.Lot, "failed");
        await client.Get($"/api/feed/{hall.Intake}").Ok();
        await attendee.JoinAsync(hall.Intake, -1);
        Assert.Equal((404, "NotFound"), await client.Get($"/api/feed/{hall.Received}").Refused());
    }

    [Fact]
    public async Task A_receipt_comes_when_witnesses_have_cosigned_and_until_then_every_hash_gets_the_same_answer()
    {
        await using var server = await TestServer.StartAsync();
        var hall = await Hall.OpenAsync(server);
        using var bidder = new Bidder(hall, "b");
        var envelope = bidder.Seal();
        await bidder.SubmitAsync(envelope);
        var client = await bidder.ClientAsync();
        var pending = await Task.WhenAll(
            new[] { envelope.Id, new string('0', 64) }.Select(hash => client.Get($"/api/receipts/{hash}"))
        );
        Assert.All(pending, answer => Assert.Equal(202, (int)answer.StatusCode));
        Assert.Equal(await pending[0].Content.ReadAsStringAsync(), await pending[1].Content.ReadAsStringAsync());
        Assert.Equal(HeadersOf(pending[0]), HeadersOf(pending[1]));

        var receipt = client.Get($"/api/receipts/{envelope.Id}");
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(Receipt.TryParse((await receipt.Ok()).GetProperty("receipt").GetBytesFromBase64(), out var parsed));
        NoteKey[] witnesses =
        [
            .. server.Trustees.Select(t => new NoteKey(
                Suite.P256,
                t.Name,
                t.SigningKey.PublicPoint,
                NoteKeyKind.Cosignature
            )),
        ];
        var platform = new NoteKey(Suite.P256, hall.Intake, server.PlatformKey.PublicPoint, NoteKeyKind.Note);
        Assert.Equal(ReceiptVerdict.Valid, parsed.Verify(hall.Intake, SlotForm.Sparse, platform, witnesses, 2));
        Assert.Equal(envelope.Sealed.Signed.EntryHash, parsed.EntryHash);
    }

    [Theory]
    [InlineData("Content-Length: 5\r\n\r\nhello")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")]
    public async Task A_commit_with_a_body_is_refused_and_the_answer_says_that_the_connection_ends(string rest)
    {
        await using var server = await TestServer.StartAsync();
        using var bidder = await server.Client(server.Authority.Issue("b")).SignInAsync();
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(server.Address.Host, server.Address.Port);
        await using var stream = socket.GetStream();
        var head =
            $"POST /api/uploads/{new string('a', 64)}/commit HTTP/1.1\r\nHost: x\r\nAuthorization: "
            + $"{bidder.Http.DefaultRequestHeaders.Authorization}\r\n";
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(head + rest));
        using var reader = new StreamReader(stream);
        // it ends: nothing else keeps the connection
        var answer = await reader.ReadToEndAsync().WaitAsync(server.Patience(20));
        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nConnection: close\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("A COMMIT has no body.", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_whose_commit_had_a_body_goes_on_without_a_failure()
    {
        await using var server = await TestServer.StartAsync();
        using var bidder = await server.Client(server.Authority.Issue("b")).SignInAsync();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(
                (400, "Malformed"),
                await bidder.Post($"/api/uploads/{new string('a', 64)}/commit", new { }).Refused()
            );
            await bidder.Get("/api/time").Ok();
        }
    }

    private static string HeadersOf(HttpResponseMessage answer) =>
        string.Join(
            "\n",
            answer
                .Headers.Concat(answer.Content.Headers)
                .Where(h => h.Key != "Date")
                .Select(h => $"{h.Key}: {string.Join(",", h.Value)}")
                .Order()
        );
}
