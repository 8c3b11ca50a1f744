using System.Collections.Concurrent;
using Trading.Rooms.Rooms;
using Trading.Server.Storage;

namespace Trading.Server.Rooms;

/// <summary>
/// How many sheets the public stream commits to, counted there and nowhere else: what the state knows of papers would
/// tell whether a member who went had handed in one.
/// </summary>
public sealed class RoomCounts(IEventLog log)
{
    private const int PageEvents = 256;
    private readonly ConcurrentDictionary<string, (long Head, int Sheets)> known = new(StringComparer.Ordinal);

    public async ValueTask<int> SheetsAsync(string room)
    {
        var stream = Names.RoomStream(room);
        // The start is the largest event, and no sheet.
        var (head, sheets) = known.GetValueOrDefault(room, (1, 0));
        var before = head;
        for (
            IReadOnlyList<StoredEvent> page;
            (page = await log.ReadAsync(stream, head, PageEvents)).Count > 0;
            head += page.Count
        )
            sheets += page.Count(e => e.Type == nameof(SheetCommitted));
        if (head > before)
            known[room] = (head, sheets);
        return sheets;
    }
}
