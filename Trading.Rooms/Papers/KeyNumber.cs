using System.Buffers.Binary;
using System.Globalization;

namespace Trading.Rooms.Papers;

/// <summary>
/// The number by which a key that waits for a seat is told at the gate: whoever types it means this key and no other.
/// Source: docs/spec/room.md, "Seats".
/// </summary>
public static class KeyNumber
{
    /// <summary>Digits of a number.</summary>
    public const int Digits = 10;

    private const ulong Numbers = 10_000_000_000;

    /// <summary>
    /// Ten decimal digits: the first 8 bytes of <c>H[room key](room ‖ key)</c>, big-endian, modulo 10¹⁰.
    /// </summary>
    public static string Of(Suite suite, string room, byte[] key)
    {
        var hash = Tags.Hash(suite, Tags.RoomKey, [.. Convert.FromHexString(room), .. key]);
        var number = BinaryPrimitives.ReadUInt64BigEndian(hash) % Numbers;
        return number.ToString("D10", CultureInfo.InvariantCulture);
    }
}
