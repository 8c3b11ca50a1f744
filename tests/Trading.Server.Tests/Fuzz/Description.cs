using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trading.Server.Tests.Fuzz;

/// <summary>A parameter as the description has it.</summary>
public sealed record Parameter(string Name, bool IsInPath, JsonObject Schema);

/// <summary>One operation of <c>/openapi/v1.json</c>: what a stranger who read only that could send.</summary>
public sealed record Operation(
    string Method,
    string Path,
    IReadOnlyList<Parameter> Parameters,
    string? BodyType,
    JsonNode? BodySchema
)
{
    public override string ToString() => $"{Method} {Path}";
}

/// <summary>The server's own description, with its references resolved.</summary>
public sealed class Description(JsonObject root)
{
    public static async Task<Description> OfAsync(HttpClient http) =>
        new(JsonNode.Parse(await http.GetStringAsync("/openapi/v1.json"))!.AsObject());

    public JsonObject Root => root;

    public IReadOnlyList<Operation> Operations { get; } =
    [
        .. root["paths"]!
            .AsObject()
            .SelectMany(path =>
                path.Value!.AsObject()
                    .Select(method => Read(method.Key.ToUpperInvariant(), path.Key, method.Value!.AsObject()))
            ),
    ];

    /// <summary>
    /// The schema itself, where a reference stands in its place; of alternatives the one that is not null.
    /// </summary>
    public JsonObject Resolve(JsonNode schema)
    {
        var node = schema.AsObject();
        if (node["$ref"] is { } link)
            return Resolve(root["components"]!["schemas"]![link.ToString().Split('/')[^1]]!);
        var choices = (node["oneOf"] ?? node["anyOf"])
            ?.AsArray()
            .Where(choice => choice?["type"]?.ToString() != "null")
            .ToList();
        return choices is [var only, ..] ? Resolve(only!) : node;
    }

    /// <summary>Whether the schema allows null.</summary>
    public bool IsNullable(JsonNode schema) =>
        schema["oneOf"]?.AsArray().Any(choice => choice?["type"]?.ToString() == "null") == true
        || TypesOf(Resolve(schema)).Contains("null");

    public static IReadOnlyList<string> TypesOf(JsonObject schema) =>
        schema["type"] switch
        {
            JsonArray several => [.. several.Select(type => type!.ToString())],
            { } one => [one.ToString()],
            _ => [],
        };

    private static Operation Read(string method, string path, JsonObject operation)
    {
        var parameters = (operation["parameters"]?.AsArray() ?? []).Select(parameter => new Parameter(
            parameter!["name"]!.ToString(),
            parameter["in"]!.ToString() == "path",
            parameter["schema"]?.AsObject() ?? []
        ));
        var content = operation["requestBody"]?["content"]?.AsObject().FirstOrDefault();
        return new Operation(method, path, [.. parameters], content?.Key, content?.Value?["schema"]);
    }
}
