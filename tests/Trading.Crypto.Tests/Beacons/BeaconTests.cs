using Trading.Crypto.Tests.Partial;

namespace Trading.Crypto.Tests.Beacons;

public class BeaconTests
{
    private static readonly Suite P256 = Suite.P256;
    private static readonly byte[] LockId = [.. Enumerable.Repeat((byte)7, 32)];
    private static readonly byte[] Message = [.. "committed, then asked"u8];
    private readonly TestLock two = new(2, 3, "a lock for beacons");
    private readonly Beacon beacon = new(P256, Message);

    [Theory]
    [InlineData(1, 1), InlineData(1, 3), InlineData(2, 2), InlineData(2, 3), InlineData(3, 5), InlineData(5, 7)]
    public void Any_t_of_n_reach_one_and_the_same_value(int threshold, int count)
    {
        var made = new TestLock(threshold, count, $"beacon {threshold} of {count}");
        var opening = beacon.Opening(threshold, made.VerificationShares, LockId);
        var answers = made.Batches(opening);
        var expected = beacon.ValueOf(P256.Group.Multiply(made.Secret, beacon.Point));
        Assert.Equal(32, expected.Length);
        for (var chosen = 0; chosen < 1 << count; chosen++)
        {
            var subset = answers.Where((_, i) => (chosen >> i & 1) == 1).ToArray();
            if (subset.Length >= threshold)
                Assert.Equal(expected, beacon.ValueOf(Assert.Single(opening.Combine(subset).Shared!)));
            else
                Assert.Null(opening.Combine(subset).Shared);
        }
    }

    [Fact]
    public void A_wrong_answer_names_its_trustee_and_the_others_reach_the_value()
    {
        var opening = Opening(two);
        var answers = two.Batches(opening);
        var right = beacon.ValueOf(opening.CombineChecked(answers[1..])[0]);
        answers[0] = answers[0] with { Partials = [P256.Group.Add(answers[0].Partials[0], P256.Group.Generator)] };
        var outcome = opening.Combine(answers);
        Assert.Equal([(1, PartialFault.WrongProof)], outcome.Refused);
        Assert.Equal([2, 3], outcome.Used);
        Assert.Equal(right, beacon.ValueOf(outcome.Shared![0]));
    }

    [Fact]
    public void Fewer_than_t_right_answers_reach_nothing_and_name_the_wrong_one()
    {
        var opening = Opening(two);
        var answers = two.Batches(opening);
        Assert.Null(opening.Combine([answers[0]]).Shared);
        Assert.Null(opening.Combine([answers[0], answers[0]]).Shared);
        var outcome = opening.Combine([answers[0], answers[1] with { Proof = answers[2].Proof }]);
        Assert.Null(outcome.Shared);
        Assert.Equal([(2, PartialFault.WrongProof)], outcome.Refused);
    }

    [Fact]
    public void An_answer_is_worth_nothing_for_another_message_trustee_or_lock()
    {
        var answer = two.Batches(Opening(two))[0];
        Assert.Equal(PartialFault.None, Opening(two).Check(answer));
        Assert.Equal(PartialFault.WrongProof, Opening(two).Check(answer with { Trustee = 2 }));
        Assert.Equal(PartialFault.UnknownTrustee, Opening(two).Check(answer with { Trustee = 4 }));
        var other = new Beacon(P256, [.. Message, 0]);
        Assert.Equal(PartialFault.WrongProof, other.Opening(2, two.VerificationShares, LockId).Check(answer));
        Assert.Equal(PartialFault.WrongProof, Opening(new TestLock(2, 3, "another lock")).Check(answer));
        byte[] otherId = [.. LockId[..31], 8];
        Assert.Equal(PartialFault.WrongProof, beacon.Opening(2, two.VerificationShares, otherId).Check(answer));
    }

    [Fact]
    public void An_answer_to_the_same_point_in_a_list_is_no_answer_to_the_beacon()
    {
        byte[] info = [.. LockId, .. Tags.Hash(P256, Tags.FrozenList, Message)];
        var listed = two.Batches(two.Opening([beacon.Point], info))[0];
        Assert.Equal(PartialFault.WrongProof, Opening(two).Check(listed));
    }

    [Fact]
    public void A_value_depends_on_the_message_and_on_the_shared_point()
    {
        var other = new Beacon(P256, [.. Message, 0]);
        Assert.NotEqual(beacon.Point, other.Point);
        var shared = P256.Group.Multiply(two.Secret, beacon.Point);
        Assert.NotEqual(beacon.ValueOf(shared), other.ValueOf(shared));
        Assert.NotEqual(beacon.ValueOf(shared), beacon.ValueOf(beacon.Point));
        Assert.Throws<InvalidOperationException>(() => beacon.ValueOf(default));
    }

    [Theory]
    [InlineData(0), InlineData(31), InlineData(33)]
    public void Only_32_bytes_name_a_lock_and_only_32_bytes_are_a_value(int length)
    {
        Assert.Throws<ArgumentException>(() => beacon.Opening(2, two.VerificationShares, new byte[length]));
        Assert.Throws<ArgumentException>(() => Beacon.Order(P256, new byte[length], 3));
    }

    private PartialOpening Opening(TestLock made) => beacon.Opening(made.Threshold, made.VerificationShares, LockId);
}
