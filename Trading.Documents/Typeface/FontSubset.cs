using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Trading.Documents.Typeface;

/// <summary>
/// The part of one weight that one document shows. CIDs are given in the order in which characters are first drawn,
/// from 1; CID 0 is the empty box. CID and glyph number are the same. Two characters with the same outline get two
/// CIDs, so that the text layer gives back what was written and not a look-alike.
/// </summary>
internal sealed class FontSubset(TrueTypeFont font)
{
    private readonly Dictionary<int, int> _cids = [];
    private readonly List<(int CodePoint, int Glyph)> _used = [(0, 0)];

    public TrueTypeFont Font => font;

    /// <summary>Characters and glyphs of the original font, by CID; the first is the empty box.</summary>
    public IReadOnlyList<(int CodePoint, int Glyph)> Used => _used;

    public int Cid(int codePoint)
    {
        if (_cids.TryGetValue(codePoint, out var cid))
            return cid;
        _used.Add((codePoint, font.Glyph(codePoint)));
        return _cids[codePoint] = _used.Count - 1;
    }

    /// <summary>Six capital letters of the subset's own hash.</summary>
    public static string Tag(ReadOnlySpan<byte> subset)
    {
        var hash = SHA256.HashData(subset);
        return string.Create(
            6,
            hash,
            (letters, bytes) =>
            {
                for (var i = 0; i < letters.Length; i++)
                    letters[i] = (char)('A' + bytes[i] % 26);
            }
        );
    }

    /// <summary>
    /// A TrueType file of the glyphs drawn, and of the parts they are composed of, with six tables in the order of
    /// their tags. Hinting is dropped.
    /// </summary>
    public byte[] Build()
    {
        var glyphs = _used.Select(u => u.Glyph).ToList();
        var (outlines, offsets) = Outlines(glyphs);
        var metrics = new MemoryStream();
        foreach (var glyph in glyphs)
            metrics.Write([.. Be16(font.Advance(glyph)), .. Be16(font.LeftBearing(glyph))]);
        var head = font.Table("head").Slice(0, 54).ToArray();
        head.AsSpan(8, 4).Clear();
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(50), 1);
        var hhea = font.Table("hhea").Slice(0, 36).ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(hhea.AsSpan(34), (ushort)glyphs.Count);
        var maxp = font.Table("maxp").Slice(0, font.Table("maxp").Length).ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(maxp.AsSpan(4), (ushort)glyphs.Count);
        return SfntFile([
            ("glyf", outlines),
            ("head", head),
            ("hhea", hhea),
            ("hmtx", metrics.ToArray()),
            ("loca", offsets),
            ("maxp", maxp),
        ]);
    }

    /// <summary>
    /// The outlines one after the other, each padded to four bytes, and their long offsets. Parts of composites are
    /// appended as they are met.
    /// </summary>
    private (byte[] Outlines, byte[] Offsets) Outlines(List<int> glyphs)
    {
        var numbers = new Dictionary<int, int>();
        for (var i = 0; i < glyphs.Count; i++)
            numbers.TryAdd(glyphs[i], i);
        var (outlines, offsets) = (new MemoryStream(), new MemoryStream());
        for (var i = 0; i < glyphs.Count; i++)
        {
            offsets.Write(Be32((uint)outlines.Length));
            outlines.Write(Outline(font.Outline(glyphs[i]), Number));
            while (outlines.Length % 4 != 0)
                outlines.WriteByte(0);
        }
        offsets.Write(Be32((uint)outlines.Length));
        return (outlines.ToArray(), offsets.ToArray());

        int Number(int glyph)
        {
            if (numbers.TryGetValue(glyph, out var number))
                return number;
            glyphs.Add(glyph);
            return numbers[glyph] = glyphs.Count - 1;
        }
    }

    private static byte[] Outline(FontTable outline, Func<int, int> number)
    {
        if (outline.Length == 0)
            return [];
        var contours = outline.I16(0);
        if (contours < 0)
            return Composite(outline, number);
        var ends = 10 + contours * 2;
        var after = ends + 2 + outline.U16(ends);
        return [.. outline.Slice(0, ends), 0, 0, .. outline.Slice(after, outline.Length - after)];
    }

    private static byte[] Composite(FontTable outline, Func<int, int> number)
    {
        var result = new List<byte>(outline.Slice(0, 10).ToArray());
        int at = 10,
            flags;
        do
        {
            flags = outline.U16(at);
            var rest =
                ((flags & 0x1) != 0 ? 4 : 2)
                + (
                    (flags & 0x8) != 0 ? 2
                    : (flags & 0x40) != 0 ? 4
                    : (flags & 0x80) != 0 ? 8
                    : 0
                );
            result.AddRange([
                .. Be16(flags & ~0x100),
                .. Be16(number(outline.U16(at + 2))),
                .. outline.Slice(at + 4, rest),
            ]);
            at += 4 + rest;
        } while ((flags & 0x20) != 0);
        return [.. result];
    }

    private static byte[] SfntFile((string Tag, byte[] Bytes)[] tables)
    {
        var file = new MemoryStream();
        // The search fields of the header for exactly six tables: 4 × 16, log2 4, the rest.
        file.Write([0, 1, 0, 0, 0, 6, 0, 64, 0, 2, 0, 32]);
        var (offset, headAt) = (12 + tables.Length * 16, 0);
        foreach (var (tag, bytes) in tables)
        {
            if (tag == "head")
                headAt = offset;
            file.Write([
                .. tag.Select(c => (byte)c),
                .. Be32(Sum(bytes)),
                .. Be32((uint)offset),
                .. Be32((uint)bytes.Length),
            ]);
            offset += (bytes.Length + 3) / 4 * 4;
        }
        foreach (var (_, bytes) in tables)
            file.Write([.. bytes, .. new byte[(4 - bytes.Length % 4) % 4]]);
        var whole = file.ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(whole.AsSpan(headAt + 8), unchecked(0xB1B0AFBA - Sum(whole)));
        return whole;
    }

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (var i = 0; i < bytes.Length; i++)
            sum = unchecked(sum + ((uint)bytes[i] << (24 - i % 4 * 8)));
        return sum;
    }

    private static byte[] Be16(int value) => [(byte)(value >> 8), (byte)value];

    private static byte[] Be32(uint value) =>
        [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
