using System.Buffers.Binary;
using System.Text;

namespace Trading.Crypto;

/// <summary>
/// A transcript taken apart; strict, but judged only by comparing it with one made from trusted parameters.
/// </summary>
internal sealed record LockTranscript(
    Suite Suite,
    int Threshold,
    Point[] StaticKeys,
    (Point[] Commitment, byte[] Possession, Point Ephemeral)[] Messages,
    byte[] Extension,
    byte[] Bytes
)
{
    /// <summary>Above the size of 32 of 32 trustees, about 40 KiB.</summary>
    public const int BytesMost = 1 << 16;

    public static bool TryParse(Suite suite, byte[] bytes, out LockTranscript? transcript)
    {
        transcript = null;
        try
        {
            var reader = new WireReader(bytes);
            transcript = Read(suite, ref reader, bytes);
            reader.End();
            return true;
        }
        catch (WireException)
        {
            transcript = null;
            return false;
        }
    }

    private static LockTranscript Read(Suite suite, ref WireReader reader, byte[] bytes)
    {
        var id = Framed(ref reader);
        if (!id.AsSpan().SequenceEqual(Encoding.ASCII.GetBytes(suite.CeremonyId)))
            throw reader.Wrong("another ciphersuite");
        if (Framed(ref reader).Length != Suite.HashBytes)
            throw reader.Wrong("the context is a hash");
        var count = BinaryPrimitives.ReadUInt32LittleEndian(reader.Fixed(4));
        var threshold = BinaryPrimitives.ReadUInt32LittleEndian(reader.Fixed(4));
        if (count is 0 or > CeremonyParameters.TrusteesMost || threshold is 0 || threshold > count)
            throw reader.Wrong($"{threshold} of {count}");

        var staticKeys = Points(suite, ref reader, (int)count);
        var messages = new (Point[] Commitment, byte[] Possession, Point Ephemeral)[count];
        foreach (ref var message in messages.AsSpan())
            message.Commitment = Points(suite, ref reader, (int)threshold);
        foreach (ref var message in messages.AsSpan())
            message.Possession = reader.Fixed(Schnorr.SignatureBytes);
        foreach (ref var message in messages.AsSpan())
            message.Ephemeral = Points(suite, ref reader, 1)[0];
        return new LockTranscript(suite, (int)threshold, staticKeys, messages, Framed(ref reader), bytes);
    }

    private static byte[] Framed(ref WireReader reader)
    {
        var length = BinaryPrimitives.ReadUInt64LittleEndian(reader.Fixed(8));
        return length <= (ulong)reader.Remaining
            ? reader.Fixed((int)length)
            : throw reader.Wrong($"{length} bytes where {reader.Remaining} are left");
    }

    private static Point[] Points(Suite suite, ref WireReader reader, int count)
    {
        var points = new Point[count];
        foreach (ref var point in points.AsSpan())
            if (!suite.Group.TryDecodeCompressed(reader.Fixed(Group.CompressedBytes), out point))
                throw reader.Wrong("not a point");
        return points;
    }
}
