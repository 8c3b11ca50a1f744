using System.Net;
using System.Security.Cryptography;
using Trading.Cli;
using Xunit.Abstractions;

namespace Trading.Flow.Tests.Stories;

/// <summary>The main job, as people do it: one bidder types commands, the others use the same code.</summary>
public class WalkingOpeningTests(ITestOutputHelper output) : OnSharedPlatform(output)
{
    [Fact]
    public Task A_whole_opening_from_publication_to_the_verified_archive() =>
        TellAsync(async () =>
        {
            var (hall, (desk, second, receipts)) = await Hall.InTimeAsync(
                Platform,
                new HallPlan(Seconds: 14),
                BidAsync
            );
            using var _ = hall;
            using var __ = desk;

            // The deadline, the freeze, the release: everything opens at once.
            var opened = await hall.OpenedAsync(hall.OnlyLot);
            Assert.Equal(
                [("丙公司", 80_550_000L), ("乙公司", 79_800_000L), ("甲建设集团有限公司", 80_123_456L)],
                opened
                    .Bids.Select(b => (b.Form!.BidderName, b.Form.Price.Value))
                    .OrderBy(b => b.BidderName, StringComparer.Ordinal)
            );
            Assert.Equal((6, 3), (opened.Freeze.Entries, opened.Freeze.Live));
            await Verifying.PassesAsync(hall, await hall.ArchiveAsync("public"), [desk.Kit("better"), .. receipts]);

            // Objection, answer, confirmation, conclusion: nobody closes the hall over an open objection.
            await desk.RunAsync("attend", "--kit", desk.Kit("better"));
            await second.AttendAsync();
            var objection = await second.ObjectAsync("我方报价应为七十九万八千元，请核对。");
            using var host = Platform.Crew.Person("host");
            using var hostClient = Platform.Client(host);
            var refusal = await Assert.ThrowsAsync<ApiException>(() =>
                host.ActAsync(hostClient, hall.Id, Act.Conclude(hall.Id, Bidder.Nonce()))
            );
            Assert.Equal(
                (HttpStatusCode.Conflict, nameof(Reason.OpenObjection), "bidding-reg:44"),
                (refusal.Status, refusal.Reason, refusal.Rule)
            );
            await host.ActAsync(
                hostClient,
                hall.Id,
                Act.Answer(hall.Id, hall.OnlyLot, objection, "已核对，开标价格与投标文件一致。", Bidder.Nonce())
            );
            await Verifying.PassesAsync(hall, await hall.ArchiveAsync("public"), receipts);
            await desk.RunAsync("confirm", "--kit", desk.Kit("better"));
            await second.ConfirmAsync();
            await hall.PeriodAsync();
            await host.ActAsync(hostClient, hall.Id, Act.Conclude(hall.Id, Bidder.Nonce()));
            await hall.HappenedAsync("the session is concluded", 5, e => e is SessionConcluded);

            // The host signs the record, which anybody prints again from the archive.
            await RunAsync(
                "sign-record",
                "--session",
                hall.Id,
                "--key",
                Platform.Crew.KeyPath("host"),
                "--server",
                Platform.Url.AbsoluteUri
            );
            var archive = await hall.ArchiveAsync("public");
            await RunAsync("record", archive, "-o", archive + ".pdf");
            var seal = (await hall.EventsAsync()).OfType<RecordSealed>().Single();
            Assert.Equal(seal.Hash, SHA256.HashData(await File.ReadAllBytesAsync(archive + ".pdf")));

            // What is left for outsiders: the public archive for anybody, the full one for host and supervisor alone.
            await Verifying.PassesAsync(hall, await hall.ArchiveAsync("public"), [desk.Kit("better"), .. receipts]);
            await Verifying.PassesAsync(hall, await hall.ArchiveAsync("full", host), receipts);
            refusal = await Assert.ThrowsAsync<ApiException>(() => hall.TryArchiveAsync("full", second.Person));
            Assert.Equal(HttpStatusCode.Forbidden, refusal.Status);
            await Verifying.FailsWithAFlippedByteAsync(hall, await hall.ArchiveAsync("public"));
        });

    // Bids come, one is replaced, one is withdrawn; each bidder has the platform's word at once and the witnesses' a
    // tick later.
    private static async Task<(CommandDesk, Bidder, string[])> BidAsync(Hall hall)
    {
        var desk = new CommandDesk(hall, "甲建设集团有限公司");
        var (second, third, fourth) = (
            await hall.BidderAsync("乙公司"),
            await hall.BidderAsync("丙公司"),
            await hall.BidderAsync("丁公司")
        );
        await Task.WhenAll(
            desk.SealAsync("first", "812,345.67"),
            second.BidAsync("798,000.00"),
            third.BidAsync("805,500.00", documentBytes: 5_000_000),
            fourth.BidAsync("790,000.00")
        );
        await desk.SubmitAsync("first");
        await desk.SealAsync("better", "801,234.56", "--replace", desk.Kit("first"));
        await desk.SubmitAsync("better");
        var receipts = await Task.WhenAll(second.KitAsync(), third.KitAsync(), WithdrawByKitAsync(fourth));
        await AssertThatNothingIsKnownAsync(hall);
        return (desk, second, receipts);
    }

    // With nothing but the kit and the trust file: no certificate, no sign-in. The withdrawal has a kit of its own.
    private static async Task<string> WithdrawByKitAsync(Bidder bidder)
    {
        var kit = await bidder.KitAsync();
        string[] words = ["withdraw", "--kit", kit, "--trust", Platform.Crew.TrustPath, "--wait", "20"];
        await RunAsync([.. words, "--server", Platform.Url.AbsoluteUri]);
        return kit + ".withdrawal";
    }

    private static async Task RunAsync(params string[] words)
    {
        var (exit, text) = await Command.RunAsync(words);
        Assert.True(exit == ExitCode.Done, $"trading {string.Join(' ', words)} ended with {exit}:\n{text}");
    }

    private static async Task AssertThatNothingIsKnownAsync(Hall hall)
    {
        using var host = Platform.Crew.Person("host");
        using var hostClient = Platform.Client(host);
        foreach (
            var stream in new[]
            {
                Names.IntakeStream(hall.Id, hall.OnlyLot),
                Names.ReceivedStream(hall.Id, hall.OnlyLot),
            }
        )
            Assert.Equal(
                HttpStatusCode.NotFound,
                (await Assert.ThrowsAsync<ApiException>(() => hostClient.FeedAsync(stream, -1, default))).Status
            );
        Assert.Empty(await hall.TryArchiveAsync("full", host));
        Assert.DoesNotContain(await hall.EventsAsync(), e => e is LotFrozen or BidOpened or LotOpened);
    }
}
