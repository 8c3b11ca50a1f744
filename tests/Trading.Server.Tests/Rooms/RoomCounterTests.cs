using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trading.Rooms.Papers;
using Trading.Rooms.Rooms;
using Trading.Server.Rooms;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Rooms;

/// <summary>
/// A count is made beside the room's desk: while it is held, everybody is answered and acts are taken. Source:
/// docs/spec/room.md, "Count".
/// </summary>
public sealed class RoomCounterTests : OwnRoom
{
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int counts;

    [Fact]
    public async Task While_scores_are_counted_everybody_is_answered_and_what_is_said_is_taken()
    {
        await StartRoomAsync();
        var seats = await AllSitAsync();
        await LeadAsync();
        await ComplyAsync(seats);
        await UntilStageAsync(RoomStage.Explaining);
        await SayAsync(ActOf(1, RoomActKind.Close));
        foreach (var seat in Enumerable.Range(1, 5))
            await seats[seat].Post($"{RoomPath}/sheets", SheetOf(seat)).Ok();
        await begun.Task.WaitAsync(Server.Patience(20));

        // A read, a draft, and an act of somebody who finds that time is short: the count goes on all the while.
        Assert.Equal("Summing", (await SummaryAsync()).GetProperty("stage").GetString());
        Assert.NotEqual(0, (await seats[2].Get($"{RoomPath}/supervised?from=0").Ok()).GetProperty("head").GetInt32());
        using (var body = new ByteArrayContent(new byte[Drafts.StepBytes]))
        using (var kept = await seats[3].Http.PutAsync($"{RoomPath}/drafts/notes", body))
            Assert.True(kept.IsSuccessStatusCode);
        await SayAsync(ActOf(4, RoomActKind.CallShort));
        Assert.Equal("None", (await DeskAsync()).GetProperty("count").GetString());
        held.SetResult();
        await AgreedAsync();
        Assert.Equal(1, counts); // what was said took nothing from the papers that were counted
    }

    [Fact]
    public async Task What_is_decided_while_scores_are_counted_is_counted_again()
    {
        await StartRoomAsync();
        var seats = await AllSitAsync();
        await LeadAsync();
        await ComplyAsync(seats);
        await UntilStageAsync(RoomStage.Explaining);
        await SayAsync(ActOf(1, RoomActKind.Close));
        foreach (var seat in Enumerable.Range(1, 5))
            await seats[seat].Post($"{RoomPath}/sheets", SheetOf(seat, _ => seat == 5 ? 9_950 : 7_000)).Ok();
        await begun.Task.WaitAsync(Server.Patience(20));
        var raised = new RoomAct(
            RoomActKind.Raise,
            Room,
            RoomAct.OfSeat(1),
            Start.Bids[0].Id,
            "quality",
            (byte)MotionKind.Abnormal,
            5,
            9_950,
            7_050,
            "畸高",
            Nonce()
        ).ToBytes();
        await SayAsync(new { statement = raised, signature = KeyOf(1).Sign(Trading.Crypto.Tags.RoomAct, raised) });
        var motion = RoomAct.Id(Trading.Crypto.Suite.P256, raised);
        foreach (var seat in new[] { 1, 2, 3 })
            await SayAsync(ActOf(seat, RoomActKind.Vote, motion, RoomAct.Yes));
        held.SetResult();
        await AgreedAsync();
        Assert.Equal(2, counts);
        var supervisor = await PersonAsync(Server.Supervisor);
        var said = (await supervisor.Get($"{RoomPath}/supervised?from=0").Ok()).GetProperty("events").EnumerateArray();
        var types = said.Select(e => JsonDocument.Parse(e.GetProperty("e").GetString()!))
            .Select(e => e.RootElement.GetProperty("type").GetString())
            .ToList();
        Assert.Single(types, "ScoresCounted");
        Assert.True(types.IndexOf("ScoreAmended") < types.IndexOf("ScoresCounted"));
    }

    private protected override void Change(IServiceCollection services) =>
        services.Replace(
            ServiceDescriptor.Singleton(_ => new RoomCounter
            {
                Count = (state, wish) =>
                {
                    Interlocked.Increment(ref counts);
                    begun.TrySetResult();
                    held.Task.Wait(Server.Patience(60)); // a test that failed does not hold the server's end for ever
                    return CountMade.Of(state, wish);
                },
            })
        );

    private async Task<JsonElement> DeskAsync() => await Host.Get($"{RoomPath}/desk").Ok();

    private async Task AgreedAsync() =>
        await Until.SeenAsync(
            "a count",
            Server.Patience(20),
            async () => (await DeskAsync()).GetProperty("count").GetString() == "Agreed" ? this : null
        );
}
