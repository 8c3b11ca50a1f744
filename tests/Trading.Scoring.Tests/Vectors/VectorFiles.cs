using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trading.Scoring.Tests;

/// <summary>
/// The vectors of tests/vectors/scoring: written from the cases of this project with TRADING_WRITE_VECTORS=1, and
/// otherwise required to be equal to them.
/// </summary>
internal static class VectorFiles
{
    private static readonly JsonSerializerOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IReadOnlyDictionary<string, IEnumerable<Case>> All { get; } =
        new Dictionary<string, IEnumerable<Case>>
        {
            ["lowest-price-benchmark"] = LowestPriceCases.All,
            ["average-benchmark"] = AverageCases.All,
            ["lowest-evaluated-price"] = EvaluatedPriceCases.All,
            ["brands"] = BrandCases.All,
            ["corrections"] = CorrectionCases.All,
            ["sheets"] = SheetCases.All,
            ["ceilings"] = CeilingCases.All,
            ["faults-of-form"] = FormFaults.All,
            ["faults-of-rules"] = [.. TermFaults.All, .. BidFaults.All, .. SheetFaults.All],
        };

    public static string Folder { get; } = FindFolder();

    /// <summary>Files of the later keys and of the check at filing: written by hand, and by no code of ours.</summary>
    public static IReadOnlyList<string> ByHand { get; } = [.. FilesIn("next"), .. FilesIn("filing")];

    public static string PathOf(string name) => Path.Combine(Folder, name + ".json");

    /// <summary>One case a line: a diff shows the case that changed.</summary>
    public static string Text(string name)
    {
        var text = new StringBuilder("[\n");
        text.AppendJoin(",\n", All[name].Select(c => JsonSerializer.Serialize(c.ToJson(), Compact)));
        return text.Append("\n]\n").ToString();
    }

    /// <summary>The cases of a file, as any other language would read them.</summary>
    public static IReadOnlyList<(string Name, byte[] Tender, JsonElement Expect)> Read(string name) =>
        [.. JsonDocument.Parse(File.ReadAllText(PathOf(name))).RootElement.EnumerateArray().Select(Read)];

    private static (string, byte[], JsonElement) Read(JsonElement vector)
    {
        Assert.All(
            vector.EnumerateObject(),
            p => Assert.Contains(p.Name, new[] { "name", "why", "lot", "tender", "text", "expect" })
        );
        var bytes = vector.TryGetProperty("text", out var text)
            ? Encoding.UTF8.GetBytes(text.GetString()!)
            : Encoding.UTF8.GetBytes(vector.GetProperty("tender").GetRawText());
        return (vector.GetProperty("name").GetString()!, bytes, vector.GetProperty("expect"));
    }

    private static IEnumerable<string> FilesIn(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(FindFolder(), folder), "*.json")
            .Select(f => $"{folder}/{Path.GetFileNameWithoutExtension(f)}")
            .Order(StringComparer.Ordinal);

    private static string FindFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Trading.slnx")))
            folder =
                Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("Trading.slnx was not found above the tests");
        return Path.Combine(folder, "tests", "vectors", "scoring");
    }
}
