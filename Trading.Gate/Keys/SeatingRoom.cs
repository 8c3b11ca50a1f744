using Trading.Gate.Doors;
using Trading.Rooms.Papers;
using Trading.Rooms.Starts;

namespace Trading.Gate.Keys;

/// <summary>A room whose seats are taken now, as the platform tells of it.</summary>
/// <param name="Room">Its id.</param>
/// <param name="Start">The signed start, canonical bytes.</param>
/// <param name="HostSignature">The host's under it.</param>
/// <param name="Waiting">Keys that wait for a seat.</param>
/// <param name="Taken">Numbers of seats where somebody sits.</param>
public sealed record RoomTask(
    string Room,
    byte[] Start,
    byte[] HostSignature,
    IReadOnlyList<WaitingKey> Waiting,
    IReadOnlyList<int> Taken
);

/// <summary>A key, and the number that the platform says it has. The number is computed here, too.</summary>
public sealed record WaitingKey(string Number, byte[] Key);

/// <summary>A room of the list, after what says so was checked here: the platform is believed nothing.</summary>
/// <param name="Start">The start that its host signed.</param>
/// <param name="Waiting">Keys that wait, by the number that they really have.</param>
/// <param name="Taken">Numbers of seats where somebody sits.</param>
public sealed record SeatingRoom(RoomStart Start, IReadOnlyDictionary<string, byte[]> Waiting, IReadOnlySet<int> Taken)
{
    /// <summary>The room that a task describes, or null where anything of it does not hold.</summary>
    public static SeatingRoom? Of(RoomTask task, OfficeSelf self)
    {
        if (
            !RoomStartCodec.TryParse(task.Start, out var start)
            || start.Room != task.Room
            || !start.Gate.AsSpan().SequenceEqual(self.SigningKey.PublicPoint)
        )
            return null;
        var suite = Suite.Find(start.Suite)!;
        return SigningKey.Verify(suite, start.Host, Tags.RoomStart, task.Start, task.HostSignature)
            ? new SeatingRoom(start, WaitingOf(task, suite, start.Room), task.Taken.ToHashSet())
            : null;
    }

    /// <summary>The number of the seat of whoever arrived under that position, or null.</summary>
    public int? SeatOf(int position)
    {
        var role = position is >= PersonSeat.FirstBuyer and < PersonSeat.FirstExpert ? SeatRole.Buyer : SeatRole.Expert;
        for (var i = 0; i < Start.Seats.Count; i++)
            if (Start.Seats[i] == new RoomSeat(role, position))
                return i + 1;
        return null;
    }

    // What is no key, or has another number than the platform says, waits for nobody.
    private static Dictionary<string, byte[]> WaitingOf(RoomTask task, Suite suite, string room) =>
        task
            .Waiting.Take(GateLimits.WaitingKeys)
            .Where(waiting =>
                suite.Group.TryDecode(waiting.Key, out _) && KeyNumber.Of(suite, room, waiting.Key) == waiting.Number
            )
            .DistinctBy(waiting => waiting.Number)
            .ToDictionary(waiting => waiting.Number, waiting => waiting.Key, StringComparer.Ordinal);
}

/// <summary>The rooms whose seats are taken now.</summary>
public sealed class SeatingRooms
{
    private volatile IReadOnlyList<SeatingRoom> rooms = [];

    public void Put(IReadOnlyList<SeatingRoom> now) => rooms = now;

    /// <summary>The rooms of a draw that its host started.</summary>
    public IReadOnlyList<SeatingRoom> Of(KeptDraw draw) =>
        [
            .. rooms.Where(room =>
                room.Start.Draw == draw.Draw
                && draw.Host.Length > 0
                && room.Start.Host.AsSpan().SequenceEqual(draw.Host)
            ),
        ];

    /// <summary>Whether the number waits in any room at all.</summary>
    public bool Knows(string number) => rooms.Any(room => room.Waiting.ContainsKey(number));

    /// <summary>The draws of these rooms.</summary>
    public IReadOnlySet<string> Draws() => rooms.Select(room => room.Start.Draw).ToHashSet(StringComparer.Ordinal);
}
