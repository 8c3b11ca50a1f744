using Trading.Cli;
using Xunit.Abstractions;

namespace Trading.Flow.Tests.Stories;

/// <summary>One hall, several lots: each has its own lock, its own price kind, its own end.</summary>
public class TwoLotsTests(ITestOutputHelper output) : OnSharedPlatform(output)
{
    [Fact]
    public Task One_lot_opens_while_another_in_the_same_hall_fails_for_two_bids() =>
        TellAsync(async () =>
        {
            var lots = new[]
            {
                new LotDraft("pkg-1", "一包：物业服务费率", PriceKind.Rate, "98%"),
                new LotDraft("pkg-2", "二包：建材单价", PriceKind.UnitPrices),
                new LotDraft("pkg-3", "三包：下浮率", PriceKind.Discount),
            };
            var (hall, receipts) = await Hall.InTimeAsync(
                Platform,
                new HallPlan(9, lots) { RulePack = RulePacks.ProcurementGoods.Id },
                BidAsync
            );
            using var _ = hall;

            var rate = await hall.OpenedAsync("pkg-1");
            Assert.Equal([960_000L, 975_000, 980_001], rate.Bids.Select(b => b.Form!.Price.Value).Order());
            Assert.Equal(
                [980_001L],
                rate.Bids.Where(b => b.Marks.Contains(Mark.OverCeiling)).Select(b => b.Form!.Price.Value)
            );
            Assert.Equal(
                [12_500L, 22_500, 32_500],
                (await hall.OpenedAsync("pkg-3")).Bids.Select(b => b.Form!.Price.Value).Order()
            );

            // Two bids: announced as failed with the rule's name; the envelopes stay sealed and no bidder is named
            // anywhere.
            var failed = await hall.PhaseAsync<Lot.Failed>("pkg-2");
            Assert.Equal(LotFailure.FewSubmitted, failed.Cause);
            Assert.Empty(failed.Bids);
            var events = await hall.EventsAsync();
            Assert.Equal("procurement-87:41", events.OfType<LotFailed>().Single().Rule);
            Assert.DoesNotContain(
                events,
                e =>
                    e is BidOpened { Lot: "pkg-2" } or PartialAccepted { Lot: "pkg-2" } or ReleaseBegan { Lot: "pkg-2" }
            );

            await Verifying.PassesAsync(hall, await hall.ArchiveAsync("public"), receipts);
        });

    private static async Task<string[]> BidAsync(Hall hall)
    {
        string[] rates = ["97.5%", "98.0001%", "96%"];
        var bidders = await Task.WhenAll(rates.Select((_, n) => hall.BidderAsync($"供应商{n}", "pkg-1")));
        await Task.WhenAll(bidders.Select((bidder, n) => bidder.BidAsync(rates[n])));
        var lonely = await Task.WhenAll(Enumerable.Range(0, 2).Select(n => hall.BidderAsync($"独家{n}", "pkg-2")));
        await Task.WhenAll(lonely.Select(b => b.BidAsync("4,550.00")));
        var discounts = await Task.WhenAll(Enumerable.Range(0, 3).Select(n => hall.BidderAsync($"折扣{n}", "pkg-3")));
        await Task.WhenAll(discounts.Select((b, n) => b.BidAsync($"{n + 1}.25%")));
        return await TrusteesDownTests.KitsAsync(bidders.Append(lonely[0]).Append(discounts[2]));
    }
}
