using Trading.Opening;
using Xunit.Abstractions;

namespace Trading.Flow.Tests.Stories;

/// <summary>kill -9 at the worst moments. No promise is forgotten: every bid that was acknowledged opens, every receipt holds.</summary>
[Collection(Faults.Name)]
public class KillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Trustees_may_be_killed_in_the_ceremony_before_the_freeze_and_before_the_release()
    {
        await using var platform = await Platform.StartAsync("trustees");
        await platform.TellAsync(output, async () =>
        {
            // In the ceremony: as soon as anything of it is logged.
            using var hall = await Hall.PublishAsync(platform, new HallPlan(14));
            await hall.SeenAsync("the ceremony has begun", 20, s => s.Lots[hall.OnlyLot] is not Lot.Ceremony { Messages.Count: 0 });
            await platform.KillAsync("t2");
            platform.StartTrustee("t2");
            await hall.LocksAsync();
            var kits = await TrusteesDownTests.KitsAsync(await hall.BidsAsync(3));

            // Just before the freeze.
            await Until.InstantAsync(hall.CloseAt - 300_000);
            await platform.KillAsync("t1");
            platform.StartTrustee("t1");

            // Before the release: whoever has cosigned the freeze is killed before it could release, and comes back.
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
        });
    }

    [Fact]
    public async Task The_server_may_be_killed_during_the_intake_and_right_after_the_deadline()
    {
        await using var platform = await Platform.StartAsync("server");
        await platform.TellAsync(output, async () =>
        {
            using var hall = await Hall.PrepareAsync(platform, new HallPlan(32));
            var early = await hall.BidsAsync(3);
            var kits = await TrusteesDownTests.KitsAsync(early);

            // Bids are on their way while it dies: their clients say the same calls again and get one answer.
            var onTheWay = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => hall.BidderAsync($"途中{n}")));
            var bidding = onTheWay.Select((bidder, n) => bidder.InsistAsync(bidder.Seal(bidder.Form($"{850_000 + n}.00"), documentBytes: 3_000_000))).ToList();
            await Task.WhenAny(bidding);
            await platform.KillAsync("server");
            platform.BeginServer();
            await Task.WhenAll(bidding);
            kits = [.. kits, .. await TrusteesDownTests.KitsAsync(onTheWay)];
            Assert.All(early, bidder => Assert.Equal(1u, bidder.Revision));

            // Right after the deadline, with COMMITs of the last instant whose answers may be lost.
            var last = await Task.WhenAll(Enumerable.Range(0, 3).Select(n => hall.BidderAsync($"末刻{n}")));
            var bids = last.Select((bidder, n) => bidder.Seal(bidder.Form($"{860_000 + n}.00"), documentBytes: 200_000)).ToArray();
            var uploads = await Task.WhenAll(last.Zip(bids).Select(pair => pair.First.UploadAsync(pair.Second)));
            await Until.InstantAsync(hall.CloseAt - 250_000);
            await Task.WhenAll(last.Select((bidder, n) => bidder.CommitAsync(uploads[n], bids[n])));
            await Until.InstantAsync(hall.CloseAt + 50_000);
            await platform.KillAsync("server");
            platform.BeginServer();

            var opened = await hall.OpenedAsync(hall.OnlyLot, seconds: 60);
            Assert.Equal(12, opened.Bids.Count);
            Assert.All(opened.Bids, bid => Assert.NotNull(bid.Form));
            kits = [.. kits, .. await TrusteesDownTests.KitsAsync(last)];
            await Verifying.PassesAsync(hall, await hall.ArchiveAsync("public"), kits);
        });
    }
}
