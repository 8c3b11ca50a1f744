using Trading.Crypto;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Seatings;
using Xunit.Abstractions;

namespace Trading.Flow.Tests.Stories;

/// <summary>The supervisor, and nobody else, orders a draw again over the same rows.</summary>
public class AnotherDrawTests(ITestOutputHelper output) : OnDrawCentre(output)
{
    [Fact]
    public Task A_supervisor_orders_a_draw_again_and_the_second_one_counts() =>
        TellAsync(async () =>
        {
            using var draw = await DrawHall.PrepareAsync(Centre.Platform, new DrawWish("K02", "乙楼二号门"));
            await draw.DrawnAsync();
            var first = await draw.ConfirmedAsync(Centre);
            Assert.Equal(System.Net.HttpStatusCode.Forbidden, await draw.OrderAsync("host", "电话登记有误"));
            Assert.Equal(System.Net.HttpStatusCode.NoContent, await draw.OrderAsync("supervisor", "电话登记有误"));
            await draw.DrawnAsync(k: 1);

            var seated = await draw.SeatAllAsync(Centre, Planted.OfAnotherDraw);
            Assert.Equal(DrawHall.Seats, seated.Count);
            Assert.Equal(2 * DrawHall.Seats, (await draw.CallsAsync(Centre)).Count); // those of the first were told, too
            var events = await draw.EventsAsync();
            Assert.Equal([0, 1], events.OfType<CommitteeDrawn>().Select(e => e.K));
            Assert.Equal("电话登记有误", Assert.Single(events.OfType<AnotherDrawOrdered>()).Reason);
            var report = await draw.VerifiesAsync();
            Assert.Equal(
                ["V67", "V68", "V75"],
                report
                    .Checks.Where(c => c.Number is "V67" or "V68" or "V75" && c.Outcome == CheckOutcome.Pass)
                    .Select(c => c.Number)
            );
        });
}
