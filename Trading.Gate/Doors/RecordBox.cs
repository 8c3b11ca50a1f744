using System.Text.Json;

namespace Trading.Gate.Doors;

/// <summary>What waits on the disk for the platform, for this gate alone: no number lies there in the clear.</summary>
internal static class RecordBox
{
    private const string Tag = Tags.DrawArrival;

    public static byte[] Seal<T>(T record, SeatKey key, OfficeSelf self)
    {
        var suite = Suite.P256;
        var own = suite.Group.MultiplySecret(self.StaticKey, suite.Group.Generator, Entropy.System);
        var plain = JsonSerializer.SerializeToUtf8Bytes(record);
        var box = SealedBox.Seal(suite, own, Tag, InfoOf(key), plain, Entropy.System);
        Array.Clear(plain);
        return box;
    }

    /// <summary>Opens what <see cref="Seal"/> made; a box that does not open is an
    /// <see cref="InvalidDataException"/>: the store is damaged, or the key is another one.</summary>
    public static T Open<T>(SeatKey key, byte[] box, OfficeSelf self) =>
        SealedBox.Open(Suite.P256, self.StaticKey, Tag, InfoOf(key), box, Entropy.System) is { } plain
            ? JsonSerializer.Deserialize<T>(plain)!
            : throw new InvalidDataException($"the record of position {key.Position} does not open");

    private static byte[] InfoOf(SeatKey key) => key.Statement(PositionOutcome.Arrived).ToBytes();
}
