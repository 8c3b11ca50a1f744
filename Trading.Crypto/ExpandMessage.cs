namespace Trading.Crypto;

/// <summary>
/// expand_message_xmd of RFC 9380, section 5.3.1, with the suite's hash (32 bytes out, blocks of 64): uniform bytes
/// under a domain tag.
/// </summary>
internal static class ExpandMessage
{
    private const int BlockBytes = 64;

    /// <summary>At most 255 × 32 bytes; the tag has at most 255 bytes.</summary>
    public static byte[] Expand(Suite suite, ReadOnlySpan<byte> message, ReadOnlySpan<byte> tag, int length)
    {
        var blocks = (length + Suite.HashBytes - 1) / Suite.HashBytes;
        if (blocks > 255 || tag.Length > 255)
            throw new ArgumentException($"{length} bytes under a tag of {tag.Length}.", nameof(length));
        byte[] prime = [.. tag, (byte)tag.Length];
        var first = suite.Hash(
            (byte[])[.. new byte[BlockBytes], .. message, (byte)(length >> 8), (byte)length, 0, .. prime]
        );
        var previous = new byte[Suite.HashBytes];
        var output = new byte[blocks * Suite.HashBytes];
        for (var i = 0; i < blocks; i++)
        {
            for (var j = 0; j < previous.Length; j++)
                previous[j] ^= first[j];
            previous = suite.Hash((byte[])[.. previous, (byte)(i + 1), .. prime]);
            previous.CopyTo(output, i * Suite.HashBytes);
        }
        return output[..length];
    }
}
