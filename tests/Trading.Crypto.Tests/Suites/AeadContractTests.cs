namespace Trading.Crypto.Tests.Suites;

/// <summary>Keys have one length; what comes from outside is opened or is not, and never throws.</summary>
public sealed class AeadContractTests
{
    private static readonly Suite P256 = Suite.P256;

    public static TheoryData<string> Ciphers => ["narrow", "wide"];

    [Theory, MemberData(nameof(Ciphers))]
    public void A_key_that_is_not_32_bytes_is_refused(string kind)
    {
        foreach (var length in new[] { 0, 16, 24, 31, 33, 64 })
            Assert.Throws<ArgumentException>(() => Create(kind, length).Dispose());
        Create(kind, 32).Dispose();
    }

    [Theory, MemberData(nameof(Ciphers))]
    public void A_ciphertext_or_nonce_of_a_wrong_length_opens_nothing(string kind)
    {
        using var cipher = Create(kind, 32);
        var (nonce, plaintext) = (new byte[cipher.NonceLength], new byte[5]);
        var ciphertext = new byte[plaintext.Length + Suite.TagBytes];
        cipher.Seal(nonce, plaintext, ciphertext, []);
        Assert.True(cipher.TryOpen(nonce, ciphertext, new byte[5], []));
        for (var length = 0; length < Suite.TagBytes; length++)
            Assert.False(cipher.TryOpen(nonce, ciphertext.AsSpan(0, length), [], []));
        foreach (var length in new[] { 0, 8, 11, 13, 16, 23, 25 })
            Assert.False(cipher.TryOpen(new byte[length], ciphertext, new byte[5], []));
        Assert.False(cipher.TryOpen(nonce, ciphertext.AsSpan(1), new byte[4], []));
    }

    [Fact]
    public void A_tag_alone_opens_as_nothing()
    {
        using var cipher = Create("narrow", 32);
        var tag = new byte[Suite.TagBytes];
        cipher.Seal(new byte[12], [], tag, []);
        Assert.True(cipher.TryOpen(new byte[12], tag, [], []));
    }

    private static Aead Create(string kind, int keyBytes) =>
        kind == "wide" ? P256.CreateWideAead(new byte[keyBytes]) : P256.CreateAead(new byte[keyBytes]);
}
