using System.Text.Encodings.Web;
using System.Text.Json;

namespace Trading.Pool.Experts;

/// <summary>JSON in a column: letters as they are, because nobody puts them into a page unread.</summary>
internal static class KeptJson
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Plain);

    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Plain)!;
}
