using System.Security.Cryptography;
using System.Text;

namespace Trading.Gate.Doors;

/// <summary>
/// Tells whether card and digits are those that a seat arrived with, after both are forgotten. 32 bytes under the
/// gate's own static key: whoever has the store alone can try nothing against it. Source: docs/spec/gate.md, "Arrival".
/// </summary>
internal static class ShownMark
{
    /// <summary>The mark of an identity number and a code of 8 digits at one seat.</summary>
    public static byte[] Of(SeatKey key, string id, string code, OfficeSelf self)
    {
        var suite = Suite.P256;
        var own = self.StaticKey.Encode();
        var shown = Encoding.ASCII.GetBytes($"{id} {code}");
        var root = suite.HkdfExtract(own, shown);
        Array.Clear(own);
        Array.Clear(shown);
        var statement = key.Statement(PositionOutcome.Arrived).ToBytes();
        var mark = suite.HkdfExpand(root, Tags.Join(Tags.DrawArrival, "shown"u8.ToArray(), statement), Suite.HashBytes);
        Array.Clear(root);
        return mark;
    }

    /// <summary>
    /// Whether they are those of that seat. True, too, where nothing is kept of it: then it is said that somebody is
    /// in, as it was before marks were kept.
    /// </summary>
    public static bool Belongs(Seat seat, string id, string code, OfficeSelf self) =>
        seat.Shown is not { } kept || CryptographicOperations.FixedTimeEquals(kept, Of(seat.Key, id, code, self));
}
