using Trading.Cli;
using Trading.Crypto;
using Xunit.Abstractions;

namespace Trading.Flow.Tests.Stories;

/// <summary>
/// The server's process is stopped over the deadline while a COMMIT lies in the machine, and goes on.
/// </summary>
[Collection(Faults.Name)]
public class StandstillTests(ITestOutputHelper output)
{
    private const long StopsBefore = 400_000;

    [Fact]
    public async Task A_commit_that_reaches_the_machine_in_time_is_in_although_the_server_stands_still_for_three_seconds_over_the_deadline()
    {
        await using var platform = await Platform.StartAsync("still");
        await platform.TellAsync(
            output,
            async () =>
            {
                var (hall, (kits, last, late)) = await Hall.InTimeAsync(platform, new HallPlan(12), BidAsync);
                using var _ = hall;
                var commit = await CommitIntoStillnessAsync(hall, last, 2_600_000);
                var answer = await commit;

                Assert.True(Acknowledgement.TryParse(answer.Acknowledgement, out var acknowledgement));
                var opened = await hall.OpenedAsync(hall.OnlyLot);
                var told = Assert.Single((await hall.EventsAsync()).OfType<PlatformStoodStill>());
                Assert.Equal(told.From, acknowledgement.AtMicros);
                Assert.InRange(told.From, hall.CloseAt - 2 * StopsBefore, hall.CloseAt);
                Assert.True(
                    told.Until >= hall.CloseAt + 2_600_000
                        && told.At >= told.Until + Standstill.WaitingMicros
                        && !told.Restarted,
                    told.ToString()
                );
                Assert.Equal(4, opened.Bids.Count);
                Assert.Contains(opened.Bids, bid => bid.Submission == last.Who.Submission);
                Assert.All(opened.Freeze.Cosignatures.Values, cosigned => Assert.False(cosigned.Late));

                // What comes later is late, and nobody is told of anything that did not touch the deadline.
                var refusal = await Assert.ThrowsAsync<ApiException>(() => late.Who.CommitAsync(late.Upload, late.Bid));
                Assert.Equal(nameof(Reason.TooLate), refusal.Reason);
                await EverybodyReadsItAsync(
                    hall,
                    [.. kits, await last.Who.KitAsync()],
                    "1 entries of the drain bear its beginning as arrival"
                );
            }
        );
    }

    [Fact]
    public async Task A_server_that_stands_still_for_eight_seconds_over_the_deadline_holds_the_lot_until_host_and_supervisor_order_and_then_it_opens()
    {
        await using var platform = await Platform.StartAsync("stiller");
        await platform.TellAsync(
            output,
            async () =>
            {
                var (hall, (kits, last, _)) = await Hall.InTimeAsync(platform, new HallPlan(12), BidAsync);
                using var __ = hall;
                var commit = await CommitIntoStillnessAsync(hall, last, 8_000_000);
                var refusal = await Assert.ThrowsAsync<ApiException>(() => commit);
                Assert.Equal((nameof(Reason.TooLate), "claim-from-platform"), (refusal.Reason, refusal.NextStep));

                var frozen = await hall.PhaseAsync<Lot.Frozen>(hall.OnlyLot);
                Assert.True(frozen.Freeze.At >= Standstill.HeldUntil(frozen.Policy));
                await Clock.ReachesAsync(Clock.Now + 2_000_000);
                Assert.Empty(((Lot.Frozen)(await hall.StateAsync()).Lots[hall.OnlyLot]).Freeze.Cosignatures);
                foreach (var role in new[] { "host", "supervisor" })
                    Assert.Equal(ExitCode.Done, await OrderAsync(hall, role));
                Assert.Equal(3, (await hall.OpenedAsync(hall.OnlyLot)).Bids.Count);
                Assert.True(
                    Assert.Single((await hall.EventsAsync()).OfType<PlatformStoodStill>()).Until
                        >= hall.CloseAt + 8_000_000
                );
                await EverybodyReadsItAsync(hall, kits, "too long to be made up for");
            }
        );
    }

    private static async Task<(string[] Kits, Waiting Last, Waiting Late)> BidAsync(Hall hall)
    {
        var kits = await TrusteesDownTests.KitsAsync(await hall.BidsAsync(3));
        var waiting = await Task.WhenAll(
            new[] { "末刻", "迟到" }.Select(async name =>
            {
                var bidder = await hall.BidderAsync(name);
                var bid = bidder.Seal(bidder.Form("870000.00"));
                return new Waiting(bidder, bid, await bidder.UploadAsync(bid));
            })
        );
        return (kits, waiting[0], waiting[1]);
    }

    // The connection stands from the upload, so the bytes of the COMMIT lie in the machine at once.
    private static async Task<Task<CommitAnswer>> CommitIntoStillnessAsync(Hall hall, Waiting last, long until)
    {
        await Clock.ReachesAsync(hall.CloseAt - StopsBefore);
        await hall.Platform["server"].StandStillAsync();
        var commit = last.Who.CommitAsync(last.Upload, last.Bid);
        await Clock.ReachesAsync(hall.CloseAt + until);
        Assert.False(commit.IsCompleted);
        await hall.Platform["server"].GoOnAsync();
        return commit;
    }

    private static async Task EverybodyReadsItAsync(Hall hall, string[] kits, string verdict)
    {
        var (_, status) = await Command.RunAsync(
            "status",
            "--session",
            hall.Id,
            "--server",
            hall.Platform.Url.AbsoluteUri
        );
        Assert.Contains("the platform stood still over a deadline", status, StringComparison.Ordinal);
        var archive = await hall.ArchiveAsync("public");
        await Verifying.PassesAsync(hall, archive, kits);
        var report = Audit.Check(await File.ReadAllBytesAsync(archive), hall.Platform.Crew.Trust);
        Assert.Contains(
            report.Remarks,
            remark =>
                remark.Contains("stood still", StringComparison.Ordinal)
                && remark.Contains(verdict, StringComparison.Ordinal)
        );
    }

    private static async Task<int> OrderAsync(Hall hall, string role) =>
        (
            await Command.RunAsync(
                "late-freeze",
                "--session",
                hall.Id,
                "--lot",
                hall.OnlyLot,
                "--key",
                hall.Platform.Crew.KeyPath(role),
                "--server",
                hall.Platform.Url.AbsoluteUri
            )
        ).Exit;

    private sealed record Waiting(Bidder Who, Sealed Bid, string Upload);
}
