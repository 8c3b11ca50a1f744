using Trading.Documents;
using Trading.Rooms.Archives;
using Trading.Rooms.Packs;
using Trading.Rooms.Rooms;
using Trading.Rooms.Starts;
using Trading.Streams.Archives;
using Trading.Streams.Heads;

namespace Trading.Rooms.Audits;

/// <summary>What stands beside the archive of a room when it is checked. Nothing of it is the archive's.</summary>
public sealed record RoomBeside
{
    /// <summary>Trusted keys; null: the archive is consistent in itself at best.</summary>
    public RoomTrust? Trust { get; init; }

    /// <summary>The opening's archive.</summary>
    public OpeningBeside? Opening { get; init; }

    /// <summary>The draw's archive.</summary>
    public DrawBeside? Draw { get; init; }

    /// <summary>What the report is set in; null: it is not printed again.</summary>
    public Fonts? Fonts { get; init; }

    /// <summary>A report that somebody holds: it must be one that follows from the archive.</summary>
    public byte[]? Report { get; init; }
}

/// <summary>What the archive of a room says: its streams as events, and how the room stood before each.</summary>
public sealed class RoomArchiveCase : IStreamCase
{
    private RoomArchiveCase(string problem, RoomBeside beside) => (Problem, Beside) = (problem, beside);

    private RoomArchiveCase(RoomArchive archive, RoomBeside beside)
    {
        (Problem, Beside, Archive) = ("", beside, archive);
        Public = StreamEvidence.Read(RoomCodec.Table, archive.Stream.Leaves, out var problem);
        Closed = ReadAll(archive.Closed?.Select(e => e.Event) ?? [], ref problem);
        Own = ReadAll(archive.Bidder?.Own ?? [], ref problem);
        Started = Public is [EvaluationStarted first, ..] ? first : null;
        Start = Started is not null && RoomStartCodec.TryParse(Started.Start, out var start) ? start : null;
        Pack = Start is null ? null : RoomPacks.Find(Start.Pack, Start.PackVersion);
        All = archive.Closed is null ? [] : Merge();
        Moments = Fold(All, out var fault);
        FoldProblem = fault;
        Stream = new StreamEvidence(
            Suite,
            archive.Stream,
            [.. Public.Select(e => e.GetType().Name)],
            problem,
            Started is null ? "" : Names.RoomStream(Started.Room),
            Demands(),
            archive.Bidder is { } bidder ? $"bid {bidder.Bid}" : $"{archive.Closed?.Count ?? 0} closed ones"
        );
    }

    /// <inheritdoc/>
    public string Problem { get; }

    /// <inheritdoc/>
    public StreamEvidence? Stream { get; }

    internal RoomBeside Beside { get; }

    internal RoomArchive? Archive { get; }

    internal ArchiveKind Kind => Archive!.Stream.Kind;

    internal IReadOnlyList<RoomEvent> Public { get; } = [];

    internal IReadOnlyList<RoomEvent> Closed { get; } = [];

    /// <summary>What a bidder's archive holds of the closed streams.</summary>
    internal IReadOnlyList<RoomEvent> Own { get; } = [];

    /// <summary>Of a full archive every event in its order; else none.</summary>
    internal IReadOnlyList<RoomEvent> All { get; } = [];

    /// <summary>Each of them with the room before it, up to the first that does not follow.</summary>
    internal IReadOnlyList<RoomMoment> Moments { get; } = [];

    /// <summary>Why an event does not follow, or null.</summary>
    internal string? FoldProblem { get; }

    internal EvaluationStarted? Started { get; }

    internal RoomStart? Start { get; }

    internal RoomPack? Pack { get; }

    internal Suite Suite => Start is null ? Suite.P256 : Suite.Find(Start.Suite)!;

    /// <summary>The room as the last event left it.</summary>
    internal Room Last => Moments is [.., var last] ? RoomDecider.Evolve(last.Before, last.Event) : new Room.None();

    /// <summary>The platform's key that is known from outside, or null.</summary>
    internal byte[]? Platform { get; private set; }

    /// <summary>Reads a file; what it is no archive of says the first check.</summary>
    public static RoomArchiveCase Read(ReadOnlySpan<byte> file, RoomBeside beside) =>
        RoomArchive.TryRead(file, out var archive, out var problem) ? new(archive, beside) : new(problem, beside);

    /// <summary>A check that only a full archive can make.</summary>
    internal Finding OfFull(Func<Finding> check) =>
        Kind != ArchiveKind.Full ? Finding.Withheld("what was closed is in the supervisor's archive")
        : Start is null ? Finding.Nothing("the start cannot be read")
        : check();

    /// <summary>
    /// The first problem of those events, by their places; or what they are.
    /// </summary>
    internal Finding OfEach<T>(Func<RoomMoment, T, string?> problemOf, Func<int, string> told)
        where T : RoomEvent
    {
        var count = 0;
        foreach (var moment in Moments)
            if (moment.Event is T happened)
            {
                count++;
                if (problemOf(moment, happened) is { } problem)
                    return Finding.Fail($"event {moment.At}, {moment.Event.GetType().Name}: {problem}");
            }
        return count == 0 ? Finding.Nothing("there is none") : Finding.Pass(told(count));
    }

    private static RoomEvent[] ReadAll(IEnumerable<byte[]> events, ref string? problem)
    {
        var read = new List<RoomEvent>();
        foreach (var bytes in events)
            try
            {
                read.Add(RoomCodec.Table.Decode(bytes));
            }
            catch (CorruptEventException corrupt)
            {
                problem ??= $"closed event {read.Count}: {corrupt.Message}";
                break;
            }
        return [.. read];
    }

    // Each closed event says how many public ones stand before it; one that says more than there are stands last.
    private List<RoomEvent> Merge()
    {
        var (all, at) = (new List<RoomEvent>(), 0);
        for (var closed = 0; closed < Closed.Count; closed++)
        {
            while (at < Public.Count && at < Archive!.Closed![closed].Before)
                all.Add(Public[at++]);
            all.Add(Closed[closed]);
        }
        all.AddRange(Public.Skip(at));
        return all;
    }

    private static List<RoomMoment> Fold(IReadOnlyList<RoomEvent> all, out string? problem)
    {
        problem = null;
        var (moments, state) = (new List<RoomMoment>(), (Room)new Room.None());
        for (var at = 0; at < all.Count; at++)
            try
            {
                var after = RoomDecider.Evolve(state, all[at]);
                moments.Add(new RoomMoment(at, all[at], state));
                state = after;
            }
            catch (Exception broken) when (broken is CorruptEventException or ArgumentException or KeyNotFoundException)
            {
                problem = $"event {at}, {all[at].GetType().Name}: {broken.Message}";
                break;
            }
        return moments;
    }

    // The start names no platform: its key comes from the trust file, or from the opening's archive.
    private List<HeadDemand> Demands()
    {
        IReadOnlyList<byte[]> known =
            Beside.Trust?.Platforms ?? (Beside.Opening is { Platform.Length: > 0 } opening ? [opening.Platform] : []);
        var name = Started is null ? "" : Names.RoomStream(Started.Room);
        var last = Archive!.Stream.Checkpoints is [.., var note] ? note : "";
        Platform =
            known.FirstOrDefault(key => PlatformCheckpoint.TryRead(Suite, last, name, new HeadKeys(key, [], 0), out _))
            ?? (known is [var first, ..] ? first : null);
        return Platform is null ? [] : [new HeadDemand("the room", new HeadKeys(Platform, [], 0), 0)];
    }
}
