using System.Diagnostics.CodeAnalysis;

namespace Trading.Crypto;

/// <summary>
/// The header of an envelope, 241 + 60·n bytes for n sections, big-endian:
/// 0 magic "BLK1" 4 · 4 suite 2 · 6 header length 2 · 8 kind 1 · 9 flags 1 · 10 sections 2 · 12 lock id 32 · 44 context
/// hash 32 · 76 pseudonym 16 ·
/// 92 submission id 16 · 108 revision 4 · 112 encapsulated point 65 · 177 second-secret hash 32 · 209 hash of the
/// section commitments 32 · 241 sections. Nothing in it names a person. One accepted form: <see cref="TryParse"/> reads
/// exactly what <see cref="ToBytes"/> prints.
/// Source: docs/spec/envelope.md, "Header".
/// </summary>
public sealed record EnvelopeHeader
{
    /// <summary>Bytes before the first section entry.</summary>
    public const int FixedBytes = 241;

    /// <summary>Most sections.</summary>
    public const int MostSections = 64;

    /// <summary>Most bytes of a whole file: 1 GiB and 1 MiB of headers, tags and padding.</summary>
    public const long MostFileBytes = (1L << 30) + (1L << 20);

    /// <summary>Bytes of a pseudonym and of a submission id.</summary>
    public const int IdBytes = 16;

    /// <summary>
    /// The leading bytes that the key encapsulation binds as its info: everything before the encapsulated point.
    /// </summary>
    public const int InfoBytes = 112;

    // Two places of the layout, for whoever reads them alone: Statement.
    internal const int IdOffset = 92;
    internal const int RevisionOffset = IdOffset + IdBytes;

    private const byte SubmissionKind = 1;
    private const byte SecondSecretFlag = 1;

    internal static ReadOnlySpan<byte> Magic => "BLK1"u8;

    /// <summary>The suite of everything in the envelope.</summary>
    public required Suite Suite { get; init; }

    /// <summary>Identifier of the lock, 32 bytes.</summary>
    public required byte[] LockId { get; init; }

    /// <summary>Hash of the context in which the lock is used, 32 bytes.</summary>
    public required byte[] ContextHash { get; init; }

    /// <summary>First 16 bytes of the tagged hash of the submission key.</summary>
    public required byte[] Pseudonym { get; init; }

    /// <summary>Identifier of the submission over all its revisions, 16 random bytes.</summary>
    public required byte[] SubmissionId { get; init; }

    /// <summary>1 for the first, the previous one + 1 for a replacement.</summary>
    public required uint Revision { get; init; }

    /// <summary>Encapsulated point of RFC 9180, 65 bytes.</summary>
    public required byte[] Encapsulated { get; init; }

    /// <summary>Hash of submission id and second secret, 32 bytes, or zeros where there is none.</summary>
    public required byte[] SecondSecretHash { get; init; }

    /// <summary>Hash over the key commitments of all sections, 32 bytes.</summary>
    public required byte[] CommitmentsHash { get; init; }

    /// <summary>The sections in the order of their ciphertexts; the first is the opening record.</summary>
    public required IReadOnlyList<SectionEntry> Sections { get; init; }

    /// <summary>Whether a second secret is needed to open.</summary>
    public bool HasSecondSecret => SecondSecretHash.AsSpan().IndexOfAnyExcept((byte)0) >= 0;

    /// <summary>Bytes of this header.</summary>
    public int HeaderBytes => BytesFor(Sections.Count);

    /// <summary>Bytes of the whole file: header, submission key, signature, ciphertexts.</summary>
    public long FileBytes => OffsetOf(Sections.Count);

    /// <summary>Bytes of a header with that many sections.</summary>
    public static int BytesFor(int sections) => FixedBytes + sections * SectionEntry.EntryBytes;

    /// <summary>Where the ciphertext of a section begins in the file, in bytes.</summary>
    public long OffsetOf(int section) =>
        HeaderBytes + SignedHeader.TrailerBytes + Sections.Take(section).Sum(entry => entry.CiphertextBytes);

    /// <summary>The info of the key encapsulation: the first 112 bytes.</summary>
    public byte[] Info() => ToBytes()[..InfoBytes];

    /// <summary>The header's bytes.</summary>
    public byte[] ToBytes()
    {
        var writer = new WireWriter()
            .Fixed(Magic)
            .U16(Suite.Id)
            .U16((ushort)HeaderBytes)
            .U8(SubmissionKind)
            .U8(HasSecondSecret ? SecondSecretFlag : (byte)0)
            .U16((ushort)Sections.Count)
            .Fixed(LockId)
            .Fixed(ContextHash)
            .Fixed(Pseudonym)
            .Fixed(SubmissionId)
            .U32(Revision)
            .Fixed(Encapsulated)
            .Fixed(SecondSecretHash)
            .Fixed(CommitmentsHash);
        foreach (var section in Sections)
            section.Write(writer);
        return writer.ToArray();
    }

    /// <summary>
    /// Reads a header; <paramref name="fault"/> says what is wrong with any bytes that <see cref="ToBytes"/> would not
    /// print.
    /// </summary>
    public static bool TryParse(
        ReadOnlySpan<byte> bytes,
        [NotNullWhen(true)] out EnvelopeHeader? header,
        out HeaderFault fault
    )
    {
        header = null;
        fault = CheckFrame(bytes, out var sections);
        if (fault != HeaderFault.None)
            return false;
        fault = bytes.Length.CompareTo(BytesFor(sections)) switch
        {
            < 0 => HeaderFault.Truncated,
            > 0 => HeaderFault.TrailingBytes,
            _ => ReadFields(bytes, sections, out header),
        };
        if (fault != HeaderFault.None)
            header = null;
        return header is not null;
    }

    /// <summary>
    /// Whether this envelope belongs to a lock in a context: WrongSuite, WrongLock, WrongContext or None.
    /// </summary>
    public HeaderFault CheckBinding(Suite suite, ReadOnlySpan<byte> lockId, ReadOnlySpan<byte> contextHash)
    {
        if (Suite.Id != suite.Id)
            return HeaderFault.WrongSuite;
        if (!lockId.SequenceEqual(LockId))
            return HeaderFault.WrongLock;
        return contextHash.SequenceEqual(ContextHash) ? HeaderFault.None : HeaderFault.WrongContext;
    }

    // What must be right before a length is believed: enough to know how many bytes the header has.
    internal static HeaderFault CheckFrame(ReadOnlySpan<byte> bytes, out int sections)
    {
        sections = 0;
        if (bytes.Length < SignedHeader.PrefixBytes)
            return HeaderFault.Truncated;
        var reader = new WireReader(bytes);
        if (!reader.Fixed(Magic.Length).AsSpan().SequenceEqual(Magic))
            return HeaderFault.BadMagic;
        if (Suite.Find(reader.U16()) is null)
            return HeaderFault.UnknownSuite;
        var (length, kind, flags) = (reader.U16(), reader.U8(), reader.U8());
        sections = reader.U16();
        if (kind != SubmissionKind)
            return HeaderFault.UnknownKind;
        if ((flags & ~SecondSecretFlag) != 0)
            return HeaderFault.UnknownFlags;
        if (sections is < 1 or > MostSections)
            return HeaderFault.BadSectionCount;
        return length == BytesFor(sections) ? HeaderFault.None : HeaderFault.BadHeaderLength;
    }

    private static HeaderFault ReadFields(ReadOnlySpan<byte> bytes, int count, out EnvelopeHeader header)
    {
        var reader = new WireReader(bytes);
        reader.Fixed(Magic.Length);
        var suite = Suite.Find(reader.U16())!;
        reader.Fixed(3);
        var flags = reader.U8();
        reader.U16();
        var sections = new SectionEntry[count];
        header = new EnvelopeHeader
        {
            Suite = suite,
            LockId = reader.Fixed(Suite.HashBytes),
            ContextHash = reader.Fixed(Suite.HashBytes),
            Pseudonym = reader.Fixed(IdBytes),
            SubmissionId = reader.Fixed(IdBytes),
            Revision = reader.U32(),
            Encapsulated = reader.Fixed(Suite.PointBytes),
            SecondSecretHash = reader.Fixed(Suite.HashBytes),
            CommitmentsHash = reader.Fixed(Suite.HashBytes),
            Sections = sections,
        };
        if (header.Revision == 0)
            return HeaderFault.BadRevision;
        if (!suite.Group.TryDecode(header.Encapsulated, out _))
            return HeaderFault.BadPoint;
        if (header.HasSecondSecret != (flags == SecondSecretFlag))
            return HeaderFault.BadSecondSecret;
        for (var i = 0; i < count; i++)
            if (SectionEntry.Read(ref reader, i, out sections[i]) is var fault && fault != HeaderFault.None)
                return fault;
        return header.FileBytes <= MostFileBytes ? HeaderFault.None : HeaderFault.TooLarge;
    }
}
