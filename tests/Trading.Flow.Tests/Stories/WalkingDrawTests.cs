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

    [Fact]
    public Task A_committee_is_drawn_at_its_hour_told_admitted_and_shown() =>
        TellAsync(async () =>
        {
            using var offices = new Offices(Platform.Url, Platform.Crew);
            using var draw = await DrawHall.PrepareAsync(
                Platform,
                new DrawWish("A08", "3 号门", 20),
                async published =>
                {
                    var commit = await offices.TaskAsync(
                        OfficeKind.Custodian,
                        "commit",
                        Platform.Patience(40),
                        t => t.Draw == published.Id
                    );
                    await offices.CommitAsync(commit, Experts);
                    await offices.CommitAgainAsync(commit, isChanged: false);
                }
            );
            await draw.DrawnAsync(seconds: 60);
            Assert.Null(await draw.ClosedAsync()); // who sits is nobody's until the last arrival

            // One declines, the others confirm; the seat goes to the next position.
            var patience = Platform.Patience(30);
            var first = await offices.TaskAsync(OfficeKind.Gateway, "notify", patience, t => t.Draw == draw.Id);
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
                    t => t.Draw == draw.Id && t.Position != first.Position
                );
                Assert.NotNull(offices.ContactOf(next));
                await offices.TellAsync(next, next.Position!.Value, PositionOutcome.Confirmed);
                seated.Add(next.Position.Value);
            }

            var admit = await offices.TaskAsync(OfficeKind.Gate, "admit", patience, t => t.Draw == draw.Id);
            foreach (var position in seated)
                await offices.ArriveAsync(admit, position, patience);

            var events = await draw.SeenAsync("it is disclosed", 30, e => e is DrawDisclosed);
            Assert.Equal(5, events.OfType<CommitteeDrawn>().Single().Seats);
            Assert.Equal(5, events.OfType<ArrivalsCounted>().Last().Arrived);
            Assert.Equal(1, events.OfType<NoticesCounted>().Last().Declined);
            var shown = await draw.ClosedAsync();
            Assert.Equal(seated.Order(), SeatedOf(shown!).Order());

            // An outsider replays it; names are the supervisor's alone.
            var names = offices.Commitment.Secrets.Select(s => s.Expert.Name).Distinct().ToList();
            var open = await draw.ArchiveAsync();
            var full = await draw.ArchiveAsync("supervisor");
            Assert.Equal(0, CountIn(open, names));
            Assert.True(CountIn(full, names) >= 5, "the supervisor's archive holds the names");
            await draw.VerifiesAsync();
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
}
