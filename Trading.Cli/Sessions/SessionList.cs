using System.Text.Json;

namespace Trading.Cli;

/// <summary>Reads the platform's list of sessions.</summary>
public static class SessionList
{
    public static IEnumerable<string> Ids(JsonElement list) => list.EnumerateArray().Select(item => Text(item, "session"));

    /// <summary>One line per session, one per lot.</summary>
    public static IEnumerable<string> Describe(JsonElement list)
    {
        if (list.GetArrayLength() == 0) yield return "no session was published";
        foreach (var session in list.EnumerateArray())
        {
            yield return $"{Text(session, "session")} {Text(session, "tenderCode")} {Text(session, "title")}: {Text(session, "phase")}{(session.GetProperty("drill").GetBoolean() ? ", drill" : "")}";
            foreach (var lot in session.GetProperty("lots").EnumerateArray())
                yield return $"  lot {Text(lot, "lot")} {Text(lot, "title")}: {Text(lot, "phase")}, deadline {TimeText.Print(lot.GetProperty("closeAt").GetInt64())}";
        }
    }

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString() ?? "";
}
