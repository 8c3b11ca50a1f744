using Trading.Evaluation.Draws;
using Trading.Evaluation.Pool;
using Trading.LoadTests;
using Xunit.Abstractions;

namespace Trading.Flow.Tests.Stories;

/// <summary>
/// kill -9 of each process of a draw at each of its steps, and a trustee that stays away: whoever was drawn is rung
/// once, admitted and seated, and the archive verifies.
/// </summary>
[Collection(Faults.Name)]
public class KillDrawTests(ITestOutputHelper output)
{
    private static readonly string[] Everybody = ["server", "pool", "gateway", "gate", "t1"];

    [Fact]
    public async Task Every_process_may_be_killed_at_each_step_of_a_draw_and_a_trustee_may_stay_away()
    {
        await using var centre = await DrawCentre.StartAsync("kill-draw", Planted.Table(Planted.OfKills));
        await centre.Platform.TellAsync(
            output,
            async () =>
            {
                // Before and after the commitment.
                using var draw = await DrawHall.PrepareAsync(
                    centre.Platform,
                    new DrawWish("K05", "己楼七号门", 24),
                    _ => KillAsync(centre)
                );
                await KillAsync(centre);

                // At t_draw; from here on two of three trustees have to do.
                await Clock.ReachesAsync(draw.Request.DrawAt - 100_000);
                await centre.Platform.KillAsync("t3");
                await Clock.ReachesAsync(draw.Request.DrawAt);
                await KillAsync(centre);
                await draw.DrawnAsync();

                // While telephones ring.
                await Until.TrueAsync(
                    "a telephone rings",
                    centre.Platform.Patience(40),
                    async () => (await draw.CallsAsync(centre)).Any(c => c.State == "ringing")
                );
                await KillAsync(centre);
                var rung = await draw.ConfirmedAsync(centre);

                // At the door.
                using (var door = await centre.Offices.EnterAsync())
                    Assert.True(await door.ShowAsync(draw.Id, ExpertOf(rung[0]), rung[0].Digits, default));
                await KillAsync(centre);
                foreach (var call in rung)
                    await InsistAsync(centre, draw, call);
                await draw.SeenAsync("it is disclosed", 30, e => e is DrawDisclosed);

                var calls = await draw.CallsAsync(centre);
                Assert.Equal(calls.Count, calls.DistinctBy(c => c.Number).Count()); // nobody is rung twice
                Assert.Equal(DrawHall.Seats, calls.Count);
                await draw.VerifiesAsync();
            }
        );
    }

    // One after the other, each while the one before begins again.
    private static async Task KillAsync(DrawCentre centre)
    {
        foreach (var name in Everybody)
            await centre.KillAndBeginAsync(name);
    }

    private static Expert ExpertOf(TelephoneCall call) => Planted.OfKills.Single(e => e.Phone == call.Number);

    // Whoever stands at a desk that went away comes again.
    private static Task InsistAsync(DrawCentre centre, DrawHall draw, TelephoneCall call) =>
        Until.TrueAsync(
            $"{call.Number} is admitted",
            centre.Platform.Patience(90),
            async () =>
            {
                try
                {
                    using var door = await centre.Offices.EnterAsync();
                    await door.AdmitAsync(draw.Id, ExpertOf(call), call.Digits, default);
                    return true;
                }
                catch (Exception away) when (away is HttpRequestException or InvalidDataException)
                {
                    await Task.Delay(300);
                    return away.Message.Contains("AlreadyArrived", StringComparison.Ordinal);
                }
            }
        );
}
