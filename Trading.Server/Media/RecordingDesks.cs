using Trading.Crypto;
using Trading.Rooms.Recordings;
using Trading.Server.Rooms;
using Trading.Server.Storage;
using Trading.Server.Streams;

namespace Trading.Server.Media;

/// <summary>The streams of heads of recordings, one a room, made when first asked for.</summary>
public sealed class RecordingDesks
{
    private readonly RoomDesks rooms;
    private readonly OnceEach<string, Desk<RecordingLog, RecordHeads, RecordingEvent>> desks;

    public RecordingDesks(IEventLog log, RoomDesks rooms, Suite suite, SaltedLeaves leaves)
    {
        this.rooms = rooms;
        var growth = new Growth(log);
        desks = new(room => new(log, growth, AggregateOf(room, suite, leaves)));
    }

    /// <summary>The desk of a room's recordings.</summary>
    public Desk<RecordingLog, RecordHeads, RecordingEvent> Of(string room) => desks.Of(room);

    /// <summary>Everybody may read them, as soon as the room is there: they say nothing of what was said.</summary>
    public IReadOnlyList<StreamRule> Rules =>
        [
            new(
                Names.RecordedPrefix,
                RecordingCodec.Milestones,
                async s => await rooms.FindAsync(s[(Names.RecordedPrefix.Length + 1)..]) is not null
            ),
        ];

    private static Aggregate<RecordingLog, RecordHeads, RecordingEvent> AggregateOf(
        string room,
        Suite suite,
        SaltedLeaves leaves
    )
    {
        var stream = Names.RecordedStream(room);
        var seal = leaves.Of(stream);
        return new(
            [stream],
            RecordingLog.Nothing,
            (state, command) => RecordingDecider.Decide(suite, state, command),
            (state, happened) => RecordingDecider.Evolve(suite, state, happened),
            (_, happened, headOf) =>
            {
                var (type, bytes) = RecordingCodec.Table.Encode(happened);
                return (stream, seal(headOf(stream), type, bytes));
            },
            stored => RecordingCodec.Table.Decode(stored.Type, stored.Bytes)
        );
    }
}
