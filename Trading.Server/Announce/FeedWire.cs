using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Trading.Server.Storage;

namespace Trading.Server.Announce;

/// <summary>
/// An event on the wire: height, salt, and the event's exact bytes as one JSON string, so that a reader can hash what
/// was hashed.
/// </summary>
internal static class FeedWire
{
    // Inside a JSON body nothing but quotes, backslashes and controls needs escaping; the careful default triples the
    // size of JSON in JSON.
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

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

    /// <summary>
    /// The hub invocation <c>batch({stream, from, to, events})</c> as the JSON hub protocol frames it.
    /// </summary>
    public static byte[] Batch(string stream, IReadOnlyList<StoredEvent> events)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("type", 1);
            json.WriteString("target", "batch");
            json.WriteStartArray("arguments");
            json.WriteStartObject();
            json.WriteString("stream", stream);
            json.WriteNumber("from", events[0].Height);
            json.WriteNumber("to", events[^1].Height);
            WriteEvents(json, events);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }
        buffer.Write([RecordSeparator]);
        return buffer.WrittenSpan.ToArray();
    }

    private const byte RecordSeparator = 0x1e;

    private static void WriteEvents(Utf8JsonWriter json, IReadOnlyList<StoredEvent> events)
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
