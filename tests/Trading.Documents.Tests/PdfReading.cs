using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Trading.Documents.Tests;

/// <summary>
/// A file as qpdf reads it, for rules that no tool at hand checks. Objects are the JSON of <c>qpdf --json=2</c>: names
/// begin with '/', references are "7 0 R".
/// </summary>
internal sealed partial class PdfReading
{
    private readonly JsonElement objects;

    public PdfReading(byte[] pdf)
    {
        var (exit, output) = Tools.Run(
            "qpdf",
            pdf,
            ["--json=2", "--json-stream-data=inline", "--decode-level=generalized", "FILE"]
        );
        Assert.Equal(0, exit);
        objects = JsonDocument.Parse(output).RootElement.GetProperty("qpdf")[1];
        Catalog = Of(Trailer.GetProperty("/Root"));
    }

    public JsonElement Trailer => objects.GetProperty("trailer").GetProperty("value");

    public JsonElement Catalog { get; }

    /// <summary>Every object: a value, or the dictionary of a stream.</summary>
    public IEnumerable<JsonElement> All => objects.EnumerateObject().Select(o => Value(o.Value));

    public IReadOnlyList<JsonElement> Pages =>
        [.. List(Of(Catalog.GetProperty("/Pages")).GetProperty("/Kids")).Select(Of)];

    /// <summary>What a reference leads to; anything else is itself.</summary>
    public JsonElement Of(JsonElement value) =>
        IsReference(value, out var name) ? Value(objects.GetProperty(name)) : value;

    /// <summary>The decoded bytes of a stream.</summary>
    public byte[] Bytes(JsonElement reference)
    {
        Assert.True(IsReference(reference, out var name));
        return objects.GetProperty(name).GetProperty("stream").GetProperty("data").GetBytesFromBase64();
    }

    public static IEnumerable<JsonElement> List(JsonElement value) => value.EnumerateArray();

    /// <summary>A text string of qpdf's JSON without its "u:".</summary>
    public static string Words(JsonElement value) => value.GetString()![2..];

    /// <summary>The operators of a page's content, one a line, as the writer writes them.</summary>
    public string[] Content(JsonElement page) =>
        Encoding
            .ASCII.GetString(Bytes(page.GetProperty("/Contents")))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Every key and name anywhere in the file.</summary>
    public IEnumerable<string> Names => All.SelectMany(NamesOf);

    public static bool IsReference(JsonElement value, out string name)
    {
        name = value.ValueKind == JsonValueKind.String ? $"obj:{value.GetString()}" : "";
        return value.ValueKind == JsonValueKind.String && Reference().IsMatch(value.GetString()!);
    }

    private static IEnumerable<string> NamesOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().SelectMany(p => NamesOf(p.Value).Prepend(p.Name)),
            JsonValueKind.Array => value.EnumerateArray().SelectMany(NamesOf),
            JsonValueKind.String when value.GetString()!.StartsWith('/') => [value.GetString()!],
            _ => [],
        };

    private static JsonElement Value(JsonElement entry) =>
        entry.TryGetProperty("stream", out var stream) ? stream.GetProperty("dict") : entry.GetProperty("value");

    [GeneratedRegex(@"^\d+ \d+ R$")]
    private static partial Regex Reference();
}
