using Trading.Crypto;
using Trading.Evaluation.Pool;
using Trading.Evaluation.Requests;

namespace Trading.Evaluation.Commitments;

/// <summary>An expert who may be drawn, with a bit for each seat group that the expert fits.</summary>
internal readonly record struct EligibleExpert(Expert Expert, ushort Groups);

/// <summary>
/// Who of a pool may be drawn under a request, and how many each constraint keeps out. Source: docs/spec/draw.md,
/// "Filter".
/// </summary>
internal sealed class PoolFilter
{
    /// <summary>Constraints that a filter counts.</summary>
    public const int Counted = (int)Constraint.Person + 1;

    private readonly Suite suite;
    private readonly DrawRequest request;
    private readonly byte[] personSalt;
    private readonly IReadOnlySet<string> absent;
    private readonly HashSet<string> persons;

    // For each group its fitting experts by the constraint that keeps them out; the last column are those left.
    private readonly int[][] fitting;

    public PoolFilter(DrawRequest request, byte[] personSalt, IEnumerable<Expert> experts, IReadOnlySet<string> absent)
    {
        suite = Suite.Find(request.Suite)!;
        (this.request, this.personSalt, this.absent) = (request, personSalt, absent);
        persons =
        [
            .. request.AvoidedPersons.Concat(request.BuyerSeats.Select(b => b.Person)).Select(Convert.ToHexString),
        ];
        fitting = [.. request.Groups.Select(_ => new int[Counted + 1])];
        foreach (var expert in experts)
            Take(expert);
    }

    /// <summary>Those who may be drawn, in the pool's order.</summary>
    public List<EligibleExpert> Eligible { get; } = [];

    /// <summary>How many each constraint keeps out.</summary>
    public int[] Excluded { get; } = new int[Counted];

    /// <summary>The first group that has fewer experts than its seats and the reserve, or null.</summary>
    public Shortage? Shortage()
    {
        for (var g = 0; g < fitting.Length; g++)
        {
            var needed = request.Groups[g].Seats + request.ReserveDepth;
            if (fitting[g][Counted] < needed)
                return new Shortage(g, needed, fitting[g][Counted], BindingOf(fitting[g], needed));
        }
        return null;
    }

    // Where the pool has too few for the group, no other constraint is to blame.
    private static Constraint BindingOf(int[] counts, int needed) =>
        counts.Sum() < needed
            ? Constraint.Speciality
            : (Constraint)Array.IndexOf(counts, counts.AsSpan(0, Counted).ToArray().Max(), 0, Counted);

    private void Take(Expert expert)
    {
        var groups = GroupsOf(expert);
        var kept = groups == 0 ? Constraint.Speciality : KeptOutBy(expert);
        if (kept is { } constraint)
            Excluded[(int)constraint]++;
        else
            Eligible.Add(new EligibleExpert(expert, groups));
        for (var g = 0; g < fitting.Length; g++)
            if ((groups >> g & 1) != 0)
                fitting[g][kept is { } by ? (int)by : Counted]++;
    }

    private ushort GroupsOf(Expert expert)
    {
        var groups = 0;
        for (var g = 0; g < request.Groups.Count; g++)
            if (request.Groups[g].Fits(expert))
                groups |= 1 << g;
        return (ushort)groups;
    }

    private Constraint? KeptOutBy(Expert expert) =>
        !expert.IsAdmittedOn(request.Day) ? Constraint.Status
        : absent.Contains(expert.Number) ? Constraint.Absence
        : !IsFromRegion(expert) ? Constraint.Region
        : request.Avoids(expert.EmployerCode) ? Constraint.Unit
        : IsAvoided(expert) ? Constraint.Person
        : null;

    private bool IsFromRegion(Expert expert) =>
        request.Regions.Count == 0 || request.Regions.Any(region => RegionCode.Contains(region, expert.Region));

    private bool IsAvoided(Expert expert) =>
        persons.Count > 0 && persons.Contains(Convert.ToHexString(PersonHash.Of(suite, personSalt, expert.Id)));
}
