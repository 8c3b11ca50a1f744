using System.Collections.Frozen;
using Trading.Rooms.Rooms;
using Trading.Server.Storage;
using Trading.Server.Streams;

namespace Trading.Server.Rooms;

/// <summary>The desks of all evaluation rooms, made when first asked for.</summary>
public sealed class RoomDesks
{
    private readonly IEventLog log;
    private readonly StreamIds started;
    private readonly OnceEach<string, Desk<Room, RoomCommand, RoomEvent>> desks;

    public RoomDesks(IEventLog log, SaltedLeaves leaves)
    {
        this.log = log;
        var growth = new Growth(log);
        started = new StreamIds(log, Names.RoomStream(""));
        desks = new(room => new(log, growth, AggregateOf(room, leaves)));
    }

    /// <summary>The desk of a room, started or about to be.</summary>
    public Desk<Room, RoomCommand, RoomEvent> Of(string room) => desks.Of(room);

    /// <summary>Ids of all rooms, oldest first.</summary>
    public ValueTask<IReadOnlyList<string>> AllAsync() => started.AllAsync();

    /// <summary>
    /// A room as it stands; null for an id that nobody started. Asking for strangers' ids keeps nothing.
    /// </summary>
    public async ValueTask<Room.Started?> FindAsync(string room)
    {
        if (!Names.IsSession(room))
            return null;
        if (!desks.Has(room) && await log.HeadAsync(Names.RoomStream(room)) == 0)
            return null;
        return await Of(room).ReadAsync() as Room.Started;
    }

    /// <summary>
    /// A room's public stream is everybody's. The two others are nobody's by name: who may read how much of them is
    /// asked of the caller's key, call by call.
    /// </summary>
    public IReadOnlyList<StreamRule> Rules =>
        [
            new(Names.RoomPrefix, RoomVisibility.Milestones, async s => await FindAsync(IdOf(s)) is not null),
            new(Names.SupervisedPrefix, FrozenSet<string>.Empty, static _ => ValueTask.FromResult(false)),
            new(Names.SheetsPrefix, FrozenSet<string>.Empty, static _ => ValueTask.FromResult(false)),
        ];

    private static string IdOf(string stream) => stream[(stream.IndexOf('.', StringComparison.Ordinal) + 1)..];

    private static Aggregate<Room, RoomCommand, RoomEvent> AggregateOf(string room, SaltedLeaves leaves)
    {
        string[] streams = [Names.RoomStream(room), Names.SupervisedStream(room), Names.SheetsStream(room)];
        var seals = streams.ToFrozenDictionary(s => s, leaves.Of, StringComparer.Ordinal);
        return new(
            streams,
            new Room.None(),
            RoomDecider.Decide,
            RoomDecider.Evolve,
            (_, happened, headOf) =>
            {
                var stream = RoomVisibility.Of(room, happened);
                var (type, bytes) = RoomCodec.Table.Encode(happened);
                return (stream, seals[stream](headOf(stream), type, bytes));
            },
            stored => RoomCodec.Table.Decode(stored.Type, stored.Bytes)
        );
    }
}
