using System.Text.Json;
using System.Text.Unicode;

namespace Trading.Scoring;

/// <summary>
/// Bytes to JSON: size, UTF-8, one value, no key twice, no half of a surrogate pair (docs/spec/scoring.md, 4.1, steps 1
/// to 3).
/// </summary>
internal static class TenderJson
{
    public const int MostBytes = 67_108_864;
    private const int MostDepth = 8;

    private static readonly JsonDocumentOptions Strict = new()
    {
        MaxDepth = MostDepth,
        AllowDuplicateProperties = false,
    };
    private static readonly JsonDocumentOptions Lax = new() { MaxDepth = MostDepth };

    /// <summary>The document, or null and a fault.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> bytes, Faults faults)
    {
        faults.When(bytes.Length > MostBytes, FaultCode.TooLarge, Place.Root);
        if (faults.Any)
            return null;
        // A lone surrogate can only come from an escape: without one the quick way sees everything.
        var document = Utf8.IsValid(bytes.Span)
            ? HasEscape(bytes.Span)
                ? null
                : TryParse(bytes, Strict)
            : null;
        return document ?? ParseSlowly(bytes, faults);
    }

    private static bool HasEscape(ReadOnlySpan<byte> bytes) => bytes.IndexOf("\\u"u8) >= 0;

    private static JsonDocument? ParseSlowly(ReadOnlyMemory<byte> bytes, Faults faults)
    {
        var document = Utf8.IsValid(bytes.Span) ? TryParse(bytes, Lax) : null;
        if (document is null || !IsText(document.RootElement))
            faults.Report(FaultCode.NotJson, Place.Root);
        else
            FindDuplicate(document.RootElement, Place.Root, faults);
        if (!faults.Any)
            return document;
        document?.Dispose();
        return null;
    }

    private static JsonDocument? TryParse(ReadOnlyMemory<byte> bytes, JsonDocumentOptions options)
    {
        try
        {
            return JsonDocument.Parse(bytes, options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsText(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().All(p => IsText(() => p.Name) && IsText(p.Value)),
            JsonValueKind.Array => element.EnumerateArray().All(IsText),
            JsonValueKind.String => IsText(() => element.GetString()!),
            _ => true,
        };

    private static bool IsText(Func<string> read)
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

    private static void FindDuplicate(JsonElement element, Place place, Faults faults)
    {
        if (faults.Any)
            return;
        if (element.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var inner in element.EnumerateArray())
                FindDuplicate(inner, place.At(index++), faults);
        }
        if (element.ValueKind != JsonValueKind.Object)
            return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            faults.When(!seen.Add(property.Name), FaultCode.DuplicateKey, place.At(property.Name));
            FindDuplicate(property.Value, place.At(property.Name), faults);
        }
    }
}
