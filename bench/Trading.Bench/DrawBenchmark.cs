namespace Trading.Bench;

/// <summary>
/// A draw over 200,000 experts, from the pool in memory to seven seats (filter, codes, secret order, hashes and their
/// tree, reduction with its beacon, 2,000 sealed positions with theirs, second beacon, seating), against the bare
/// hashing, sealing and sorting of the same rows on the same thread.
/// </summary>
internal static class DrawBenchmark
{
    public static Benchmark Create()
    {
        var scene = new DrawScene();
        return new Benchmark(
            "draw of 7 over 200,000 experts",
            Compare.Time,
            2,
            scene.Bare,
            scene.Draw,
            Rounds: 5,
            WarmUps: 1
        );
    }
}
