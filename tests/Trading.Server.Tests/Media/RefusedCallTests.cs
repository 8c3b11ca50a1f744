using Trading.Rooms.Papers;
using Trading.Server.Media;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Media;

/// <summary>A disk that has no room for one more recording. Source: docs/spec/recording.md, "Disk".</summary>
public sealed class FullDiskCallTests : OwnCall
{
    private protected override MediaOptions Options =>
        base.Options with
        {
            Free = _ => Trading.Media.Recording.DiskRoom.Reserve,
        };

    [Fact]
    public async Task A_call_that_cannot_be_recorded_does_not_begin_and_the_room_goes_on()
    {
        await StartRoomAsync();
        var one = await SitDownAsync(1);
        Assert.Equal((429, "LimitReached"), await one.Post($"{Media}/grant", null).Refused());
        var supervisor = await PersonAsync(Server.Supervisor);
        Assert.Equal("RefuseNewRooms", (await supervisor.Get(Media).Ok()).GetProperty("disk").GetString());
        // Nothing of it hangs about: once there is room, it begins.
        Assert.Equal((429, "LimitReached"), await one.Post($"{Media}/grant", null).Refused());
        await SitDownAsync(2);
        Assert.Equal(2, (await SummaryAsync()).GetProperty("taken").GetInt32());
    }
}

/// <summary>A platform without calls.</summary>
public sealed class NoCallTests : OwnRoom
{
    [Fact]
    public async Task Without_calls_everybody_is_told_so_and_nothing_else_is_missing()
    {
        await StartRoomAsync();
        var one = await SitDownAsync(1);
        Assert.Equal((404, "NotFound"), await one.Post($"{RoomPath}/media/grant", null).Refused());
        Assert.False((await one.Get($"{RoomPath}/media").Ok()).GetProperty("isOn").GetBoolean());
        Assert.False(Directory.Exists(System.IO.Path.Combine(Server.Data, MediaEngine.FolderName)));
        await SayAsync(ActOf(RoomAct.Supervisor, Server.Supervisor.Key, RoomActKind.Stop, text: "核查"));
    }
}
