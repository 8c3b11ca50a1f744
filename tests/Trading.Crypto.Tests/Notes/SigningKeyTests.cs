using System.Security.Cryptography;
using System.Text;

namespace Trading.Crypto.Tests.Notes;

public sealed class SigningKeyTests
{
    [Fact]
    public void A_signature_verifies_for_its_own_tag_message_and_key_alone()
    {
        using var key = SigningKey.Generate(Suite.P256);
        using var other = SigningKey.Generate(Suite.P256);
        byte[] message = [1, 2, 3];
        var signature = key.Sign(Tags.Withdrawal, message);
        Assert.Equal(64, signature.Length);
        Assert.True(SigningKey.Verify(Suite.P256, key.PublicPoint, Tags.Withdrawal, message, signature));
        Assert.False(SigningKey.Verify(Suite.P256, key.PublicPoint, Tags.Envelope, message, signature));
        Assert.False(SigningKey.Verify(Suite.P256, key.PublicPoint, Tags.Withdrawal, [1, 2, 4], signature));
        Assert.False(SigningKey.Verify(Suite.P256, other.PublicPoint, Tags.Withdrawal, message, signature));
    }

    [Fact]
    public void A_key_survives_its_bytes()
    {
        using var key = SigningKey.Generate(Suite.P256);
        Assert.True(SigningKey.TryFromPkcs8(Suite.P256, key.ToPkcs8(), out var again));
        using (again)
            Assert.Equal(key.PublicPoint, again.PublicPoint);
    }

    [Fact]
    public void Trailing_bytes_other_curves_and_explicit_parameters_are_no_key()
    {
        using var key = SigningKey.Generate(Suite.P256);
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var wide = ECDsa.Create(p256.ExportExplicitParameters(true));
        Assert.False(SigningKey.TryFromPkcs8(Suite.P256, [.. key.ToPkcs8(), 0], out _));
        Assert.False(SigningKey.TryFromPkcs8(Suite.P256, key.ToPkcs8().AsSpan(1), out _));
        Assert.False(SigningKey.TryFromPkcs8(Suite.P256, p384.ExportPkcs8PrivateKey(), out _));
        Assert.False(SigningKey.TryFromPkcs8(Suite.P256, wide.ExportPkcs8PrivateKey(), out _));
        Assert.False(SigningKey.TryFromPkcs8(Suite.P256, [], out _));
    }

    [Fact]
    public void A_public_key_is_the_platforms_own_der_and_nothing_else()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var der = key.ExportSubjectPublicKeyInfo();
        Assert.True(Spki.TryDecode(Suite.P256, der, out var point));
        Assert.Equal(der, Spki.Encode(Suite.P256, point));
        Assert.False(Spki.TryDecode(Suite.P256, [.. der, 0], out _));
        der[^1] ^= 1;
        Assert.False(Spki.TryDecode(Suite.P256, der, out _));
    }

    [Fact]
    public void Fixed_keys_sign_as_rfc_6979_says()
    {
        using var key = FixedKey.From(
            Convert.FromHexString("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721")
        );
        Assert.Equal(
            "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716F7CB1C942D657C41D436C7A1B6E29F65F3E"
                + "900DBB9AFF4064DC4AB2F843ACDA8",
            Convert.ToHexString(key.SignData(Encoding.ASCII.GetBytes("sample"), HashAlgorithmName.SHA256))
        );
    }
}
