using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace Trading.Edge.Requests;

/// <summary>
/// Bytes of a body to one JSON value (docs/spec/http.md, "Bodies"), before anybody asks what form it has.
/// </summary>
internal static class JsonBody
{
    /// <summary>Levels of nesting; the outermost value is the first.</summary>
    public const int MostDepth = 16;

    private static readonly JsonDocumentOptions Strict = new()
    {
        MaxDepth = MostDepth,
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow,
    };
    private static readonly BodyFault NoJson = new(
        "$",
        $"is not one value of JSON (RFC 8259) of at most {MostDepth} levels"
    );
    private static readonly BodyFault NoBody = new("$", "is missing: this call has a body of JSON");
    private static readonly BodyFault NoUtf8 = new("$", "is not UTF-8");
    private static readonly BodyFault Marked = new("$", "begins with a byte order mark, which JSON does not have");

    /// <summary>The document, which the caller disposes; or null and what is wrong.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> bytes, out BodyFault? fault)
    {
        fault =
            bytes.IsEmpty ? NoBody
            : bytes.Span.StartsWith("\uFEFF"u8) ? Marked
            : Utf8.IsValid(bytes.Span) ? null
            : NoUtf8;
        if (fault is not null)
            return null;
        var document = TryParse(bytes);
        fault = document is null ? NoJson : Walk(document.RootElement, "$");
        if (fault is null)
            return document;
        document?.Dispose();
        return null;
    }

    private static JsonDocument? TryParse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes, Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // What the grammar allows and no reader agrees on: one key twice, and half of a surrogate pair.
    private static BodyFault? Walk(JsonElement value, string place) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => WalkObject(value, place),
            JsonValueKind.Array => value
                .EnumerateArray()
                .Select((item, index) => Walk(item, $"{place}[{index}]"))
                .FirstOrDefault(fault => fault is not null),
            JsonValueKind.String when HasEscape(JsonMarshal.GetRawUtf8Value(value)) && !IsText(value.GetString) =>
                new BodyFault(place, "holds half of a surrogate pair, which is no letter"),
            _ => null,
        };

    private static BodyFault? WalkObject(JsonElement value, string place)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            if (HasEscape(JsonMarshal.GetRawUtf8PropertyName(property)) && !IsText(() => property.Name))
                return new BodyFault(place, "has a member whose name holds half of a surrogate pair");
            if (!seen.Add(property.Name))
                return new BodyFault(place, "has one member twice");
            // Only what an endpoint knows is named in an answer: a place below a stranger's member is that object's.
            if (Walk(property.Value, IsPlain(property.Name) ? $"{place}.{property.Name}" : place) is { } fault)
                return fault;
        }
        return null;
    }

    private static bool IsPlain(string name) => name.Length <= 40 && name.All(char.IsAsciiLetterOrDigit);

    // A lone surrogate can only come from an escape: without one nothing is spelled out.
    private static bool HasEscape(ReadOnlySpan<byte> raw) => raw.Contains((byte)'\\');

    // The library tells of a lone surrogate by an exception alone.
    private static bool IsText(Func<string?> read)
    {
        try
        {
            return read() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
