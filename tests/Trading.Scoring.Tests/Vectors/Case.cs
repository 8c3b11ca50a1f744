using System.Text.Json.Nodes;

namespace Trading.Scoring.Tests;

/// <summary>
/// One vector: a tender, what must come out, and the working by hand. Nothing of it was computed by the code under
/// test.
/// </summary>
internal sealed record Case(
    string Name,
    string Why,
    JsonNode Tender,
    IReadOnlyList<string> Rows,
    string Candidates,
    string? Error,
    string? Path
)
{
    /// <summary>
    /// A tender that is scored. A row is "bid price technical total rounded rank", with "-" for no rank.
    /// </summary>
    public static Case Of(string name, Draft draft, string why, string candidates, params string[] rows) =>
        new(name, why, draft.Root, rows, candidates, null, null);

    /// <summary>A tender that is refused.</summary>
    public static Case Fault(string name, Draft draft, string error, string path, string why = "") =>
        new(name, why, draft.Root, [], "", error, path);

    /// <summary>Bytes that are not a sound tender file: they stand in the vector as a text.</summary>
    public static Case Text(string name, string text, string error, string path, string why = "") =>
        new(name, why, JsonValue.Create(text), [], "", error, path);

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["name"] = Name };
        if (Why.Length > 0)
            json["why"] = Why;
        json[Tender is JsonValue ? "text" : "tender"] = Tender.DeepClone();
        json["expect"] = Error is not null
            ? new JsonObject
            {
                ["error"] = new JsonObject { ["code"] = Error, ["path"] = Path },
            }
            : Expected();
        return json;
    }

    private JsonObject Expected() =>
        new()
        {
            ["rows"] = new JsonArray([.. Rows.Select(Row)]),
            ["candidates"] = new JsonArray([
                .. Candidates
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(c => (JsonNode?)JsonValue.Create(c)),
            ]),
        };

    private static JsonNode Row(string row)
    {
        var cells = row.Split(' ');
        return new JsonObject
        {
            ["bid"] = cells[0],
            ["price"] = cells[1],
            ["technical"] = cells[2],
            ["total"] = cells[3],
            ["rounded"] = cells[4],
            ["rank"] = cells[5] == "-" ? null : int.Parse(cells[5]),
        };
    }
}
