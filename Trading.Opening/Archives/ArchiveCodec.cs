using System.Globalization;
using Trading.Crypto;

namespace Trading.Opening.Archives;

/// <summary>
/// Prints an archive as its one canonical file, and reads only such files: unknown, missing or empty members are
/// refused, so no byte of a file is outside the reach of <see cref="Audit"/>. Source: docs/spec/archive.md, "Members".
/// </summary>
public static class ArchiveCodec
{
    private const string Stream = "session";
    private const string Lots = "lot/";

    /// <summary>The file's bytes.</summary>
    public static byte[] Write(Archive archive)
    {
        var members = new Dictionary<string, byte[]>();
        new StreamMember(archive.Kind, archive.Leaves, archive.Checkpoints).AddTo(members, Stream);
        foreach (var lot in archive.Lots)
            AddLot(members, lot);
        return ArchiveContainer.Write(archive.Kind, members);
    }

    /// <summary>
    /// Reads a file; false with a problem in English words for anything that <see cref="Write"/> would not print.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> file, out Archive? archive, out string problem)
    {
        archive = null;
        if (!ArchiveContainer.TryRead(file, out var kind, out var members, out problem))
            return false;
        try
        {
            archive = ReadMembers(kind, members);
            return true;
        }
        catch (WireException broken)
        {
            problem = broken.Message;
            return false;
        }
    }

    private static void AddLot(Dictionary<string, byte[]> members, ArchiveLot lot)
    {
        var prefix = Lots + lot.Lot;
        members.Add(prefix + "/freeze", MemberText.Write(lot.Freeze));
        members.Add(
            prefix + "/ticks",
            new WireWriter()
                .List(
                    lot.Ticks,
                    (w, tick) => w.Fixed(tick.Seed).List(tick.Entries, (x, entry) => WriteEntry(x, entry, lot))
                )
                .ToArray()
        );
        foreach (var (submission, ciphertext) in lot.Records)
            members.Add($"{prefix}/record/{submission}", ciphertext);
        foreach (var (trustee, batch) in lot.Partials)
            members.Add($"{prefix}/partials/{Number(trustee)}", batch);
        foreach (var (trustee, batch) in lot.Refused)
            members.Add($"{prefix}/refused/{Number(trustee)}", batch);
    }

    private static void WriteEntry(WireWriter writer, Entry entry, ArchiveLot lot)
    {
        var acknowledgement =
            lot.Acknowledgements.TryGetValue(HashOf(entry), out var bytes) && bytes.Length == Acknowledgement.TotalBytes
                ? bytes
                : throw new ArgumentException($"An entry of lot {lot.Lot} has no acknowledgement.", nameof(lot));
        writer.Bytes(entry.Statement).Fixed(acknowledgement);
    }

    private static Archive ReadMembers(ArchiveKind kind, SortedDictionary<string, byte[]> members)
    {
        var left = new SortedDictionary<string, byte[]>(members, StringComparer.Ordinal);
        var stream = StreamMember.Take(left, Stream, StreamMember.NotForBidders(kind));
        var lots = new List<ArchiveLot>();
        while (left.Count > 0)
            lots.Add(ReadLot(left, kind));
        return new(kind, stream.Leaves, stream.Checkpoints, lots);
    }

    // Members are sorted, so the first one left names the next lot; its own members are all that may stand before the
    // next lot's.
    private static ArchiveLot ReadLot(SortedDictionary<string, byte[]> left, ArchiveKind kind)
    {
        var name = left.Keys.First();
        var parts = name.Split('/');
        if (parts.Length < 3 || parts[0] + '/' != Lots || parts[1].Length == 0)
            throw Wrong($"member {name} is unknown");
        var prefix = Lots + parts[1];
        var freeze = MemberText.Read(MemberText.Take(left, prefix + "/freeze"));
        var acknowledgements = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var ticks = ReadTicks(MemberText.Take(left, prefix + "/ticks"), acknowledgements);
        var records = TakeAll(left, prefix + "/record/").ToDictionary(m => m.Suffix, m => m.Content);
        var partials = TakeAll(left, prefix + "/partials/").ToDictionary(m => ReadNumber(m.Suffix), m => m.Content);
        var refused = TakeAll(left, prefix + "/refused/").ToDictionary(m => ReadNumber(m.Suffix), m => m.Content);
        if (kind == ArchiveKind.Public && partials.Count > 0)
            throw Wrong("a public archive holds no partial openings");
        if (left.Keys.Any(k => k.StartsWith(prefix + "/", StringComparison.Ordinal)))
            throw Wrong($"lot {parts[1]} has an unknown member");
        return new(parts[1], freeze, ticks, acknowledgements, records, partials) { Refused = refused };
    }

    private static DisclosedTick[] ReadTicks(byte[] member, Dictionary<string, byte[]> acknowledgements)
    {
        var reader = new WireReader(member);
        var ticks = reader.List(
            (ref WireReader r) =>
                new DisclosedTick(
                    r.Fixed(Suite.HashBytes),
                    r.List((ref WireReader x) => ReadEntry(ref x, acknowledgements), TickSchedule.MostEntries)
                )
        );
        reader.End();
        return ticks;
    }

    // Kind and arrival are not written beside what binds them: the statement's own magic, and the signed
    // acknowledgement.
    private static Entry ReadEntry(ref WireReader reader, Dictionary<string, byte[]> acknowledgements)
    {
        var statement = reader.Bytes();
        var bytes = reader.Fixed(Acknowledgement.TotalBytes);
        if (!Acknowledgement.TryParse(bytes, out var acknowledgement))
            throw reader.Wrong("an acknowledgement cannot be read");
        var entry = new Entry(
            Statement.IsOfWithdrawal(statement) ? EntryKind.Withdrawal : EntryKind.Envelope,
            acknowledgement.AtMicros,
            statement
        );
        return acknowledgements.TryAdd(HashOf(entry), bytes) ? entry : throw reader.Wrong("an entry stands twice");
    }

    // Both kinds of statement name their suite behind the magic; what names none is no statement, and any hash will do
    // for it.
    private static string HashOf(Entry entry) =>
        Convert.ToHexStringLower(entry.Hash(Statement.SuiteOf(entry.Statement) ?? Suite.P256));

    private static List<(string Suffix, byte[] Content)> TakeAll(SortedDictionary<string, byte[]> left, string prefix)
    {
        var names = left.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).ToArray();
        return [.. names.Select(name => (name[prefix.Length..], MemberText.Take(left, name)))];
    }

    private static string Number(int trustee) => trustee.ToString("D3", CultureInfo.InvariantCulture);

    private static int ReadNumber(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && Number(number) == digits
            ? number
            : throw Wrong("a trustee's number is three digits");

    private static WireException Wrong(string what) => new(what, 0);
}
