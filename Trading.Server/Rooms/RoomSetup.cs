using Trading.Server.Streams;

namespace Trading.Server.Rooms;

internal static class RoomSetup
{
    public static IServiceCollection AddRooms(this IServiceCollection services) =>
        services
            .AddSingleton<RoomDesks>()
            .AddSingleton<RoomCounts>()
            .AddSingleton<OwnStarts>()
            .AddSingleton<RoomOffice>()
            .AddSingleton<IProcedure, RoomProcedure>();
}
