using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trading.Recount.Tests;

/// <summary>
/// The cases that both implementations share, worked by hand: <c>tests/vectors/scoring/*.json</c>, lists of <c>{name,
/// tender or text, expect}</c>. What is expected are <c>rows</c> and <c>candidates</c>, or an <c>error</c> with its
/// code and path.
/// </summary>
public class VectorTests
{
    private static readonly string Folder = Path.Combine(Root(), "tests", "vectors", "scoring");

    public static TheoryData<string> Files() =>
        [.. Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Files))]
    public void Every_shared_case_is_counted_alike(string file)
    {
        var cases = JsonNode.Parse(File.ReadAllBytes(Path.Combine(Folder, file)))!.AsArray();
        Assert.NotEmpty(cases);
        Assert.Empty(cases.Select(one => DifferenceOf(one!)).OfType<string>());
    }

    private static string? DifferenceOf(JsonNode one)
    {
        var counted = Recount.Score(Encoding.UTF8.GetBytes((string?)one["text"] ?? one["tender"]!.ToJsonString()));
        var expected = one["expect"]!;
        var isAlike = expected["error"] is { } error
            ? counted.ErrorCode == (string?)error["code"] && counted.ErrorPath == (string?)error["path"]
            : counted.ErrorCode is null
                && JsonNode.DeepEquals(expected["rows"], RowsOf(counted))
                && JsonNode.DeepEquals(expected["candidates"], JsonSerializer.SerializeToNode(counted.Candidates));
        return isAlike ? null : $"{one["name"]}: {counted.ErrorCode} {counted.ErrorPath} {RowsOf(counted)}";
    }

    private static JsonNode RowsOf(Recounted counted) =>
        JsonSerializer.SerializeToNode(counted.Rows, JsonSerializerOptions.Web)!;

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Trading.slnx")))
            folder =
                Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("Trading.slnx was not found above the tests");
        return folder;
    }
}
