namespace Trading.Crypto.Tests.Partial;

public class PartialOpeningTests
{
    private static readonly Group Group = Suite.P256.Group;
    private static readonly byte[] Info = [1, 2, 3];
    private readonly TestLock two = new(2, 3, "two of three");
    private readonly Point[] points = TestLock.Points(5, "points");

    [Theory]
    [InlineData(1, 1), InlineData(1, 3), InlineData(2, 2), InlineData(2, 3), InlineData(3, 5), InlineData(4, 7)]
    public void Any_t_of_n_reach_the_shared_points(int threshold, int count)
    {
        var made = new TestLock(threshold, count, $"{threshold} of {count}");
        var opening = made.Opening(points, Info);
        var batches = made.Batches(opening);
        var expected = points.Select(point => Group.Multiply(made.Secret, point)).ToArray();
        foreach (var subset in Subsets(batches, threshold))
        {
            Assert.Equal(expected, opening.CombineChecked(subset));
            Assert.Equal(expected, opening.Combine(subset.Reverse()).Shared);
        }
    }

    [Fact]
    public void Thirty_two_trustees_still_combine_exactly()
    {
        var made = new TestLock(17, 32, "many");
        var opening = made.Opening(points[..1], Info);
        var odd = made.Batches(opening).Where(batch => batch.Trustee % 2 == 1 || batch.Trustee == 32).ToArray();
        Assert.Equal(Group.Multiply(made.Secret, points[0]), opening.CombineChecked(odd)[0]);
    }

    [Fact]
    public void Fewer_than_t_give_nothing()
    {
        var opening = two.Opening(points, Info);
        var batch = two.Batches(opening)[0];
        Assert.Null(opening.Combine([batch]).Shared);
        Assert.Null(opening.Combine([batch, batch, batch]).Shared);
        Assert.Empty(opening.Combine([]).Refused);
        Assert.Throws<ArgumentException>(() => opening.CombineChecked([batch]));
        Assert.Throws<ArgumentException>(() => opening.CombineChecked([batch, batch]));
    }

    [Fact]
    public void One_wrong_partial_names_its_trustee_and_the_others_open()
    {
        var opening = two.Opening(points, Info);
        var batches = two.Batches(opening);
        batches[1] = Replace(batches[1], 3, Group.Add(batches[1].Partials[3], Group.Generator));
        var outcome = opening.Combine(batches);
        Assert.Equal([(2, PartialFault.WrongProof)], outcome.Refused);
        Assert.Equal([1, 3], outcome.Used);
        Assert.Equal(points.Select(point => Group.Multiply(two.Secret, point)), outcome.Shared);
    }

    [Fact]
    public void Too_many_wrong_partials_open_nothing_and_name_all()
    {
        var opening = two.Opening(points, Info);
        var batches = two.Batches(opening);
        batches[0] = Replace(batches[0], 0, points[1]);
        batches[2] = batches[2] with { Partials = batches[2].Partials[..4] };
        var outcome = opening.Combine(batches);
        Assert.Null(outcome.Shared);
        Assert.Empty(outcome.Used);
        Assert.Equal([(1, PartialFault.WrongProof), (3, PartialFault.WrongCount)], outcome.Refused);
    }

    [Fact]
    public void Swapped_partials_are_refused_within_a_batch_and_between_trustees()
    {
        var opening = two.Opening(points, Info);
        var batches = two.Batches(opening);
        var within = Replace(Replace(batches[0], 0, batches[0].Partials[1]), 1, batches[0].Partials[0]);
        Assert.Equal(PartialFault.WrongProof, opening.Check(within));
        Assert.Equal(PartialFault.WrongProof, opening.Check(batches[0] with { Trustee = 2 }));
        Assert.Equal(PartialFault.WrongProof, opening.Check(batches[0] with { Proof = batches[1].Proof }));
        Assert.Equal(PartialFault.WrongProof, opening.Check(Replace(batches[0], 2, batches[1].Partials[2])));
    }

    [Fact]
    public void Partials_are_worth_nothing_under_another_lock_list_or_info()
    {
        var batch = two.Batches(two.Opening(points, Info))[0];
        var other = new TestLock(2, 3, "another lock");
        Assert.Equal(PartialFault.WrongProof, other.Opening(points, Info).Check(batch));
        Assert.Equal(PartialFault.WrongProof, two.Opening(points, [1, 2, 4]).Check(batch));
        Assert.Equal(PartialFault.WrongProof, two.Opening([.. points.Reverse()], Info).Check(batch));
        Assert.Equal(PartialFault.WrongCount, two.Opening(points[..4], Info).Check(batch));
        Assert.Equal(PartialFault.None, two.Opening(points, Info).Check(batch));
    }

    [Fact]
    public void Two_trustees_with_one_and_the_same_share_still_cannot_pass_for_each_other()
    {
        Point[] same = [two.VerificationShares[0], two.VerificationShares[0], two.VerificationShares[2]];
        var opening = new PartialOpening(Suite.P256, 2, same, points, Info);
        var batch = opening.Open(1, two.Shares[0], Entropy.System);
        Assert.Equal(PartialFault.None, opening.Check(batch));
        Assert.Equal(PartialFault.WrongProof, opening.Check(batch with { Trustee = 2 }));
    }

    [Theory]
    [InlineData(0), InlineData(4), InlineData(-1), InlineData(65536)]
    public void A_trustee_that_the_lock_does_not_have_is_refused(int trustee)
    {
        var opening = two.Opening(points, Info);
        Assert.Equal(PartialFault.UnknownTrustee, opening.Check(two.Batches(opening)[0] with { Trustee = trustee }));
    }

    [Fact]
    public void A_proof_whose_equation_collapses_to_the_identity_is_refused_not_thrown()
    {
        var opening = two.Opening(points, Info);
        var batch = two.Batches(opening)[0];
        var c = Scalar.From(5);
        var s = Group.Negate(Group.Multiply(c, two.Shares[0])); // s·G + c·Y = identity
        Assert.Equal(PartialFault.WrongProof, opening.Check(batch with { Proof = [.. c.Encode(), .. s.Encode()] }));
        Assert.Equal(PartialFault.WrongProof, opening.Check(batch with { Proof = new byte[64] }));
        Assert.Equal(
            PartialFault.WrongProof,
            opening.Check(batch with { Proof = [.. Enumerable.Repeat((byte)0xFF, 64)] })
        );
        Assert.Equal(PartialFault.WrongProof, opening.Check(Replace(batch, 0, default)));
    }

    [Fact]
    public void A_share_of_another_lock_is_never_used()
    {
        var opening = two.Opening(points, Info);
        Assert.Throws<InvalidOperationException>(() => opening.Open(1, two.Shares[1], Entropy.System));
    }

    [Fact]
    public void A_broken_generator_gives_no_nonce_twice()
    {
        // r = s + c·x for the trustee who knows x: two lists under the same "random" bytes must not share it.
        var nonces = new[] { points, points[..2], points[..1] }
            .Select(list => Nonce(list, Info))
            .Append(Nonce(points, [9]))
            .ToArray();
        Assert.Equal(nonces.Length, nonces.Distinct().Count());
        Assert.Equal(nonces[0], Nonce(points, Info));
    }

    [Fact]
    public void A_list_that_cannot_be_is_an_error_of_the_caller()
    {
        Assert.Throws<ArgumentException>(() => two.Opening([], Info));
        Assert.Throws<ArgumentException>(() => two.Opening([points[0], default], Info));
        Assert.Throws<ArgumentException>(() => new PartialOpening(Suite.P256, 4, two.VerificationShares, points, Info));
        Assert.Throws<ArgumentException>(() => new PartialOpening(Suite.P256, 0, two.VerificationShares, points, Info));
    }

    private Scalar Nonce(Point[] list, byte[] info)
    {
        var proof = two.Opening(list, info).Open(1, two.Shares[0], new FixedEntropy("stuck")).Proof;
        Assert.True(Group.TryDecodeScalar(proof.AsSpan(0, 32), out var c));
        Assert.True(Group.TryDecodeScalar(proof.AsSpan(32), out var s));
        return Group.Add(s, Group.Multiply(c, two.Shares[0]));
    }

    private static PartialBatch Replace(PartialBatch batch, int at, Point point)
    {
        Point[] partials = [.. batch.Partials];
        partials[at] = point;
        return batch with { Partials = partials };
    }

    private static IEnumerable<T[]> Subsets<T>(T[] items, int size) =>
        size == 0
            ?
            [
                [],
            ]
            : items.SelectMany((item, i) => Subsets(items[(i + 1)..], size - 1).Select(rest => (T[])[item, .. rest]));
}
