using Trading.Crypto;

namespace Trading.Locks.Trustee;

/// <summary>
/// Trustees' own events as they stand in their store: type 1 ‖ time 8 ‖ message (0, or 1 and its fields) ‖ the type's
/// fields.
/// Source: docs/spec/trustee.md, "Store".
/// </summary>
public static class TrusteeEventCodec
{
    private const byte Version = 1;

    /// <summary>The event's bytes.</summary>
    public static byte[] Encode(TrusteeEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var writer = new WireWriter()
            .U8(Version)
            .U8(TypeOf(happened))
            .I64(happened.At)
            .Optional(happened.Message, WriteMessage);
        switch (happened)
        {
            case PolicyAccepted e:
                writer.Bytes(e.Policy);
                break;
            case MessageRevealed e:
                writer.List(e.Commitments, static (w, c) => w.Bytes(c));
                break;
            case TranscriptSigned e:
                writer.Bytes(e.LockId);
                break;
            case LockKept e:
                writer.I64(e.OpenedAt).Bytes(e.Certificate);
                break;
            case HeadCosigned e:
                WriteHead(writer, e.Head);
                break;
            case FreezeWitnessed e:
                WriteHead(writer, e.Head);
                writer.Bool(e.Late).List(e.Orders, LateFreeze.Write);
                break;
            case ForkSeen e:
                writer.Text(e.Note);
                WriteHead(writer, e.Own);
                break;
            case TimeAttested e:
                writer.Text(e.Session).Text(e.Lot).I64(e.Mark);
                break;
            case PartialsReleased e:
                writer.Bytes(e.ListHash);
                break;
            case PointOpened e:
                writer.Text(e.Slot);
                break;
        }
        return writer.ToArray();
    }

    /// <summary>
    /// The event of these bytes. A store that holds other bytes is corrupt: <see cref="CorruptTrusteeEventException"/>.
    /// </summary>
    public static TrusteeEvent Decode(byte[] bytes)
    {
        try
        {
            var reader = new WireReader(bytes);
            if (reader.U8() != Version)
                throw reader.Wrong("an unknown version");
            var (type, at, message) = (reader.U8(), reader.I64(), reader.Optional(ReadMessage));
            var happened =
                type == 10
                    ? Attested(ref reader, at)
                    : Told(type, ref reader, at, message ?? throw reader.Wrong("a message is missing"));
            reader.End();
            return happened;
        }
        catch (WireException broken)
        {
            throw new CorruptTrusteeEventException(bytes, broken);
        }
    }

    private static byte TypeOf(TrusteeEvent happened) =>
        happened switch
        {
            PolicyAccepted => 1,
            MessageRevealed => 2,
            TranscriptSigned => 3,
            CeremonyRefused => 4,
            LockKept => 5,
            HeadCosigned => 6,
            FreezeWitnessed => 7,
            ForkSeen => 8,
            TimeAsked => 9,
            TimeAttested => 10,
            TimeTold => 11,
            PartialsReleased => 12,
            WantRefused => 13,
            PointOpened => 14,
            _ => throw new ArgumentException($"{happened.GetType().Name} has no type number."),
        };

    private static TimeAttested Attested(ref WireReader reader, long at) =>
        new(at, reader.Text(), reader.Text(), reader.I64());

    private static TrusteeEvent Told(byte type, ref WireReader reader, long at, TrusteeMessage message) =>
        type switch
        {
            1 => new PolicyAccepted(at, message, reader.Bytes()),
            2 => new MessageRevealed(at, message, reader.List(static (ref WireReader r) => r.Bytes())),
            3 => new TranscriptSigned(at, message, reader.Bytes()),
            4 => new CeremonyRefused(at, message),
            5 => new LockKept(at, message, reader.I64(), reader.Bytes()),
            6 => new HeadCosigned(at, message, ReadHead(ref reader)),
            7 => new FreezeWitnessed(
                at,
                message,
                ReadHead(ref reader),
                reader.Bool(),
                reader.List(LateFreeze.Read, LateFreeze.Signers.Count)
            ),
            8 => new ForkSeen(at, message, reader.Text(), ReadHead(ref reader)),
            9 => new TimeAsked(at, message),
            11 => new TimeTold(at, message),
            12 => new PartialsReleased(at, message, reader.Bytes()),
            13 => new WantRefused(at, message),
            14 => new PointOpened(at, message, reader.Text()),
            _ => throw reader.Wrong("an unknown type"),
        };

    private static void WriteMessage(WireWriter writer, TrusteeMessage message) =>
        writer
            .Text(TrusteeMessage.Word(message.Kind))
            .Text(message.Session)
            .Text(message.Lot)
            .Bytes(message.Body)
            .Bytes(message.Signature);

    private static TrusteeMessage ReadMessage(ref WireReader reader) =>
        TrusteeMessage.TryKind(reader.Text(), out var kind)
            ? new(kind, reader.Text(), reader.Text(), reader.Bytes(), reader.Bytes())
            : throw reader.Wrong("an unknown kind of message");

    private static void WriteHead(WireWriter writer, StreamHead head) =>
        writer.Text(head.Stream).I64(head.Size).Bytes(head.Root);

    private static StreamHead ReadHead(ref WireReader reader) => new(reader.Text(), reader.I64(), reader.Bytes());
}

/// <summary>A trustee's store holds bytes that no trustee wrote.</summary>
/// <param name="bytes">What stands there.</param>
/// <param name="inner">Where reading stopped.</param>
public sealed class CorruptTrusteeEventException(byte[] bytes, Exception inner)
    : Exception("An event of the trustee's store cannot be read.", inner)
{
    /// <summary>What stands there.</summary>
    public byte[] Bytes { get; } = bytes;
}
