using Trading.Cli;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Pool;
using Trading.Evaluation.Statements;
using Trading.LoadTests;
using Xunit.Abstractions;

namespace Trading.Flow.Tests.Stories;

/// <summary>A draw for an opening: whose unit offers was not known when experts were drawn.</summary>
public class ConflictDrawTests(ITestOutputHelper output) : OnDrawCentre(output)
{
    [Fact]
    public Task Who_works_for_a_bidder_that_the_opening_shows_yields_to_the_next() =>
        TellAsync(async () =>
        {
            // The opening comes after the draw: those who sit are told before anybody knows who offers.
            var platform = Centre.Platform;
            var (hall, _) = await Hall.InTimeAsync(
                platform,
                new HallPlan(26),
                async h =>
                {
                    var strangers = await h.BidsAsync(2);
                    var bidder = await h.BidderAsync("桂林演示建设集团");
                    await bidder.SubmitAsync(bidder.Seal(bidder.Form("812,345.00", creditCode: Planted.Unit)));
                    return strangers;
                }
            );
            using var _1 = hall;
            using var draw = await DrawHall.PrepareAsync(
                platform,
                new DrawWish("K01", "甲楼一号门") { Session = hall.Id }
            );
            await draw.DrawnAsync();
            await hall.OpenedAsync(hall.OnlyLot);
            var named = await draw.SeenAsync("bidders are named", 20, e => e is BiddersNamed);
            Assert.Equal([Planted.Unit], named.OfType<BiddersNamed>().Single().Units);
            await draw.SeenAsync("somebody yields", 40, e => e is NoticesCounted { Conflicts: > 0 });

            var seated = await draw.SeatAllAsync(Centre, Planted.OfConflicts, c => !WorksThere(c.Number));
            Assert.DoesNotContain(seated, e => e.EmployerCode == Planted.Unit);
            Assert.Contains(await draw.CallsAsync(Centre), c => WorksThere(c.Number)); // who sat had been rung
            var closed = await draw.ClosedAsync();
            var found = Assert.Single(closed!.OfType<ConflictsFound>());
            Assert.True(ConflictStatement.TryParse(found.Statement, out var said));
            Assert.Equal(40, said.Hits().Count());
            // They drop out one after the other, and colleagues follow one another until the last of them is gone.
            Assert.DoesNotContain(found.Steps[^1].Position, said.Hits());
            await draw.VerifiesAsync();
        });

    [Fact]
    public Task Who_has_arrived_yields_as_whoever_is_on_the_way() =>
        TellAsync(async () =>
        {
            var (hall, _) = await Hall.InTimeAsync(
                Centre.Platform,
                new HallPlan(75),
                async h =>
                {
                    var strangers = await h.BidsAsync(1);
                    foreach (var unit in Planted.LateUnits)
                    {
                        var bidder = await h.BidderAsync($"桂林演示建设{Planted.LateUnits.ToList().IndexOf(unit)}");
                        await bidder.SubmitAsync(bidder.Seal(bidder.Form("812,345.00", creditCode: unit)));
                    }
                    return strangers;
                }
            );
            using var _1 = hall;
            using var draw = await DrawHall.PrepareAsync(
                Centre.Platform,
                new DrawWish("K07", "甲楼二号门") { Session = hall.Id }
            );
            await draw.DrawnAsync();
            var rung = await draw.ConfirmedAsync(Centre);
            var inside = rung.Single(c => UnitOf(c) == Planted.LateUnits[0]);
            var coming = rung.Single(c => UnitOf(c) == Planted.LateUnits[1]);
            await draw.AdmitAsync(Centre, Planted.OfLateConflicts, [inside]);
            await draw.SeenAsync("one has arrived", 20, e => e is ArrivalsCounted { Arrived: 1 });
            Assert.DoesNotContain(await draw.EventsAsync(), e => e is BiddersNamed);

            await hall.OpenedAsync(hall.OnlyLot);
            var events = await draw.SeenAsync("both yield", 40, e => e is NoticesCounted { Conflicts: > 0 });
            Assert.Equal(0, events.OfType<ArrivalsCounted>().Last().Arrived);
            // Whoever is on the way hears it; whoever is in the room is told there.
            await Until.TrueAsync(
                "the telephone is told",
                Centre.Platform.Patience(20),
                async () => (await draw.CallsAsync(Centre)).Any(c => c.Number == coming.Number && c.Off is not null)
            );
            Assert.Null((await draw.CallsAsync(Centre)).Last(c => c.Number == inside.Number).Off);

            await draw.SeatAllAsync(Centre, Planted.OfLateConflicts, c => UnitOf(c).Length == 0);
            var closed = await draw.ClosedAsync();
            var found = Assert.Single(closed!.OfType<ConflictsFound>());
            var here = Assert.Single(found.Here!);
            Assert.True(ConflictStatement.TryParse(found.Statement, out var said));
            Assert.Contains(here, said.Hits());
            Assert.Equal(100, said.Hits().Count());
            await draw.VerifiesAsync();
        });

    private static string UnitOf(TelephoneCall call) =>
        Planted.OfLateConflicts.Single(e => e.Phone == call.Number).EmployerCode;

    private static bool WorksThere(string phone) =>
        Planted.OfConflicts.Single(e => e.Phone == phone).EmployerCode == Planted.Unit;
}
