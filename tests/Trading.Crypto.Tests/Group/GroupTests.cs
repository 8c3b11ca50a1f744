using System.Numerics;

namespace Trading.Crypto.Tests.Groups;

public class GroupTests
{
    private static readonly Group P256 = Suite.P256.Group;
    private static readonly BigInteger Order = new(
        Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"),
        true,
        true
    );
    private readonly FixedEntropy entropy = new("group");

    [Fact]
    public void A_secret_product_equals_the_library_s_public_product_for_random_and_edge_scalars()
    {
        foreach (var k in Scalars())
        {
            var point = P256.Multiply(P256.RandomScalar(entropy), P256.Generator);
            Assert.Equal(P256.Multiply(k, point), P256.MultiplySecret(k, point, Entropy.System));
            Assert.Equal(P256.Multiply(k, P256.Generator), P256.MultiplySecret(k, P256.Generator, entropy));
        }
    }

    [Fact]
    public void A_batch_of_secret_products_equals_the_single_ones_and_carries_the_identity_through()
    {
        var k = P256.RandomScalar(entropy);
        Point[] points = [P256.Generator, default, P256.Multiply(Scalar.From(7), P256.Generator), default];
        Assert.Equal(points.Select(point => P256.Multiply(k, point)), P256.MultiplySecret(k, points, entropy));
        Assert.Empty(P256.MultiplySecret(k, [], entropy));
    }

    [Fact]
    public void Blinding_changes_nothing_but_what_it_draws()
    {
        var k = P256.RandomScalar(entropy);
        var products = Enumerable
            .Range(0, 20)
            .Select(i => P256.MultiplySecret(k, P256.Generator, new FixedEntropy($"blind {i}")));
        Assert.Single(products.Distinct());
    }

    [Fact]
    public void Sums_of_products_equal_the_sum_of_the_single_products()
    {
        // The counts stand on both sides of every change of method or of bucket size.
        foreach (var count in new[] { 0, 1, 2, 3, 7, 31, 32, 33, 127, 128, 399, 400 })
        {
            var scalars = Enumerable.Range(0, count).Select(_ => P256.RandomScalar(entropy)).ToArray();
            var points = scalars.Select(_ => P256.Multiply(P256.RandomScalar(entropy), P256.Generator)).ToArray();
            var expected = scalars.Zip(points, P256.Multiply).Aggregate(default(Point), P256.Add);
            Assert.Equal(expected, P256.MultiplySum(scalars, points));
        }
    }

    [Fact]
    public void A_sum_whose_terms_repeat_cancel_or_vanish_is_right()
    {
        var (a, point) = (P256.RandomScalar(entropy), P256.Generator);
        Assert.Equal(P256.Multiply(P256.Add(a, a), point), P256.MultiplySum([a, a], [point, point]));
        Assert.True(P256.MultiplySum([a, a], [point, P256.Negate(point)]).IsIdentity);
        Assert.True(P256.MultiplySum([a, P256.Negate(a)], [point, point]).IsIdentity);
        Assert.Equal(P256.Multiply(a, point), P256.MultiplySum([a, Scalar.Zero, a], [point, point, default]));
        Assert.Throws<ArgumentException>(() => P256.MultiplySum([a], []));
    }

    [Fact]
    public void Sums_over_edge_scalars_are_right_by_either_method()
    {
        var edges = Scalars().ToArray();
        foreach (var count in new[] { 1, 2, 40 })
        {
            for (var first = 0; first + count <= edges.Length; first++)
            {
                var scalars = edges.AsSpan(first, count).ToArray();
                var points = scalars
                    .Select((_, i) => P256.Multiply(Scalar.From((uint)i % 3 + 1), P256.Generator))
                    .ToArray();
                var weight = scalars
                    .Zip(points.Select((_, i) => Scalar.From((uint)i % 3 + 1)), P256.Multiply)
                    .Aggregate(P256.Add);
                Assert.Equal(P256.Multiply(weight, P256.Generator), P256.MultiplySum(scalars, points));
            }
        }
    }

    [Fact]
    public void Sums_by_column_equal_the_sums_one_by_one()
    {
        Scalar[] weights = [P256.RandomScalar(entropy), P256.RandomScalar(entropy), P256.RandomScalar(entropy)];
        var rows = weights
            .Select(_ =>
                Enumerable.Range(0, 5).Select(_ => P256.Multiply(P256.RandomScalar(entropy), P256.Generator)).ToArray()
            )
            .ToList();
        rows[0][3] = default;
        var sums = P256.MultiplySumEach(weights, rows);
        for (var j = 0; j < 5; j++)
            Assert.Equal(P256.MultiplySum(weights, [.. rows.Select(row => row[j])]), sums[j]);
        Assert.Throws<ArgumentException>(() => P256.MultiplySumEach(weights, [rows[0], rows[1], [default]]));
    }

    [Fact]
    public void Addition_follows_the_group_law()
    {
        var p = P256.Multiply(P256.RandomScalar(entropy), P256.Generator);
        Assert.Equal(P256.Multiply(Scalar.From(2), p), P256.Add(p, p));
        Assert.Equal(p, P256.Add(p, default));
        Assert.Equal(p, P256.Add(default, p));
        Assert.True(P256.Add(p, P256.Negate(p)).IsIdentity);
        Assert.True(P256.Negate(default(Point)).IsIdentity);
        Assert.True(P256.Multiply(Scalar.Zero, p).IsIdentity);
    }

    [Fact]
    public void Scalar_arithmetic_agrees_with_big_integers()
    {
        var scalars = Scalars().ToArray();
        foreach (var a in scalars)
        {
            Assert.Equal((Order - Number(a)) % Order, Number(P256.Negate(a)));
            if (!a.IsZero)
                Assert.Equal(BigInteger.One, Number(P256.Multiply(a, P256.Invert(a))));
            foreach (var b in scalars)
            {
                Assert.Equal((Number(a) + Number(b)) % Order, Number(P256.Add(a, b)));
                Assert.Equal(Number(a) * Number(b) % Order, Number(P256.Multiply(a, b)));
            }
        }
        Assert.Throws<ArgumentException>(() => P256.Invert(Scalar.Zero));
    }

    [Fact]
    public void Wide_bytes_are_reduced_as_one_big_endian_integer()
    {
        for (var length = 0; length <= 64; length++)
        {
            var wide = new byte[length];
            entropy.Fill(wide);
            Assert.Equal(new BigInteger(wide, true, true) % Order, Number(P256.Reduce(wide)));
            Array.Fill(wide, (byte)0xFF);
            Assert.Equal(new BigInteger(wide, true, true) % Order, Number(P256.Reduce(wide)));
        }
    }

    [Fact]
    public void A_scalar_prints_nothing_of_itself() => Assert.Equal("Scalar", P256.RandomScalar(entropy).ToString());

    private static BigInteger Number(Scalar scalar) => new(scalar.Encode(), true, true);

    private IEnumerable<Scalar> Scalars()
    {
        foreach (var small in new uint[] { 0, 1, 2, 3, 4, 5, 8, 255, uint.MaxValue })
        {
            yield return Scalar.From(small);
            yield return P256.Negate(Scalar.From(small));
        }
        for (var i = 0; i < 24; i++)
            yield return P256.RandomScalar(entropy);
        yield return P256.Invert(Scalar.From(2));
        yield return P256.Reduce(Convert.FromHexString("00000000000000000000000000000001" + new string('0', 32)));
        yield return P256.Reduce(Convert.FromHexString("0000000000000001" + new string('0', 48)));
    }
}
