using Trading.Cli;
using Xunit.Abstractions;

namespace Trading.Flow.Tests.Stories;

/// <summary>
/// The platform is away at the deadline for so long that no trustee sees the frozen head in time: only host and
/// supervisor together can free the lot.
/// </summary>
[Collection(Faults.Name)]
public class LateFreezeTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_server_that_is_down_for_15_seconds_at_the_deadline_holds_the_lot_until_host_and_supervisor_order_and_then_it_opens()
    {
        await using var platform = await Platform.StartAsync("late");
        await platform.TellAsync(
            output,
            async () =>
            {
                var (hall, kits) = await Hall.InTimeAsync(
                    platform,
                    new HallPlan(9),
                    async h => await TrusteesDownTests.KitsAsync(await h.BidsAsync(3))
                );
                using var _ = hall;
                await Clock.ReachesAsync(hall.CloseAt - 200_000);
                await platform.KillAsync("server");
                await Clock.ReachesAsync(hall.CloseAt + 15_000_000);
                await platform.StartServerAsync();

                // Held: nobody cosigns, everybody reads why and what is lawful next.
                await hall.PhaseAsync<Lot.Frozen>(hall.OnlyLot);
                Assert.Equal("order-late-freeze", await NextStepAsync(hall));
                var (_, status) = await Command.RunAsync(
                    "status",
                    "--session",
                    hall.Id,
                    "--server",
                    platform.Url.AbsoluteUri
                );
                Assert.Contains("missing: the host's and the supervisor's", status, StringComparison.Ordinal);

                // One of the two is not enough, and nobody else counts.
                Assert.Equal(ExitCode.Done, await OrderAsync(hall, "host"));
                Assert.Equal(ExitCode.Failed, await OrderAsync(hall, "agent"));
                await Clock.ReachesAsync(Clock.Now + 3_000_000);
                Assert.Empty(((Lot.Frozen)(await hall.StateAsync()).Lots[hall.OnlyLot]).Freeze.Cosignatures);
                Assert.Equal("order-late-freeze", await NextStepAsync(hall));

                Assert.Equal(ExitCode.Done, await OrderAsync(hall, "supervisor"));
                var opened = await hall.OpenedAsync(hall.OnlyLot);
                Assert.Equal(3, opened.Bids.Count);
                Assert.All(opened.Freeze.Cosignatures.Values, cosigned => Assert.True(cosigned.Late));
                Assert.Equal(
                    [Role.Host, Role.Supervisor],
                    (await hall.EventsAsync()).OfType<LateFreezeOrdered>().Select(o => o.Role)
                );
                var archive = await hall.ArchiveAsync("public");
                await Verifying.PassesAsync(hall, archive, kits);
                var freeze = Audit
                    .Check(await File.ReadAllBytesAsync(archive), platform.Crew.Trust)
                    .Checks.Single(c => c.Number == "V14");
                Assert.Contains(
                    "late with cause (ordered by host and supervisor)",
                    freeze.Detail,
                    StringComparison.Ordinal
                );
            }
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

    private static async Task<string> NextStepAsync(Hall hall)
    {
        using var anybody = hall.Platform.Client();
        var session = await anybody.SessionAsync(hall.Id, default);
        return session
            .GetProperty("session")
            .GetProperty("lots")[0]
            .GetProperty("held")
            .GetProperty("nextStep")
            .GetString()!;
    }
}
