using System.Buffers.Binary;
using System.Text;

namespace Trading.Crypto;

/// <summary>
/// Leaf data of a stream: a tagged hash over salt, height, type and bytes of an event, 32 bytes. The salt derives from
/// a key that the stream's keeper holds, so an event whose bytes are withheld cannot be found by guessing, and one that
/// is shown is shown with its salt. The tree's leaf hash is <see cref="TreeHash.Leaf"/> over this. Source:
/// docs/spec/streams.md, "Salted leaves".
/// </summary>
public static class StreamLeaf
{
    /// <summary>Bytes of a salt and of a stream key.</summary>
    public const int SaltBytes = 32;

    /// <summary>Salt of the leaf at that height: HMAC under the stream key of tag and height.</summary>
    public static byte[] Salt(Suite suite, ReadOnlySpan<byte> streamKey, long height) =>
        suite.Hmac(streamKey, Tags.Join(Tags.LeafSalt, Height(height)));

    /// <summary>
    /// The leaf data of an event. Height is its index in the stream, from 0; type is its name in ASCII or UTF-8.
    /// </summary>
    public static byte[] Of(Suite suite, byte[] salt, long height, string type, byte[] bytes) =>
        Tags.Hash(suite, Tags.Leaf, salt, Height(height), Encoding.UTF8.GetBytes(type), bytes);

    private static byte[] Height(long height)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(height);
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, height);
        return bytes;
    }
}
