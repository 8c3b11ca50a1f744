using System.Collections.Concurrent;
using Trading.Rooms.Rooms;
using Trading.Server.People;
using Trading.Server.Streams;

namespace Trading.Server.Rooms;

/// <summary>Rooms whose seats a gate has to certify now.</summary>
public sealed record RoomTaskList(IReadOnlyList<SeatingTask> Tasks);

/// <summary>One of them: with what its host signed, the keys that wait, and the seats where somebody sits.</summary>
public sealed record SeatingTask(
    string Room,
    byte[] Start,
    byte[] HostSignature,
    IReadOnlyList<WaitingKey> Waiting,
    IReadOnlyList<int> Taken
);

/// <summary>
/// What a gate has to do, from the states of the rooms that name its key. There are no marks of what was fetched.
/// </summary>
public sealed class RoomTasks(RoomDesks desks, StreamTails tails, WaitingKeys waiting)
{
    /// <summary>The most rooms of one answer: a gate comes again.</summary>
    public const int MostTasks = 64;

    /// <summary>No further room stands in an answer behind so many bytes of starts: an office reads 16 MiB.</summary>
    public const int MostBytes = 8 << 20;

    // A room that does not seat anybody is looked at again when its public stream has grown.
    private readonly ConcurrentDictionary<string, long> seated = new(StringComparer.Ordinal);

    /// <summary>The newest rooms first.</summary>
    public async Task<RoomTaskList> OfAsync(Caller gate)
    {
        var tasks = new List<SeatingTask>();
        foreach (var id in (await desks.AllAsync()).Reverse())
        {
            var head = await tails.HeadAsync(Names.RoomStream(id));
            if (seated.TryGetValue(id, out var seen) && seen == head)
                continue;
            var state = await desks.FindAsync(id);
            if (state is not Room.Seating s)
            {
                seated[id] = head;
                continue;
            }
            if (!RoomStates.IsKey(s.Facts.Start.Gate, gate.Key))
                continue;
            tasks.Add(
                new SeatingTask(id, s.Facts.StartBytes, s.Facts.Signature, waiting.Of(s), [.. s.Committee.Members.Keys])
            );
            if (tasks.Count == MostTasks || tasks.Sum(t => (long)t.Start.Length) >= MostBytes)
                break;
        }
        return new RoomTaskList(tasks);
    }
}
