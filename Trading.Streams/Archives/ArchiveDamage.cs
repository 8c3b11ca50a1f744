using System.Buffers.Binary;
using Trading.Crypto;

namespace Trading.Streams.Archives;

/// <summary>
/// What happened to a file that should be an archive, in words that say what to do: it never was one, its end is
/// missing, or it was changed. Only lengths and the checksum are looked at. Source: docs/spec/archive.md, "Damage".
/// </summary>
internal static class ArchiveDamage
{
    private const int HeadBytes = 11;
    private const int LengthBytes = 4;

    /// <summary>The damage in English words, or an empty text for a file whose checksum holds.</summary>
    public static string Find(ReadOnlySpan<byte> file)
    {
        var magic = ArchiveContainer.Head;
        if (file.Length == 0)
            return "not an archive: the file is empty";
        if (file.StartsWith("\uFEFF"u8) && file[3..].StartsWith(magic))
            return "altered: a byte order mark stands before it, as editors of texts put it there";
        if (!file.StartsWith(magic[..Math.Min(magic.Length, file.Length)]))
            return "not an archive: it does not begin as one";
        if (file.Length >= ArchiveContainer.ChecksumBytes && HasChecksum(file))
            return "";
        return EndOf(file) switch
        {
            null => "altered: its lengths lead nowhere",
            var end when end > file.Length => $"cut off: {file.Length} bytes are here, at least {end} belong to it",
            var end when end < file.Length => $"altered: {file.Length - end} bytes stand behind its end",
            _ => "altered: the checksum does not match",
        };
    }

    private static bool HasChecksum(ReadOnlySpan<byte> file) =>
        Suite
            .P256.Hash(file[..^ArchiveContainer.ChecksumBytes])
            .AsSpan()
            .SequenceEqual(file[^ArchiveContainer.ChecksumBytes..]);

    // Where the file has to end as far as its lengths tell; beyond its last byte where a part is missing, null where a
    // length is none.
    private static long? EndOf(ReadOnlySpan<byte> file)
    {
        if (!TryLength(file, HeadBytes, out var count))
            return HeadBytes + LengthBytes + ArchiveContainer.ChecksumBytes;
        if (count > ArchiveContainer.MostMembers)
            return null;
        long at = HeadBytes + LengthBytes;
        for (var member = 0; member < count; member++)
        {
            if (!TryLength(file, at, out var name))
                return at + LengthBytes + ArchiveContainer.ChecksumBytes;
            if (name is 0 or > ArchiveContainer.MostNameBytes)
                return null;
            at += LengthBytes + name;
            if (!TryLength(file, at, out var content))
                return at + LengthBytes + ArchiveContainer.ChecksumBytes;
            at += LengthBytes + content;
        }
        return at + ArchiveContainer.ChecksumBytes;
    }

    private static bool TryLength(ReadOnlySpan<byte> file, long at, out uint length)
    {
        length = 0;
        if (at > file.Length - LengthBytes)
            return false;
        length = BinaryPrimitives.ReadUInt32BigEndian(file[(int)at..]);
        return true;
    }
}
