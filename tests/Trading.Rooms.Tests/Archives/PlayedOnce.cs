namespace Trading.Rooms.Tests.Archives;

/// <summary>Rooms that many tests look at and none changes.</summary>
internal static class PlayedOnce
{
    public static readonly PlayedRoom Eventful = PlayedRooms.Eventful();
    public static readonly PlayedRoom Works = PlayedRooms.Works();
    public static readonly PlayedRoom Few = PlayedRooms.Few();
    public static readonly PlayedRoom Abandoned = PlayedRooms.Abandoned();
    public static readonly PlayedRoom Again = PlayedRooms.Again();
    public static readonly PlayedRoom Sealed = PlayedRooms.Sealed();
}
