using System.Collections.Concurrent;
using Trading.Rooms.Reports;
using Trading.Rooms.Rooms;
using Trading.Server.Storage;

namespace Trading.Server.Rooms;

/// <summary>All events of a room in the one order in which they happened, and the hash that a report names.</summary>
public sealed class RoomLog(IEventLog log)
{
    private const int PageEvents = 256;
    private readonly ConcurrentDictionary<string, (Room.Started State, string? Hash)> hashes = new(
        StringComparer.Ordinal
    );

    /// <summary>All of them, as they are stored.</summary>
    public async Task<IReadOnlyList<StoredEvent>> AllAsync(string room)
    {
        string[] streams = [Names.RoomStream(room), Names.SupervisedStream(room), Names.SheetsStream(room)];
        var all = new List<StoredEvent>();
        for (
            IReadOnlyList<StoredEvent> page;
            (page = await log.ReadTogetherAsync(streams, all.Count > 0 ? all[^1].Position : 0, PageEvents)).Count > 0;

        )
            all.AddRange(page);
        return all;
    }

    /// <summary>How many events the stream of a room's recordings has.</summary>
    public ValueTask<long> RecordedHeadAsync(string room) => log.HeadAsync(Names.RecordedStream(room));

    /// <summary>Bytes of the events of a room's recordings, in their order.</summary>
    public async Task<IReadOnlyList<byte[]>> RecordedAsync(string room)
    {
        var all = new List<byte[]>();
        for (
            IReadOnlyList<StoredEvent> page;
            (page = await log.ReadAsync(Names.RecordedStream(room), all.Count, PageEvents)).Count > 0;

        )
            all.AddRange(page.Select(stored => stored.Bytes));
        return all;
    }

    /// <summary>
    /// What a draft of the report names now; null while no count is agreed. Each state is read once: it costs all
    /// papers.
    /// </summary>
    public async Task<string?> ReportHashAsync(Room.Started state)
    {
        if (state is not (Room.Summing { Count: not null } or Room.Reporting))
            return null;
        if (hashes.TryGetValue(state.Facts.Id, out var known) && ReferenceEquals(known.State, state))
            return known.Hash;
        var events = (await AllAsync(state.Facts.Id)).Select(e => RoomCodec.Table.Decode(e.Type, e.Bytes));
        var hash = ReportHash.Of(state.Facts, events);
        hashes[state.Facts.Id] = (state, hash);
        return hash;
    }
}
