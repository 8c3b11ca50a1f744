using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trading.Recount.Tests;

/// <summary>
/// The cases that both implementations share, worked by hand: <c>tests/vectors/scoring</c>, lists of <c>{name, why,
/// tender or text, expect}</c>. What is expected are <c>rows</c> and <c>candidates</c>, or an <c>error</c> with its
/// code and path. In <c>next</c>, the keys that came later, <c>reasons</c> and <c>corrections</c> are expected too; in
/// <c>filing</c> it is the answer of the check at filing, in <c>lots</c> the same for a published lot.
/// </summary>
public class VectorTests
{
    private static readonly string Folder = Path.Combine(Root(), "tests", "vectors", "scoring");

    public static TheoryData<string> Files() =>
        [
            .. Directory
                .GetFiles(Folder, "*.json", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Folder, file))
                .Order(StringComparer.Ordinal),
        ];

    [Theory, MemberData(nameof(Files))]
    public void Every_shared_case_is_counted_alike(string file)
    {
        var cases = JsonNode.Parse(File.ReadAllBytes(Path.Combine(Folder, file)))!.AsArray();
        Assert.NotEmpty(cases);
        Assert.Empty(cases.Select(one => DifferenceOf(one!, Path.GetDirectoryName(file)!)).OfType<string>());
    }

    private static string? DifferenceOf(JsonNode one, string folder)
    {
        var bytes = Encoding.UTF8.GetBytes((string?)one["text"] ?? one["tender"]!.ToJsonString());
        var counted = Whole(
            folder switch
            {
                "filing" => Recount.CheckTerms(bytes),
                "lots" => OfLot(bytes, one["lot"]!),
                _ => Recount.Score(bytes),
            }
        );
        if (folder.Length == 0)
        {
            counted.Remove("reasons");
            counted.Remove("corrections");
        }

        return JsonNode.DeepEquals(one["expect"], counted)
            ? null
            : $"{one["name"]}: {one["expect"]!.ToJsonString()}\n  but {counted.ToJsonString()}";
    }

    private static Recounted OfLot(byte[] terms, JsonNode lot) =>
        Recount.CheckTerms(terms, (string)lot["rulePack"]!, (string)lot["priceKind"]!, (long)lot["bound"]!);

    private static JsonObject Whole(Recounted counted) =>
        counted.ErrorCode is null
            ? new JsonObject
            {
                ["rows"] = Node(counted.Rows),
                ["candidates"] = Node(counted.Candidates),
                ["reasons"] = Node(counted.Reasons),
                ["corrections"] = Node(counted.Corrections),
            }
            : new JsonObject
            {
                ["error"] = new JsonObject { ["code"] = counted.ErrorCode, ["path"] = counted.ErrorPath },
            };

    private static JsonNode Node<T>(T value) => JsonSerializer.SerializeToNode(value, JsonSerializerOptions.Web)!;

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
