using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Trading.Server.Storage;

namespace Trading.Server.Streams;

/// <summary>
/// An event on the wire: height, salt, and the event's exact bytes as one JSON string, so that a reader can hash what
/// was hashed.
/// </summary>
internal static class EventWire
{
    /// <summary>
    /// Inside a JSON body nothing but quotes, backslashes and controls needs escaping; the careful default triples the
    /// size of JSON in JSON.
    /// </summary>
    public static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>The body of a page: <c>{stream, head, events}</c>.</summary>
    public static byte[] Page(string stream, long head, IReadOnlyList<StoredEvent> events)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("stream", stream);
            json.WriteNumber("head", head);
            WriteEvents(json, events);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The member <c>events</c> of an object.</summary>
    public static void WriteEvents(Utf8JsonWriter json, IReadOnlyList<StoredEvent> events)
    {
        json.WriteStartArray("events");
        foreach (var item in events)
        {
            json.WriteStartObject();
            json.WriteNumber("h", item.Height);
            if (item.Salt is not null)
                json.WriteBase64String("salt", item.Salt);
            json.WriteString("e", item.Bytes);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
