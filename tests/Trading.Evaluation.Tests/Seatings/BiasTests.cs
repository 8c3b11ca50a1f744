using System.Buffers.Binary;
using Trading.Crypto;

namespace Trading.Evaluation.Tests.Seatings;

/// <summary>
/// Seeded draws over a small pool, counted by expert and by pair of experts, against the same rule over another
/// generator's orders. What is compared is the distance between two halves: draws that favoured somebody would stand
/// further from naive ones than naive ones from one another.
/// </summary>
public class BiasTests
{
    private const int Draws = 10_000;
    private const int NaiveRuns = 30;

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

    [Fact]
    public void Drawn_experts_and_pairs_stand_as_near_to_naive_draws_as_these_to_one_another()
    {
        var random = new Random(2026);
        var expected = Count(20 * Draws, _ => Shuffled(random));
        var naive = Enumerable
            .Range(0, NaiveRuns)
            .Select(_ => Distance(Count(Draws, _ => Shuffled(random)), expected))
            .ToArray();
        var drawn = Distance(Count(Draws, OfBeacon), expected);
        Assert.True(drawn <= naive.Max() * 1.25, $"{drawn} beside {naive.Max()}");
    }

    [Fact]
    public void A_draw_that_favours_one_expert_is_seen()
    {
        var random = new Random(2026);
        var expected = Count(10 * Draws, _ => Shuffled(random));
        var naive = Enumerable.Range(0, 20).Max(_ => Distance(Count(Draws, _ => Shuffled(random)), expected));
        // One draw in twenty begins with expert 3, wherever the shuffle had put it.
        var bent = Distance(
            Count(Draws, i => i % 20 == 0 ? Favouring(Shuffled(random), 3) : Shuffled(random)),
            expected
        );
        Assert.True(bent > 1.25 * naive, $"{bent} beside {naive}");
    }

    private static int[] OfBeacon(int draw)
    {
        var seed = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(seed, draw);
        return Beacon.Order(Suite.P256, Suite.P256.Hash(seed), Candidates.Length);
    }

    private static int[] Shuffled(Random random)
    {
        var order = Enumerable.Range(0, Candidates.Length).ToArray();
        random.Shuffle(order);
        return order;
    }

    private static int[] Favouring(int[] order, int expert) => [expert, .. order.Where(p => p != expert)];

    // How often each pair is seated together; the diagonal counts single experts.
    private static double[,] Count(int draws, Func<int, int[]> orderOf)
    {
        var counts = new double[Candidates.Length, Candidates.Length];
        for (var i = 0; i < draws; i++)
        {
            var seated = Seating.Replay(Groups, Candidates, orderOf(i), []).Seated.Keys;
            foreach (var a in seated)
            foreach (var b in seated.Where(b => b >= a))
                counts[a, b] += 1.0 / draws;
        }
        return counts;
    }

    // Σ (difference)² ∕ expected, as in a test of χ².
    private static double Distance(double[,] counts, double[,] expected)
    {
        var sum = 0.0;
        for (var a = 0; a < Candidates.Length; a++)
        for (var b = a; b < Candidates.Length; b++)
            if (expected[a, b] > 0)
                sum += Math.Pow(counts[a, b] - expected[a, b], 2) / expected[a, b];
        return sum;
    }
}
