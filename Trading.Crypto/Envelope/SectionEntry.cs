namespace Trading.Crypto;

/// <summary>What a section is for.</summary>
public enum SectionType : ushort
{
    /// <summary>
    /// The opening record: the first section of every envelope and the only one of its type; padded to a size class.
    /// </summary>
    OpeningRecord = 0,

    /// <summary>A document.</summary>
    Document = 1,
}

/// <summary>
/// A section in an envelope's header, 60 bytes: type 2 · chunk log2 1 (16) · zero 1 · plaintext length 8 · ciphertext
/// length 8 · zero 8 · ciphertext root 32. The ciphertext length follows from the plaintext length. Source:
/// docs/spec/envelope.md, "Sections".
/// </summary>
public sealed record SectionEntry(SectionType Type, long PlaintextBytes, byte[] Root)
{
    /// <summary>Bytes of an entry in the header.</summary>
    public const int EntryBytes = 60;

    /// <summary>Most plaintext bytes of a section: 1 GiB.</summary>
    public const long MostPlaintextBytes = 1L << 30;

    /// <summary>Bytes of the section in the file.</summary>
    public long CiphertextBytes => ChunkedPayload.CiphertextBytes(PlaintextBytes);

    internal void Write(WireWriter writer) =>
        writer
            .U16((ushort)Type)
            .U8(ChunkedPayload.ChunkLog2)
            .U8(0)
            .U64((ulong)PlaintextBytes)
            .U64((ulong)CiphertextBytes)
            .U64(0)
            .Fixed(Root);

    internal static HeaderFault Read(ref WireReader reader, int index, out SectionEntry entry)
    {
        var (type, chunkLog2, zero) = ((SectionType)reader.U16(), reader.U8(), reader.U8());
        var (plaintext, ciphertext, reserved) = (reader.U64(), reader.U64(), reader.U64());
        entry = new SectionEntry(type, (long)Math.Min(plaintext, MostPlaintextBytes), reader.Fixed(Suite.HashBytes));
        if (type is not (SectionType.OpeningRecord or SectionType.Document))
            return HeaderFault.UnknownSectionType;
        if (type == SectionType.OpeningRecord != (index == 0))
            return HeaderFault.MisplacedSection;
        if (chunkLog2 != ChunkedPayload.ChunkLog2)
            return HeaderFault.BadChunkSize;
        if (zero != 0 || reserved != 0)
            return HeaderFault.NonZeroReserved;
        if (plaintext > MostPlaintextBytes || ciphertext != (ulong)entry.CiphertextBytes)
            return HeaderFault.BadSectionLength;
        return type == SectionType.Document || SizeClass.IsClass(entry.PlaintextBytes)
            ? HeaderFault.None
            : HeaderFault.BadSectionLength;
    }
}
