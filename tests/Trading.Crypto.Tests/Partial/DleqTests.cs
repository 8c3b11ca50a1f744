namespace Trading.Crypto.Tests.Partial;

/// <summary>Proofs that meet the identity, which has no encoding: a plain no and never an exception.</summary>
public class DleqTests
{
    private static readonly Group P256 = Suite.P256.Group;
    private static readonly Dleq Dleq = new(Suite.P256, [.. "test"u8]);
    private static readonly Scalar Secret = P256.RandomScalar(Entropy.System);
    private static readonly Point Key = P256.Multiply(Secret, P256.Generator);
    private static readonly Point From = P256.Multiply(P256.RandomScalar(Entropy.System), P256.Generator);
    private static readonly Point To = P256.Multiply(Secret, From);

    [Fact]
    public void A_response_that_leaves_both_nonce_points_at_the_identity_proves_nothing()
    {
        var challenge = P256.RandomScalar(Entropy.System);
        var response = P256.Negate(P256.Multiply(challenge, Secret));
        Assert.False(Dleq.Verify(Key, [From], [To], [.. challenge.Encode(), .. response.Encode()]));
    }

    [Fact]
    public void The_identity_as_key_or_in_a_pair_proves_nothing()
    {
        var proof = Dleq.Prove(Secret, Key, [From], [To], P256.RandomScalar(Entropy.System), Entropy.System);
        Assert.True(Dleq.Verify(Key, [From], [To], proof));
        Assert.False(Dleq.Verify(default, [From], [To], proof));
        Assert.False(Dleq.Verify(Key, [default], [To], proof));
        Assert.False(Dleq.Verify(Key, [From], [default], proof));
    }
}
