using System.Reflection;

namespace Trading.Server.Storage;

/// <summary>The databases of this program.</summary>
public static class Schemas
{
    public static Schema Log { get; } = Of("log");

    public static Schema People { get; } = Of("people");

    public static Schema Relay { get; } = Of("relay");

    public static Schema Rooms { get; } = Of("rooms");

    private static Schema Of(string name) => new(Assembly.GetExecutingAssembly(), name);
}
