using System.Text;

namespace Trading.Documents.Tests;

/// <summary>
/// The smallest font that has what Noto Sans SC has not: a composite glyph, hints, short offsets, a map of format 4
/// only.
/// </summary>
internal static class TinyFont
{
    // One contour of three points: on-curve, words for both coordinates; four bytes of hints.
    private static readonly byte[] Triangle =
    [
        .. Words(1, 0, 0, 100, 100, 2, 4),
        1,
        2,
        3,
        4,
        1,
        1,
        1,
        .. Words(0, 100, -100, 0, 0, 100),
        0,
    ];

    // Glyph 1 at its place, words as offsets, with two bytes of hints.
    private static readonly byte[] Composite = [.. Words(-1, 0, 0, 100, 100, 0x0101, 1, 0, 0, 2), 9, 9];

    public static byte[] Build()
    {
        var tables = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["cmap"] =
            [
                .. Words(0, 1, 3, 1, 0, 12),
                .. Words(4, 32, 0, 4, 4, 1, 0, 'b', 0xFFFF, 0, 'a', 0xFFFF, 1 - 'a', 1, 0, 0),
            ],
            ["glyf"] = [.. Triangle, .. Composite],
            ["head"] =
            [
                .. Words(1, 0, 0, 0, 0, 0, 0x5F0F, 0x3CF5, 0, 100),
                .. new byte[16],
                .. Words(0, 0, 100, 100, 0, 8, 2, 0, 0),
            ],
            ["hhea"] = [.. Words(1, 0, 80, -20), .. new byte[26], .. Words(1)],
            ["hmtx"] = Words(60, 0, 0, 0),
            ["loca"] = Words(0, 0, Triangle.Length / 2, (Triangle.Length + Composite.Length) / 2),
            ["maxp"] = [.. Words(1, 0, 3), .. new byte[26]],
            ["name"] = [.. Words(0, 1, 18, 3, 1, 1033, 6, 8, 0), .. Encoding.BigEndianUnicode.GetBytes("Tiny")],
        };
        var (file, offset) = (new List<byte>(Words(1, 0, tables.Count, 0, 0, 0)), 12 + tables.Count * 16);
        foreach (var (tag, bytes) in tables)
        {
            file.AddRange([.. Encoding.ASCII.GetBytes(tag), .. new byte[4], .. Words(0, offset, 0, bytes.Length)]);
            offset += bytes.Length;
        }
        foreach (var bytes in tables.Values)
            file.AddRange(bytes);
        return [.. file];
    }

    private static byte[] Words(params int[] values) => [.. values.SelectMany(v => new[] { (byte)(v >> 8), (byte)v })];
}
