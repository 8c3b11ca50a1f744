using System.Text.Json;

namespace Trading.Cli;

/// <summary>Reads the platform's list of sessions.</summary>
public static class SessionList
{
    public static IEnumerable<string> Ids(JsonElement list) => list.EnumerateArray().Select(item => item.GetProperty("session").GetString()!);
}
