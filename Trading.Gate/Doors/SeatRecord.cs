using System.Text.Json;

namespace Trading.Gate.Doors;

/// <summary>An opened name record as the platform gets it.</summary>
internal sealed record SeatRecord(int Position, string Number, string Name, string Id, byte[] Salt, byte[] Rest)
{
    // Only this gate opens it: an identity number lies on no disk in the clear.
    private const string Tag = Tags.DrawArrival;

    public static SeatRecord Of(int position, NameRecord record) =>
        new(position, record.Number, record.Name, record.Id, record.Salt, record.Rest);

    /// <summary>The record for this gate alone.</summary>
    public byte[] Seal(SeatKey key, OfficeSelf self)
    {
        var suite = Suite.P256;
        var own = suite.Group.MultiplySecret(self.StaticKey, suite.Group.Generator, Entropy.System);
        var plain = JsonSerializer.SerializeToUtf8Bytes(this);
        var box = SealedBox.Seal(suite, own, Tag, InfoOf(key), plain, Entropy.System);
        Array.Clear(plain);
        return box;
    }

    /// <summary>Opens what <see cref="Seal"/> made; a box that does not open is an
    /// <see cref="InvalidDataException"/>: the store is damaged, or the key is another one.</summary>
    public static SeatRecord Open(SeatKey key, byte[] box, OfficeSelf self) =>
        SealedBox.Open(Suite.P256, self.StaticKey, Tag, InfoOf(key), box, Entropy.System) is { } plain
            ? JsonSerializer.Deserialize<SeatRecord>(plain)!
            : throw new InvalidDataException($"the record of position {key.Position} does not open");

    /// <summary>Prints nothing of a person.</summary>
    public override string ToString() => $"SeatRecord {Position}";

    private static byte[] InfoOf(SeatKey key) => key.Statement(PositionOutcome.Arrived).ToBytes();
}
