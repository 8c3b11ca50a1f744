namespace Trading.Crypto.Tests.Ceremonies;

public class SchnorrTests
{
    private static readonly Group Group = Suite.P256.Group;
    private readonly Schnorr schnorr = new(Suite.P256);
    private readonly Scalar secret = Group.RandomScalar(new FixedEntropy("schnorr"));
    private readonly Point key;
    private readonly byte[] signature;

    public SchnorrTests()
    {
        key = Group.Multiply(secret, Group.Generator);
        signature = schnorr.Sign(secret, key, "text"u8, Entropy.System);
    }

    [Fact]
    public void A_signature_is_the_same_each_time_and_valid_for_its_text_and_key_only()
    {
        Assert.Equal(signature, schnorr.Sign(secret, key, "text"u8, Entropy.System));
        Assert.True(schnorr.Verify(key, "text"u8, signature));
        Assert.False(schnorr.Verify(key, "texT"u8, signature));
        Assert.False(schnorr.Verify(Group.Generator, "text"u8, signature));
        Assert.False(schnorr.Verify(default, "text"u8, signature));
    }

    [Fact]
    public void Any_changed_byte_and_any_other_length_is_refused()
    {
        for (var i = 0; i < signature.Length; i++)
        {
            var changed = signature.ToArray();
            changed[i] ^= 1;
            Assert.False(schnorr.Verify(key, "text"u8, changed));
            Assert.False(schnorr.Verify(key, "text"u8, signature.AsSpan(0, i)));
        }
        Assert.False(schnorr.Verify(key, "text"u8, (byte[])[.. signature, 0]));
    }

    [Fact]
    public void The_identity_as_commitment_and_a_response_that_is_not_reduced_are_refused()
    {
        Assert.False(schnorr.Verify(key, "text"u8, (byte[])[.. new byte[33], .. signature.AsSpan(33)]));
        Assert.False(
            schnorr.Verify(key, "text"u8, (byte[])[.. signature.AsSpan(0, 33), .. Enumerable.Repeat((byte)0xFF, 32)])
        );
    }
}
