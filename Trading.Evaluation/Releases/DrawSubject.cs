using Trading.Crypto;

namespace Trading.Evaluation.Releases;

/// <summary>What a trustee is asked to open under one of a draw's locks.</summary>
public enum DrawSubjectKind : byte
{
    /// <summary>The beacon of a reduction.</summary>
    Reduction = 1,

    /// <summary>The beacon that orders the positions.</summary>
    Beacon = 2,

    /// <summary>The name record of a position.</summary>
    Name = 3,

    /// <summary>The contact record of a position.</summary>
    Contact = 4,
}

/// <summary>
/// One point of a draw as trustees are asked for it. Bytes: 01 ‖ root (32), 02 ‖ root (32) ‖ k (4), 03 ‖ position (4),
/// 04 ‖ position (4). Source: docs/spec/draw.md, "Release".
/// </summary>
/// <param name="Kind">Which kind of point.</param>
/// <param name="Root">Of beacons: the root, 32 bytes; else empty.</param>
/// <param name="Number">Of a beacon the number of the draw, of a record its position.</param>
public sealed record DrawSubject(DrawSubjectKind Kind, byte[] Root, uint Number)
{
    /// <summary>The beacon of a reduction.</summary>
    public static DrawSubject Reduction(byte[] root) => new(DrawSubjectKind.Reduction, root, 0);

    /// <summary>The beacon of the draw of number k.</summary>
    public static DrawSubject Beacon(byte[] root, uint k) => new(DrawSubjectKind.Beacon, root, k);

    /// <summary>The name record of a position.</summary>
    public static DrawSubject Name(int position) => new(DrawSubjectKind.Name, [], (uint)position);

    /// <summary>The contact record of a position.</summary>
    public static DrawSubject Contact(int position) => new(DrawSubjectKind.Contact, [], (uint)position);

    /// <summary>The one encoding.</summary>
    public byte[] ToBytes()
    {
        var writer = new WireWriter().U8((byte)Kind).Fixed(Root);
        return (Kind == DrawSubjectKind.Reduction ? writer : writer.U32(Number)).ToArray();
    }

    /// <summary>Reads a subject; false for anything that <see cref="ToBytes"/> would not print.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out DrawSubject subject)
    {
        subject = null!;
        try
        {
            var reader = new WireReader(bytes);
            var kind = (DrawSubjectKind)reader.U8();
            var isBeacon = kind is DrawSubjectKind.Reduction or DrawSubjectKind.Beacon;
            var root = isBeacon ? reader.Fixed(Suite.HashBytes) : [];
            var number = kind == DrawSubjectKind.Reduction ? 0 : reader.U32();
            reader.End();
            subject = new DrawSubject(kind, root, number);
            return Enum.IsDefined(kind) && (isBeacon || number <= int.MaxValue);
        }
        catch (WireException)
        {
            return false;
        }
    }
}
