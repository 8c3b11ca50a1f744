using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trading.Recount.Tests;

/// <summary>
/// The cases that both implementations share: <c>tests/vectors/scoring/NAME.json</c> with <c>NAME.expected.json</c> beside it, which is the array of section 9,
/// or <c>{"rows", "candidates"}</c>, or <c>{"code", "path"}</c>. A folder that is arranged in another way fails here.
/// </summary>
public class VectorTests
{
    private const string ExpectedEnding = ".expected.json";

    [Fact]
    public void Every_shared_vector_is_counted_alike()
    {
        var folder = Path.Combine(Root(), "tests", "vectors", "scoring");
        if (!Directory.Exists(folder)) return; // the vectors come with the first implementation
        var expected = Directory.GetFiles(folder, "*" + ExpectedEnding, SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(expected);
        Assert.Empty(expected.Select(DifferenceOf).OfType<string>());
    }

    private static string? DifferenceOf(string expectedFile)
    {
        var counted = Recount.Score(File.ReadAllBytes(expectedFile[..^ExpectedEnding.Length] + ".json"));
        var expected = JsonNode.Parse(File.ReadAllBytes(expectedFile))!;
        var (rows, candidates) = expected is JsonArray list ? (list, null) : (expected["rows"], expected["candidates"]);
        var isAlike = expected is JsonObject && expected["code"] is { } code
            ? counted.ErrorCode == (string?)code && counted.ErrorPath == (string?)expected["path"]
            : counted.ErrorCode is null && JsonNode.DeepEquals(rows, RowsOf(counted)) && (candidates is null || JsonNode.DeepEquals(candidates, JsonSerializer.SerializeToNode(counted.Candidates)));
        return isAlike ? null : $"{Path.GetFileName(expectedFile)}: {counted.ErrorCode} {counted.ErrorPath} {RowsOf(counted)}";
    }

    private static JsonNode RowsOf(Recounted counted) => JsonSerializer.SerializeToNode(counted.Rows, JsonSerializerOptions.Web)!;

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Trading.slnx"))) folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Trading.slnx was not found above the tests");
        return folder;
    }
}
