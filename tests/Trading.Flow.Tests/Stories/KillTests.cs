using Xunit.Abstractions;

namespace Trading.Flow.Tests.Stories;

/// <summary>
/// kill -9 at the worst moments. No promise is forgotten: every bid that was acknowledged opens, every receipt holds.
/// </summary>
[Collection(Faults.Name)]
public class KillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Trustees_may_be_killed_in_the_ceremony_before_the_freeze_and_before_the_release()
    {
        await using var platform = await Platform.StartAsync("trustees");
        await platform.TellAsync(
            output,
            async () =>
            {
                var (hall, kits) = await Hall.InTimeAsync(
                    platform,
                    new HallPlan(14),
                    PublishAndKillAsync,
                    async h => await TrusteesDownTests.KitsAsync(await h.BidsAsync(3))
                );
                using var _ = hall;

                // Just before the freeze.
                await Clock.ReachesAsync(hall.CloseAt - 300_000);
                await platform.KillAsync("t1");
                platform.StartTrustee("t1");

                // Before the release: whoever has cosigned the freeze is killed before it could release, and comes
                // back.
                await hall.SeenAsync("the lot is frozen", 20, s => s.Lots[hall.OnlyLot] is not Lot.Intake);
                await platform.KillAsync("t3");
                await platform.KillAsync("t2");
                platform.StartTrustee("t2");
                platform.StartTrustee("t3");

                var opened = await hall.OpenedAsync(hall.OnlyLot, seconds: 60);
                Assert.Equal(3, opened.Bids.Count);
                Assert.All(opened.Bids, bid => Assert.NotNull(bid.Form));
                Assert.Empty(opened.Release.Refused);
                await Verifying.PassesAsync(hall, await hall.ArchiveAsync("public"), kits);
            }
        );
    }

    [Fact]
    public async Task The_server_may_be_killed_during_the_intake_and_right_after_the_deadline()
    {
        await using var platform = await Platform.StartAsync("server");
        await platform.TellAsync(
            output,
            async () =>
            {
                var (hall, (last, kits)) = await Hall.InTimeAsync(platform, new HallPlan(24), BidOverARestartAsync);
                using var _ = hall;
                await Clock.ReachesAsync(hall.CloseAt + 50_000);
                await platform.KillAsync("server");
                platform.BeginServer();

                var opened = await hall.OpenedAsync(hall.OnlyLot, seconds: 60);
                Assert.Equal(12, opened.Bids.Count);
                Assert.All(opened.Bids, bid => Assert.NotNull(bid.Form));
                kits = [.. kits, .. await TrusteesDownTests.KitsAsync(last)];
                await Verifying.PassesAsync(hall, await hall.ArchiveAsync("public"), kits);
            }
        );
    }

    // One trustee dies in the ceremony, as soon as anything of it is logged, and comes back into the same ceremony.
    private static async Task<Hall> PublishAndKillAsync(Platform platform, HallPlan plan)
    {
        var hall = await Hall.PublishAsync(platform, plan);
        await hall.SeenAsync(
            "the ceremony has begun",
            20,
            s => s.Lots[hall.OnlyLot] is not Lot.Ceremony { Messages.Count: 0 }
        );
        await platform.KillAsync("t2");
        platform.StartTrustee("t2");
        await hall.LocksAsync();
        return hall;
    }

    private static async Task<(Bidder[] Last, string[] Kits)> BidOverARestartAsync(Hall hall)
    {
        var early = await hall.BidsAsync(3);
        var kits = await TrusteesDownTests.KitsAsync(early);

        // Bids are on their way while it dies: their clients say the same calls again and get one answer.
        var onTheWay = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => hall.BidderAsync($"途中{n}")));
        var bidding = onTheWay
            .Select(
                (bidder, n) =>
                    bidder.InsistAsync(bidder.Seal(bidder.Form($"{850_000 + n}.00"), documentBytes: 3_000_000))
            )
            .ToList();
        await Task.WhenAny(bidding);
        await hall.Platform.KillAsync("server");
        hall.Platform.BeginServer();
        await Task.WhenAll(bidding);
        kits = [.. kits, .. await TrusteesDownTests.KitsAsync(onTheWay)];

        // COMMITs of the last instant.
        var last = await Task.WhenAll(Enumerable.Range(0, 3).Select(n => hall.BidderAsync($"末刻{n}")));
        var bids = last.Select((bidder, n) => bidder.Seal(bidder.Form($"{860_000 + n}.00"), documentBytes: 200_000))
            .ToArray();
        var uploads = await Task.WhenAll(last.Zip(bids).Select(pair => pair.First.UploadAsync(pair.Second)));
        await Clock.ReachesAsync(hall.CloseAt - 250_000);
        await Task.WhenAll(last.Select((bidder, n) => bidder.CommitAsync(uploads[n], bids[n])));
        return (last, kits);
    }
}
