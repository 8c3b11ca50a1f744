using System.Buffers.Binary;
using System.Text;

namespace Trading.Documents.Tests;

/// <summary>A naive second reading of a subset, that shares no code with the writer.</summary>
internal sealed class FontTableReader(byte[] file)
{
    public int GlyphCount => U16(Offset(file, "maxp") + 4);

    public int UnitsPerEm => U16(Offset(file, "head") + 18);

    /// <summary>Every glyph of a subset has a metric of its own.</summary>
    public int Advance(int glyph) => U16(Offset(file, "hmtx") + glyph * 4);

    public int Contours(int glyph) => (short)U16(Glyph(glyph));

    public int ComponentOf(int glyph) => U16(Glyph(glyph) + 12);

    /// <summary>Of a simple glyph.</summary>
    public int InstructionBytes(int glyph) => U16(Glyph(glyph) + 10 + Contours(glyph) * 2);

    public static int Offset(byte[] file, string tag)
    {
        for (var entry = 12; ; entry += 16)
            if (Encoding.Latin1.GetString(file, entry, 4) == tag)
                return BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(entry + 8));
    }

    private int Glyph(int glyph) =>
        Offset(file, "glyf") + BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(Offset(file, "loca") + glyph * 4));

    private int U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));
}
