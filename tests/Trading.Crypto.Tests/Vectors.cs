using System.Text.Json;

namespace Trading.Crypto.Tests;

/// <summary>
/// The folder of official vectors: `../shared/vectors` beside the directory of Trading.slnx, or where TRADING_VECTORS
/// points. It is large and not part of the repository, so a test over it reports "not run" where it is absent; nothing
/// else may be skipped.
/// </summary>
internal static class Vectors
{
    public static string? Folder { get; } = Find();

    /// <summary>
    /// The file as JSON, or null, with "not run" printed, where the folder is absent. A missing file in a present
    /// folder throws.
    /// </summary>
    public static JsonElement? Load(string path)
    {
        if (Folder is null)
        {
            Console.WriteLine($"not run: no vectors folder for {path}");
            return null;
        }
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, path)));
        return document.RootElement.Clone();
    }

    public static byte[] Hex(this JsonElement item, string name) =>
        Convert.FromHexString(item.GetProperty(name).GetString()!);

    public static byte[] Hex(this JsonElement item) => Convert.FromHexString(item.GetString()!);

    public static string Text(this JsonElement item, string name) => item.GetProperty(name).GetString()!;

    public static int Number(this JsonElement item, string name) => item.GetProperty(name).GetInt32();

    public static IEnumerable<JsonElement> Items(this JsonElement item, string name) =>
        item.GetProperty(name).EnumerateArray();

    /// <summary>Every Wycheproof test of a file with its group.</summary>
    public static IEnumerable<(JsonElement Group, JsonElement Test)> Wycheproof(JsonElement file) =>
        from part in file.Items("testGroups")
        from test in part.Items("tests")
        select (part, test);

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("TRADING_VECTORS") is { Length: > 0 } given)
            return given;
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (!File.Exists(Path.Combine(at.FullName, "Trading.slnx")))
                continue;
            var folder = Path.GetFullPath(Path.Combine(at.FullName, "..", "shared", "vectors"));
            return Directory.Exists(folder) ? folder : null;
        }
        return null;
    }
}
