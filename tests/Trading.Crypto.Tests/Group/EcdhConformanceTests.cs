using System.Text.Json;

namespace Trading.Crypto.Tests.Groups;

/// <summary>Every Wycheproof ECDH case, through the strict decoders and the secret ladder.</summary>
public class EcdhConformanceTests
{
    private static readonly Group P256 = Suite.P256.Group;

    [Fact]
    public void Wycheproof_points_are_accepted_and_refused_as_demanded()
    {
        if (Vectors.Load("wycheproof/ecdh_secp256r1_ecpoint_test.json") is not { } file)
            return;
        var seen = 0;
        foreach (var (_, test) in Vectors.Wycheproof(file))
        {
            var encoded = test.Hex("public");
            // Off the ceremony only 65 bytes may stand, so the one "acceptable" case, a compressed point, is refused
            // there.
            Assert.Equal(test.Text("result") == "valid", P256.TryDecode(encoded, out var point));
            Assert.Equal(test.Text("result") == "acceptable", P256.TryDecodeCompressed(encoded, out var compressed));
            if (test.Text("result") != "invalid")
                Agree(test, point.IsIdentity ? compressed : point, test.Hex("private"));
            seen++;
        }
        Assert.Equal(file.Number("numberOfTests"), seen);
    }

    [Fact]
    public void Wycheproof_web_keys_agree()
    {
        if (Vectors.Load("wycheproof/ecdh_secp256r1_webcrypto_test.json") is not { } file)
            return;
        var seen = 0;
        foreach (var (_, test) in Vectors.Wycheproof(file))
        {
            var key = test.GetProperty("public");
            var valid = TryDecodeWebKey(key, out var point);
            Assert.Equal(test.Text("result") == "valid", valid);
            if (valid)
                Agree(test, point, Base64Url(test.GetProperty("private").Text("d")));
            seen++;
        }
        Assert.Equal(file.Number("numberOfTests"), seen);
    }

    private static bool TryDecodeWebKey(JsonElement key, out Point point)
    {
        point = default;
        return key.Text("crv") == "P-256"
            && P256.TryDecode([4, .. Base64Url(key.Text("x")), .. Base64Url(key.Text("y"))], out point);
    }

    private static void Agree(JsonElement test, Point point, byte[] privateKey)
    {
        var shared = new byte[32];
        var k = P256.Reduce(privateKey);
        P256.MultiplySecret(k, point, Entropy.System).WriteX(shared);
        Assert.Equal(test.Text("shared"), Convert.ToHexStringLower(shared));
        P256.Multiply(k, point).WriteX(shared);
        Assert.Equal(test.Text("shared"), Convert.ToHexStringLower(shared));
    }

    private static byte[] Base64Url(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);
}
