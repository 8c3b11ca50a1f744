using System.Text.Json;
using Trading.Opening;
using Trading.Server.Tests.World;
using Trading.Server.Time;

namespace Trading.Server.Tests.Opening;

/// <summary>The process stands still over the deadline while COMMITs wait in the machine.</summary>
public sealed class StandstillTests : OwnHall
{
    private const long Second = 1_000_000;

    [Fact]
    public async Task A_commit_that_is_read_three_seconds_after_the_deadline_behind_a_standstill_bears_the_instant_before_it_and_is_in()
    {
        using var bidder = await UploadedAsync();
        await StandStillAsync(Hall.CloseAt - Second, Hall.CloseAt + 3 * Second);
        Server.Clock.Freeze(Hall.CloseAt + 3 * Second + Standstill.WaitingMicros - 1);
        var acknowledgement = await Bidder.AcknowledgedAsync(await bidder.Who.CommitAsync(bidder.Envelope));
        Assert.Equal(Hall.CloseAt - Second, acknowledgement.AtMicros);
        Assert.Empty(await ToldAsync());

        // The door stays open until nothing that waited can come, and then the stream tells why.
        Server.Clock.Freeze(Hall.CloseAt + 3 * Second + Standstill.WaitingMicros);
        var ticks = await Hall.DrainedAsync();
        Assert.Equal(
            bidder.Envelope.Sealed.Signed.Bytes,
            Assert.Single(ticks.SelectMany(tick => tick.Entries)).Statement
        );
        Assert.Equal(
            new PlatformStoodStill(
                Hall.CloseAt + 3 * Second + Standstill.WaitingMicros,
                Hall.CloseAt - Second,
                Hall.CloseAt + 3 * Second,
                false
            ),
            Assert.Single(await ToldAsync())
        );
    }

    [Fact]
    public async Task A_commit_that_is_read_later_than_what_waited_is_late()
    {
        using var bidder = await UploadedAsync();
        await StandStillAsync(Hall.CloseAt - Second, Hall.CloseAt + 3 * Second);
        Server.Clock.Freeze(Hall.CloseAt + 3 * Second + Standstill.WaitingMicros);
        Assert.Equal((409, "TooLate"), await (await bidder.Who.CommitAsync(bidder.Envelope)).Refused());
    }

    [Fact]
    public async Task The_drain_waits_for_what_waited_although_it_is_due()
    {
        await StandStillAsync(Hall.CloseAt - Second, Hall.CloseAt + 3 * Second);
        await Task.Delay(1_500);
        Assert.DoesNotContain(await Hall.EventsAsync(Hall.Intake), e => e is TickSealed { Drain: true });
        Assert.Empty(await ToldAsync());
    }

    [Fact]
    public async Task A_standstill_of_eight_seconds_is_not_made_up_for_and_holds_the_lot_until_no_trustee_can_see_it_in_time()
    {
        using var bidder = await UploadedAsync();
        var until = Hall.CloseAt + 8 * Second;
        await StandStillAsync(Hall.CloseAt - Second, until);
        using var answer = await await bidder.Who.CommitAsync(bidder.Envelope);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(
            ("TooLate", "claim-from-platform"),
            (problem.GetProperty("reason").GetString(), problem.GetProperty("nextStep").GetString())
        );

        Server.Clock.Freeze(until + Standstill.WaitingMicros);
        Assert.Empty((await Hall.DrainedAsync()).SelectMany(tick => tick.Entries));
        await Task.Delay(500);
        Assert.Single(await ToldAsync());
        Assert.DoesNotContain(await EventsAsync(), e => e is LotFrozen);
        Server.Clock.MoveTo(Standstill.HeldUntil(Hall.Policy));
        using var anybody = Server.Client();
        await anybody.UntilAsync(Hall.Id, Hall.Lot, "frozen");
        Assert.True((await EventsAsync()).OfType<LotFrozen>().Single().At >= Standstill.HeldUntil(Hall.Policy));
    }

    [Fact]
    public async Task A_withdrawal_that_waited_over_the_deadline_is_a_withdrawal_and_no_revocation()
    {
        using var bidder = new Bidder(Hall, "b");
        await bidder.SubmitAsync();
        await StandStillAsync(Hall.CloseAt - Second, Hall.CloseAt + 3 * Second);
        var acknowledgement = await Bidder.AcknowledgedAsync(await bidder.WithdrawAsync(2));
        Assert.Equal(Hall.CloseAt - Second, acknowledgement.AtMicros);
    }

    [Fact]
    public async Task A_server_that_was_away_over_the_deadline_says_so_once_and_makes_up_for_nothing()
    {
        using var bidder = await UploadedAsync();
        Server.Clock.Freeze(Hall.CloseAt - Second);
        await Task.Delay(600); // a sign of life at that instant
        await Server.KillAsync();
        Server.Clock.Freeze(Hall.CloseAt + 2 * Second);
        await Server.StartAgainAsync();
        await Hall.DrainedAsync();
        Assert.Equal(
            new PlatformStoodStill(Hall.CloseAt + 2 * Second, Hall.CloseAt - Second, Hall.CloseAt + 2 * Second, true),
            Assert.Single(await ToldAsync())
        );
        using var client = await Server.Client(bidder.Who.Person).SignInAsync();
        Assert.Equal((409, "TooLate"), await client.Post($"/api/uploads/{bidder.Envelope.Id}/commit", null).Refused());

        await Server.KillAsync();
        await Server.StartAgainAsync();
        await Task.Delay(500);
        Assert.Single(await ToldAsync());
    }

    [Fact]
    public async Task A_standstill_that_touches_no_deadline_is_never_told()
    {
        await StandStillAsync(Hall.CloseAt - 10 * Second, Hall.CloseAt - Standstill.WaitingMicros);
        Hall.Close();
        await Hall.DrainedAsync();
        Assert.Empty(await ToldAsync());
    }

    // The thread sees the process alive at the one instant, and then nobody does until the other.
    private async Task StandStillAsync(long from, long until)
    {
        Server.Clock.Freeze(from);
        await Task.Delay(200);
        Server.Clock.StandStill(until);
        await Until.TrueAsync(
            "somebody notices",
            Server.Patience(10),
            () => Task.FromResult(Server.Get<Heartbeat>().Signs().Standstills.Any(told => told.Until == until))
        );
    }

    private async Task<Uploaded> UploadedAsync()
    {
        var bidder = new Bidder(Hall, "b");
        var envelope = bidder.Seal();
        await bidder.UploadAsync(envelope);
        return new Uploaded(bidder, envelope);
    }

    private async Task<IReadOnlyList<PlatformStoodStill>> ToldAsync() =>
        [.. (await EventsAsync()).OfType<PlatformStoodStill>()];

    private async Task<IReadOnlyList<SessionEvent>> EventsAsync() =>
        [
            .. (await Server.Log!.ReadAsync(Hall.Stream, 0, 10_000)).Select(e =>
                EventCodec.DecodeSession(e.Type, e.Bytes)
            ),
        ];

    private sealed record Uploaded(Bidder Who, Bidder.Envelope Envelope) : IDisposable
    {
        public void Dispose() => Who.Dispose();
    }
}
