using System.Buffers.Binary;

namespace Trading.Documents.Typeface;

/// <summary>
/// One table of a font file. Every read is checked against the table's end, so a damaged offset is an exception and
/// never a stray byte.
/// </summary>
internal sealed class FontTable(string tag, ReadOnlyMemory<byte> bytes)
{
    public int Length => bytes.Length;

    public int U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(Slice(at, 2));

    public int I16(int at) => BinaryPrimitives.ReadInt16BigEndian(Slice(at, 2));

    public uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(Slice(at, 4));

    /// <summary>An offset or count that has to be usable as an index.</summary>
    public int Index(int at) =>
        U32(at) is var value && value <= int.MaxValue ? (int)value : throw Damaged(at, $"{value} is out of range");

    public ReadOnlySpan<byte> Slice(int at, int length) =>
        at >= 0 && length >= 0 && at <= bytes.Length - length
            ? bytes.Span.Slice(at, length)
            : throw Damaged(at, $"{length} bytes wanted, the table has {bytes.Length}");

    public FontException Damaged(int at, string what) => new($"font table '{tag}' at {at}: {what}");
}
