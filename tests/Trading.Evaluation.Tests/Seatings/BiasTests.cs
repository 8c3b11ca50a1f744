using System.Buffers.Binary;
using System.Globalization;
using Trading.Crypto;

namespace Trading.Evaluation.Tests.Seatings;

/// <summary>
/// Seeded draws over a small pool, counted by expert and by pair of experts, beside 1,000 runs of as many naive draws.
/// A naive draw is any of the 9! orders, each equally likely: all of them are seated once, so that a run is as many
/// looks into that table, and what is expected is exact. TRADING_DRAWS in the environment: as many in a run.
/// </summary>
public class BiasTests
{
    private const int NaiveRuns = 1_000;
    private const int UsualDraws = 100_000;

    private static readonly int Draws = int.TryParse(
        Environment.GetEnvironmentVariable("TRADING_DRAWS"),
        NumberStyles.None,
        CultureInfo.InvariantCulture,
        out var draws
    )
        ? draws
        : UsualDraws;

    // Of 1,000 naive runs at most one stands further off than this one.
    private const int Quantile = NaiveRuns * 999 / 1000 - 1;

    private static readonly SeatGroup[] Groups =
    [
        new(["A08"], ExpertLevel.Intermediate, 2),
        new(["B01"], ExpertLevel.Intermediate, 1),
    ];

    // Some fit both groups, three share an employer.
    private static readonly Candidate[] Candidates =
    [
        new(1, "a"),
        new(1, "a"),
        new(3, "a"),
        new(1, "b"),
        new(3, "c"),
        new(2, "d"),
        new(2, "e"),
        new(1, "f"),
        new(3, "g"),
    ];

    // Who sits, as bits, under each order.
    private static readonly ushort[] Table = [.. Orders(Candidates.Length).Select(Seated)];
    private static readonly double[] OfExperts = Frequencies(CountAll(), Experts());
    private static readonly double[] OfPairs = Frequencies(CountAll(), Pairs());
    private static readonly (double[] Experts, double[] Pairs) Naive = NaiveDistances();

    [Fact]
    public void Drawn_experts_and_pairs_stand_as_near_to_what_is_expected_as_naive_draws()
    {
        var (experts, pairs) = DistancesOf(i => Beacon.Order(Suite.P256, Seed(i), Candidates.Length));
        Assert.True(experts <= Naive.Experts[Quantile], $"experts: {experts} beside {Naive.Experts[Quantile]}");
        Assert.True(pairs <= Naive.Pairs[Quantile], $"pairs: {pairs} beside {Naive.Pairs[Quantile]}");
    }

    [Fact]
    public void A_draw_that_favours_one_expert_once_in_fifty_is_seen()
    {
        var random = new Random(2026);
        var (experts, pairs) = DistancesOf(i => i % 50 == 0 ? Favouring(Shuffled(random), 3) : Shuffled(random));
        Assert.True(experts > Naive.Experts[^1], $"experts: {experts} beside {Naive.Experts[^1]}");
        Assert.True(pairs > Naive.Pairs[^1], $"pairs: {pairs} beside {Naive.Pairs[^1]}");
    }

    [Fact]
    public void A_shuffle_that_changes_each_place_with_any_other_is_seen()
    {
        var random = new Random(2026);
        var (experts, pairs) = DistancesOf(_ => WronglyShuffled(random));
        Assert.True(experts > Naive.Experts[^1], $"experts: {experts} beside {Naive.Experts[^1]}");
        Assert.True(pairs > Naive.Pairs[^1], $"pairs: {pairs} beside {Naive.Pairs[^1]}");
    }

    private static byte[] Seed(int draw)
    {
        var seed = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(seed, draw);
        return Suite.P256.Hash(seed);
    }

    private static int[] Shuffled(Random random)
    {
        var order = Enumerable.Range(0, Candidates.Length).ToArray();
        random.Shuffle(order);
        return order;
    }

    private static int[] WronglyShuffled(Random random)
    {
        var order = Enumerable.Range(0, Candidates.Length).ToArray();
        for (var k = 0; k < order.Length; k++)
        {
            var other = random.Next(order.Length);
            (order[k], order[other]) = (order[other], order[k]);
        }
        return order;
    }

    private static int[] Favouring(int[] order, int expert) => [expert, .. order.Where(p => p != expert)];

    private static ushort Seated(int[] order)
    {
        var seated = 0;
        foreach (var position in Seating.Replay(Groups, Candidates, order, []).Seated.Keys)
            seated |= 1 << position;
        return (ushort)seated;
    }

    private static IEnumerable<int[]> Orders(int n)
    {
        if (n == 0)
        {
            yield return [];
            yield break;
        }
        foreach (var order in Orders(n - 1))
            for (var at = 0; at < n; at++)
                yield return [.. order[..at], n - 1, .. order[at..]];
    }

    private static (double Experts, double Pairs) DistancesOf(Func<int, int[]> orderOf)
    {
        var counts = new int[1 << Candidates.Length];
        for (var i = 0; i < Draws; i++)
            counts[Seated(orderOf(i))]++;
        return (Distance(counts, Experts(), OfExperts), Distance(counts, Pairs(), OfPairs));
    }

    // Both lists rise.
    private static (double[] Experts, double[] Pairs) NaiveDistances()
    {
        var random = new Random(2026);
        var (experts, pairs) = (new double[NaiveRuns], new double[NaiveRuns]);
        for (var run = 0; run < NaiveRuns; run++)
        {
            var counts = new int[1 << Candidates.Length];
            for (var i = 0; i < Draws; i++)
                counts[Table[random.Next(Table.Length)]]++;
            (experts[run], pairs[run]) = (Distance(counts, Experts(), OfExperts), Distance(counts, Pairs(), OfPairs));
        }
        Array.Sort(experts);
        Array.Sort(pairs);
        return (experts, pairs);
    }

    private static int[] CountAll()
    {
        var counts = new int[1 << Candidates.Length];
        foreach (var seated in Table)
            counts[seated]++;
        return counts;
    }

    private static IEnumerable<int> Experts() => Enumerable.Range(0, Candidates.Length).Select(a => 1 << a);

    private static IEnumerable<int> Pairs() =>
        from a in Enumerable.Range(0, Candidates.Length)
        from b in Enumerable.Range(a + 1, Candidates.Length - a - 1)
        select 1 << a | 1 << b;

    // How often all of each group of experts sit together.
    private static double[] Frequencies(int[] counts, IEnumerable<int> groups)
    {
        var all = (double)counts.Sum();
        return
        [
            .. groups.Select(group =>
                Enumerable.Range(0, counts.Length).Where(seated => (seated & group) == group).Sum(s => counts[s]) / all
            ),
        ];
    }

    // Σ (difference)² ∕ expected, as in a test of χ².
    private static double Distance(int[] counts, IEnumerable<int> groups, double[] expected) =>
        Frequencies(counts, groups).Zip(expected, (found, e) => e > 0 ? (found - e) * (found - e) / e : found).Sum();
}
