using System.Security.Cryptography;
using System.Text.Json;
using Trading.Cli;
using Trading.LoadTests;
using Xunit.Abstractions;
using Committee = Trading.LoadTests.Committee;

namespace Trading.Flow.Tests.Stories;

/// <summary>
/// <c>trading demo-experts --evaluate-as</c>: what ./run.sh goes on with. Invented experts come to the gate, the demo's
/// host starts the room, and four of five members are played; the fifth seat is a person's.
/// </summary>
public class PlayedEvaluationTests(ITestOutputHelper output) : OnDrawCentre(output)
{
    // One criterion is scored masked; the person at the fifth seat reads the facts of another in its own way.
    private const string Terms = """
        {"format":"trading-score/1","pack":"construction-national","method":"lowest-price-benchmark",
        "ceilingFen":90000000,"criteria":[{"id":"报价","kind":"price","weightPermille":600},
        {"id":"方案","kind":"subjective","weightPermille":300,"maxHundredths":10000,"stepHundredths":50,
        "reasonBelowHundredths":6000},{"id":"业绩","kind":"objective","weightPermille":100,
        "maxHundredths":10000,"stepHundredths":1000}],"bids":[],"masked":{"criteria":["方案"],"sections":[1]}}
        """;
    private static readonly TimeSpan AtOnce = TimeSpan.Zero;

    [Fact]
    public Task Invented_members_evaluate_beside_a_person_and_an_invented_bidder_confirms_its_price() =>
        TellAsync(async () =>
        {
            using var folder = new TemporaryFolder();
            var (platform, scoring) = (Centre.Platform, Path.Combine(folder.Path, "terms.json"));
            await File.WriteAllTextAsync(scoring, Terms);
            var (hall, asked) = await Hall.InTimeAsync(
                platform,
                new HallPlan(20, HallPlan.OneLot with { Scoring = scoring }),
                async h =>
                {
                    await h.BidsAsync(3);
                    var differs = await h.BidderAsync("桂林大小写建设有限公司");
                    await differs.BidAsync("812,345.00", "捌拾壹万贰仟元整");
                    return differs;
                }
            );
            using var _ = hall;
            var people = PeopleOf(folder.Path, asked.Person);
            using var draw = await DrawHall.PrepareAsync(
                platform,
                new DrawWish("D0301", "丙楼五号门") { Session = hall.Id }
            );
            var room = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            var playing = Drill.RunAsync(
                "demo-experts",
                "--server",
                platform.Url.AbsoluteUri,
                "--draw",
                draw.Id,
                "--pool",
                Centre.Offices.PoolFile,
                "--provider",
                Centre.Offices.Telephones.AbsoluteUri,
                "--gate",
                Centre.Offices.Gate.AbsoluteUri,
                "--desk-password-file",
                Centre.Offices.DeskPasswordFile,
                "--pause",
                "0",
                "--evaluate-as",
                people,
                "--own-seats",
                "1",
                "--room",
                room
            );
            using var api = platform.Client();
            await ConcludeAsync(hall);

            // Nobody goes on without the person at the last seat.
            var facts = await Until.SeenAsync(
                "the room is started",
                platform.Patience(180),
                () => Committee.FindAsync(api, room, default)
            );
            var waiting = await Until.SeenAsync(
                "the played members sit",
                platform.Patience(60),
                async () => await api.RoomAsync(room, default) is var seen && TakenOf(seen) == 4 ? new Seen(seen) : null
            );
            Assert.Equal("Seating", waiting.Room.GetProperty("stage").GetString());
            using var person = new Committee(api, platform.Url, facts, [5], AtOnce, isAtOdds: true);
            await person.SitAsync(_ => Centre.Offices.EnterAsync(), default);
            var end = await person.PlayAsync(default).WaitAsync(platform.Patience(120));
            Assert.Equal("Concluded", end.GetProperty("phase").GetString());
            Assert.Equal(5, end.GetProperty("papers").GetInt32());

            var (exit, text) = await playing;
            Output.WriteLine(text);
            Assert.Equal(0, exit);
            Assert.EndsWith($"room {room}: Concluded", text.TrimEnd());
            Assert.Contains("objective-differs", text, StringComparison.Ordinal);
            Assert.DoesNotContain("score-masked", text, StringComparison.Ordinal);
            var own = await asked.Client.OwnBidAsync(room, default);
            var question = Assert.Single(own.GetProperty("questions").EnumerateArray());
            Assert.Equal("Price", question.GetProperty("kind").GetString());
            Assert.True(question.GetProperty("answer").GetProperty("yes").GetBoolean());
            Assert.InRange(own.GetProperty("line").GetProperty("rank").GetInt32(), 1, 4);
        });

    private static int TakenOf(JsonElement room) => room.GetProperty("taken").GetInt32();

    private static async Task ConcludeAsync(Hall hall)
    {
        await hall.OpenedAsync(hall.OnlyLot, 60);
        using var host = Centre.Platform.Crew.Person("host");
        using var client = Centre.Platform.Client(host);
        await new Conclusion(client, host, TextWriter.Null).EndAsync(new SessionFollower(client, hall.Id), default);
    }

    // As run.sh keeps them: the host, and bidders that the demo plays.
    private static string PeopleOf(string folder, PersonKey bidder)
    {
        var bidders = Directory.CreateDirectory(Path.Combine(folder, "bidders")).FullName;
        foreach (var ending in new[] { ".key", ".der" })
            File.Copy(
                Path.ChangeExtension(Centre.Platform.Crew.KeyPath("host"), ending),
                Path.Combine(folder, "host" + ending)
            );
        File.WriteAllBytes(Path.Combine(bidders, "1.key"), bidder.Key.ExportPkcs8PrivateKey());
        File.WriteAllBytes(Path.Combine(bidders, "1.der"), bidder.Certificate);
        return folder;
    }

    private sealed record Seen(JsonElement Room);
}
