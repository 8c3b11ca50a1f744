using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trading.Rooms.Tests.Vectors;

/// <summary>Files of tests/vectors/room, which the pages read, too.</summary>
internal static class RoomVectors
{
    private static readonly JsonSerializerOptions Form = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Whether files are written before they are compared.</summary>
    public static bool Writes => Environment.GetEnvironmentVariable("TRADING_WRITE_VECTORS") == "1";

    /// <summary>Where a file lies.</summary>
    public static string PathOf(string file) => Path.Combine(Folder, file);

    public static void Write(string file, JsonNode node)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(PathOf(file), TextOf(node));
    }

    public static JsonObject Read(string file) => JsonNode.Parse(File.ReadAllText(PathOf(file)))!.AsObject();

    /// <summary>Writes where asked to, and compares to the byte.</summary>
    public static void Compare(string file, JsonNode node)
    {
        if (Writes)
            Write(file, node);
        Assert.Equal(File.ReadAllText(PathOf(file)), TextOf(node));
    }

    public static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static string TextOf(JsonNode node) => node.ToJsonString(Form) + "\n";

    private static string Folder { get; } = FindFolder();

    private static string FindFolder()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Trading.slnx")))
            at = at.Parent!;
        return Path.Combine(at.FullName, "tests", "vectors", "room");
    }
}
