using System.Collections.Frozen;
using System.Text;
using System.Text.Json;

namespace Trading.Streams.Codec;

/// <summary>
/// The events of one aggregate as the bytes that streams hold: canonical UTF-8 JSON, <c>"type"</c> first, keys in
/// declared order. The decoder refuses whatever the encoder would not print, so an event has one spelling; a leaf
/// hashes the bytes as they stand. Source: docs/spec/feed.md, "Events".
/// </summary>
/// <typeparam name="TEvent">The aggregate's event type.</typeparam>
public sealed class EventTable<TEvent>
    where TEvent : class
{
    /// <summary>Most bytes of an event of which its aggregate says nothing else.</summary>
    public const int MostBytes = 2 << 20;

    private readonly FrozenDictionary<string, Fields> shapes;
    private readonly FrozenDictionary<string, int> larger;

    private EventTable(FrozenDictionary<string, Fields> shapes, FrozenDictionary<string, int> larger) =>
        (this.shapes, this.larger) = (shapes, larger);

    /// <summary>The table of these events; a type that is no record of the aggregate is an error of the code.</summary>
    public static EventTable<TEvent> Of(params Type[] events) =>
        new(
            events.ToFrozenDictionary(
                e => e.Name,
                e =>
                    e.IsSubclassOf(typeof(TEvent))
                        ? new Fields(e, e.Name)
                        : throw new NotSupportedException($"{e} is no {typeof(TEvent).Name}."),
                StringComparer.Ordinal
            ),
            FrozenDictionary<string, int>.Empty
        );

    /// <summary>The same table, in which one event may be larger.</summary>
    public EventTable<TEvent> Allowing(Type larger, int mostBytes)
    {
        ArgumentNullException.ThrowIfNull(larger);
        var limits = this.larger.ToDictionary(StringComparer.Ordinal);
        limits[larger.Name] = mostBytes;
        return new(shapes, limits.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>The names of all events.</summary>
    public IReadOnlyCollection<string> Types => shapes.Keys;

    /// <summary>
    /// The event's type and its bytes. A text that has no UTF-8 form is an <see cref="EncoderFallbackException"/>.
    /// </summary>
    public (string Type, byte[] Bytes) Encode(TEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var type = happened.GetType().Name;
        if (!shapes.TryGetValue(type, out var shape))
            throw new CorruptEventException(type, "unknown type");
        var text = new JsonText();
        shape.Write(text, happened);
        if (text.Written.Length > Most(type))
            throw new CorruptEventException(type, $"{text.Written.Length} bytes are too many");
        return (type, text.Written.ToArray());
    }

    /// <summary>The event; anything but its canonical bytes is a <see cref="CorruptEventException"/>.</summary>
    public TEvent Decode(string type, ReadOnlySpan<byte> bytes)
    {
        if (!shapes.TryGetValue(type, out var shape))
            throw new CorruptEventException(type, "unknown type");
        if (bytes.Length > Most(type))
            throw new CorruptEventException(type, $"{bytes.Length} bytes are too many");
        try
        {
            var reader = new Utf8JsonReader(bytes);
            reader.Read();
            var happened = shape.Read(ref reader);
            // Spelling (white space, escapes, numbers, order, trailing bytes) is settled by printing again.
            var text = new JsonText();
            shape.Write(text, happened);
            return text.Written.SequenceEqual(bytes)
                ? (TEvent)happened
                : throw new CorruptEventException(type, "not the canonical bytes");
        }
        catch (Exception broken)
            when (broken
                    is JsonException
                        or FormatException
                        or InvalidOperationException
                        or ArgumentException
                        or OverflowException
            )
        {
            throw new CorruptEventException(type, broken.Message, broken);
        }
    }

    /// <summary>The event whose bytes name its type.</summary>
    public TEvent Decode(ReadOnlySpan<byte> bytes) => Decode(TypeOf(bytes), bytes);

    private int Most(string type) => larger.GetValueOrDefault(type, MostBytes);

    // The type stands first: {"type":"Name", and names are letters.
    private static string TypeOf(ReadOnlySpan<byte> bytes)
    {
        var start = "{\"type\":\""u8;
        var end = bytes.StartsWith(start) ? bytes[start.Length..].IndexOf((byte)'"') : -1;
        return end is > 0 and < 64
            ? Encoding.ASCII.GetString(bytes.Slice(start.Length, end))
            : throw new CorruptEventException("", "no type");
    }
}
