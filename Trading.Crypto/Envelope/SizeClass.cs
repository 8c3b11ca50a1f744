using System.Buffers.Binary;

namespace Trading.Crypto;

/// <summary>
/// Padding of an opening record, so that its length says nothing: length (4 bytes) ‖ content ‖ zeros up to 4, 16 or 64
/// KiB. Which class a lock demands is fixed for all its envelopes. Source: docs/spec/envelope.md, "Size classes".
/// </summary>
public static class SizeClass
{
    private const int LengthBytes = 4;

    /// <summary>The three classes, in bytes of padded plaintext.</summary>
    public static ReadOnlySpan<int> All => [4096, 16_384, 65_536];

    /// <summary>Whether that is a class.</summary>
    public static bool IsClass(long bytes) => bytes is 4096 or 16_384 or 65_536;

    /// <summary>Most content bytes of a class.</summary>
    public static int MostContentBytes(int classBytes) => classBytes - LengthBytes;

    /// <summary>
    /// Pads content to a class. No class, or content longer than <see cref="MostContentBytes"/>, is an
    /// <see cref="ArgumentException"/>.
    /// </summary>
    public static byte[] Pad(ReadOnlySpan<byte> content, int classBytes)
    {
        if (!IsClass(classBytes) || content.Length > MostContentBytes(classBytes))
            throw new ArgumentException(
                $"{content.Length} bytes do not fit a size class of {classBytes}.",
                nameof(content)
            );
        var padded = new byte[classBytes];
        BinaryPrimitives.WriteInt32BigEndian(padded, content.Length);
        content.CopyTo(padded.AsSpan(LengthBytes));
        return padded;
    }

    /// <summary>
    /// The content of a padded record; false where the length is too large or a padding byte is not zero.
    /// </summary>
    public static bool TryUnpad(ReadOnlySpan<byte> padded, out ReadOnlySpan<byte> content)
    {
        content = default;
        if (!IsClass(padded.Length))
            return false;
        var length = BinaryPrimitives.ReadUInt32BigEndian(padded);
        if (length > MostContentBytes(padded.Length))
            return false;
        content = padded.Slice(LengthBytes, (int)length);
        return padded[(LengthBytes + (int)length)..].IndexOfAnyExcept((byte)0) < 0;
    }
}
