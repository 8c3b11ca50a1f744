using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Trading.Rooms.Papers;
using Trading.Rooms.Rooms;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Rooms;

/// <summary>
/// A room whose terms mask a criterion, over HTTP: what a seat is told while bids are masked, who learns what was found,
/// and that all of it is resolved afterwards. Source: docs/spec/room.md, "Masked scoring".
/// </summary>
public sealed class MaskedRoomTests : OwnRoom
{
    private static readonly string Masked = Scoring.Replace(
        "\"bids\":[]",
        "\"masked\":{\"criteria\":[\"quality\"],\"sections\":[1]},\"bids\":[]",
        StringComparison.Ordinal
    );

    private protected override string Terms => Masked;

    // The first says its name on page 2 and in its properties, the second sends what is no PDF; the last documents are
    // not read masked.
    private protected override byte[][] DocumentsOf(int bidder) =>
        bidder switch
        {
            0 => [Technical("第1号供应商"), Technical("报价")],
            1 => [Encoding.UTF8.GetBytes("第2号供应商的技术标"), Technical("报价")],
            _ => [Technical(""), Technical("报价")],
        };

    private static byte[] Technical(string secret)
    {
        var made = new MadePdf();
        made.Info["Author"] = secret.Length == 0 ? " " : secret;
        return made.Of("施工组织设计", $"质量保证措施 {secret}");
    }

    [Fact]
    public async Task While_bids_are_masked_no_answer_to_a_seat_names_a_bidder()
    {
        await StartRoomAsync();
        var seats = await AllSitAsync();
        Assert.True((await ViewAsync(seats[1])).GetProperty("isAhead").GetBoolean());
        await LeadAsync();
        await ReadyAsync(seats[1]);
        var view = await ViewAsync(seats[1]);
        var labels = view.GetProperty("bids").EnumerateArray().Select(b => b.GetProperty("bid").GetString()!).ToList();
        Assert.Equal(3, labels.Count);
        Assert.Equal(labels.Order(StringComparer.Ordinal), labels);
        Assert.Empty(labels.Intersect(Start.Bids.Select(b => b.Id)));

        // Everything that can be asked, with the ticket of a seat.
        var secrets = Start.Bids.SelectMany(b => new[] { b.Name, b.Id, $"{b.Figure}" }).ToList();
        var asked = 0;
        foreach (var path in Paths(labels[0]))
        {
            using var answer = await seats[1].Get(path);
            asked++;
            var said = await SaidAsync(answer);
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, said, StringComparison.Ordinal));
        }
        Assert.InRange(asked, 40, 400);
        string[] closed =
        [
            $"/api/feed/room.{Room}",
            $"/API/Feed/room.{Room}",
            $"{RoomPath}/supervised",
            $"{RoomPath}/sheets",
            "/api/rooms",
            "/feed",
        ];
        foreach (var path in closed)
            Assert.Equal((403, "NotAllowed"), await seats[1].Get(path).Refused());
        // The control: the same search finds them where they are public, and with another's ticket.
        using var open = await Anybody.Get($"/api/feed/room.{Room}");
        var found = await SaidAsync(open);
        Assert.Contains(Start.Bids[0].Id, found, StringComparison.Ordinal);
        Assert.True(
            secrets.Count(secret => Contains(found, secret)) > 3,
            "the search finds nothing where there is something"
        );

        await DocumentsAsync(seats[1], labels);
        await FoundAsync(seats[1], labels);
    }

    [Fact]
    public async Task Masked_sheets_close_the_stage_and_the_labels_are_resolved()
    {
        await StartRoomAsync();
        var seats = await AllSitAsync();
        await LeadAsync();
        await ReadyAsync(seats[1]);
        var review = ReviewOf(1, Start.Bids[0].Id);
        Assert.Equal((403, "NotAllowed"), await seats[1].Post($"{RoomPath}/reviews", review).Refused());
        foreach (var seat in Enumerable.Range(1, 4))
        {
            var said = await seats[seat].Post($"{RoomPath}/sheets", await MaskedSheetAsync(seats[seat], seat)).Ok();
            var view = await ViewAsync(seats[seat]);
            Assert.True(view.GetProperty("isIn").GetBoolean());
            Assert.Contains(
                said.GetProperty("commitment").GetString(),
                view.GetProperty("papers").EnumerateArray().Select(p => p.GetString())
            );
        }
        // A killed server goes on with the same labels.
        var before = (await ViewAsync(seats[5])).GetProperty("bids").ToString();
        await Server.KillAsync();
        await StartAgainAsync();
        var last = await SignInAtAsync(5);
        Assert.Equal(before, (await ViewAsync(last)).GetProperty("bids").ToString());
        var labels = (await ViewAsync(last)).GetProperty("bids")[0].GetProperty("bid").GetString()!;
        Assert.Equal(HttpStatusCode.OK, (await last.Get($"{RoomPath}/bids/{labels}/documents")).StatusCode);
        await last.Post($"{RoomPath}/sheets", await MaskedSheetAsync(last, 5)).Ok();
        await UntilStageAsync(RoomStage.Qualifying);

        // Now the seat reads everything again, and everybody may recompute whose label was which.
        Assert.False((await ViewAsync(last)).GetProperty("isMasked").GetBoolean());
        Assert.Equal((404, "NotFound"), await last.Get($"{RoomPath}/bids/{labels}/documents").Refused());
        using var feed = await last.Get($"/api/feed/room.{Room}");
        var text = await SaidAsync(feed);
        Assert.All(Start.Bids, bid => Assert.Contains(bid.Id, text, StringComparison.Ordinal));
        Assert.Contains("LabelsOpened", text, StringComparison.Ordinal);
        var sheets = (await last.Get($"{RoomPath}/sheets").Ok()).ToString();
        Assert.Contains("LabelsDrawn", sheets, StringComparison.Ordinal);
        Assert.Contains(Start.Bids[0].Id, sheets, StringComparison.Ordinal);
        // What the bidder signed is untouched: the supervisor reads it byte by byte.
        var supervisor = await PersonAsync(Server.Supervisor);
        var own = Start.Bids.Single(b => b.Name == "第1号供应商").Id;
        Assert.Equal(DocumentsOf(0)[0], await supervisor.Http.GetByteArrayAsync($"{RoomPath}/bids/{own}/documents/1"));
    }

    // Without its properties, by range, and what is none says why.
    private async Task DocumentsAsync(Client seat, List<string> labels)
    {
        var (shown, faults) = (0, 0);
        foreach (var label in labels)
        {
            var line = Assert.Single((await seat.Get($"{RoomPath}/bids/{label}/documents").Ok()).EnumerateArray());
            Assert.Equal(1, line.GetProperty("section").GetInt32());
            var path = $"{RoomPath}/bids/{label}/documents/1";
            if (line.GetProperty("problem").ValueKind == JsonValueKind.String)
            {
                faults++;
                Assert.Equal("NotPdf", line.GetProperty("problem").GetString());
                Assert.Equal((409, "Incomplete"), await seat.Get(path).Refused());
                continue;
            }
            shown++;
            var file = await seat.Http.GetByteArrayAsync(path);
            Assert.Equal(line.GetProperty("bytes").GetInt64(), file.Length);
            Assert.Equal(-1, file.AsSpan().IndexOf(Encoding.ASCII.GetBytes("/Author")));
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Range = new(10, 19);
            using var part = await seat.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
            Assert.Equal(file[10..20], await part.Content.ReadAsByteArrayAsync());
            Assert.True(part.Headers.CacheControl!.NoStore);
            Assert.Null(part.Content.Headers.ContentDisposition);
            Assert.Equal((404, "NotFound"), await seat.Get($"{RoomPath}/bids/{label}/documents/2").Refused());
        }
        Assert.Equal((2, 1), (shown, faults));
        Assert.Equal((404, "NotFound"), await seat.Get($"{RoomPath}/bids/{Start.Bids[0].Id}/documents").Refused());
    }

    // Host and supervisor are told page and kind, seats a label and kinds.
    private async Task FoundAsync(Client seat, List<string> labels)
    {
        var supervisor = await PersonAsync(Server.Supervisor);
        foreach (var reader in new[] { Host, supervisor })
        {
            var found = (await reader.Get($"{RoomPath}/identity").Ok()).EnumerateArray().ToList();
            var first = Start.Bids.Single(b => b.Name == "第1号供应商").Id;
            (int, string)[] kinds =
            [
                .. found
                    .Where(f => f.GetProperty("bid").GetString() == first)
                    .Select(f => (f.GetProperty("page").GetInt32(), f.GetProperty("kind").GetString()!)),
            ];
            Assert.Equal([(0, "Name"), (0, "Person"), (2, "Name")], kinds);
            Assert.Single(found, f => f.GetProperty("kind").GetString() == "Unseen");
        }
        Assert.Equal((403, "NotAllowed"), await seat.Get($"{RoomPath}/identity").Refused());
        Assert.Equal((403, "NotAllowed"), await (await Bidders[0].ClientAsync()).Get($"{RoomPath}/identity").Refused());
        Assert.Equal((401, "NotSignedIn"), await Anybody.Get($"{RoomPath}/identity").Refused());
        Assert.Equal((403, "NotAllowed"), await Host.Get($"{RoomPath}/masked").Refused());
        var told = (await ViewAsync(seat))
            .GetProperty("bids")
            .EnumerateArray()
            .Select(b => string.Join(',', b.GetProperty("found").EnumerateArray().Select(k => k.GetString())))
            .Order(StringComparer.Ordinal);
        Assert.Equal(["", "Name,Person", "Unseen"], told);
        var said = await supervisor.Get($"{RoomPath}/supervised").Ok();
        Assert.Contains("IdentityFound", said.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(labels[0], said.ToString(), StringComparison.Ordinal);
    }

    // Every address of the description that is read, with what is known put into it.
    private List<string> Paths(string label)
    {
        var endpoints = Server.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints);
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var endpoint in endpoints.OfType<RouteEndpoint>())
        {
            var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods;
            if (methods is not null && !methods.Contains("GET"))
                continue;
            foreach (var bid in new[] { label, Start.Bids[0].Id })
            {
                var path = "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(s => Filled(s.Parts, bid)));
                if (path.StartsWith("/api/", StringComparison.Ordinal))
                    paths.Add(path);
            }
        }
        return [.. paths];
    }

    private string Filled(IEnumerable<Microsoft.AspNetCore.Routing.Patterns.RoutePatternPart> parts, string bid) =>
        string.Concat(
            parts.Select(part =>
                part switch
                {
                    Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
                    Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => parameter.Name switch
                    {
                        "room" => Room,
                        "session" or "sid" => Hall.Id,
                        "lot" => Hall.Lot,
                        "draw" => Start.Draw,
                        "submission" or "bid" => bid,
                        "stream" or "name" => $"room.{Room}",
                        _ => "1",
                    },
                    _ => "",
                }
            )
        );

    private async Task<object> MaskedSheetAsync(Client client, int seat)
    {
        var bids = (await ViewAsync(client)).GetProperty("bids").EnumerateArray();
        return SheetOf(
            seat,
            [
                .. bids.Select(b => new SheetBid(
                    b.GetProperty("bid").GetString()!,
                    [new SheetScore("quality", 8_000 + 50 * seat, "")]
                )),
            ]
        );
    }

    private async Task<JsonElement> ViewAsync(Client seat) => await seat.Get($"{RoomPath}/masked").Ok();

    private Task<MaskedRoomTests> ReadyAsync(Client seat) =>
        Until.SeenAsync(
            "labels",
            Server.Patience(20),
            async () => (await ViewAsync(seat)).GetProperty("isReady").GetBoolean() ? this : null
        );

    // Bodies hold bytes as base64, texts escaped: both are undone before anything is searched.
    private static async Task<string> SaidAsync(HttpResponseMessage answer)
    {
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var text = Encoding.UTF8.GetString(bytes);
        var said = new StringBuilder(System.Text.RegularExpressions.Regex.Unescape(SafeEscapes(text)));
        foreach (
            System.Text.RegularExpressions.Match match in System.Text.RegularExpressions.Regex.Matches(
                text,
                "[A-Za-z0-9+/]{24,}={0,2}"
            )
        )
            if (match.Length % 4 == 0)
                said.Append(Encoding.UTF8.GetString(Convert.FromBase64String(match.Value)));
        foreach (var header in answer.Headers.Concat(answer.Content.Headers))
            said.Append(string.Join(' ', header.Value));
        return said.ToString();
    }

    // Only \uXXXX is kept as an escape.
    private static string SafeEscapes(string text) =>
        System.Text.RegularExpressions.Regex.Replace(text, @"\\(?!u[0-9A-Fa-f]{4})", "/");

    private static bool Contains(string text, string secret) => text.Contains(secret, StringComparison.Ordinal);
}
