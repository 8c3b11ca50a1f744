using System.Collections.Concurrent;
using Trading.Rooms.Rooms;
using Trading.Server.Storage;

namespace Trading.Server.Rooms;

/// <summary>What was heard in public of a room's papers.</summary>
/// <param name="Head">Events that were read.</param>
/// <param name="Sheets">Sheets to which the stream commits, void ones among them.</param>
/// <param name="ScoredAt">When the stage Scoring closed last, UTC microseconds; 0 before.</param>
public sealed record HeardPapers(long Head, int Sheets, long ScoredAt);

/// <summary>
/// Papers of a room as the public stream tells of them, counted there and nowhere else: what the state knows of papers
/// would tell whether a member who went had handed in one.
/// </summary>
public sealed class RoomCounts(IEventLog log)
{
    private const int PageEvents = 256;
    private readonly ConcurrentDictionary<string, HeardPapers> known = new(StringComparer.Ordinal);

    public async ValueTask<HeardPapers> OfAsync(string room)
    {
        var stream = Names.RoomStream(room);
        // The start is the largest event, and no paper.
        var heard = known.GetValueOrDefault(room, new HeardPapers(1, 0, 0));
        var before = heard.Head;
        for (
            IReadOnlyList<StoredEvent> page;
            (page = await log.ReadAsync(stream, heard.Head, PageEvents)).Count > 0;
            heard = heard with { Head = heard.Head + page.Count }
        )
            foreach (var stored in page)
                heard = stored.Type switch
                {
                    nameof(SheetCommitted) => heard with { Sheets = heard.Sheets + 1 },
                    nameof(StageClosed) => Closed(heard, stored),
                    _ => heard,
                };
        if (heard.Head > before)
            known[room] = heard;
        return heard;
    }

    private static HeardPapers Closed(HeardPapers heard, StoredEvent stored) =>
        RoomCodec.Table.Decode(stored.Type, stored.Bytes) is StageClosed { Stage: RoomStage.Scoring } closed
            ? heard with
            {
                ScoredAt = closed.At,
            }
            : heard;
}
