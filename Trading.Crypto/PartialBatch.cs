namespace Trading.Crypto;

/// <summary>
/// What one trustee answers to a list of points: its share times each of them, in the list's order, and one proof for
/// all. Bytes: trustee (2) ‖ count (4) ‖ count × 65-byte point ‖ 64-byte proof. Source: docs/spec/lock.md, "Partial
/// openings".
/// </summary>
/// <param name="Trustee">Index of the trustee in the lock, from 1.</param>
/// <param name="Partials">xᵢ·Rⱼ for every j, none of them the identity.</param>
/// <param name="Proof">c ‖ s of RFC 9497, 64 bytes.</param>
public sealed record PartialBatch(int Trustee, Point[] Partials, byte[] Proof)
{
    /// <summary>The most points of a batch: the proof counts them with two bytes.</summary>
    public const int PointsMost = Dleq.PairsMost;

    /// <summary>The one encoding of this batch.</summary>
    public byte[] ToBytes() =>
        new WireWriter()
            .U16((ushort)Trustee)
            .List(Partials, (writer, point) => writer.Fixed(point.Encode()))
            .Fixed(Proof)
            .ToArray();

    /// <summary>
    /// Reads a batch; false for anything that <see cref="ToBytes"/> would not print, points that are none among it.
    /// </summary>
    public static bool TryParse(Suite suite, ReadOnlySpan<byte> bytes, out PartialBatch? batch)
    {
        batch = null;
        try
        {
            var reader = new WireReader(bytes);
            var trustee = reader.U16();
            var partials = reader.List((ref WireReader item) => Decode(suite, ref item), PointsMost);
            var proof = reader.Fixed(Dleq.ProofBytes);
            reader.End();
            batch = new PartialBatch(trustee, partials, proof);
            return true;
        }
        catch (WireException)
        {
            return false;
        }
    }

    private static Point Decode(Suite suite, ref WireReader reader) =>
        suite.Group.TryDecode(reader.Fixed(Suite.PointBytes), out var point)
            ? point
            : throw reader.Wrong("a partial is not a point");
}
