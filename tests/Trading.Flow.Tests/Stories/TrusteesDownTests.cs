using Xunit.Abstractions;

namespace Trading.Flow.Tests.Stories;

/// <summary>
/// Two of three open. One process short of that nothing opens, everybody sees why, and it goes on when one returns.
/// </summary>
[Collection(Faults.Name)]
public class TrusteesDownTests(ITestOutputHelper output)
{
    [Fact]
    public async Task With_one_trustee_down_it_opens_and_with_two_down_it_waits_for_one_to_return()
    {
        await using var platform = await Platform.StartAsync("down", demoHost: true);
        await platform.TellAsync(
            output,
            async () =>
            {
                // Both sessions get their locks while all three are there; the second closes when only one is left.
                var (first, (second, bidders, kits)) = await Hall.InTimeAsync(platform, new HallPlan(9), BidTwiceAsync);
                using var _ = first;
                using var __ = second;
                await platform.KillAsync("t3");

                var opened = await first.OpenedAsync(first.OnlyLot);
                Assert.Equal([1, 2], opened.Partials.Keys);
                Assert.All(opened.Bids, bid => Assert.NotNull(bid.Form));
                await Verifying.PassesAsync(first, await first.ArchiveAsync("public"), kits);

                await platform.KillAsync("t2");
                var frozen = await second.PhaseAsync<Lot.Frozen>(second.OnlyLot);
                await Until.SeenAsync(
                    "the one trustee that is left cosigns",
                    platform.Patience(20),
                    async () =>
                        (await second.StateAsync()).Lots[second.OnlyLot]
                            is Lot.Frozen { Freeze.Cosignatures.Count: 1 } f
                            ? f
                            : null
                );
                // Time passes with every chance to open; the state says what is missing and nothing else has happened.
                await Clock.ReachesAsync(Clock.Now + 4_000_000);
                var waiting = Assert.IsType<Lot.Frozen>((await second.StateAsync()).Lots[second.OnlyLot]);
                Assert.Equal([1], waiting.Freeze.Cosignatures.Keys);
                Assert.Equal((2, 3), (waiting.Policy.Threshold, frozen.Freeze.Live));
                Assert.DoesNotContain(
                    await second.EventsAsync(),
                    e => e is ReleaseBegan or PartialAccepted or BidOpened
                );

                // It has seen nothing since before the deadline: it cosigns late, which the other's timely cosignature
                // allows.
                platform.StartTrustee("t2");
                opened = await second.OpenedAsync(second.OnlyLot);
                Assert.Equal(3, opened.Bids.Count);

                // The demo host is a process too: it answers what is objected to and closes the hall.
                var objection = await bidders[0].ObjectAsync("请说明冻结为何推迟。");
                await second.SeenAsync(
                    "the demo host answers",
                    20,
                    s => s.Objections.Any(o => o.Id == objection && o.Answer is not null)
                );
                await second.HappenedAsync("the demo host concludes", 30, e => e is SessionConcluded);
                await second.HappenedAsync("the demo host seals the record", 20, e => e is RecordSealed);
                await Verifying.PassesAsync(second, await second.ArchiveAsync("public"));
            }
        );
    }

    private static async Task<(Hall Second, Bidder[] Bidders, string[] Kits)> BidTwiceAsync(Hall first)
    {
        var left = TimeSpan.FromMicroseconds(Math.Max(first.CloseAt - Clock.Now, 0)).TotalSeconds;
        var second = await Hall.PrepareAsync(
            first.Platform,
            new HallPlan((int)(left / first.Platform.Pace.Factor) + 14)
        );
        return (second, await second.BidsAsync(3), await KitsAsync(await first.BidsAsync(3)));
    }

    internal static Task<string[]> KitsAsync(IEnumerable<Bidder> bidders) =>
        Task.WhenAll(bidders.Select(b => b.KitAsync()));
}
