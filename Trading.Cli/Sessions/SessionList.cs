using System.Text.Json;

namespace Trading.Cli;

/// <summary>Reads the platform's list of sessions.</summary>
public static class SessionList
{
    public static IEnumerable<string> Ids(JsonElement list) =>
        list.EnumerateArray().Select(item => Text(item, "session"));

    /// <summary>How many sessions were published under a tender number, as it is written.</summary>
    public static int Count(JsonElement list, string tenderCode) =>
        list.EnumerateArray().Count(item => Text(item, "tenderCode") == tenderCode);

    /// <summary>One line per session, one per lot.</summary>
    public static IEnumerable<string> Describe(JsonElement list)
    {
        if (list.GetArrayLength() == 0)
            yield return "no session was published";
        foreach (var session in list.EnumerateArray())
        {
            yield return $"{Text(session, "session")} {Text(session, "tenderCode")} {Text(session, "title")}: "
                + $"{Text(session, "phase")}{(session.GetProperty("drill").GetBoolean() ? ", drill" : "")}";
            var publisher = session.GetProperty("publisher").Deserialize<Publisher>(ApiClient.Json);
            yield return $"  {PublicationText.Describe(publisher)}";
            foreach (
                var line in PublicationText.Describe(
                    session.GetProperty("tender").Deserialize<TenderMark>(ApiClient.Json)
                )
            )
                yield return $"  {line}";
            foreach (var lot in session.GetProperty("lots").EnumerateArray())
                yield return $"  lot {Text(lot, "lot")} {Text(lot, "title")}: {Text(lot, "phase")}, deadline "
                    + $"{TimeText.Deadline(lot.GetProperty("closeAt").GetInt64())}";
        }
    }

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString() ?? "";
}
