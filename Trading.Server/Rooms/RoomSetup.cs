using Trading.Server.People;
using Trading.Server.Storage;
using Trading.Server.Streams;

namespace Trading.Server.Rooms;

internal static class RoomSetup
{
    public static IServiceCollection AddRooms(this IServiceCollection services) =>
        services
            .AddSingleton<RoomDesks>()
            .AddSingleton<RoomCounts>()
            .AddSingleton<RoomCounter>()
            .AddSingleton<OwnStarts>()
            .AddSingleton<RoomOffice>()
            .AddSingleton<ISeatBook, SeatBook>()
            .AddSingleton<WaitingKeys>()
            .AddSingleton<RoomTasks>()
            .AddSingleton<RoomReading>()
            .AddSingleton<MaskDesk>()
            .AddSingleton<MaskedRooms>()
            .AddSingleton<RoomDocuments>()
            .AddSingleton<RoomQuestions>()
            .AddSingleton<Drafts>()
            .AddSingleton<RoomPapers>()
            .AddSingleton<RoomLog>()
            .AddSingleton<RoomSeals>()
            .AddSingleton<RoomBookmarks>()
            .AddSingleton<RoomViews>()
            .AddSingleton(provider => new RoomFile(
                new SqliteFile(
                    provider.GetRequiredService<DataFolder>().File("rooms.db"),
                    Schemas.Rooms,
                    mayLoseNewest: true
                ).Prepare()
            ))
            .AddSingleton<IProcedure, RoomProcedure>();
}
