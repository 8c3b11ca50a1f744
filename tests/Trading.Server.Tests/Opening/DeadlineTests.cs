using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Opening;

/// <summary>What the last microsecond decides, with a clock that the test sets.</summary>
public sealed class DeadlineTests : OwnHall
{
    [Fact]
    public async Task Late_by_a_millisecond_is_late_for_commit_upload_and_withdrawal_and_names_the_rule()
    {
        using var bidder = new Bidder(Hall, "b");
        var (envelope, other) = (bidder.Seal(), bidder.Seal());
        await bidder.UploadAsync(envelope);
        Server.Clock.Freeze(Hall.CloseAt + 1_000);
        using var answer = await await bidder.CommitAsync(envelope);
        var problem = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("TooLate", problem.GetProperty("reason").GetString());
        Assert.Equal(Hall.Terms.RulePack.LateRule, problem.GetProperty("rule").GetString());
        Assert.Equal(
            (409, "TooLate"),
            await (await bidder.ClientAsync())
                .Post($"/api/sessions/{Hall.Id}/lots/{Hall.Lot}/uploads", other.Declaration)
                .Refused()
        );
    }

    [Fact]
    public async Task A_commit_at_the_deadline_itself_is_in()
    {
        using var bidder = new Bidder(Hall, "b");
        var envelope = bidder.Seal();
        await bidder.UploadAsync(envelope);
        Server.Clock.Freeze(Hall.CloseAt);
        var acknowledgement = await Bidder.AcknowledgedAsync(await bidder.CommitAsync(envelope));
        Assert.Equal(Hall.CloseAt, acknowledgement.AtMicros);
    }

    [Fact]
    public async Task A_commit_whose_stamp_is_still_on_its_way_to_the_disk_at_the_drain_is_in()
    {
        using var bidder = new Bidder(Hall, "b");
        var envelope = bidder.Seal();
        await bidder.UploadAsync(envelope);
        var (isHeld, release) = HoldFirst(nameof(CommitStamped));
        Server.Clock.Freeze(Hall.CloseAt);
        var commit = await bidder.CommitAsync(envelope);
        await isHeld;
        Hall.Close();
        await Task.Delay(1_500);
        Assert.DoesNotContain(await Hall.EventsAsync(Hall.Intake), e => e is TickSealed { Drain: true });

        release();
        Assert.Equal(Hall.CloseAt, (await Bidder.AcknowledgedAsync(commit)).AtMicros);
        await IsInTheFrozenTreeAsync(envelope);
    }

    [Fact]
    public async Task A_commit_that_is_still_being_worked_on_at_the_deadline_is_in_and_the_drain_waits_for_it()
    {
        using var bidder = new Bidder(Hall, "b");
        var envelope = bidder.Seal();
        await bidder.UploadAsync(envelope);
        var (isHeld, release) = HoldFirst(nameof(EntryAccepted));
        Server.Clock.Freeze(Hall.CloseAt - 1);
        var commit = await bidder.CommitAsync(envelope);
        await isHeld;
        Hall.Close();
        await Task.Delay(1_500);
        Assert.DoesNotContain(await Hall.EventsAsync(Hall.Intake), e => e is TickSealed { Drain: true });

        release();
        Assert.Equal(Hall.CloseAt - 1, (await Bidder.AcknowledgedAsync(commit)).AtMicros);
        await IsInTheFrozenTreeAsync(envelope);
    }

    private (Task IsHeld, Action Release) HoldFirst(string type)
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Server.Log!.Hold = appends =>
        {
            if (!appends.Any(a => a.Events.Any(e => e.Type == type)))
                return Task.CompletedTask;
            held.TrySetResult();
            return released.Task;
        };
        return (held.Task.WaitAsync(Server.Patience(10)), () => released.TrySetResult());
    }

    // Ticks that fell due meanwhile are issued before the drain, so the entry may stand in one of those.
    private async Task IsInTheFrozenTreeAsync(Bidder.Envelope envelope) =>
        Assert.Equal(
            envelope.Sealed.Signed.Bytes,
            Assert.Single((await Hall.DrainedAsync()).SelectMany(tick => tick.Entries)).Statement
        );
}
