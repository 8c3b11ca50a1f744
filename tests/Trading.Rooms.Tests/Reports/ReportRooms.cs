using System.Text;
using Trading.Rooms.Tests.Archives;

namespace Trading.Rooms.Tests.Reports;

/// <summary>
/// Rooms whose events are frozen as vectors: keys are made anew in each run, so pages of a room that is played now
/// would be others each time.
/// </summary>
internal static class ReportRooms
{
    private static readonly Dictionary<string, Func<PlayedRoom>> Played = new()
    {
        ["eventful"] = PlayedRooms.Eventful,
        ["works"] = PlayedRooms.Works,
        ["few"] = PlayedRooms.Few,
        ["abandoned"] = PlayedRooms.Abandoned,
        ["again"] = PlayedRooms.Again,
        ["sealed"] = PlayedRooms.Sealed,
    };

    public static IEnumerable<string> All => Played.Keys;

    public static bool IsWriting => Environment.GetEnvironmentVariable("TRADING_WRITE_VECTORS") == "1";

    public static string Folder
    {
        get
        {
            for (var at = AppContext.BaseDirectory; at is not null; at = Path.GetDirectoryName(at))
                if (File.Exists(Path.Combine(at, "Trading.slnx")))
                    return Path.Combine(at, "tests", "vectors", "room", "reports");
            throw new DirectoryNotFoundException("Trading.slnx stands in no folder above the tests.");
        }
    }

    /// <summary>Where files are written to be looked at.</summary>
    public static string Pictures =>
        Directory.CreateDirectory(Path.Combine(Folder, "..", "..", "..", "..", "artifacts", "reports")).FullName;

    /// <summary>The frozen events of a room in their order; written anew where vectors are.</summary>
    public static IReadOnlyList<RoomEvent> Of(string name)
    {
        var path = Path.Combine(Folder, name + ".jsonl");
        lock (Played)
            if (IsWriting && !File.Exists(path))
            {
                Directory.CreateDirectory(Folder);
                var lines = Played[name]().Events.Select(e => Encoding.UTF8.GetString(RoomCodec.Table.Encode(e).Bytes));
                File.WriteAllText(path, string.Concat(lines.Select(l => l + "\n")));
            }
        return [.. File.ReadAllLines(path).Select(l => RoomCodec.Table.Decode(Encoding.UTF8.GetBytes(l)))];
    }

    /// <summary>Their public ones.</summary>
    public static IReadOnlyList<RoomEvent> Public(IReadOnlyList<RoomEvent> events)
    {
        var room = ((EvaluationStarted)events[0]).Room;
        return [.. events.Where(e => RoomVisibility.Of(room, e) == Names.RoomStream(room))];
    }
}
