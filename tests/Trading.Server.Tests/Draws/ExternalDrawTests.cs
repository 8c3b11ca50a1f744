using System.Net.Http.Headers;
using System.Text;
using Trading.Crypto;
using Trading.Evaluation.Audits;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Pool;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Statements;
using Trading.Server.Draws;
using Trading.Server.People;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Draws;

/// <summary>A draw of another system over HTTP. Source: docs/spec/draw.md, "External draws".</summary>
public sealed class ExternalDrawTests
{
    private const string Id = "99112233445566778899aabbccddeeff";
    private static readonly byte[] Paper = Encoding.ASCII.GetBytes("%PDF-1.7 five names");
    private static readonly byte[] Salt = [.. Enumerable.Repeat((byte)7, PersonHash.SaltBytes)];

    [Fact]
    public async Task It_is_imported_listed_as_external_received_and_its_paper_comes_last()
    {
        await using var server = await TestServer.StartAsync();
        using var host = await new Client(server, server.Host).SignInAsync();
        using var supervisor = await new Client(server, server.Supervisor).SignInAsync();
        var (import, people) = ImportOf(server);
        Assert.Equal((403, "NotAllowed"), await supervisor.Post("/api/draws/external", Body(server, import)).Refused());
        var forged = Body(server, import, supervisor: server.Host);
        Assert.Equal("BadSignature", (await host.Post("/api/draws/external", forged).Refused()).Reason);
        await host.Post("/api/draws/external", Body(server, import)).Ok();
        await host.Post("/api/draws/external", Body(server, import)).Ok();
        var line = Assert.Single((await host.Get("/api/draws").Ok()).GetProperty("draws").EnumerateArray());
        Assert.Equal(
            ("Imported", true, "省综合评标专家库", 5),
            (
                line.GetProperty("phase").GetString(),
                line.GetProperty("external").GetBoolean(),
                line.GetProperty("system").GetString(),
                line.GetProperty("seats").GetInt32()
            )
        );
        Assert.Equal((409, "TooEarly"), await PaperAsync(host, Paper).Refused());
        Assert.Equal("receive", Assert.Single(await TasksAsync(server)).Kind);

        foreach (var seat in PersonSeat.Of(import))
            await ArriveAsync(server, import, seat, people);
        Assert.Equal((400, "Malformed"), await PaperAsync(host, [.. Paper, 0]).Refused());
        using var stranger = await new Client(server, server.Manager).SignInAsync();
        Assert.Equal((403, "NotAllowed"), await PaperAsync(stranger, Paper).Refused());
        await PaperAsync(supervisor, Paper).Ok();
        // The committee leaves and comes back until the door closes.
        Assert.Equal("receive", Assert.Single(await TasksAsync(server)).Kind);

        var (full, open) = (await ArchiveAsync(server, supervisor, "full"), await ArchiveAsync(server, host, "public"));
        foreach (var (file, paper) in new[] { (full, CheckOutcome.Pass), (open, CheckOutcome.NotApplicable) })
        {
            var report = DrawArchiveAudit.Check(file, server.Trust);
            Assert.Equal(0, report.ExitCode);
            Assert.Equal(paper, report.Checks.Single(c => c.Number == "V82").Outcome);
            Assert.Contains(ExternalArchiveAudit.Remark, report.Remarks);
        }
        Assert.DoesNotContain(people[0].Name, Encoding.UTF8.GetString(open), StringComparison.Ordinal);
        server.Clock.MoveTo(DrawDue.DoorClosesAt(import.Request));
        Assert.Empty(await TasksAsync(server));
    }

    [Fact]
    public async Task Draws_of_another_month_never_keep_todays_from_the_door_and_there_is_an_end_to_them()
    {
        await using var server = await TestServer.StartAsync();
        using var host = await new Client(server, server.Host).SignInAsync();
        var (today, _) = ImportOf(server);
        const int Others = DrawOffice.MostOpen - 1;
        for (var i = 0; i < Others; i++)
            await host.Post("/api/draws/external", Later(i)).Ok();
        await host.Post("/api/draws/external", Body(server, today)).Ok();
        var tasks = await TasksAsync(server);
        Assert.Equal((DrawTasksDesk.MostTasks, Id), (tasks.Count, tasks[0].Draw));
        // What stands is said again; one more waits.
        await host.Post("/api/draws/external", Body(server, today)).Ok();
        Assert.Equal((429, "LimitReached"), await host.Post("/api/draws/external", Later(Others)).Refused());

        object Later(int number)
        {
            var id = $"{number + 1:x32}";
            var at = today.Request.RoomAt + 30L * 86_400_000_000;
            return Body(server, today with { Request = today.Request with { Draw = id, RoomAt = at } }, id: id);
        }
    }

    [Fact]
    public async Task Whom_the_buyer_sends_stands_in_the_supervisors_archive_by_name_and_in_no_other()
    {
        await using var server = await TestServer.StartAsync();
        using var host = await new Client(server, server.Host).SignInAsync();
        using var supervisor = await new Client(server, server.Supervisor).SignInAsync();
        var (import, people) = ImportOf(server, buyers: 2);
        await host.Post("/api/draws/external", Body(server, import)).Ok();
        var seats = PersonSeat.Of(import);
        foreach (var seat in seats.Where(seat => !seat.IsBuyers))
            await ArriveAsync(server, import, seat, people);
        // The paper holds names of experts alone, and still waits for those whom the buyer sends.
        Assert.Equal((409, "TooEarly"), await PaperAsync(host, Paper).Refused());
        foreach (var seat in seats.Where(seat => seat.IsBuyers))
            await ArriveAsync(server, import, seat, people);
        Assert.Equal((400, "Malformed"), await PaperAsync(host, Paper, [.. Salt[1..], 0]).Refused());
        await PaperAsync(host, Paper).Ok();
        await PaperAsync(host, Paper).Ok();

        var names = (await supervisor.Get($"/api/draws/{Id}/seats").Ok()).GetProperty("names").EnumerateArray();
        Assert.Equal(
            seats.Select(s => (s.IsBuyers ? "Buyers" : "External", $"{s.Number}", "Arrived")).Order(),
            names.Select(line => (Of(line, "kind"), Of(line, "number"), Of(line, "outcome"))).Order()
        );
        var full = Encoding.UTF8.GetString(await ArchiveAsync(server, supervisor, "full"));
        var open = Encoding.UTF8.GetString(await ArchiveAsync(server, host, "public"));
        foreach (var person in people)
        {
            Assert.Contains(person.Name, full, StringComparison.Ordinal);
            Assert.DoesNotContain(person.Name, open, StringComparison.Ordinal);
            Assert.DoesNotContain(person.Id, open, StringComparison.Ordinal);
        }
        Assert.Contains(Encoding.ASCII.GetString(Paper), full, StringComparison.Ordinal);
        Assert.Equal((403, "NotAllowed"), await host.Get($"/api/draws/{Id}/archive?kind=full").Refused());

        static string Of(System.Text.Json.JsonElement line, string member) => line.GetProperty(member).GetString()!;
    }

    private static (ExternalImport Import, Expert[] People) ImportOf(TestServer server, int buyers = 0)
    {
        Expert[] everybody = [.. InventedExperts.Of(5 + buyers)];
        Expert[] people = everybody[..5];
        var now = server.Clock.Now;
        var import = new ExternalImport
        {
            Request = new DrawRequest
            {
                Suite = Suite.P256.Id,
                Draw = Id,
                Session = "",
                Lot = "",
                Rules = DrawRules.ProcurementGoods.Id,
                RulesVersion = DrawRules.ProcurementGoods.Version,
                BudgetFen = 0,
                IsWeighty = false,
                Groups = [new SeatGroup(["A08"], ExpertLevel.Intermediate, 5)],
                BuyerSeats =
                [
                    .. everybody[5..]
                        .Select(p => new BuyerSeat(
                            PersonHash.Of(Suite.P256, Salt, p.Id),
                            InventedExperts.UnitCode(900_000_001)
                        )),
                ],
                BuyerUnit = InventedExperts.UnitCode(900_000_001),
                AgentUnit = "",
                AvoidedUnits = [],
                PersonSaltHash = PersonHash.OfSalt(Suite.P256, Salt),
                AvoidedPersons = [],
                Regions = [],
                ReserveDepth = 0,
                DrawAt = now - 600_000_000,
                RoomAt = now + 3_600_000_000,
                Place = "3 号门",
            },
            System = "省综合评标专家库",
            Number = "17",
            Experts =
            [
                .. people
                    .Select(p => PersonHash.Of(Suite.P256, Salt, p.Id))
                    .OrderBy(Convert.ToHexString, StringComparer.Ordinal),
            ],
            PaperHash = Suite.P256.Hash(Paper),
            PaperBytes = (uint)Paper.Length,
            PlatformKey = server.PlatformKey.PublicPoint,
            Gate = server.GateKey.PublicPoint,
            Host = server.Host.Key.PublicPoint,
            Supervisor = server.Supervisor.Key.PublicPoint,
            Drill = false,
        };
        return (import, everybody);
    }

    private static object Body(TestServer server, ExternalImport import, Person? supervisor = null, string? id = null)
    {
        var box = new byte[PersonHash.SaltBytes + SealedBox.OverheadBytes];
        var signed = DrawStatements.Import(import.Hash(), box);
        return new
        {
            draw = id ?? Id,
            import = ExternalImportCodec.ToBytes(import),
            gateSalt = box,
            hostSignature = server.Host.Key.Sign(Tags.DrawImport, signed),
            supervisorSignature = (supervisor ?? server.Supervisor).Key.Sign(Tags.DrawImport, signed),
        };
    }

    private static Task<HttpResponseMessage> PaperAsync(Client client, byte[] paper, byte[]? salt = null) =>
        client.Http.PostAsync(
            $"/api/draws/{Id}/paper",
            new ByteArrayContent([.. salt ?? Salt, .. paper])
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") },
            }
        );

    private static async Task<IReadOnlyList<DrawTask>> TasksAsync(TestServer server) =>
        (await server.Get<DrawTasksDesk>().OfAsync(GateOf(server))).Tasks;

    private static Caller GateOf(TestServer server) => new(SignInKind.Office, "gate", server.GateKey.PublicPoint);

    // What an office's calls lead to; its sign-in is that of every office.
    private static async Task ArriveAsync(TestServer server, ExternalImport import, PersonSeat seat, Expert[] people)
    {
        var office = server.Get<DrawOffice>();
        var said = new PositionStatement(Id, import.Hash(), 0, seat.Number, PositionOutcome.Arrived);
        var statement = new OfficeStatement(said.ToBytes(), said.Sign(server.GateKey));
        Assert.Null(await office.TellPositionAsync(GateOf(server), Id, statement));
        var who = people.Single(p => PersonHash.Of(Suite.P256, Salt, p.Id).AsSpan().SequenceEqual(seat.Person));
        var naming = new PersonNaming(Id, import.Hash(), seat.Number, who.Name, who.Id);
        var signature = server.GateKey.Sign(Tags.DrawPersonNamed, naming.ToBytes());
        Assert.Null(await office.NamePersonAsync(Id, new NamedPerson(seat.Number, who.Name, who.Id, signature)));
    }

    private static async Task<byte[]> ArchiveAsync(TestServer server, Client client, string kind)
    {
        for (var end = DateTime.UtcNow + server.Patience(20); ; await Task.Delay(50))
        {
            using var answer = await client.Get($"/api/draws/{Id}/archive?kind={kind}");
            if (answer.IsSuccessStatusCode)
                return await answer.Content.ReadAsByteArrayAsync();
            Assert.True(DateTime.UtcNow < end, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }
}
