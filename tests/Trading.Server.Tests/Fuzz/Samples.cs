using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Fuzz;

/// <summary>Right values: those of a running session where it has some, else whatever fits the schema.</summary>
public sealed class Samples(Description description, Hall hall, string upload)
{
    public static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal)
    {
        ["session"] = hall.Id,
        ["draw"] = hall.Id,
        ["lot"] = Hall.Lot,
        ["upload"] = upload,
        ["section"] = "0",
        ["part"] = "0",
        ["stream"] = hall.Stream,
        ["name"] = "nobody",
        ["user"] = "nobody",
        ["entryHash"] = "zz",
        ["after"] = "-1",
        ["from"] = "1",
        ["to"] = "2",
        ["index"] = "0",
        ["size"] = "2",
        ["kind"] = "public",
        ["draft"] = "true",
        ["seen"] = "x",
        ["text"] = "x",
        ["until"] = "9007199254740991",
        ["state"] = "running",
        ["mine"] = "false",
        ["skip"] = "0",
        ["most"] = "100",
    };

    /// <summary>The bytes of a body that is no JSON.</summary>
    public byte[] Octets { get; } = new byte[100];

    /// <summary>The address of a right call; one parameter may have another text, or (null) be left out.</summary>
    public string PathOf(Operation operation, string? other = null, string? value = null)
    {
        string ValueOf(Parameter parameter) =>
            parameter.Name == other ? value ?? "" : values.GetValueOrDefault(parameter.Name) ?? "x";
        var path = operation
            .Parameters.Where(parameter => parameter.IsInPath)
            .Aggregate(
                operation.Path,
                (text, parameter) => text.Replace($"{{{parameter.Name}}}", ValueOf(parameter), StringComparison.Ordinal)
            );
        var query = operation
            .Parameters.Where(parameter => !parameter.IsInPath && (parameter.Name != other || value is not null))
            .Select(parameter => $"{parameter.Name}={ValueOf(parameter)}");
        return hall.Server.Address.AbsoluteUri.TrimEnd('/') + path + (query.Any() ? "?" + string.Join('&', query) : "");
    }

    /// <summary>
    /// A body that the server takes, where this test knows one; it goes deeper than one made of the schema.
    /// </summary>
    public JsonNode? BodyOf(Operation operation) =>
        operation.ToString() switch
        {
            "POST /api/sessions" => Node(hall.Publication),
            "POST /api/sessions/{session}/lots/{lot}/uploads" => Declaration(),
            "POST /api/sessions/{session}/lots/{lot}/withdrawals" => Withdrawal(),
            "POST /api/sessions/{session}/acts" => Node(
                hall.Server.Host.Sign(Act.Conclude(hall.Id, new byte[Act.NonceBytes]))
            ),
            "POST /api/sessions/{session}/record/attributes" => Node(
                new { certificate = hall.Server.Host.Certificate }
            ),
            "POST /api/sessions/{session}/record" => Node(
                new { certificate = hall.Server.Host.Certificate, signature = new byte[64] }
            ),
            "POST /api/trustee/messages" => Message(),
            "POST /api/score/terms" => Node(
                new
                {
                    terms = """
                    {"format":"trading-score/1","pack":"construction-national","method":"lowest-evaluated-price",
                    "criteria":[{"id":"price","kind":"price","weightPermille":999}],"bids":[]}
                    """,
                }
            ),
            "POST /api/score" => Node(
                new
                {
                    tender = """
                    {"format":"trading-score/1","pack":"construction-national","method":"lowest-evaluated-price",
                    "criteria":[{"id":"price","kind":"price","weightPermille":1000}],
                    "bids":[{"id":"a","priceFen":8000},{"id":"b","priceFen":9000},{"id":"c","priceFen":9500}]}
                    """,
                    language = "En",
                    vary = new { bid = 0, price = 8_500L },
                }
            ),
            _ => null,
        };

    /// <summary>Something of the schema's form.</summary>
    public JsonNode Make(JsonNode schema, string name)
    {
        var resolved = description.Resolve(schema);
        if (resolved["enum"] is JsonArray { Count: > 0 } words)
            return words.First(word => word is not null)!.DeepClone();
        if (resolved["properties"] is JsonObject members)
            return new JsonObject(
                members.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)Make(member.Value!, member.Key)))
            );
        if (resolved["items"] is { } item)
            return new JsonArray(Make(item, name));
        var types = Description.TypesOf(resolved);
        if (types.Contains("integer") || types.Contains("number"))
            return JsonValue.Create(1);
        if (types.Contains("boolean"))
            return JsonValue.Create(true);
        return resolved["format"]?.ToString() is "byte" or "binary"
            ? JsonValue.Create("AAAA")
            : JsonValue.Create(values.GetValueOrDefault(name) ?? "x");
    }

    private JsonNode Declaration()
    {
        using var bidder = new Bidder(hall, "fuzz");
        return Node(bidder.Seal(documentBytes: 100).Declaration);
    }

    private JsonNode Withdrawal()
    {
        using var bidder = new Bidder(hall, "fuzz");
        return Node(new { statement = bidder.Withdrawal(2) });
    }

    private JsonNode Message()
    {
        var message = hall.Server.Trustees[0].Say(TrusteeMessageKind.Locked, hall.Id, Hall.Lot, []);
        return Node(
            new
            {
                kind = TrusteeMessage.Word(message.Kind),
                message.Session,
                message.Lot,
                message.Body,
                message.Signature,
            }
        );
    }

    private static JsonNode Node(object value) => JsonSerializer.SerializeToNode(value, value.GetType(), Client.Json)!;
}
