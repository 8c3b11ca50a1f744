namespace Trading.Crypto;

/// <summary>
/// A secret polynomial, and the same in the exponent, where it is public (Feldman's verifiable secret sharing). Lowest
/// coefficient first.
/// </summary>
internal static class Polynomial
{
    /// <summary>f(at), in constant time.</summary>
    public static Scalar Evaluate(Group group, ReadOnlySpan<Scalar> coefficients, int at)
    {
        var sum = Scalar.Zero;
        for (var k = coefficients.Length - 1; k >= 0; k--)
            sum = group.Add(group.Multiply(sum, Scalar.From((uint)at)), coefficients[k]);
        return sum;
    }

    /// <summary>f(at)·G from the commitments: Σ atᵏ·Cₖ.</summary>
    public static Point EvaluateCommitment(Group group, ReadOnlySpan<Point> commitment, int at)
    {
        var powers = new Scalar[commitment.Length];
        powers[0] = Scalar.From(1);
        for (var k = 1; k < powers.Length; k++)
            powers[k] = group.Multiply(powers[k - 1], Scalar.From((uint)at));
        return group.MultiplySum(powers, commitment);
    }

    /// <summary>The commitment to the sum of all trustees' polynomials.</summary>
    public static Point[] Sum(Group group, IReadOnlyList<Point[]> commitments)
    {
        var sum = new Point[commitments[0].Length];
        foreach (var commitment in commitments)
            for (var k = 0; k < sum.Length; k++)
                sum[k] = group.Add(sum[k], commitment[k]);
        return sum;
    }
}
