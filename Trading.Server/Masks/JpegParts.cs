using System.Buffers.Binary;

namespace Trading.Server.Masks;

/// <summary>The segments of a JPEG: who took a picture, where and with what stands in some of them.</summary>
internal static class JpegParts
{
    private const byte StartOfScan = 0xDA;
    private const byte Comment = 0xFE;
    private const byte FirstApplication = 0xE0;
    private const byte LastApplication = 0xEF;

    // JFIF, a profile of colours, and how Adobe's colours are meant: without them a picture looks otherwise.
    private const byte Jfif = 0xE0;
    private const byte Profile = 0xE2;
    private const byte Adobe = 0xEE;

    /// <summary>The picture without EXIF, XMP, IPTC and comments; what cannot be read stays as it is.</summary>
    public static byte[] WithoutComments(ReadOnlySpan<byte> jpeg)
    {
        if (!jpeg.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]))
            return jpeg.ToArray();
        using var output = new MemoryStream(jpeg.Length);
        output.Write(jpeg[..2]);
        var at = 2;
        while (at + 4 <= jpeg.Length && jpeg[at] == 0xFF && jpeg[at + 1] != StartOfScan)
        {
            var (marker, length) = (jpeg[at + 1], 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]));
            if (at + length > jpeg.Length)
                break;
            if (!IsTalk(marker))
                output.Write(jpeg.Slice(at, length));
            at += length;
        }
        output.Write(jpeg[at..]);
        return output.ToArray();
    }

    private static bool IsTalk(byte marker) =>
        marker == Comment || marker is >= FirstApplication and <= LastApplication and not (Jfif or Profile or Adobe);
}
