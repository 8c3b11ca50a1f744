using Trading.Crypto;

namespace Trading.Streams.Tests.Toy;

/// <summary>What the archive of a roster says.</summary>
public sealed class RosterCase : IStreamCase
{
    private RosterCase(string problem) => Problem = problem;

    private RosterCase(StreamMember member, SortedDictionary<string, byte[]> left)
    {
        Problem = "";
        Sealed = left.Count;
        Events = StreamEvidence.Read(Roster.Events, member.Leaves, out var problem);
        Policy =
            Events is [RosterPublished published, ..]
            && LockPolicyCodec.TryParse(published.Policy, out var policy, out _)
                ? policy
                : null;
        Stream = new(
            Suite.P256,
            member,
            [.. Events.Select(e => e.GetType().Name)],
            problem,
            Policy is null ? "" : Roster.Stream(Policy.Session),
            Policy is null ? [] : [new HeadDemand("the roster", Policy.HeadKeys(), 1)],
            $"{Sealed} sealed names"
        );
    }

    public string Problem { get; }

    public StreamEvidence? Stream { get; }

    public IReadOnlyList<RosterEvent> Events { get; } = [];

    public LockPolicy? Policy { get; }

    public int Sealed { get; }

    public static IReadOnlyList<Check<RosterCase>> Checks { get; } =
    [
        .. StreamChecks.Of<RosterCase>(),
        new("T01", "the lock is one of names", 0, c => Finding.Of(IsOfNames(c), "one lock")),
        new("T02", "times never fall", 0, c => Finding.Of(TimeProblem(c), $"{c.Events.Count} events")),
        new("T03", "as many names are shown as were sealed", 1, Shown),
    ];

    public static byte[] Write(StreamMember member, IEnumerable<KeyValuePair<string, byte[]>> names)
    {
        var members = new Dictionary<string, byte[]>();
        member.AddTo(members, Roster.Prefix);
        foreach (var (id, bytes) in names)
            members.Add($"name/{id}", bytes);
        return ArchiveContainer.Write(member.Kind, members);
    }

    public static RosterCase Read(byte[] file)
    {
        if (!ArchiveContainer.TryRead(file, out var kind, out var members, out var problem))
            return new(problem);
        try
        {
            return new(StreamMember.Take(members, Roster.Prefix, kind), members);
        }
        catch (WireException broken)
        {
            return new(broken.Message);
        }
    }

    private static string? IsOfNames(RosterCase c) =>
        c.Policy?.Purpose == LockPurpose.Names ? null : "the lock has another purpose";

    private static string? TimeProblem(RosterCase c) =>
        c
            .Events.Zip(c.Events.Skip(1))
            .Select(pair => StreamTimes.Problem(pair.Second.At, pair.First.At, 0))
            .FirstOrDefault(problem => problem is not null);

    private static Finding Shown(RosterCase c) =>
        c.Events.OfType<NamesShown>().FirstOrDefault() is { } shown
            ? Finding.Of(
                shown.Names.Count == c.Sealed ? null : $"{shown.Names.Count} of {c.Sealed} names",
                $"{c.Sealed} names"
            )
            : Finding.Nothing("nothing is shown yet");
}
