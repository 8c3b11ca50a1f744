using Trading.Media.Rooms;
using Trading.Rooms.Papers;
using Trading.Rooms.Rooms;
using Trading.Rooms.Starts;
using Trading.Server.People;
using Trading.Server.Rooms;

namespace Trading.Server.Media;

/// <summary>What somebody may do in a call.</summary>
/// <param name="Source">Whose tracks these are for everybody in it: a seat or a desk, never a name.</param>
/// <param name="Role">expert, buyer, host, supervisor.</param>
/// <param name="Seat">The seat, or 0.</param>
/// <param name="Rights">What is allowed.</param>
/// <param name="HasPictures">Whether camera and screen may be sent, too.</param>
/// <param name="Until">Until when at most, UTC microseconds.</param>
public sealed record MediaPart(
    string Source,
    string Role,
    int Seat,
    MediaRights Rights,
    bool HasPictures,
    long Until = long.MaxValue
);

/// <summary>
/// Who may take part in the call of a room, from the room's state alone: asked when a grant is issued, at each act, and
/// whenever the room moved. Source: docs/spec/media.md, "Signalling".
/// </summary>
public static class MediaRules
{
    /// <summary>In the place of a room's id: all rooms of a supervisor.</summary>
    public const string Wall = "wall";

    /// <summary>
    /// Whether the room has a call now: from its start until its end. While it is stopped nobody speaks.
    /// </summary>
    public static bool HasCall(Room.Started state) => state is Room.Sitting or Room.Stopped;

    /// <summary>The caller's part in the call of a room, or why there is none.</summary>
    public static (MediaPart? Part, Refusal? Refusal) Of(Room.Started state, Caller caller)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(caller);
        var start = state.Facts.Start;
        var seat = caller.IsSeat && MaskedRooms.RoomOf(caller) == start.Room ? state.SeatOf(caller.Key) : 0;
        // No right hangs on the key of a ticket that names a part in a room.
        var (isHost, isSupervisor) = caller.IsOfRoom
            ? (false, false)
            : (RoomStates.IsKey(start.Host, caller.Key), RoomStates.IsKey(start.Supervisor, caller.Key));
        if (seat == 0 && !isHost && !isSupervisor)
            return (null, MediaProblems.NoPart);
        if (!HasCall(state))
            return (null, MediaProblems.Over);
        if (isSupervisor)
            return (new(RoomAct.Supervisor, "supervisor", 0, MediaRights.Watch, false), null);
        if (state is Room.Stopped)
            return (null, MediaProblems.Stopped);
        const MediaRights both = MediaRights.Publish | MediaRights.Watch;
        if (seat > 0)
            return (
                new(
                    RoomAct.OfSeat(seat),
                    start.Seats[seat - 1].Role == SeatRole.Buyer ? "buyer" : "expert",
                    seat,
                    both,
                    !MaskedRooms.Masks(state),
                    state.Last().Committee.Members[seat].Until
                ),
                null
            );
        // The host announces discipline, names the bidders and has the leader elected; what comes then is the
        // committee's own (procurement-87:45).
        return state.Last().Stage <= RoomStage.Electing
            ? (new(RoomAct.Host, "host", 0, both, true), null)
            : (null, MediaProblems.CommitteeAlone);
    }
}
