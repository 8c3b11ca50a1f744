using Trading.Rooms.Rooms;

namespace Trading.Server.Rooms;

/// <summary>A room's state as the edge asks for it.</summary>
internal static class RoomStates
{
    /// <summary>The committee's last state: as it sits, was stopped, or was when it ended.</summary>
    public static Room.Sitting Last(this Room.Started state) =>
        state switch
        {
            Room.Sitting s => s,
            Room.Stopped s => s.Before,
            Room.Concluded s => s.Last,
            Room.Failed s => s.Last,
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, "a room without a committee"),
        };

    public static RoomPhase Phase(this Room.Started state) =>
        state switch
        {
            Room.Stopped => RoomPhase.Stopped,
            Room.Concluded => RoomPhase.Concluded,
            Room.Failed => RoomPhase.Failed,
            _ => RoomPhase.Sitting,
        };

    /// <summary>Whether nobody hands in anything any more.</summary>
    public static bool IsOver(this Room.Started state) => state is Room.Concluded or Room.Failed;

    /// <summary>The seat whose member holds that key now; 0 for nobody.</summary>
    public static int SeatOf(this Room.Started state, byte[] key) =>
        key.Length == 0
            ? 0
            : state.Last().Committee.Members.FirstOrDefault(m => m.Value.Key.AsSpan().SequenceEqual(key)).Key;

    /// <summary>Whether a key of the start is the caller's; nobody without a key holds one.</summary>
    public static bool IsKey(byte[] role, byte[] key) => key.Length > 0 && key.AsSpan().SequenceEqual(role);
}
