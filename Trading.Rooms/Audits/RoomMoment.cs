using Trading.Rooms.Rooms;

namespace Trading.Rooms.Audits;

/// <summary>An event, and the room just before it.</summary>
/// <param name="At">Its place among all events, from 0.</param>
/// <param name="Event">The event.</param>
/// <param name="Before">The room before it.</param>
internal sealed record RoomMoment(int At, RoomEvent Event, Room Before)
{
    /// <summary>The room before it while a committee sits, else null.</summary>
    public Room.Sitting? Sitting => Before as Room.Sitting;
}
