using System.Text;
using Trading.Cli;
using Trading.Crypto;
using Trading.Evaluation.Audits;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Pool;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Statements;
using Xunit.Abstractions;

namespace Trading.Flow.Tests.Stories;

/// <summary>A draw from its publication to the last arrival, with real trustees.</summary>
public class WalkingDrawTests(ITestOutputHelper output) : OnSharedPlatform(output)
{
    private static readonly Expert[] Experts = [.. InventedExperts.Of(40)];
    private static readonly string[] Fields =
    [
        .. Experts.SelectMany(e => e.Specialities).Select(s => s[..3]).Distinct().Take(16),
    ];

    [Fact]
    public Task A_committee_is_drawn_at_its_hour_told_admitted_and_shown() =>
        TellAsync(async () =>
        {
            using var offices = new Offices(Platform.Url, Platform.Crew);
            var draw = await PublishAsync(20);
            var commit = await offices.TaskAsync(
                OfficeKind.Custodian,
                "commit",
                Platform.Patience(20),
                t => t.Draw == draw.Draw
            );
            await offices.CommitAsync(commit, Experts);
            await offices.CommitAgainAsync(commit, isChanged: false);
            Assert.True(Clock.Now < draw.Request.DrawAt, "the commitment came too late for this story");

            await SeenAsync(draw.Draw, 60, e => e is CommitteeDrawn);
            var closed = await ClosedAsync(draw.Draw);
            Assert.Null(closed); // who sits is nobody's until the last arrival

            // One declines, the others confirm; the seat goes to the next position.
            var patience = Platform.Patience(30);
            var first = await offices.TaskAsync(OfficeKind.Gateway, "notify", patience, t => t.Draw == draw.Draw);
            var contact = offices.ContactOf(first);
            Assert.Equal(offices.Commitment.Secrets[first.Position!.Value].Expert.Phone, contact?.Phone);
            await offices.TellAsync(first, first.Position!.Value, PositionOutcome.Declined);
            var seated = new List<int>();
            while (seated.Count < draw.Request.DrawnSeats)
            {
                var next = await offices.TaskAsync(
                    OfficeKind.Gateway,
                    "notify",
                    patience,
                    t => t.Draw == draw.Draw && t.Position != first.Position
                );
                Assert.NotNull(offices.ContactOf(next));
                await offices.TellAsync(next, next.Position!.Value, PositionOutcome.Confirmed);
                seated.Add(next.Position.Value);
            }

            var admit = await offices.TaskAsync(OfficeKind.Gate, "admit", patience, t => t.Draw == draw.Draw);
            foreach (var position in seated)
                await offices.ArriveAsync(admit, position, patience);

            var events = await SeenAsync(draw.Draw, 30, e => e is DrawDisclosed);
            Assert.Equal(5, events.OfType<CommitteeDrawn>().Single().Seats);
            Assert.Equal(5, events.OfType<ArrivalsCounted>().Last().Arrived);
            Assert.Equal(1, events.OfType<NoticesCounted>().Last().Declined);
            var shown = await ClosedAsync(draw.Draw);
            Assert.Equal(seated.Order(), SeatedOf(shown!).Order());

            // An outsider replays it; names are the supervisor's alone.
            var names = offices.Commitment.Secrets.Select(s => s.Expert.Name).Distinct().ToList();
            var open = await ArchiveAsync(draw.Draw, null);
            var full = await ArchiveAsync(draw.Draw, "supervisor");
            Assert.Equal(0, CountIn(open, names));
            Assert.True(CountIn(full, names) >= 5, "the supervisor's archive holds the names");
            foreach (var file in new[] { open, full })
            {
                var report = DrawArchiveAudit.Check(file, Platform.Crew.Trust);
                Assert.DoesNotContain(report.Checks, c => c.Outcome == CheckOutcome.Fail);
                Assert.Equal(0, report.ExitCode);
            }
            Assert.Contains(
                DrawArchiveAudit.Check(full, Platform.Crew.Trust).Checks,
                c => c is { Number: "V73", Outcome: CheckOutcome.Pass }
            );
        });

    private static IEnumerable<int> SeatedOf(IReadOnlyList<DrawEvent> closed)
    {
        var gone = closed.OfType<PositionTold>().Where(e => PositionStatement.Drops(e.Outcome)).Select(e => e.Position);
        return closed
            .OfType<BeaconCombined>()
            .Last()
            .Steps.Concat(closed.OfType<PositionTold>().SelectMany(e => e.Steps))
            .Select(s => s.Position)
            .Except(gone);
    }

    private static int CountIn(byte[] file, IEnumerable<string> names) =>
        names.Count(name => file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(name)) >= 0);

    private static async Task<byte[]> ArchiveAsync(string draw, string? role)
    {
        using var person = role is null ? null : Platform.Crew.Person(role);
        using var client = Platform.Client(person);
        return await Until.SeenAsync(
            "the archive is there",
            Platform.Patience(20),
            async () =>
            {
                try
                {
                    using var file = new MemoryStream();
                    await client.DownloadDrawArchiveAsync(draw, role is null ? "public" : "full", file, default);
                    return file.ToArray();
                }
                catch (ApiException early) when (early.Status == System.Net.HttpStatusCode.Conflict)
                {
                    return null;
                }
            }
        );
    }

    private static async Task<PublishedDraw> PublishAsync(int seconds)
    {
        using var host = Platform.Crew.Person("host");
        using var supervisor = Platform.Crew.Person("supervisor");
        using var client = Platform.Client(host);
        var draft = new DrawDraft
        {
            Groups = [new SeatGroup(Fields, ExpertLevel.Intermediate, 5)],
            BuyerUnit = InventedExperts.UnitCode(900_000_001),
            DrawAt = Clock.Now + seconds * (long)Platform.Pace.Factor * 1_000_000,
            Place = "3 号门",
            Drill = true,
        };
        var draw = draft.Publish(Platform.Crew.Trust, host, supervisor.PublicPoint, Entropy.System);
        await client.PublishDrawAsync(draw, default);
        return draw;
    }

    private static Task<IReadOnlyList<DrawEvent>> SeenAsync(string draw, double seconds, Func<DrawEvent, bool> so) =>
        Until.SeenAsync(
            "the draw went on",
            Platform.Patience(seconds),
            async () => await EventsAsync(Names.DrawStream(draw)) is var events && events.Any(so) ? events : null
        );

    private static async Task<IReadOnlyList<DrawEvent>?> ClosedAsync(string draw)
    {
        try
        {
            return await EventsAsync(Names.DrawnStream(draw));
        }
        catch (ApiException)
        {
            return null;
        }
    }

    private static async Task<IReadOnlyList<DrawEvent>> EventsAsync(string stream)
    {
        using var anybody = Platform.Client();
        var page = await anybody.FeedAsync(stream, -1, default);
        return [.. page.Events.Select(item => DrawCodec.Table.Decode(Encoding.UTF8.GetBytes(item.E)))];
    }
}
