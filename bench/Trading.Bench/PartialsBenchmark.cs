using Trading.Crypto;

namespace Trading.Bench;

/// <summary>
/// A trustee's answer to 500 frozen bids, proof and bytes included, against the bare 500 multiplications by the same
/// blinded ladder.
/// </summary>
internal static class PartialsBenchmark
{
    private const int Bids = 500;

    public static Benchmark Create()
    {
        var group = Suite.P256.Group;
        var shares = Enumerable.Range(0, 3).Select(_ => group.RandomScalar(Entropy.System)).ToArray();
        Point[] verificationShares = [.. shares.Select(share => group.Multiply(share, group.Generator))];
        Point[] points =
        [
            .. Enumerable
                .Range(0, Bids)
                .Select(_ => group.Multiply(group.RandomScalar(Entropy.System), group.Generator)),
        ];
        var info = new byte[64];
        return new Benchmark(
            "a trustee's 500 partials with proof",
            Compare.Time,
            1.3,
            Baseline: () => group.MultiplySecret(shares[0], points, Entropy.System),
            Measured: () =>
                new PartialOpening(Suite.P256, 2, verificationShares, points, info)
                    .Open(1, shares[0], Entropy.System)
                    .ToBytes()
        );
    }
}
