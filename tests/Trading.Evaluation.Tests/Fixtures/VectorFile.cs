using System.Text.Encodings.Web;
using System.Text.Json;

namespace Trading.Evaluation.Tests.Fixtures;

/// <summary>
/// Files of tests/vectors/draw, which other readers take, too: written with TRADING_WRITE_VECTORS=1; every run compares
/// to the byte.
/// </summary>
internal static class VectorFile
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // Small cases stand one a line.
    private static readonly JsonSerializerOptions Line = new(Form) { WriteIndented = false };

    /// <summary>Where they lie.</summary>
    public static string Folder { get; } = FindFolder();

    public static void Compare(string file, string format, IEnumerable<object> cases, bool isShort = false)
    {
        var rows = string.Join(",\n", cases.Select(c => JsonSerializer.Serialize(c, isShort ? Line : Form)));
        var text = $"{{\"format\": {JsonSerializer.Serialize(format, Line)}, \"cases\": [\n{rows}\n]}}\n";
        var path = Path.Combine(Folder, file);
        if (Environment.GetEnvironmentVariable("TRADING_WRITE_VECTORS") == "1")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(path, text);
        }
        Assert.Equal(File.ReadAllText(path), text);
    }

    public static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static string FindFolder()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Trading.slnx")))
            at = at.Parent!;
        return Path.Combine(at.FullName, "tests", "vectors", "draw");
    }
}
