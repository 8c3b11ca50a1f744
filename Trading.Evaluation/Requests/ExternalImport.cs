using Trading.Crypto;

namespace Trading.Evaluation.Requests;

/// <summary>
/// A draw that another system made, as host and supervisor import it: the facts of a request, the system's own number,
/// each expert as a person hash, and the paper that was signed, by its hash. Nobody here can verify how these people
/// were drawn. Source: docs/spec/draw.md, "External draws".
/// </summary>
public sealed record ExternalImport
{
    /// <summary>
    /// The facts: t_draw is when the other system drew; regions and reserve, which it answers for, are empty.
    /// </summary>
    public required DrawRequest Request { get; init; }

    /// <summary>Name of the system that drew, 1–100 letters.</summary>
    public required string System { get; init; }

    /// <summary>The number of the draw there, 1–100 letters.</summary>
    public required string Number { get; init; }

    /// <summary>
    /// Person hashes of the experts under the request's salt, 32 bytes each, rising: their order says nothing.
    /// </summary>
    public required IReadOnlyList<byte[]> Experts { get; init; }

    /// <summary>SHA-256 of the signed paper, 32 bytes.</summary>
    public required byte[] PaperHash { get; init; }

    /// <summary>Bytes of the paper, 1 to <see cref="PaperMostBytes"/>.</summary>
    public required uint PaperBytes { get; init; }

    /// <summary>Signing key of the platform that the import is for, 65 bytes.</summary>
    public required byte[] PlatformKey { get; init; }

    /// <summary>Signing key of the gate, 65 bytes.</summary>
    public required byte[] Gate { get; init; }

    /// <summary>Signing key of the host, 65 bytes.</summary>
    public required byte[] Host { get; init; }

    /// <summary>Signing key of the supervisor, 65 bytes: another one than the host's.</summary>
    public required byte[] Supervisor { get; init; }

    /// <summary>A rehearsal.</summary>
    public required bool Drill { get; init; }

    /// <summary>The most bytes of a paper: 8 MiB.</summary>
    public const int PaperMostBytes = 8 << 20;

    /// <summary>Hash of the canonical bytes, 32 bytes: what host and supervisor sign, and the gate's root.</summary>
    public byte[] Hash() => Tags.Hash(Suite.Find(Request.Suite)!, Tags.DrawExternal, ExternalImportCodec.ToBytes(this));
}

/// <summary>
/// The canonical bytes of an import; the parser takes what the printer would print. Source: docs/spec/draw.md,
/// "External draws".
/// </summary>
public static class ExternalImportCodec
{
    /// <summary>The version of the form.</summary>
    public const byte Version = 1;

    /// <summary>Letters of the names of system and number.</summary>
    public const int MostLetters = 100;

    private const int RequestMostBytes = 128 << 10;

    /// <summary>The canonical bytes; of an import that is not well formed an <see cref="ArgumentException"/>.</summary>
    public static byte[] ToBytes(ExternalImport import)
    {
        ArgumentNullException.ThrowIfNull(import);
        if (!IsWellFormed(import))
            throw new ArgumentException("The import is not well formed.", nameof(import));
        return new WireWriter()
            .U8(Version)
            .Bytes(DrawRequestCodec.ToBytes(import.Request))
            .Text(import.System)
            .Text(import.Number)
            .List(import.Experts, (w, e) => w.Fixed(e))
            .Fixed(import.PaperHash)
            .U32(import.PaperBytes)
            .Fixed(import.PlatformKey)
            .Fixed(import.Gate)
            .Fixed(import.Host)
            .Fixed(import.Supervisor)
            .Bool(import.Drill)
            .ToArray();
    }

    /// <summary>Reads an import; false for anything that <see cref="ToBytes"/> would not print.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out ExternalImport import)
    {
        import = null!;
        try
        {
            var reader = new WireReader(bytes);
            if (reader.U8() != Version || !DrawRequestCodec.TryParse(reader.Bytes(RequestMostBytes), out var request))
                return false;
            var parsed = new ExternalImport
            {
                Request = request,
                System = reader.Text(Letters.MostBytes(MostLetters)),
                Number = reader.Text(Letters.MostBytes(MostLetters)),
                Experts = reader.List((ref WireReader r) => r.Fixed(Suite.HashBytes), DrawRequestCodec.SeatsMost),
                PaperHash = reader.Fixed(Suite.HashBytes),
                PaperBytes = reader.U32(),
                PlatformKey = reader.Fixed(Suite.PointBytes),
                Gate = reader.Fixed(Suite.PointBytes),
                Host = reader.Fixed(Suite.PointBytes),
                Supervisor = reader.Fixed(Suite.PointBytes),
                Drill = reader.Bool(),
            };
            reader.End();
            import = parsed;
            return IsWellFormed(parsed);
        }
        catch (WireException)
        {
            return false;
        }
    }

    private static bool IsWellFormed(ExternalImport i) =>
        i.Request.Regions.Count == 0
        && i.Request.ReserveDepth == 0
        && i.Request.DrawAt < i.Request.RoomAt
        && Letters.FitsSeen(i.System, 1, MostLetters)
        && Letters.FitsSeen(i.Number, 1, MostLetters)
        && i.Experts.Count == i.Request.DrawnSeats
        && i.Experts.All(e => e.Length == Suite.HashBytes)
        && i.Experts.Zip(i.Experts.Skip(1)).All(pair => pair.First.AsSpan().SequenceCompareTo(pair.Second) < 0)
        && i.PaperHash.Length == Suite.HashBytes
        && i.PaperBytes is >= 1 and <= ExternalImport.PaperMostBytes
        && IsPoint(i, i.PlatformKey)
        && IsPoint(i, i.Gate)
        && IsPoint(i, i.Host)
        && IsPoint(i, i.Supervisor)
        && !i.Host.AsSpan().SequenceEqual(i.Supervisor);

    private static bool IsPoint(ExternalImport i, byte[] key) =>
        Suite.Find(i.Request.Suite)!.Group.TryDecode(key, out _);
}

/// <summary>The gates of an import: those of a request, without our own times. Source: as above.</summary>
public static class ExternalGates
{
    /// <summary>Every gate that says no to a well-formed import; empty where it may stand.</summary>
    public static IReadOnlyList<RequestRefusal> Check(ExternalImport import, DrawRules rules)
    {
        ArgumentNullException.ThrowIfNull(import);
        // Whom we do not draw, we do not time: how long before the room the other system draws is its own law.
        var refusals = RequestGates
            .Check(import.Request, rules)
            .Where(no => no.Reason is not (RequestReason.DrawTooEarly or RequestReason.DrawTooLate))
            .ToList();
        var experts = import.Experts.Select(Convert.ToHexString).ToHashSet(StringComparer.Ordinal);
        if (import.Request.BuyerSeats.Any(b => experts.Contains(Convert.ToHexString(b.Person))))
            refusals.Add(new(RequestReason.SamePersonTwice, Spec));
        if (import.Request.AvoidedPersons.Any(p => experts.Contains(Convert.ToHexString(p))))
            refusals.Add(new(RequestReason.AvoidedPersonSits, Spec));
        return refusals;
    }

    private const string Spec = "spec:draw";
}
