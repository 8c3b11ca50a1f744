using System.Buffers;
using System.Text.Json;
using Trading.Server.Storage;
using Trading.Server.Streams;

namespace Trading.Server.Announce;

/// <summary>What the hub sends, as the JSON hub protocol frames it.</summary>
internal static class FeedWire
{
    private const byte RecordSeparator = 0x1e;

    /// <summary>The hub invocation <c>batch({stream, from, to, events})</c>.</summary>
    public static byte[] Batch(string stream, IReadOnlyList<StoredEvent> events)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, EventWire.Options))
        {
            json.WriteStartObject();
            json.WriteNumber("type", 1);
            json.WriteString("target", "batch");
            json.WriteStartArray("arguments");
            json.WriteStartObject();
            json.WriteString("stream", stream);
            json.WriteNumber("from", events[0].Height);
            json.WriteNumber("to", events[^1].Height);
            EventWire.WriteEvents(json, events);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }
        buffer.Write([RecordSeparator]);
        return buffer.WrittenSpan.ToArray();
    }
}
