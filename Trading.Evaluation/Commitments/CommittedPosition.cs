using Trading.Crypto;
using Trading.Evaluation.Pool;

namespace Trading.Evaluation.Commitments;

/// <summary>
/// What everybody sees of one position; a leaf of the commitment's tree. It names nobody. Bytes, in this order: 04 (1)
/// ‖ position (4) ‖ encapsulated point (65) ‖ name record (256) ‖ contact record (256) ‖ groups (2) ‖ level (1) ‖ label
/// (16) ‖ row hash (32). Source: docs/spec/draw.md, "Commitment".
/// </summary>
/// <param name="Position">From 0.</param>
/// <param name="Encapsulated">R, 65 bytes: one ephemeral key for both records.</param>
/// <param name="NameRecord">256 bytes.</param>
/// <param name="ContactRecord">256 bytes.</param>
/// <param name="Groups">A bit for each seat group that the expert fits, the lowest for group 0.</param>
/// <param name="Level">The professional title.</param>
/// <param name="Label">16 random bytes, the same for all experts of one employer in this draw.</param>
/// <param name="RowHash">Salted hash of the whole row.</param>
public sealed record CommittedPosition(
    int Position,
    byte[] Encapsulated,
    byte[] NameRecord,
    byte[] ContactRecord,
    ushort Groups,
    ExpertLevel Level,
    byte[] Label,
    byte[] RowHash
)
{
    /// <summary>Bytes of a position.</summary>
    public const int Bytes = 1 + 4 + Suite.PointBytes + 2 * SealedRecord.Bytes + 2 + 1 + LabelBytes + Suite.HashBytes;

    /// <summary>Bytes of a label.</summary>
    public const int LabelBytes = 16;

    private const byte Kind = 4;

    /// <summary>The one encoding, 633 bytes.</summary>
    public byte[] ToBytes() =>
        new WireWriter()
            .U8(Kind)
            .U32((uint)Position)
            .Fixed(Encapsulated)
            .Fixed(NameRecord)
            .Fixed(ContactRecord)
            .U16(Groups)
            .U8((byte)Level)
            .Fixed(Label)
            .Fixed(RowHash)
            .ToArray();

    /// <summary>Reads a position; false for anything that <see cref="ToBytes"/> would not print, or for no
    /// level.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out CommittedPosition position)
    {
        position = null!;
        try
        {
            var reader = new WireReader(bytes);
            if (reader.U8() != Kind)
                return false;
            var parsed = new CommittedPosition(
                (int)reader.U32(),
                reader.Fixed(Suite.PointBytes),
                reader.Fixed(SealedRecord.Bytes),
                reader.Fixed(SealedRecord.Bytes),
                reader.U16(),
                (ExpertLevel)reader.U8(),
                reader.Fixed(LabelBytes),
                reader.Fixed(Suite.HashBytes)
            );
            reader.End();
            position = parsed;
            return Enum.IsDefined(parsed.Level);
        }
        catch (WireException)
        {
            return false;
        }
    }
}
