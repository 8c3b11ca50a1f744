using Trading.Rooms.Starts;

namespace Trading.Rooms.Papers;

/// <summary>
/// The key of whoever sits, as the gate certifies it at the seat: it opened the name, and names nobody here. Source:
/// docs/spec/room.md, "Seats".
/// </summary>
/// <param name="Room">The room.</param>
/// <param name="Seat">Number of the seat.</param>
/// <param name="Role">Whose seat it is.</param>
/// <param name="Key">The seat's signing key, 65 bytes.</param>
/// <param name="Until">The last instant of its validity, UTC microseconds.</param>
public sealed record SeatCertificate(string Room, int Seat, SeatRole Role, byte[] Key, long Until)
{
    /// <summary>The one encoding: room (16) ‖ u32 seat ‖ u8 role ‖ key (65) ‖ i64 until.</summary>
    public byte[] ToBytes() =>
        new WireWriter()
            .Fixed(Convert.FromHexString(Room))
            .U32((uint)Seat)
            .U8((byte)Role)
            .Fixed(Key)
            .I64(Until)
            .ToArray();

    /// <summary>Reads a certificate; false for anything that <see cref="ToBytes"/> would not print.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out SeatCertificate certificate)
    {
        certificate = null!;
        try
        {
            var reader = new WireReader(bytes);
            var parsed = new SeatCertificate(
                Convert.ToHexStringLower(reader.Fixed(Names.IdDigits / 2)),
                (int)reader.U32(),
                (SeatRole)reader.U8(),
                reader.Fixed(Suite.PointBytes),
                reader.I64()
            );
            reader.End();
            certificate = parsed;
            return parsed.Seat > 0 && Enum.IsDefined(parsed.Role) && parsed.Until is > 0 and <= StreamTimes.Latest;
        }
        catch (WireException)
        {
            return false;
        }
    }

    /// <summary>Whether the gate signed it.</summary>
    public bool Holds(Suite suite, byte[] gate, byte[] signature) =>
        SigningKey.Verify(suite, gate, Tags.RoomSeat, ToBytes(), signature);
}
