namespace Trading.Crypto.Tests.Partial;

/// <summary>
/// A lock whose secret one dealer knows, so that a test can compare with x·R. Real locks come from the ceremony.
/// </summary>
internal sealed class TestLock
{
    public static readonly Suite P256 = Suite.P256;
    private static readonly Group Group = P256.Group;

    public TestLock(int threshold, int count, string seed)
    {
        var entropy = new FixedEntropy(seed);
        Threshold = threshold;
        var coefficients = Enumerable.Range(0, threshold).Select(_ => Group.RandomScalar(entropy)).ToArray();
        Secret = coefficients[0];
        Shares = [.. Enumerable.Range(1, count).Select(i => Evaluate(coefficients, i))];
        VerificationShares = [.. Shares.Select(share => Group.Multiply(share, Group.Generator))];
    }

    public int Threshold { get; }
    public Scalar Secret { get; }
    public Scalar[] Shares { get; }
    public Point[] VerificationShares { get; }

    public PartialOpening Opening(Point[] points, byte[] info) =>
        new(P256, Threshold, VerificationShares, points, info);

    public PartialBatch[] Batches(PartialOpening opening) =>
        [.. Shares.Select((share, i) => opening.Open(i + 1, share, new FixedEntropy($"open {i}")))];

    public static Point[] Points(int count, string seed)
    {
        var entropy = new FixedEntropy(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(_ => Group.Multiply(Group.RandomScalar(entropy), Group.Generator)),
        ];
    }

    private static Scalar Evaluate(Scalar[] coefficients, int at) =>
        coefficients.Reverse().Aggregate((sum, next) => Group.Add(Group.Multiply(sum, Scalar.From((uint)at)), next));
}
