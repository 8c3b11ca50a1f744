using System.Diagnostics;

namespace Trading.Bench;

/// <summary>
/// A comparison of one piece of work with its baseline, in the same run on the same threads. The goal is on the ratio:
/// for <see cref="Compare.Time"/> measured / baseline must be at most the goal; for <see cref="Compare.Speed"/>
/// baseline / measured at least. Absolute times tell the order of magnitude and decide nothing.
/// </summary>
internal sealed record Benchmark(
    string Name,
    Compare Compare,
    double Goal,
    Func<double> Baseline,
    Func<double> Measured,
    string Unit,
    int Rounds,
    int WarmUps
)
{
    /// <summary>Compares wall-clock times in milliseconds.</summary>
    public Benchmark(
        string name,
        Compare compare,
        double goal,
        Action Baseline,
        Action Measured,
        int Rounds = 15,
        int WarmUps = 3
    )
        : this(name, compare, goal, () => Time(Baseline), () => Time(Measured), "ms", Rounds, WarmUps) { }

    /// <summary>
    /// What else one run shows: sizes, memory, counts. They stand in the result's line and decide nothing.
    /// </summary>
    public Func<Dictionary<string, long>>? Facts { get; init; }

    /// <summary>
    /// Runs both in turn, so that a busy neighbour slows both; the ratio is the median over the rounds.
    /// </summary>
    public Outcome Run()
    {
        for (var i = 0; i < WarmUps; i++)
            _ = (Baseline(), Measured());
        var rounds = Enumerable.Range(0, Rounds).Select(_ => (Baseline: Baseline(), Measured: Measured())).ToArray();
        var ratio = Median(
            rounds.Select(round =>
                Compare == Compare.Time ? round.Measured / round.Baseline : round.Baseline / round.Measured
            )
        );
        var pass = Compare == Compare.Time ? ratio <= Goal : ratio >= Goal;
        return new Outcome(
            Name,
            Median(rounds.Select(round => round.Measured)),
            Median(rounds.Select(round => round.Baseline)),
            Unit,
            ratio,
            Goal,
            pass,
            Facts?.Invoke()
        );
    }

    private static double Time(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1
            ? sorted[sorted.Length / 2]
            : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }
}

internal enum Compare
{
    Time,
    Speed,
}

/// <summary>One line of the result file. Value and baseline are medians in the unit.</summary>
internal sealed record Outcome(
    string Name,
    double Value,
    double Baseline,
    string Unit,
    double Ratio,
    double Goal,
    bool Pass,
    Dictionary<string, long>? Facts
);
