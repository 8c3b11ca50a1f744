using System.Text;
using Trading.Crypto;

namespace Trading.Streams.Archives;

/// <summary>
/// The file around the members: magic 8 ‖ version 2 ‖ kind 1 ‖ list of (text name ‖ bytes content), names strictly
/// rising by their bytes ‖ SHA-256 of all that before, 32. Names are 1 to 128 of a–z, 0–9, '-' and '/'. Source:
/// docs/spec/archive.md, "Container".
/// </summary>
public static class ArchiveContainer
{
    public const int ChecksumBytes = 32;
    private const ushort Version = 1;
    internal const int MostMembers = 1 << 20;
    internal static ReadOnlySpan<byte> Head => Magic;

    internal const int MostNameBytes = 128;
    private static readonly byte[] Magic = "BLKARCH1"u8.ToArray();

    public static byte[] Write(ArchiveKind kind, IReadOnlyCollection<KeyValuePair<string, byte[]>> members)
    {
        var sorted = members.OrderBy(m => m.Key, StringComparer.Ordinal).ToArray();
        var body = new WireWriter()
            .Fixed(Magic)
            .U16(Version)
            .U8((byte)kind)
            .List(sorted, static (w, m) => w.Text(m.Key).Bytes(m.Value))
            .ToArray();
        return [.. body, .. Suite.P256.Hash(body)];
    }

    /// <summary>False with a problem in words for anything that <see cref="Write"/> would not print.</summary>
    public static bool TryRead(
        ReadOnlySpan<byte> file,
        out ArchiveKind kind,
        out SortedDictionary<string, byte[]> members,
        out string problem
    )
    {
        (kind, members, problem) = (default, new(StringComparer.Ordinal), "");
        problem = ArchiveDamage.Find(file);
        if (problem.Length > 0)
            return false;
        var body = file[..^ChecksumBytes];
        try
        {
            var reader = new WireReader(body);
            kind = ReadHead(ref reader);
            ReadMembers(ref reader, members);
            reader.End();
            return true;
        }
        catch (WireException broken)
        {
            return Fail(broken.Message, out problem);
        }
    }

    private static ArchiveKind ReadHead(ref WireReader reader)
    {
        if (!reader.Fixed(Magic.Length).AsSpan().SequenceEqual(Magic))
            throw reader.Wrong("the file is no archive");
        if (reader.U16() != Version)
            throw reader.Wrong("the version is unknown");
        var kind = (ArchiveKind)reader.U8();
        return Enum.IsDefined(kind) ? kind : throw reader.Wrong("the kind is unknown");
    }

    private static void ReadMembers(ref WireReader reader, SortedDictionary<string, byte[]> members)
    {
        var (count, last) = (reader.U32(), "");
        if (count > MostMembers)
            throw reader.Wrong("too many members");
        for (var i = 0U; i < count; i++)
        {
            var name = reader.Text(MostNameBytes);
            if (!IsName(name))
                throw reader.Wrong("a member's name has other characters");
            if (string.CompareOrdinal(name, last) <= 0)
                throw reader.Wrong("members are not sorted");
            members.Add(name, reader.Bytes());
            last = name;
        }
    }

    private static bool IsName(string name) =>
        name.Length > 0 && name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '/');

    private static bool Fail(string what, out string problem)
    {
        problem = what;
        return false;
    }
}
