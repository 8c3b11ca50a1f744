using System.Net;
using System.Text;
using System.Text.Json;
using Trading.Crypto;
using Trading.Documents;
using Trading.Rooms.Archives;
using Trading.Rooms.Audits;
using Trading.Rooms.Papers;
using Trading.Rooms.Rooms;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Rooms;

/// <summary>
/// A whole evaluation over HTTP: who reads what at which stage, that a killed server goes on from where it was, and
/// that a closed paper is read by nobody. Source: docs/spec/room.md; docs/spec/http.md, "Rooms".
/// </summary>
public sealed class RoomWayTests : OwnRoom
{
    private readonly byte[] pdf = [.. "%PDF-1.7\n"u8, .. new byte[5_000]];

    private protected override byte[][] DocumentsOf(int bidder) => [pdf];

    [Fact]
    public async Task A_room_goes_from_seats_to_a_result_and_everybody_reads_what_is_the_own()
    {
        await StartRoomAsync();
        var supervisor = await PersonAsync(Server.Supervisor);
        var bidder = await Bidders[0].ClientAsync();
        var stranger = await PersonAsync(Server.Authority.Issue("stranger"));
        var gate = await OfficeAsync(Gate);
        Assert.Equal((401, "NotSignedIn"), await Anybody.Get("/api/rooms/tasks").Refused());
        Assert.Equal((403, "NotAllowed"), await Host.Get("/api/rooms/tasks").Refused());
        Assert.Empty((await (await OfficeAsync(Custodian)).Get("/api/rooms/tasks").Ok()).Tasks());

        // The gate is told which keys wait, and who sits.
        var asked = await Anybody.Post($"{RoomPath}/keys", new { key = KeyOf(1).PublicPoint }).Ok();
        var number = asked.GetProperty("number").GetString()!;
        Assert.Equal(KeyNumber.Of(Suite.P256, Room, KeyOf(1).PublicPoint), number);
        var task = Assert.Single((await gate.Get("/api/rooms/tasks").Ok()).Tasks());
        Assert.Equal(number, task.GetProperty("waiting")[0].GetProperty("number").GetString());
        Assert.Equal(0, task.GetProperty("taken").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, await CertificateAsync(number));
        var seats = await AllSitAsync();
        Assert.Equal(JsonValueKind.String, await CertificateAsync(number));
        Assert.Empty((await gate.Get("/api/rooms/tasks").Ok()).Tasks());
        Assert.Equal((404, "NotFound"), await Anybody.Get($"{RoomPath}/keys/0000000000").Refused());

        Assert.Equal((409, "TooEarly"), await seats[1].Get(DocumentPath(0)).Refused());
        await LeadAsync();
        await RefusedAsync([stranger, bidder, Host, gate], Anybody);
        await ComplyAsync(seats);
        await UntilStageAsync(RoomStage.Explaining);

        // The leader asks; the bidder sees the question and answers with the own key.
        var ask = ActOf(1, RoomActKind.Ask, Start.Bids[0].Id, choice: 1, after: 1_800, text: "请说明交货期");
        await SayAsync(ask);
        var owner = Bidders.Single(b => b.Id == Start.Bids[0].Id);
        var own = await OwnAsync(await owner.ClientAsync());
        var question = own.GetProperty("questions")[0];
        Assert.Equal("请说明交货期", question.GetProperty("text").GetString());
        Assert.Equal("Open", question.GetProperty("state").GetString());
        var id = question.GetProperty("id").GetString()!;
        await ByKitAsync(owner, id);
        await SayAsync(ActOf(RoomAct.OfBid(owner.Id), owner.Person.Key, RoomActKind.Answer, id, 1, text: "三十天"));
        own = await OwnAsync(await owner.ClientAsync());
        Assert.Equal("三十天", own.GetProperty("questions")[0].GetProperty("answer").GetProperty("text").GetString());
        foreach (var other in Bidders.Where(b => b != owner))
            Assert.Equal(0, (await OwnAsync(await other.ClientAsync())).GetProperty("questions").GetArrayLength());
        await SayAsync(ActOf(1, RoomActKind.Close));

        // Documents are read in the clear, and the supervisor sees by whom.
        Assert.Equal(pdf, await seats[2].Http.GetByteArrayAsync(DocumentPath(0)));
        var page = await supervisor.Get($"{RoomPath}/reads").Ok();
        var read = page.GetProperty("reads")[0];
        Assert.Equal(JsonValueKind.Null, page.GetProperty("next").ValueKind);
        Assert.Equal(0, (await supervisor.Get($"{RoomPath}/reads?from=1").Ok()).GetProperty("reads").GetArrayLength());
        Assert.Equal((2, 1), (read.GetProperty("seat").GetInt32(), read.GetProperty("section").GetInt32()));
        Assert.Equal((403, "NotAllowed"), await seats[1].Get($"{RoomPath}/reads").Refused());
        Assert.Equal((403, "NotAllowed"), await stranger.Get(DocumentPath(0)).Refused());
        Assert.Equal((403, "NotAllowed"), await Host.Get(DocumentPath(0)).Refused());

        await BlindAsync(seats, supervisor, bidder);
        Assert.Equal((409, "TooEarly"), await Anybody.Get($"{RoomPath}/report.pdf").Refused());
        Assert.Equal((403, "NotAllowed"), await seats[1].Get($"{RoomPath}/report.pdf?kind=full").Refused());
        Assert.Equal((409, "TooEarly"), await supervisor.Get($"{RoomPath}/archive?kind=full").Refused());
        await UntilAsync("a count", async () => (await DeskAsync()).GetProperty("count").GetString() == "Agreed");
        var hash = (await DeskAsync()).GetProperty("reportHash").GetString()!;
        await Host.Http.GetByteArrayAsync($"{RoomPath}/report.pdf?kind=full");
        var another = ActOf(RoomAct.Host, Server.Host.Key, RoomActKind.Draft, new string('0', hash.Length));
        Assert.Equal((409, "Conflict"), await Host.Post($"{RoomPath}/acts", another).Refused());
        await SayAsync(ActOf(RoomAct.Host, Server.Host.Key, RoomActKind.Draft, hash));
        foreach (var seat in Enumerable.Range(1, 5))
            await SayAsync(ActOf(seat, RoomActKind.Agree, hash));
        Assert.Equal("Concluded", (await SummaryAsync()).GetProperty("phase").GetString());
        var first = await OwnAsync(await Bidders[0].ClientAsync());
        Assert.InRange(first.GetProperty("line").GetProperty("rank").GetInt32(), 1, 3);
        Assert.Equal(3, await RanksAsync());
        await PapersAsync(seats[1], supervisor, bidder, stranger);
        await SealedAsync(supervisor);
        await MarkedAsync(supervisor, stranger);
        await RefusedAsync([stranger, bidder, Host, gate], Anybody);
        // All streams are the same after the end of the process.
        var before = await AllAsync(supervisor);
        await Server.KillAsync();
        await StartAgainAsync();
        Assert.Equal(before, await AllAsync(await PersonAsync(Server.Supervisor)));
        Assert.Equal("Concluded", (await SummaryAsync()).GetProperty("phase").GetString());
    }

    [Fact]
    public async Task A_killed_server_goes_on_at_each_stage()
    {
        await StartRoomAsync();
        await AllSitAsync();
        await AgainAsync();
        await LeadAsync();
        var seats = await AgainAsync();
        await ComplyAsync(seats);
        seats = await AgainAsync();
        await SayAsync(ActOf(1, RoomActKind.Close));
        await seats[1].Post($"{RoomPath}/sheets", SheetOf(1)).Ok();
        seats = await AgainAsync();
        foreach (var seat in Enumerable.Range(2, 4))
            await seats[seat].Post($"{RoomPath}/sheets", SheetOf(seat)).Ok();
        // Killed before the count, or behind it: it is counted once.
        await AgainAsync();
        await UntilAsync("a count", async () => (await DeskAsync()).GetProperty("count").GetString() == "Agreed");
        await AgainAsync();
        var supervisor = await PersonAsync(Server.Supervisor);
        Assert.Single((await AllAsync(supervisor)).Split("\\\"ScoresCounted\\\"").Skip(1));
    }

    // One seat has handed in, another not: nobody reads it anywhere.
    private async Task BlindAsync(Client[] seats, Client supervisor, Client bidder)
    {
        var said = await seats[1].Post($"{RoomPath}/sheets", SheetOf(1, _ => 7_350)).Ok();
        Assert.Equal((403, "NotAllowed"), await Host.Post($"{RoomPath}/sheets", SheetOf(2)).Refused());
        Assert.Equal(1, (await SummaryAsync()).GetProperty("papers").GetInt32());
        var feed = await Anybody.Http.GetStringAsync($"/api/feed/room.{Room}");
        Assert.Contains(Base64Of(said.GetProperty("commitment").GetString()!), feed, StringComparison.Ordinal);
        string[] paths = ["sheets", "supervised", "desk", "warnings", "own", "reads", "drafts/s", ""];
        Client[] readers = [.. seats, supervisor, bidder, Host, await OfficeAsync(Gate)];
        foreach (var reader in readers)
        foreach (var path in paths)
        {
            using var answer = await reader.Get($"{RoomPath}/{path}".TrimEnd('/'));
            var text = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotContain("SheetSubmitted", text, StringComparison.Ordinal);
            Assert.DoesNotContain("7350", text, StringComparison.Ordinal);
        }
        var closed = await supervisor.Get($"{RoomPath}/sheets?from=0").Ok();
        var prefix = closed.GetProperty("head").GetInt32();
        Assert.Equal(5 + 3 * 5, prefix); // ballots and reviews
        Assert.Equal(prefix, (await seats[3].Get($"{RoomPath}/sheets").Ok()).GetProperty("head").GetInt32());
        foreach (var stream in new[] { $"sheets.{Room}", $"supervised.{Room}" })
        foreach (var path in new[] { $"/api/feed/{stream}", $"/api/streams/{stream}/inclusion?index=20&size=21" })
        foreach (var reader in readers)
            Assert.Equal((404, "NotFound"), await reader.Get(path).Refused());
        // A reader who waits is woken by the last sheet.
        var waiting = supervisor.Get($"{RoomPath}/sheets?from={prefix}&wait=25");
        foreach (var seat in Enumerable.Range(2, 4))
            await seats[seat].Post($"{RoomPath}/sheets", SheetOf(seat)).Ok();
        var opened = await waiting.Ok();
        Assert.Equal(prefix + 5, opened.GetProperty("next").GetInt32());
        // The first seat wrote the same for all; the supervisor alone is warned.
        Assert.Equal((403, "NotAllowed"), await seats[1].Get($"{RoomPath}/warnings").Refused());
        Assert.Equal(0, (await supervisor.Get($"{RoomPath}/warnings").Ok()).GetArrayLength());
    }

    // Everybody has a report and an archive, and nobody more than is theirs.
    private async Task PapersAsync(Client seat, Client supervisor, Client bidder, Client stranger)
    {
        var open = await Anybody.Http.GetByteArrayAsync($"{RoomPath}/report.pdf");
        Assert.Equal(open, await stranger.Http.GetByteArrayAsync($"{RoomPath}/report.pdf"));
        var full = await supervisor.Http.GetByteArrayAsync($"{RoomPath}/report.pdf?kind=full");
        foreach (var reader in new[] { seat, Host })
            Assert.Equal(full, await reader.Http.GetByteArrayAsync($"{RoomPath}/report.pdf"));
        Assert.NotEqual(open, full);
        Assert.StartsWith("%PDF-", Encoding.ASCII.GetString(full), StringComparison.Ordinal);
        Assert.NotEqual(full, await seat.Http.GetByteArrayAsync($"{RoomPath}/report.pdf?language=en"));
        Assert.Equal(open, await seat.Http.GetByteArrayAsync($"{RoomPath}/report.pdf?kind=public"));
        foreach (var reader in new[] { stranger, bidder })
        {
            Assert.Equal((403, "NotAllowed"), await reader.Get($"{RoomPath}/report.pdf?kind=full").Refused());
            Assert.Equal((403, "NotAllowed"), await reader.Get($"{RoomPath}/archive?kind=full").Refused());
        }
        Assert.Equal((403, "NotAllowed"), await stranger.Get($"{RoomPath}/archive?kind=bidder").Refused());
        Assert.Equal((401, "NotSignedIn"), await Anybody.Get($"{RoomPath}/archive?kind=full").Refused());
        await UntilAsync("an archive", async () => (await Anybody.Get($"{RoomPath}/archive")).IsSuccessStatusCode);
        var sizes = new List<int>();
        foreach (var (reader, kind) in new[] { (Anybody, "public"), (bidder, "bidder"), (supervisor, "full") })
        {
            var file = await reader.Http.GetByteArrayAsync($"{RoomPath}/archive?kind={kind}");
            Assert.True(RoomArchive.TryRead(file, out _, out var problem), problem);
            // What a real log gives has to replay, event by event, in the order in which it happened.
            var checks = RoomArchiveAudit.Check(file, new RoomBeside()).Checks;
            Assert.All(checks, c => Assert.True(c.Outcome != CheckOutcome.Fail, $"{kind}: {c.Number} {c.Detail}"));
            Assert.Contains(checks, c => c is { Number: "V105", Outcome: CheckOutcome.Pass });
            sizes.Add(file.Length);
        }
        Assert.Equal(sizes.Order(), sizes);
    }

    // Whoever has the kit alone reads the own questions by its key; it is no bidder of another bid, and no publisher.
    private async Task ByKitAsync(Bidder owner, string question)
    {
        var kit = await Keep(Server.Client(null)).SignInWithBidAsync(Room, owner.Id, owner.SubmissionKey);
        var own = await OwnAsync(kit);
        Assert.Equal(question, own.GetProperty("questions")[0].GetProperty("id").GetString());
        var me = await kit.Get("/api/me").Ok();
        Assert.Equal("Bid", me.GetProperty("roles")[0].GetString());
        Assert.Equal((403, "NotAllowed"), await kit.Get($"{RoomPath}/desk").Refused());
        var other = Bidders.First(b => b != owner);
        var (path, key) = ("/api/sign-in/bid", other.SubmissionKey);
        var challenge = (await Anybody.Post("/api/sign-in/challenge", new { }).Ok())
            .GetProperty("challenge")
            .GetBytesFromBase64();
        var signature = key.Sign(Tags.SignIn, challenge);
        foreach (var bid in new[] { owner.Id, new string('f', 32) })
            Assert.Equal(
                (403, "BadSignature"),
                await Anybody
                    .Post(
                        path,
                        new
                        {
                            room = Room,
                            bid,
                            challenge,
                            signature,
                        }
                    )
                    .Refused()
            );
    }

    // The supervisor's notes are its own, and outlive the process.
    private async Task MarkedAsync(Client supervisor, Client stranger)
    {
        var path = $"{RoomPath}/bookmarks";
        Assert.Equal(0, (await supervisor.Get(path).Ok()).GetArrayLength());
        var mark = await supervisor.Post(path, new { height = 3, note = " 第二次表决 " }).Ok();
        Assert.Equal("第二次表决", mark.GetProperty("note").GetString());
        Assert.Equal("Reporting", mark.GetProperty("stage").GetString());
        foreach (var note in new[] { "", "  ", new string('a', 301) })
            Assert.Equal((400, "Malformed"), await supervisor.Post(path, new { height = 3, note }).Refused());
        foreach (var reader in new[] { stranger, Host })
        {
            Assert.Equal((403, "NotAllowed"), await reader.Get(path).Refused());
            Assert.Equal((403, "NotAllowed"), await reader.Post(path, new { height = 1, note = "x" }).Refused());
        }
        for (var more = 1; more < 200; more++)
            await supervisor.Post(path, new { height = more, note = "又一条" }).Ok();
        Assert.Equal((429, "LimitReached"), await supervisor.Post(path, new { height = 1, note = "x" }).Refused());
        (await supervisor.Http.DeleteAsync($"{path}/{mark.GetProperty("id").GetInt64()}")).EnsureSuccessStatusCode();
        Assert.Equal(199, (await supervisor.Get(path).Ok()).GetArrayLength());
    }

    // The host signs the file that it was given; the archives hold the signature, and each file is printed again.
    private async Task SealedAsync(Client supervisor)
    {
        var path = $"{RoomPath}/report";
        var certificate = Server.Host.Certificate;
        Assert.Equal((403, "NotAllowed"), await supervisor.Post($"{path}/attributes", new { certificate }).Refused());
        Assert.Equal(
            (403, "BadSignature"),
            await Host.Post($"{path}/attributes", new { certificate = new byte[] { 1, 2 } }).Refused()
        );
        Assert.Contains("Seal", (await DeskAsync()).GetProperty("duties").ToString(), StringComparison.Ordinal);
        var draft = await Host.Http.GetByteArrayAsync($"{RoomPath}/report.pdf?kind=full");
        var attributes = (await Host.Post($"{path}/attributes", new { certificate }).Ok())
            .GetProperty("attributes")
            .GetBytesFromBase64();
        var signature = Server.Host.SignBare(attributes);
        var other = Server.Host.SignBare([1]);
        Assert.Equal((403, "BadSignature"), await Host.Post(path, new { certificate, signature = other }).Refused());
        var open = await Anybody.Http.GetByteArrayAsync($"{RoomPath}/report.pdf");
        await Host.Post(path, new { certificate, signature }).Ok();
        await Host.Post(path, new { certificate, signature }).Ok();
        Assert.Equal(
            (409, "Conflict"),
            await Host.Post(path, new { certificate, signature = Server.Host.SignBare(attributes) }).Refused()
        );
        var signed = PdfSignature.Place(draft, PdfSignature.Assemble(attributes, signature, certificate));
        foreach (var reader in new[] { Host, supervisor })
            Assert.Equal(signed, await reader.Http.GetByteArrayAsync($"{RoomPath}/report.pdf?kind=full"));
        Assert.DoesNotContain("Seal", (await DeskAsync()).GetProperty("duties").ToString(), StringComparison.Ordinal);
        // The public report tells of it.
        Assert.NotEqual(open, await Anybody.Http.GetByteArrayAsync($"{RoomPath}/report.pdf"));
        await UntilAsync("an archive", async () => (await Anybody.Get($"{RoomPath}/archive")).IsSuccessStatusCode);
        var beside = new RoomBeside { Fonts = RecordFonts.Load(), Report = signed };
        var file = await supervisor.Http.GetByteArrayAsync($"{RoomPath}/archive?kind=full");
        var checks = RoomArchiveAudit.Check(file, beside).Checks;
        Assert.All(checks, c => Assert.True(c.Outcome != CheckOutcome.Fail, $"{c.Number} {c.Detail}"));
        Assert.Contains(checks, c => c is { Number: "V104", Outcome: CheckOutcome.Pass });
    }

    private async Task RefusedAsync(Client[] readers, Client anybody)
    {
        foreach (var path in new[] { "supervised", "sheets", "warnings", "reads", "bookmarks", "drafts/sheet" })
        {
            Assert.Equal((401, "NotSignedIn"), await anybody.Get($"{RoomPath}/{path}").Refused());
            foreach (var reader in readers)
                Assert.Equal((403, "NotAllowed"), await reader.Get($"{RoomPath}/{path}").Refused());
        }
        Assert.Equal((403, "NotAllowed"), await readers[0].Get($"{RoomPath}/own").Refused());
        Assert.Equal((403, "NotAllowed"), await readers[1].Get($"{RoomPath}/desk").Refused());
    }

    // The server ends and begins again; everybody signs in anew and finds what there was.
    private async Task<Client[]> AgainAsync()
    {
        var before = (await SummaryAsync()).ToString();
        var text = await AllAsync(await PersonAsync(Server.Supervisor));
        await Server.KillAsync();
        await StartAgainAsync();
        var after = await AllAsync(await PersonAsync(Server.Supervisor));
        Assert.StartsWith(text, after, StringComparison.Ordinal);
        if (text == after)
            Assert.Equal(before, (await SummaryAsync()).ToString());
        var clients = new List<Client> { Anybody };
        foreach (var seat in Enumerable.Range(1, 5))
            clients.Add(await SignInAtAsync(seat));
        return [.. clients];
    }

    private async Task<string> AllAsync(Client supervisor)
    {
        var text = new StringBuilder();
        foreach (var path in new[] { "sheets", "supervised" })
            text.Append(
                string.Join(
                    '\n',
                    (await supervisor.Get($"{RoomPath}/{path}").Ok()).GetProperty("events").EnumerateArray()
                )
            );
        return text.ToString();
    }

    private async Task<JsonElement> DeskAsync() =>
        await Keep(await Server.Client(Server.Host).SignInAsync()).Get($"{RoomPath}/desk").Ok();

    private async Task<JsonElement> OwnAsync(Client client) => await client.Get($"{RoomPath}/own").Ok();

    private async Task<int> RanksAsync()
    {
        var ranks = new HashSet<int>();
        foreach (var bidder in Bidders)
            ranks.Add((await OwnAsync(await bidder.ClientAsync())).GetProperty("line").GetProperty("rank").GetInt32());
        return ranks.Count;
    }

    private async Task<JsonValueKind> CertificateAsync(string number) =>
        (await Anybody.Get($"{RoomPath}/keys/{number}").Ok()).GetProperty("certificate").ValueKind;

    private string DocumentPath(int bid) => $"{RoomPath}/bids/{Start.Bids[bid].Id}/documents/1";

    private static string Base64Of(string hex) => Convert.ToBase64String(Convert.FromHexString(hex));

    private Task<RoomWayTests> UntilAsync(string what, Func<Task<bool>> isSo) =>
        Until.SeenAsync(what, Server.Patience(20), async () => await isSo() ? this : null);
}

internal static class RoomAnswers
{
    public static JsonElement[] Tasks(this JsonElement answer) => [.. answer.GetProperty("tasks").EnumerateArray()];
}
