using System.Collections.Frozen;
using System.Text;
using System.Text.Json;

namespace Trading.Opening;

/// <summary>
/// Events as the bytes that streams hold: canonical UTF-8 JSON, <c>"type"</c> first, keys in declared order. The
/// decoder refuses whatever the encoder would not print, so an event has one spelling; a leaf hashes the bytes as they
/// stand. Source: docs/spec/feed.md, "Events".
/// </summary>
public static class EventCodec
{
    /// <summary>Most bytes of an event of a session's stream, and of a single COMMIT's.</summary>
    public const int MostBytes = 2 << 20;

    /// <summary>Most bytes of a tick: a full drain.</summary>
    public const int MostTickBytes = 512 << 20;

    private static readonly FrozenDictionary<string, Fields> Session = Shapes(
        typeof(SessionPrepared),
        typeof(CeremonyMessageLogged),
        typeof(CeremonyFailed),
        typeof(LockCertified),
        typeof(PlatformStoodStill),
        typeof(LotFrozen),
        typeof(FreezeCosigned),
        typeof(LateFreezeOrdered),
        typeof(ReleaseBegan),
        typeof(PartialAccepted),
        typeof(PartialRefused),
        typeof(BidOpened),
        typeof(BidUnreadable),
        typeof(LotOpened),
        typeof(LotFailed),
        typeof(BidderAttended),
        typeof(ObjectionRaised),
        typeof(ObjectionAnswered),
        typeof(RecordConfirmed),
        typeof(BidRevoked),
        typeof(SessionConcluded),
        typeof(RecordSealed)
    );

    private static readonly FrozenDictionary<string, Fields> Intake = Shapes(
        typeof(IntakeOpened),
        typeof(CommitStamped),
        typeof(EntryAccepted),
        typeof(EntryRefused),
        typeof(TickSealed)
    );

    /// <summary>
    /// The event's type and its bytes. A text that has no UTF-8 form is an <see cref="EncoderFallbackException"/>.
    /// </summary>
    public static (string Type, byte[] Bytes) Encode(SessionEvent happened) => Encode(Session, happened);

    /// <summary>The event's type and its bytes.</summary>
    public static (string Type, byte[] Bytes) Encode(IntakeEvent happened) => Encode(Intake, happened);

    /// <summary>
    /// The event of a session's stream; anything but its canonical bytes is a <see cref="CorruptEventException"/>.
    /// </summary>
    public static SessionEvent DecodeSession(string type, ReadOnlySpan<byte> bytes) =>
        (SessionEvent)Decode(Session, type, bytes);

    /// <summary>The event of a session's stream, whose bytes name its type.</summary>
    public static SessionEvent DecodeSession(ReadOnlySpan<byte> bytes) => DecodeSession(TypeOf(bytes), bytes);

    /// <summary>
    /// The event of an intake's stream; anything but its canonical bytes is a <see cref="CorruptEventException"/>.
    /// </summary>
    public static IntakeEvent DecodeIntake(string type, ReadOnlySpan<byte> bytes) =>
        (IntakeEvent)Decode(Intake, type, bytes);

    /// <summary>The event of an intake's stream, whose bytes name its type.</summary>
    public static IntakeEvent DecodeIntake(ReadOnlySpan<byte> bytes) => DecodeIntake(TypeOf(bytes), bytes);

    /// <summary>The names of all events of a session's stream.</summary>
    public static IReadOnlyCollection<string> SessionTypes => Session.Keys;

    /// <summary>The names of all events of an intake.</summary>
    public static IReadOnlyCollection<string> IntakeTypes => Intake.Keys;

    private static FrozenDictionary<string, Fields> Shapes(params Type[] events) =>
        events.ToFrozenDictionary(e => e.Name, e => new Fields(e, e.Name), StringComparer.Ordinal);

    private static (string Type, byte[] Bytes) Encode(FrozenDictionary<string, Fields> shapes, object happened)
    {
        var type = happened.GetType().Name;
        if (!shapes.TryGetValue(type, out var shape))
            throw new CorruptEventException(type, "unknown type");
        var text = new JsonText();
        shape.Write(text, happened);
        if (text.Written.Length > Most(type))
            throw new CorruptEventException(type, $"{text.Written.Length} bytes are too many");
        return (type, text.Written.ToArray());
    }

    private static object Decode(FrozenDictionary<string, Fields> shapes, string type, ReadOnlySpan<byte> bytes)
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
                ? happened
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

    private static int Most(string type) => type == nameof(TickSealed) ? MostTickBytes : MostBytes;

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
