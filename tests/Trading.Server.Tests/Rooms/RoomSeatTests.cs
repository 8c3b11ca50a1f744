using System.Net.Http.Headers;
using System.Text.Json;
using Trading.Crypto;
using Trading.Rooms.Papers;
using Trading.Rooms.Rooms;
using Trading.Server.Rooms;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Rooms;

/// <summary>
/// Keys, tickets and drafts of seats: what they let do, and that all of it ends with the member. Source:
/// docs/spec/http.md, "Rooms".
/// </summary>
public sealed class RoomSeatTests : OwnRoom
{
    private static readonly byte[] Draft = [.. Enumerable.Repeat((byte)7, Drafts.StepBytes)];

    [Fact]
    public async Task A_ticket_and_drafts_end_with_the_member_and_the_next_one_reads_no_matrix()
    {
        await StartRoomAsync();
        var seats = await AllSitAsync();
        Assert.Equal($"{Room}.2", (await seats[2].Get("/api/me").Ok()).GetProperty("name").GetString());
        var foreign = SigningKey.Generate(Suite.P256);
        await Assert.ThrowsAnyAsync<Exception>(() => Server.Client().SignInAtSeatAsync(Room, foreign));
        await LeadAsync();
        Assert.Equal(5, (await seats[2].Get($"{RoomPath}/sheets").Ok()).GetProperty("head").GetInt32());
        await PutAsync(seats[2], Draft).Ok();
        var waiting = seats[2].Get($"{RoomPath}/supervised?from=1000&wait=25");

        await SayAsync(ActOf(2, RoomActKind.Avoid, text: "与投标人有利害关系"));
        // It waits, or comes only when the member has gone: it is answered at once and tells nothing.
        Assert.Contains(await waiting.Refused(), new[] { (403, "NotAllowed"), (401, "NotSignedIn") });
        foreach (var path in new[] { "supervised", "sheets", "drafts/sheet" })
            Assert.Equal((401, "NotSignedIn"), await seats[2].Get($"{RoomPath}/{path}").Refused());
        // Whoever went is told so at its next sign-in, for it reads nothing any more; nobody else is.
        Assert.Equal((403, "SeatOver"), await EnterAsync(KeyOf(2)).Refused());
        Assert.Equal((403, "BadSignature"), await EnterAsync(foreign).Refused());
        Assert.Equal((403, "NotAllowed"), await Anybody.Post($"{RoomPath}/seats", CertificateOf(2)).Refused());
        Assert.Equal(0L, DraftsLeft());

        ForgetKeyOf(2);
        var next = await SitDownAsync(2);
        Assert.Equal((404, "NotFound"), await next.Get($"{RoomPath}/drafts/sheet").Refused());
        Assert.Equal(0, (await next.Get($"{RoomPath}/sheets").Ok()).GetProperty("head").GetInt32());
        Assert.Equal(5, (await seats[3].Get($"{RoomPath}/sheets").Ok()).GetProperty("head").GetInt32());
    }

    [Fact]
    public async Task Two_windows_of_a_member_are_told_of_each_other()
    {
        await StartRoomAsync();
        var (one, other) = (await SitDownAsync(1), await SignInAtAsync(1));
        var first = await RevisionAsync(PutAsync(one, Draft));
        Assert.Equal((412, "WrongRevision"), await PutAsync(other, Draft).Refused());
        using (var refused = await PutAsync(other, Draft, first - 1))
        {
            var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement;
            Assert.Equal(first, problem.GetProperty("revision").GetInt64());
        }
        var second = await RevisionAsync(PutAsync(other, [.. Draft, .. Draft], first));
        Assert.Equal((412, "WrongRevision"), await PutAsync(one, Draft, first).Refused());
        using var read = await one.Get($"{RoomPath}/drafts/sheet");
        Assert.Equal($"\"{second}\"", read.Headers.ETag!.Tag);
        Assert.Equal(2 * Drafts.StepBytes, (await read.Content.ReadAsByteArrayAsync()).Length);
        Assert.True(read.Headers.CacheControl!.NoStore);
        // Removed and made anew it has no revision that a window may still hold.
        await one.Http.DeleteAsync($"{RoomPath}/drafts/sheet").Ok();
        Assert.True(await RevisionAsync(PutAsync(one, Draft)) > second);
        Assert.Equal((412, "WrongRevision"), await PutAsync(other, Draft, second).Refused());

        // It outlives the end of the process.
        await Server.KillAsync();
        await StartAgainAsync();
        Assert.Equal(Draft, await (await SignInAtAsync(1)).Http.GetByteArrayAsync($"{RoomPath}/drafts/sheet"));
    }

    [Fact]
    public async Task Drafts_have_their_form_and_are_nobody_elses()
    {
        await StartRoomAsync();
        var (one, two) = (await SitDownAsync(1), await SitDownAsync(2));
        foreach (var length in new[] { 0, 1, Drafts.StepBytes - 1, Drafts.StepBytes + 1 })
            Assert.Equal((400, "Malformed"), await PutAsync(one, new byte[length]).Refused());
        Assert.Equal((413, "LimitReached"), await PutAsync(one, new byte[Drafts.MostBytes + 1]).Refused());
        Assert.Equal((400, "Malformed"), await PutAsync(one, Draft, name: "A").Refused());
        Assert.Equal((400, "Malformed"), await PutAsync(one, Draft, name: new string('a', 65)).Refused());
        for (var i = 0; i < Drafts.MostNames; i++)
            await PutAsync(one, Draft, name: $"d{i}").Ok();
        Assert.Equal((429, "LimitReached"), await PutAsync(one, Draft, name: "more").Refused());
        await PutAsync(two, new byte[Drafts.MostBytes], name: "d0").Ok();
        Assert.Equal(Draft, await one.Http.GetByteArrayAsync($"{RoomPath}/drafts/d0"));
        var supervisor = await PersonAsync(Server.Supervisor);
        foreach (var reader in new[] { Host, supervisor, await Bidders[0].ClientAsync(), await OfficeAsync(Gate) })
        {
            Assert.Equal((403, "NotAllowed"), await reader.Get($"{RoomPath}/drafts/d0").Refused());
            Assert.Equal((403, "NotAllowed"), await PutAsync(reader, Draft).Refused());
            Assert.Equal((403, "NotAllowed"), await reader.Post($"{RoomPath}/sheets", SheetOf(1)).Refused());
            Assert.Equal((403, "NotAllowed"), await reader.Http.DeleteAsync($"{RoomPath}/drafts/d0").Refused());
        }
        Assert.Equal((401, "NotSignedIn"), await PutAsync(Anybody, Draft).Refused());
        Assert.Equal((404, "NotFound"), await two.Get($"/api/rooms/{new string('0', 32)}/drafts/d0").Refused());
    }

    [Fact]
    public async Task A_sealed_room_is_read_by_the_supervisor_alone_and_goes_on_afterwards()
    {
        await StartRoomAsync();
        var seats = await AllSitAsync();
        await LeadAsync();
        await PutAsync(seats[1], Draft).Ok();
        var supervisor = await PersonAsync(Server.Supervisor);
        await SayAsync(ActOf(RoomAct.Supervisor, Server.Supervisor.Key, RoomActKind.Stop, text: "核查"));
        Assert.True((await SummaryAsync()).GetProperty("isSealed").GetBoolean());
        foreach (var path in new[] { "supervised", "sheets", $"bids/{Start.Bids[0].Id}/documents" })
        {
            Assert.Equal((409, "WrongPhase"), await seats[1].Get($"{RoomPath}/{path}").Refused());
            await supervisor.Get($"{RoomPath}/{path}").Ok();
        }
        Assert.Equal((409, "WrongPhase"), await PutAsync(seats[1], Draft, name: "other").Refused());
        await SayAsync(ActOf(RoomAct.Supervisor, Server.Supervisor.Key, RoomActKind.Resume, text: "继续"));
        Assert.Equal(5, (await seats[1].Get($"{RoomPath}/sheets").Ok()).GetProperty("head").GetInt32());
        Assert.Equal(Draft, await seats[1].Http.GetByteArrayAsync($"{RoomPath}/drafts/sheet"));
    }

    [Fact]
    public async Task Few_keys_wait_and_none_for_long()
    {
        await StartRoomAsync();
        var key = SigningKey.Generate(Suite.P256).PublicPoint;
        var asked = await PutKeyAsync(key).Ok();
        Assert.Equal(
            asked.GetProperty("number").ToString(),
            (await PutKeyAsync(key).Ok()).GetProperty("number").ToString()
        );
        Assert.Equal((400, "Malformed"), await PutKeyAsync(new byte[65]).Refused());
        Assert.Equal((400, "Malformed"), await PutKeyAsync([1]).Refused());
        Assert.Equal(
            (404, "NotFound"),
            await Anybody.Post($"/api/rooms/{new string('0', 32)}/keys", new { key }).Refused()
        );
        for (var i = 1; i < WaitingKeys.MostOfRoom / 2; i++)
            await PutKeyAsync(SigningKey.Generate(Suite.P256).PublicPoint).Ok();
        Assert.Equal((429, "LimitReached"), await PutKeyAsync(SigningKey.Generate(Suite.P256).PublicPoint).Refused());
        // The gate alone certifies.
        var forged = CertificateOf(1, SigningKey.Generate(Suite.P256));
        Assert.Equal((403, "BadSignature"), await Anybody.Post($"{RoomPath}/seats", forged).Refused());
        Server.Clock.MoveTo(Server.Clock.Now + WaitingKeys.WaitMicros + 1);
        Assert.Equal((404, "NotFound"), await Anybody.Get($"{RoomPath}/keys/{asked.GetProperty("number")}").Refused());
        await PutKeyAsync(SigningKey.Generate(Suite.P256).PublicPoint).Ok();
    }

    private async Task<HttpResponseMessage> EnterAsync(SigningKey key)
    {
        var challenge = (await Anybody.Post("/api/sign-in/challenge", new { }).Ok())
            .GetProperty("challenge")
            .GetBytesFromBase64();
        var signature = key.Sign(Tags.SignIn, challenge);
        var room = Room;
        return await Anybody.Post(
            "/api/sign-in/seat",
            new
            {
                room,
                challenge,
                signature,
            }
        );
    }

    private Task<HttpResponseMessage> PutKeyAsync(byte[] key) => Anybody.Post($"{RoomPath}/keys", new { key });

    private Task<HttpResponseMessage> PutAsync(Client client, byte[] body, long revision = 0, string name = "sheet")
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"{RoomPath}/drafts/{name}")
        {
            Content = new ByteArrayContent(body)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") },
            },
        };
        request.Headers.ExpectContinue = true;
        if (revision != 0)
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{revision}\"");
        return client.Http.SendAsync(request);
    }

    private static async Task<long> RevisionAsync(Task<HttpResponseMessage> pending) =>
        (await pending.Ok()).GetProperty("revision").GetInt64();

    // The driver tidies a moment later than the member goes.
    private long DraftsLeft()
    {
        long left = 1;
        for (var end = DateTime.UtcNow + Server.Patience(10); left > 0 && DateTime.UtcNow < end; Thread.Sleep(20))
        {
            using var connection = Server.Get<RoomFile>().Open();
            left = (long)Trading.Edge.Storage.SqliteWords.Ask(connection, "SELECT count(*) FROM drafts")!;
        }
        return left;
    }
}
