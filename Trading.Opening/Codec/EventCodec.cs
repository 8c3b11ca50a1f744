using System.Text;

namespace Trading.Opening.Codec;

/// <summary>
/// Events as the bytes that streams hold: canonical UTF-8 JSON, <c>"type"</c> first, keys in declared order. The
/// decoder refuses whatever the encoder would not print, so an event has one spelling; a leaf hashes the bytes as they
/// stand. Source: docs/spec/feed.md, "Events".
/// </summary>
public static class EventCodec
{
    /// <summary>Most bytes of a tick: a full drain.</summary>
    public const int MostTickBytes = TickTable.MostTickBytes;

    /// <summary>The events of a session's stream.</summary>
    public static EventTable<SessionEvent> Session { get; } =
        EventTable<SessionEvent>.Of(
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

    /// <summary>The events of an intake.</summary>
    public static EventTable<IntakeEvent> Intake { get; } =
        EventTable<IntakeEvent>
            .Of(
                typeof(IntakeOpened),
                typeof(CommitStamped),
                typeof(EntryAccepted),
                typeof(EntryRefused),
                typeof(TickSealed)
            )
            .Allowing(typeof(TickSealed), MostTickBytes);

    /// <summary>
    /// The event's type and its bytes. A text that has no UTF-8 form is an <see cref="EncoderFallbackException"/>.
    /// </summary>
    public static (string Type, byte[] Bytes) Encode(SessionEvent happened) => Session.Encode(happened);

    /// <summary>The event's type and its bytes.</summary>
    public static (string Type, byte[] Bytes) Encode(IntakeEvent happened) => Intake.Encode(happened);

    /// <summary>
    /// The event of a session's stream; anything but its canonical bytes is a <see cref="CorruptEventException"/>.
    /// </summary>
    public static SessionEvent DecodeSession(string type, ReadOnlySpan<byte> bytes) => Session.Decode(type, bytes);

    /// <summary>The event of a session's stream, whose bytes name its type.</summary>
    public static SessionEvent DecodeSession(ReadOnlySpan<byte> bytes) => Session.Decode(bytes);

    /// <summary>
    /// The event of an intake's stream; anything but its canonical bytes is a <see cref="CorruptEventException"/>.
    /// </summary>
    public static IntakeEvent DecodeIntake(string type, ReadOnlySpan<byte> bytes) => Intake.Decode(type, bytes);

    /// <summary>The event of an intake's stream, whose bytes name its type.</summary>
    public static IntakeEvent DecodeIntake(ReadOnlySpan<byte> bytes) => Intake.Decode(bytes);
}
